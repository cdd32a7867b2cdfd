import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPath, pathToText, textToPath } from '../../src/io/path-bytes.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('pathToText and textToPath', () => {
  it('give any bytes back exactly', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (path) => {
        expect([...textToPath(pathToText(path))]).toEqual([...path]);
      }),
    );
  });

  it('need base64 only where the bytes are no UTF-8', () => {
    expect(pathToText(Buffer.from('Bilder/é 山'))).toEqual({ path: 'Bilder/é 山' });
    expect(pathToText(bytes('a\xe9b'))).toEqual({
      path: 'a\ufffdb',
      pathBase64: 'Yeli',
    });
  });

  it('keep a byte order mark, which is part of a name', () => {
    expect(pathToText(Buffer.from('\ufeffa')).path).toBe('\ufeffa');
  });

  it('work on a view of a larger buffer', () => {
    expect(pathToText(Buffer.from('xxabcxx').subarray(2, 5))).toEqual({ path: 'abc' });
  });
});

describe('joinPath', () => {
  it.each([
    ['a', 'b', 'a/b'],
    ['a/', 'b', 'a/b'],
    ['/', 'b', '/b'],
    ['', 'b', 'b'],
    ['a', '', 'a'],
    ['', '', ''],
    ['\xff', '\xfe', '\xff/\xfe'],
  ])('joins %j and %j to %j', (folder, name, expected) => {
    expect(joinPath(bytes(folder), bytes(name))).toEqual(bytes(expected));
  });

  it('gives a copy that later changes of its parts do not reach', () => {
    const part = bytes('abc');
    const joined = joinPath(part, Buffer.alloc(0));
    part.fill(0);
    expect(joined.toString()).toBe('abc');
  });
});
