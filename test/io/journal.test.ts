import { appendFileSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Journal } from '../../src/io/journal.js';
import type { NewEntry } from '../../src/io/journal-entry.js';
import { pathToText } from '../../src/io/path-bytes.js';
import { JournalDamaged, StateError } from '../../src/io/state-folder-error.js';

const RUN = 'ab'.repeat(32);
let path = Buffer.alloc(0);
beforeEach(() => {
  path = Buffer.from(join(mkdtempSync(join(tmpdir(), 'corelab-journal-')), 'journal.ndjson'));
});

function written(name: string, size = 10): NewEntry {
  const output = { path: `S1/${name}.dcm`, size, sha256: 'cd'.repeat(32) };
  return { input: { root: 0, path: name, size, mtimeMs: 1712345678901.234 }, outcome: 'written', output };
}

/** A journal of so many entries, closed. */
function filled(count: number): void {
  const journal = Journal.open(path, RUN);
  for (let i = 0; i < count; i++) journal.append([written(`f${i}`)]);
  journal.close();
}

/** What a journal holds when it is opened again. */
function reopened(): { names: string[]; tornBytes: number } {
  const journal = Journal.open(path, RUN);
  journal.close();
  return { names: [...journal.entries].map(({ input }) => input.path), tornBytes: journal.tornBytes };
}

function damage(): { code: string; line: number } {
  try {
    Journal.open(path, RUN).close();
  } catch (error) {
    if (error instanceof JournalDamaged) return { code: error.code, line: error.line };
    throw error;
  }
  throw new Error('no damage was found');
}

describe('a journal', () => {
  it('gives back what was put in, batch by batch, also when it is opened again', () => {
    const odd = pathToText(Buffer.from([0xff, 0x2f, 0x41]));
    const entries: NewEntry[] = [
      written('a'),
      {
        input: { root: 1, ...odd, size: 0, mtimeMs: 0 },
        outcome: 'skipped',
        detail: { reason: 'x\n"\u2028' },
      },
      { ...written('q'), outcome: 'quarantined' },
    ];
    const journal = Journal.open(path, RUN);
    journal.append(entries.slice(0, 2));
    journal.append([]);
    journal.append(entries.slice(2));
    journal.close();
    const again = Journal.open(path, RUN);
    expect([...again.entries]).toEqual(entries.map((entry, i) => ({ n: i + 1, ...entry })));
    expect(again.tornBytes).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    again.close();
  });

  it('holds one JSON object a line', () => {
    filled(3);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    const [header, ...entries] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(header).toMatchObject({ schema: 'corelab/journal@1', run: RUN });
    expect(entries.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('finds a file that is as it was, and no other', () => {
    const journal = Journal.open(path, RUN);
    const entry = written('a');
    journal.append([entry]);
    expect(journal.find(entry.input)).toMatchObject(entry);
    for (const other of [{ root: 1 }, { path: 'b' }, { size: 11 }, { mtimeMs: 1 }]) {
      expect(journal.find({ ...entry.input, ...other })).toBeUndefined();
    }
    journal.close();
  });

  it('takes the last word on a file that was done twice', () => {
    const journal = Journal.open(path, RUN);
    journal.append([written('a', 1), written('b'), written('a', 2)]);
    journal.close();
    const again = Journal.open(path, RUN);
    expect([...again.entries].map(({ n }) => n)).toEqual([3, 2]);
    expect(again.last({ root: 0, path: 'a' })?.input.size).toBe(2);
    again.append([written('c')]);
    expect(again.last({ root: 0, path: 'c' })?.n).toBe(4);
    again.close();
  });

  it('of another run is refused', () => {
    filled(1);
    expect(() => Journal.open(path, 'cd'.repeat(32))).toThrow(StateError);
  });

  it('keeps any details that JSON holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (detail, name) => {
        const input = { root: 0, path: name, size: 1, mtimeMs: 1 };
        const journal = Journal.open(path, RUN);
        journal.append([{ input, outcome: 'skipped', detail }]);
        journal.close();
        const again = Journal.open(path, RUN);
        expect(JSON.stringify(again.find(input)?.detail)).toBe(JSON.stringify(detail));
        again.close();
      }),
      { numRuns: 50 },
    );
  });
});

