import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DicomFile } from '../../src/dicom/part10.js';
import { EditPlan } from '../../src/dicom/rewrite/edit-plan.js';
import { text } from '../../src/dicom/rewrite/new-value.js';
import { bytesOf, type Rewritten, rewrite } from '../../src/dicom/rewrite/rewrite.js';
import { RewriteError } from '../../src/dicom/rewrite/rewrite-error.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { editableFile, needsForce } from './rewritten-files.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** Characters of three scripts and one beyond the first plane: together in no set but Unicode's. */
const OUTSIDE = 'Ж山😀';
const INSERTED = '00120021';
/** Texts of the shared files that ASCII does not hold, at least. */
const NON_ASCII_TEXTS = 25;

/** Files that cannot be switched, and why. */
const REFUSED: Readonly<Record<string, { readonly code: string; readonly reason: string }>> = {
  'pydicom/src/pydicom/data/test_files/SC_rgb_jpeg.dcm': {
    code: 'transfer-syntax-unsettled',
    reason: 'declared JPEG, which is explicit, and coded implicit: no transfer syntax says so',
  },
};

/** What pydicom reads: VR and text by path of tags, or the class of its error. */
type Texts = Readonly<Record<string, readonly [vr: string, text: string]>> & { readonly error?: string };

/** Inserts a text that no set but Unicode's can hold. */
function switched(file: DicomFile): Rewritten | string {
  const plan = new EditPlan();
  plan.set(file.dataset, 'ClinicalTrialProtocolName', text(OUTSIDE));
  try {
    return rewrite(file, plan);
  } catch (error) {
    if (error instanceof RewriteError) return error.code;
    throw error;
  }
}

function textsOf(python: string, jobs: readonly { path: string; force: boolean }[]): Texts[] {
  const script = join(import.meta.dirname, 'read_texts.py');
  return jsonFromPython(
    python,
    [script],
    jobs.map((job) => JSON.stringify(job)),
  );
}

/** Where a file's texts are not those that they were. */
function changesOf(before: Texts, after: Texts): string[] {
  const places = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...places].filter(
    (where) => where !== INSERTED && JSON.stringify(before[where]) !== JSON.stringify(after[where]),
  );
}

describe('switching the shared files to UTF-8', () => {
  it('keeps every text as pydicom reads it', { timeout: 120_000 }, (context) => {
    const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
    const folder = mkdtempSync(join(tmpdir(), 'corelab-charset-'));
    try {
      const refused: [string, string][] = [];
      const done: { path: string; before: string; after: string; force: boolean }[] = [];
      for (const path of sharedFiles(context)) {
        const read = editableFile(path);
        if (!read) continue;
        const made = switched(read.file);
        if (typeof made === 'string') refused.push([path, made]);
        else if (made.switchedToUtf8) {
          const after = join(folder, String(done.length));
          writeFileSync(after, bytesOf(made.pieces));
          done.push({ path, before: join(SHARED_DICOM, path), after, force: needsForce(read.file) });
        }
      }
      const before = textsOf(
        python,
        done.map(({ before: at, force }) => ({ path: at, force })),
      );
      const after = textsOf(
        python,
        done.map(({ after: at, force }) => ({ path: at, force })),
      );
      const changed = done.flatMap(({ path }, i) => {
        const [one, other] = [before[i], after[i]];
        if (!one || !other) throw new Error('a file was not read');
        const places = changesOf(one, other);
        return places.map((where) => [path, where, one[where], other[where]]);
      });
      expect(changed).toEqual([]);
      expect(Object.fromEntries(refused)).toEqual(
        Object.fromEntries(Object.entries(REFUSED).map(([path, { code }]) => [path, code])),
      );
      for (const texts of after) expect(texts[INSERTED]?.[1]).toBe(OUTSIDE);
      expect(done.length).toBeGreaterThan(1000);
      const written = before.flatMap((texts) => Object.values(texts).map((each) => each?.[1] ?? ''));
      expect(written.filter((value) => /[^\0-\x7f]/.test(value)).length).toBeGreaterThan(NON_ASCII_TEXTS);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
