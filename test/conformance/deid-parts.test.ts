import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { newKey, type Release, release } from './deid-released.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** Folders of the shared data. */
const PARTS = ['dcm_qa_nih', 'dcm_qa_xa30', 'dcm_qa_enh', 'ibsi', 'dcm_qa_stc'];

interface Runs {
  readonly whole: Release;
  /** Every other file of each series, and the others from the last to the first. */
  readonly parts: readonly Release[];
}

async function runs(context: TestContext, profile: string): Promise<Runs> {
  const files = sharedFiles(context)
    .filter((path) => PARTS.some((part) => path.startsWith(`${part}/`)))
    .map((path) => join(SHARED_DICOM, path));
  const keyFile = await newKey();
  const inputs = PARTS.map((name) => join(SHARED_DICOM, name));
  const whole = await release(profile, keyFile, { inputs, flags: ['--jobs', '2'] });
  const [even, odd] = [0, 1].map((rest) => files.filter((_, i) => i % 2 === rest));
  const first = await release(profile, keyFile, { inputs: even ?? [], flags: ['--jobs', '1'] });
  const second = await release(profile, keyFile, { inputs: (odd ?? []).reverse() });
  return { whole, parts: [first, second] };
}

/** A line for each file: its SHA-256 and its path below the output folder. */
const digests = (released: readonly Release[]): string[] =>
  released
    .flatMap(({ out }) =>
      spawnSync('find . -type f -exec sha256sum {} +', { cwd: out, shell: true })
        .stdout.toString()
        .trim()
        .split('\n'),
    )
    .sort();

interface Invariants {
  readonly file: string;
  readonly digests: Readonly<Record<string, string>>;
}

function invariants(python: string, released: readonly Release[]): Invariants[] {
  const script = join(import.meta.dirname, 'deid_invariants.py');
  return jsonFromPython<Invariants>(python, [script, ...released.map(({ out }) => out)]).sort((a, b) =>
    a.file < b.file ? -1 : 1,
  );
}

describe('the shared data in one run and in two, in another order, with other numbers of jobs', {
  timeout: 180_000,
}, () => {
  it('is the same bytes under ps315-basic', async (context) => {
    const { whole, parts } = await runs(context, 'ps315-basic');
    expect(digests([whole]).length).toBeGreaterThan(300);
    expect(digests(parts)).toEqual(digests([whole]));
  });

  // Texts are left out: words of the names of all patients of a delivery are cleaned from them.
  it('has the same pixels, UIDs, dates and IDs under trial', async (context) => {
    const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no python3 with pydicom');
    const { whole, parts } = await runs(context, 'trial');
    const expected = invariants(python, [whole]);
    expect(expected.length).toBeGreaterThan(300);
    expect(invariants(python, parts)).toEqual(expected);
  });
});
