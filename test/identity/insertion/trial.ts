import type { DicomFile } from '../../../src/dicom/part10.js';
import type { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import type { RewriteOptions } from '../../../src/dicom/rewrite/rewrite.js';
import { InsertionError } from '../../../src/identity/insertion/insertion-error.js';
import type { Trial } from '../../../src/identity/trial/trial.js';
import { type EditedFile, edited } from '../../dicom/rewrite/editing.js';
import { dciodvfyErrors } from '../../helpers/peers.js';

/** A trial of two sites. */
export const TRIAL: Trial = {
  schema: 'corelab/trial@1',
  sponsor: 'Example Pharma',
  protocol: { id: 'EX-301', name: 'Example trial', issuer: 'example.org' },
  coordinatingCenter: 'Core Lab',
  sites: [{ id: '01', name: 'North' }, { id: '02' }],
  subjectIds: { pattern: 'S{site}-{seq:4}', issuer: 'CORELAB' },
  visits: [
    { id: 'BL', name: 'Baseline', baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 },
    { id: 'M12', targetDay: 364, windowMinusDays: 14, windowPlusDays: 14 },
  ],
  ethicsApprovals: [{ number: 'EK 12/2023', committee: 'EK Nord', sites: ['01'] }],
};

/** The baseline of {@link TRIAL}. */
export const BASELINE = TRIAL.visits[0];

/** Applies a plan to a file in memory. */
export function applied(
  bytes: Uint8Array,
  make: (file: DicomFile) => EditPlan,
  options: RewriteOptions = {},
): EditedFile {
  return edited(
    bytes,
    (plan, file) => {
      const made = make(file);
      for (const [at, edit] of made.edits) plan.edits.set(at, edit);
      for (const [at, elements] of made.insertions) plan.insertions.set(at, elements);
    },
    options,
  );
}

/** The code that planning ends with, or `no error`. */
export function insertionCode(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof InsertionError) return error.code;
    throw error;
  }
  return 'no error';
}

/** Issuers that the standard has had since 2024, and dciodvfy's dictionary has not. PS3.6 table 6-1. */
const NEWER = /not a recognized standard attribute - \(0x0012,0x00(22|41)\)/;

/** What dciodvfy finds wrong that is. */
export function trueErrors(path: string): string[] {
  return dciodvfyErrors(path).filter((error) => !NEWER.test(error));
}
