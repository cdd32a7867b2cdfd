import { describe, expect, it } from 'vitest';
import { inputBytes } from '../../../../src/pipeline/response/read/input-bytes.js';
import { stream } from '../../../report/sample.js';

const MIB = 1024 * 1024;

/** A stream of so many bytes, the first one given, and how many MiB of it were taken. */
function long(first: string, mebibytes: number) {
  const taken = { mebibytes: 0 };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const piece = Buffer.alloc(MIB, 'a');
    yield Buffer.from(first);
    for (; taken.mebibytes < mebibytes; taken.mebibytes++) yield piece;
  }
  return { input: pieces(), taken };
}

describe('the bytes of a source', () => {
  it.each([
    ['{"a":1}', 0, true],
    [' \r\n\t[]', 4, true],
    ['\ufeff {', 4, true],
    ['subject,{', 0, false],
    ['\ufeffsubject', 3, false],
    ['"{', 0, false],
  ])('are JSON or not by the first one that counts: %j', async (text, start, isJson) => {
    for (const size of [1, 2, 100])
      expect(await inputBytes(stream(text, size), 'f')).toMatchObject({ start, isJson });
  });

  it('are 64 MiB at most, blanks included, and no more are read', async () => {
    const { input, taken } = long('s', 80);
    await expect(inputBytes(input, 'f')).rejects.toThrow('f: is larger than 64 MiB');
    expect(taken.mebibytes).toBe(63);
    const blank = Buffer.alloc(65 * MIB, ' ');
    await expect(inputBytes(stream(blank, MIB), 'f')).rejects.toMatchObject({
      problems: [{ code: 'too-large' }],
    });
    const most = await inputBytes(stream(Buffer.alloc(64 * MIB, 'a'), MIB), 'f');
    expect(most.bytes.length).toBe(64 * MIB);
  });

  it('are 400 MiB at most of a report', async () => {
    const { input, taken } = long('{', 500);
    await expect(inputBytes(input, 'f')).rejects.toMatchObject({ code: 'report-too-large', from: 'f' });
    expect(taken.mebibytes).toBe(399);
  });

  it('are refused with the name of their source where they cannot be read', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      throw Object.assign(new Error('secret'), { code: 'EIO' });
    }
    await expect(inputBytes(broken(), 'f')).rejects.toThrow('f cannot be read (EIO)');
  });
});