describe('a journal whose end is torn', () => {
  it('loses the last line only, wherever it was cut', () => {
    filled(3);
    const whole = readFileSync(path);
    const last = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let end = last + 1; end < whole.length; end += 7) {
      writeFileSync(path, whole.subarray(0, end));
      expect(reopened()).toEqual({ names: ['f0', 'f1'], tornBytes: end - last });
      expect(readFileSync(path)).toEqual(whole.subarray(0, last));
    }
  });

  it.each<[string, string | Buffer]>([
    ['half a line', '{"input":{"root":0'],
    ['zeros, as a crash of the machine leaves them', Buffer.alloc(5000)],
    ['lines of rubbish', 'x\ny\n\nz\n'],
  ])('goes on behind its last good line after %s', (_, tail) => {
    filled(2);
    const good = readFileSync(path);
    appendFileSync(path, tail);
    const journal = Journal.open(path, RUN);
    expect(journal.tornBytes).toBe(tail.length);
    journal.append([written('next')]);
    journal.close();
    expect(readFileSync(path).subarray(0, good.length)).toEqual(good);
    expect(reopened()).toEqual({ names: ['f0', 'f1', 'next'], tornBytes: 0 });
  });
});

describe('a journal that is damaged before its end', () => {
  const lines = () => readFileSync(path, 'utf8').trimEnd().split('\n');
  const put = (changed: string[]) => writeFileSync(path, `${changed.join('\n')}\n`);

  it.each<[string, number, (all: string[]) => string[]]>([
    ['a changed value', 3, (all) => all.with(2, String(all[2]).replace('"size":10', '"size":11'))],
    ['a changed check', 3, (all) => all.with(2, String(all[2]).replace(/"check":"./, '"check":"g'))],
    ['a line lost', 3, (all) => all.toSpliced(2, 1)],
    ['lines exchanged', 2, (all) => [String(all[0]), String(all[2]), String(all[1]), ...all.slice(3)]],
    ['a line twice', 4, (all) => all.toSpliced(3, 0, String(all[2]))],
    ['an empty line', 2, (all) => all.toSpliced(1, 0, '')],
    ['no header', 1, (all) => all.slice(1)],
  ])('names the line: %s', (_, line, change) => {
    filled(4);
    put(change(lines()));
    expect(damage()).toEqual({ code: 'journal-damaged', line });
  });

  it('is one when even its header is cut', () => {
    filled(0);
    truncateSync(path, 20);
    expect(damage().line).toBe(1);
    truncateSync(path, 0);
    expect(damage().line).toBe(1);
  });

  it('is never taken for another: any byte changed gives damage or a shorter journal, with what it had', () => {
    filled(6);
    const whole = readFileSync(path);
    const last = whole.lastIndexOf('\n', whole.length - 2) + 1;
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ flip;
        writeFileSync(path, changed);
        try {
          // The last line, and the one before it when what divides them is gone.
          const { names } = reopened();
          expect(['f0', 'f1', 'f2', 'f3', 'f4'].slice(0, names.length)).toEqual(names);
          expect(names.length).toBe(at === last - 1 ? 4 : 5);
          expect(at).toBeGreaterThanOrEqual(last - 1);
        } catch (error) {
          if (!(error instanceof JournalDamaged)) throw error;
        }
      }),
    );
  });

  it('is one when a line is longer than any entry', () => {
    filled(1);
    appendFileSync(path, `${'x'.repeat(17 * 2 ** 20)}\n${'y'.repeat(17 * 2 ** 20)}\n`);
    expect(damage().line).toBe(3);
  });
});
