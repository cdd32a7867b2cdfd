import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBagPath, encodeBagPath, leavesBag } from '../../../src/pipeline/manifest/verify/bag-path.js';
import { parseChecksumLine } from '../../../src/pipeline/manifest/verify/checksum-line.js';
import { readLines } from '../../../src/pipeline/manifest/verify/lines.js';
import { temporaryFolder, writeTree } from './verify-tree.js';

function linesOf(content: string, ends: 'lf' | 'lf-or-cr'): string[] {
  const path = join(writeTree(temporaryFolder(), { f: Buffer.from(content, 'latin1') }), 'f');
  return [...readLines(Buffer.from(path), { ends })].map(({ text }) => text);
}

describe('readLines', () => {
  it('ends lines at LF and CRLF, and at a lone CR only where that may end one', () => {
    expect(linesOf('a\nb\r\nc\rd', 'lf')).toEqual(['a', 'b', 'c\rd']);
    expect(linesOf('a\nb\r\nc\rd\r', 'lf-or-cr')).toEqual(['a', 'b', 'c', 'd']);
    expect(linesOf('a\n\nb\n', 'lf')).toEqual(['a', '', 'b']);
    expect(linesOf('', 'lf')).toEqual([]);
  });

  it('finds line ends that lie across blocks', () => {
    for (const shift of [0, 1, 2]) {
      const first = 'x'.repeat(64 * 1024 - shift);
      for (const ends of ['lf', 'lf-or-cr'] as const) {
        expect(linesOf(`${first}\r\nsecond\r\n`, ends)).toEqual([first, 'second']);
      }
    }
  });

  it('numbers lines from 1 and keeps every byte', () => {
    const path = join(writeTree(temporaryFolder(), { f: Buffer.from('caf\xe9\n\x80', 'latin1') }), 'f');
    expect([...readLines(Buffer.from(path), { ends: 'lf' })]).toEqual([
      { number: 1, text: 'caf\xe9' },
      { number: 2, text: '\x80' },
    ]);
  });

  it('refuses a line without end', () => {
    expect(() => linesOf(`a\n${'b'.repeat(300_000)}`, 'lf')).toThrow('line 2 is too long');
  });
});

describe('parseChecksumLine', () => {
  const hex = 'AB'.repeat(32);
  const digest = { name: 'sha256', hex: 'ab'.repeat(32) };

  it.each([
    [`${hex}  name`, 'name'],
    [`${hex} *name`, 'name'],
    [`${hex} name`, 'name'],
    [`${hex}\tname`, 'name'],
    [`${hex}   spaced name `, ' spaced name '],
    [`\\${hex}  a\\nb\\\\c\\rd`, 'a\nb\\c\rd'],
    [`${hex}  a\\nb`, 'a\\nb'],
    [`SHA256 (a (1).txt) = ${hex}`, 'a (1).txt'],
    [`SHA256(a.txt)= ${hex}`, 'a.txt'],
    [`SHA2-256(a.txt)= ${hex}`, 'a.txt'],
    [`\\SHA256 (a\\nb) = ${hex}`, 'a\nb'],
  ])('reads %j', (line, name) => {
    expect(parseChecksumLine(line)).toEqual({ name, digest });
  });

  it('reads any name as sha256sum writes it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 40 }), (bytes) => {
        const name = `x${Buffer.from(bytes).toString('latin1')}`;
        const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };
        const escaped = name.replace(/[\\\n\r]/g, (char) => escapes[char] ?? char);
        const line = `${escaped === name ? '' : '\\'}${hex}  ${escaped}`;
        expect(parseChecksumLine(line)?.name).toBe(name);
      }),
    );
  });
});

describe('paths of bags', () => {
  it('come back from percent-encoding of CR, LF and % whatever they hold', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\n\r%0-9A-Fa-d\x80-\xff]{0,20}$/), (path) => {
        expect(encodeBagPath(path)).not.toMatch(/[\n\r]/);
        expect(decodeBagPath(encodeBagPath(path))).toBe(path);
      }),
    );
  });

  it('keep every other percent sign as it is', () => {
    expect(decodeBagPath('data/a%20b%0a%0D%25%2e')).toBe('data/a%20b\n\r%%2e');
  });

  it.each([
    '/etc/passwd',
    '~/x',
    'data/../../x',
    '..',
    'C:\\x',
    'c:/x',
    '\\\\host\\x',
    'data\\..\\..\\x',
    'data/\0',
  ])('are refused when they leave it: %j', (path) => expect(leavesBag(path)).toBe(true));

  it.each(['data/a', 'data/..a', 'data/a..', 'data/~', 'data/c:/x'])(
    'are taken when they do not: %j',
    (path) => {
      expect(leavesBag(path)).toBe(false);
    },
  );
});
