import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EditPlan } from '../../src/dicom/rewrite/edit-plan.js';
import { bytesOf, rewrite } from '../../src/dicom/rewrite/rewrite.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { type Difference, randomEdits } from './random-edits.js';
import { editableFile, needsForce } from './rewritten-files.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** What pydicom sees differ in each pair, in order. */
function differences(
  python: string,
  jobs: readonly { before: string; after: string; force: boolean }[],
): (Difference[] | { error: string })[] {
  const script = join(import.meta.dirname, 'diff_pairs.py');
  return jsonFromPython(
    python,
    [script],
    jobs.map((job) => JSON.stringify(job)),
  );
}

/** pydicom reads a sequence coded as UN as bytes, so that an edit inside is a change of those. */
function isSame(actual: readonly Difference[], expected: readonly Difference[]): boolean {
  const covers = (seen: Difference, made: Difference): boolean =>
    JSON.stringify(seen) === JSON.stringify(made) ||
    (seen[1] === 'changed' && made[0].startsWith(`${seen[0]}[`));
  return (
    expected.every((made) => actual.some((seen) => covers(seen, made))) &&
    actual.every((seen) => expected.some((made) => covers(seen, made)))
  );
}

describe('rewriting the shared files', () => {
  it('gives the same bytes where nothing is edited', (context) => {
    let count = 0;
    for (const path of sharedFiles(context)) {
      const read = editableFile(path, 'directories-too');
      if (!read) continue;
      const { pieces, size } = rewrite(read.file, new EditPlan());
      expect(size, path).toBe(read.bytes.length);
      expect(bytesOf(pieces).equals(read.bytes), path).toBe(true);
      count++;
    }
    expect(count).toBeGreaterThan(1100);
  });

  it('changes what is edited and nothing else, as pydicom sees it', { timeout: 300_000 }, (context) => {
    const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
    const folder = mkdtempSync(join(tmpdir(), 'corelab-rewrite-'));
    try {
      const jobs: { before: string; after: string; force: boolean; expected: readonly Difference[] }[] = [];
      for (const [i, path] of sharedFiles(context).entries()) {
        const read = editableFile(path);
        // Declared JPEG and coded implicit: refused, see rewrite-charset.test.ts.
        if (!read || path.endsWith('/SC_rgb_jpeg.dcm')) continue;
        const { plan, expected } = randomEdits(read.file, i);
        const after = join(folder, String(i));
        writeFileSync(after, bytesOf(rewrite(read.file, plan).pieces));
        jobs.push({ before: join(SHARED_DICOM, path), after, force: needsForce(read.file), expected });
      }
      const seen = differences(python, jobs);
      const wrong = jobs.flatMap(({ before, expected }, i) => {
        const actual = seen[i];
        const fine = Array.isArray(actual) && isSame(actual, expected);
        return fine ? [] : [{ before: before.slice(SHARED_DICOM.length + 1), expected, actual }];
      });
      expect(wrong).toEqual([]);
      expect(jobs.length).toBeGreaterThan(1100);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
