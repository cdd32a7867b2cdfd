import { expect } from 'vitest';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import { bytesOf, type RewriteOptions, rewrite } from '../../../src/dicom/rewrite/rewrite.js';
import { RewriteError } from '../../../src/dicom/rewrite/rewrite-error.js';
import { read } from '../bytes.js';

/** A new file, read again, its bytes beside. */
export type EditedFile = DicomFile & { bytes: Buffer; switched: boolean };

/** Plans edits on a file and gives the new file. */
export function edited(
  bytes: Uint8Array,
  work: (plan: EditPlan, file: DicomFile) => void,
  options: RewriteOptions = {},
): EditedFile {
  const file = read(bytes, { toEnd: true });
  const plan = new EditPlan();
  work(plan, file);
  const { pieces, size, switchedToUtf8 } = rewrite(file, plan, options);
  const out = bytesOf(pieces);
  expect(out.length).toBe(size);
  return { ...read(out, { toEnd: true }), bytes: out, switched: switchedToUtf8 };
}

/** The code of the error that rewriting ends with, or `no error`. */
export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof RewriteError) return error.code;
    throw error;
  }
  return 'no error';
}
