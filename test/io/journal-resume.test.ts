import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Journal } from '../../src/io/journal.js';
import type { JournalInput, NewEntry } from '../../src/io/journal-entry.js';
import { isWhole, type OutputRoots, type Proof, proofOf } from '../../src/io/journal-proof.js';
import { planResumption, unprovenFiles } from '../../src/io/journal-resume.js';
import { writePieces } from '../../src/io/write-file.js';
import { withoutPrivileges } from '../helpers/unprivileged.js';

const RUN = 'ab'.repeat(32);
let folder = '';
let roots: OutputRoots;
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-resume-'));
  roots = { out: Buffer.from(join(folder, 'out')), quarantine: Buffer.from(join(folder, 'quarantine')) };
  journal = Journal.open(Buffer.from(join(folder, 'journal')), RUN);
  return () => journal.close();
});

const inputOf = (name: string, size = 5): JournalInput => ({ root: 0, path: name, size, mtimeMs: 1 });

/** Writes an output and its entry. */
function done(name: string, outcome: 'written' | 'quarantined' = 'written'): NewEntry {
  const root = outcome === 'written' ? roots.out : roots.quarantine;
  const { size, sha256 = '' } = writePieces(join(root.toString(), name), [Buffer.from(name)], {
    mode: 0o600,
    digest: true,
  });
  const entry: NewEntry = { input: inputOf(name), outcome, output: { path: name, size, sha256 } };
  journal.append([entry]);
  return entry;
}

const pathOf = (name: string) => join(folder, 'out', name);
const proof = (name: string, how?: 'size' | 'digest'): Proof => {
  const entry = journal.last({ root: 0, path: name });
  if (!entry) throw new Error('no entry');
  expect(isWhole(entry, roots, how)).toBe(proofOf(entry, roots, how) === 'whole');
  return proofOf(entry, roots, how);
};

describe('the proof of an output', () => {
  it('is its digest, or its size when that is enough', () => {
    done('S1/a');
    expect(proof('S1/a')).toBe('whole');
    writeFileSync(pathOf('S1/a'), 'S1/b');
    expect(proof('S1/a', 'size')).toBe('whole');
    expect(proof('S1/a')).toBe('changed');
    writeFileSync(pathOf('S1/a'), 'S1');
    expect(proof('S1/a', 'size')).toBe('changed');
  });

  it('is looked for in the quarantine when the file went there', () => {
    done('q', 'quarantined');
    expect(proof('q')).toBe('whole');
    rmSync(join(folder, 'quarantine', 'q'));
    expect(proof('q')).toBe('missing');
  });

  it('is not needed where nothing was written', () => {
    journal.append([{ input: inputOf('s'), outcome: 'skipped' }]);
    expect(proof('s')).toBe('whole');
  });

  it('fails where the file or its folder is gone, or something else', () => {
    done('S1/a');
    rmSync(pathOf('S1/a'));
    expect(proof('S1/a')).toBe('missing');
    writeFileSync(join(folder, 'S1-a'), 'S1/a');
    symlinkSync(join(folder, 'S1-a'), pathOf('S1/a'));
    expect(proof('S1/a')).toBe('changed');
    rmSync(pathOf('S1'), { recursive: true });
    writeFileSync(pathOf('S1'), '');
    expect(proof('S1/a')).toBe('missing');
  });

  it('fails where the file cannot be read', async () => {
    done('a');
    chmodSync(pathOf('a'), 0);
    expect(await withoutPrivileges(folder, async () => proof('a'))).toBe('unreadable');
  });
});

describe('a resumption', () => {
  it('tells what is done, what is done again and why, what is left, and what vanished', () => {
    for (const name of ['kept', 'lost', 'cut', 'gone', 'edited']) done(name);
    rmSync(pathOf('lost'));
    writeFileSync(pathOf('cut'), '');
    const inputs = ['new', 'kept', 'lost', 'cut'].map((name) => inputOf(name));
    const plan = planResumption([...inputs, inputOf('edited', 6)], journal, (entry) => proofOf(entry, roots));
    expect(plan.done.map(({ input }) => input.path)).toEqual(['kept']);
    expect(plan.redo.map(({ input, reason }) => [input.path, reason])).toEqual([
      ['lost', 'output-missing'],
      ['cut', 'output-changed'],
      ['edited', 'input-changed'],
    ]);
    expect(plan.todo.map(({ path }) => path)).toEqual(['new']);
    expect(plan.vanished.map(({ input }) => input.path)).toEqual(['gone']);
  });

  it('never loses a file, whatever became of inputs and outputs', () => {
    const state = fc.record({
      noted: fc.boolean(),
      there: fc.boolean(),
      changed: fc.boolean(),
      proof: fc.constantFrom<Proof>('whole', 'missing', 'changed', 'unreadable'),
    });
    fc.assert(
      fc.property(fc.array(state, { maxLength: 20 }), (states) => {
        const path = Buffer.from(join(mkdtempSync(join(folder, 'j-')), 'journal'));
        const own = Journal.open(path, RUN);
        const noted = states.flatMap(({ noted }, i) => (noted ? [inputOf(`${i}`)] : []));
        own.append(noted.map((input) => ({ input, outcome: 'skipped' })));
        const inputs = states.flatMap(({ there, changed }, i) =>
          there ? [inputOf(`${i}`, changed ? 9 : 5)] : [],
        );
        const proofs = (entry: { input: JournalInput }) =>
          states[Number(entry.input.path)]?.proof ?? 'missing';
        const { done, redo, todo, vanished } = planResumption(inputs, own, proofs);
        own.close();
        expect(done.length + redo.length + todo.length).toBe(inputs.length);
        expect(done.length + redo.length + vanished.length).toBe(noted.length);
        for (const { input } of done) {
          expect(states[Number(input.path)]).toMatchObject({ proof: 'whole', changed: false, there: true });
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('files in the output that no entry vouches for', () => {
  it('are all but the proven ones, in the order of their bytes', () => {
    const entry = done('S1/a');
    done('S1/b');
    done('q', 'quarantined');
    mkdirSync(pathOf('S0'));
    writeFileSync(pathOf('S0/x'), '');
    writeFileSync(pathOf('q'), '');
    const { files, failed } = unprovenFiles(roots.out, [{ n: 1, ...entry }]);
    expect(files.map(String)).toEqual(['S0/x', 'S1/b', 'q']);
    expect(failed).toEqual([]);
  });
});
