import type { Outcome, Severity } from './outcome.js';

/** What the catalogue says of one code. `text` may name parameters in braces. */
export interface CatalogueEntry {
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly text: string;
  /** Where the rule comes from: a section of a standard, or of this project's design. */
  readonly source: string;
}

const NOTHING_LOST = 'corelab: nothing lost';

function entry(outcome: Outcome, severity: Severity, text: string, source: string): CatalogueEntry {
  return { outcome, severity, text, source };
}

const ENTRIES = {
  // What a folder holds
  'no-dicom': entry('not-evaluable', 'major', 'no DICOM file was found', 'corelab: exit codes'),
  'unreadable-file': entry('fail', 'major', 'the file cannot be read: {reason}', NOTHING_LOST),
  'link-not-followed': entry(
    'warn',
    'minor',
    'the link {path} leads to a folder that was read already',
    NOTHING_LOST,
  ),
  'pixel-data-short': entry('fail', 'major', 'the pixel data is shorter than the header says', 'PS3.5 8.1.1'),
  'uid-absent': entry(
    'fail',
    'major',
    'a required UID is absent: {attribute}',
    'PS3.3 C.12.1, C.7.2.1, C.7.3.1',
  ),

  // Repetition
  'duplicate-instance': entry(
    'warn',
    'minor',
    '{count} files hold the same instance, byte for byte',
    'PS3.5 9',
  ),
  'instance-conflict': entry(
    'fail',
    'critical',
    '{count} files claim one SOP Instance UID with different content',
    'PS3.5 9: a UID identifies one object',
  ),

  // Patients and studies
  'several-patients-in-study': entry(
    'fail',
    'critical',
    'the study holds instances of {count} patients',
    'PS3.3 A.1.2: a study belongs to one patient',
  ),
  'patient-contradicted': entry(
    'fail',
    'critical',
    'one patient ID comes with different {attributes}',
    'PS3.3 C.7.1.1',
  ),
  'patient-name-varies': entry(
    'warn',
    'minor',
    'one patient ID comes with differently written names',
    'PS3.3 C.7.1.1',
  ),
  'series-in-several-studies': entry(
    'fail',
    'major',
    'one Series Instance UID stands in {count} studies',
    'PS3.3 A.1.2: a series belongs to one study',
  ),

  // Slices and volumes
  'missing-slices': entry(
    'fail',
    'major',
    '{count} of the slices are missing',
    'corelab: regular slice grid',
  ),
  'duplicate-slices': entry(
    'fail',
    'major',
    '{count} slices lie where another one lies',
    'corelab: regular slice grid',
  ),
  'irregular-slices': entry(
    'not-evaluable',
    'minor',
    'the distances between slices are irregular, so missing slices cannot be told',
    'corelab: regular slice grid',
  ),
  'ambiguous-volumes': entry(
    'not-evaluable',
    'major',
    'several frames lie at each place and no attribute tells them apart',
    'corelab: volumes',
  ),
  'position-absent': entry(
    'not-evaluable',
    'minor',
    '{count} of the frames have no position in the patient',
    'PS3.3 C.7.6.2',
  ),
  'fewer-images-than-declared': entry(
    'fail',
    'major',
    'the header declares {declared} images ({attribute}), {present} are there',
    'PS3.3 C.8.9.1, C.7.6.1',
  ),
  'instance-numbers-with-gaps': entry(
    'warn',
    'minor',
    'instance numbers run from {first} to {last} with {count} absent',
    'PS3.3 C.7.6.1',
  ),
  'spacing-differs-from-header': entry(
    'warn',
    'minor',
    'the slices lie further apart than Spacing Between Slices says',
    'PS3.3 C.8.3.1',
  ),
  'lossy-compression': entry(
    'warn',
    'major',
    'images were compressed with loss',
    'PS3.3 C.7.6.1.1.5: Lossy Image Compression (0028,2110)',
  ),

  // Directories on media
  'dicomdir-file-absent': entry(
    'fail',
    'major',
    'the DICOMDIR references {count} absent files',
    'PS3.10 8.6, PS3.3 F.3',
  ),
  'dicomdir-file-unreferenced': entry(
    'warn',
    'minor',
    '{count} DICOM files stand in no DICOMDIR of their folder',
    'PS3.10 8.6, PS3.3 F.3',
  ),
  'dicomdir-instance-differs': entry(
    'fail',
    'major',
    '{count} files hold another instance than the DICOMDIR says',
    'PS3.3 F.3.2.2: Referenced SOP Instance UID in File (0004,1511)',
  ),
  'aim-file': entry('warn', 'info', 'an AIM annotation file travels with the images', 'AIM 4.0'),

  // --against, --verify, --bag
} as const satisfies Record<string, CatalogueEntry>;

/** Every code a finding may carry. */
export type FindingCode = keyof typeof ENTRIES;

/** The catalogue of finding codes: code → outcome, severity, text, source. */
export const CATALOGUE: Readonly<Record<FindingCode, CatalogueEntry>> = ENTRIES;
