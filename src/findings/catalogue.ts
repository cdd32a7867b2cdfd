import { CROSSWALK_ENTRIES } from './catalogue-crosswalk.js';
import { DEID_ENTRIES } from './catalogue-deid.js';
import { type CatalogueEntry, entry } from './catalogue-entry.js';
import { IDENTITY_ENTRIES } from './catalogue-identity.js';
import { LEDGER_ENTRIES } from './catalogue-ledger.js';
import { MEASURE_ENTRIES } from './catalogue-measure.js';
import { MOTION_ENTRIES } from './catalogue-motion.js';
import { PROTOCOL_ENTRIES } from './catalogue-protocol.js';
import { QUARANTINE_ENTRIES } from './catalogue-quarantine.js';
import { REPORT_ENTRIES } from './catalogue-report.js';
import { RESPONSE_ENTRIES } from './catalogue-response.js';

export type { CatalogueEntry };

const NOTHING_LOST = 'corelab: nothing lost';

const ENTRIES = {
  // What a folder holds
  'no-dicom': entry('not-evaluable', 'major', 'no DICOM file was found', 'corelab: exit codes'),
  'unreadable-file': entry('fail', 'major', 'the file cannot be read: {reason}', NOTHING_LOST),
  'link-not-followed': entry(
    'warn',
    'minor',
    'a link was not followed: its folder was read already',
    NOTHING_LOST,
  ),
  'pixel-data-short': entry('fail', 'major', 'the pixel data is shorter than the header says', 'PS3.5 8.1.1'),
  'pixel-data-absent': entry(
    'fail',
    'major',
    'the header describes an image, but there is no pixel data',
    'PS3.3 C.7.6.3: Pixel Data (7FE0,0010) is type 1C',
  ),
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

  'software-changed': entry(
    'warn',
    'info',
    'the scanner came with {count} software versions',
    'corelab: a change of software may change the images',
  ),

  // Slices and volumes
  'missing-slices': entry('fail', 'major', 'slices missing: {count}', 'corelab: regular slice grid'),
  'duplicate-slices': entry(
    'fail',
    'major',
    'slices that lie where another one lies: {count}',
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
  'volumes-moved': entry(
    'warn',
    'info',
    'the volumes lie at slightly different places, as prospective motion correction leaves them',
    'corelab: volumes',
  ),
  'position-absent': entry(
    'not-evaluable',
    'minor',
    'frames without a position in the patient: {count}',
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
    'files that the DICOMDIR references and that are absent: {count}',
    'PS3.10 8.6, PS3.3 F.3',
  ),
  'dicomdir-file-unreferenced': entry(
    'warn',
    'minor',
    'DICOM files below the DICOMDIR that it does not reference: {count}',
    'PS3.10 8.6, PS3.3 F.3',
  ),
  'dicomdir-instance-differs': entry(
    'fail',
    'major',
    'files that hold another instance than the DICOMDIR says: {count}',
    'PS3.3 F.3.2.2: Referenced SOP Instance UID in File (0004,1511)',
  ),
  'aim-file': entry('warn', 'info', 'an AIM annotation file travels with the images', 'AIM 4.0'),

  // --against, --verify, --bag
  'changed-instance': entry(
    'fail',
    'critical',
    '{instances} changed under the same SOP Instance UID since the earlier manifest',
    'PS3.5 9: a UID identifies one object',
  ),
  'missing-instances': entry(
    'warn',
    'major',
    'instances of the earlier manifest that are not in this delivery: {count}',
    NOTHING_LOST,
  ),
  'unproven-instance': entry(
    'not-evaluable',
    'major',
    'instances that cannot be compared with the earlier manifest, since one side has no checksum: {count}',
    'corelab: comparison by SHA-256',
  ),
  'verify-missing': entry('fail', 'critical', 'missing: {files}', NOTHING_LOST),
  'verify-extra': entry(
    'fail',
    'major',
    'not listed: {files}',
    'corelab: a proven delivery holds what is listed',
  ),
  'verify-changed': entry('fail', 'critical', 'content differs from the list: {files}', 'corelab: checksums'),
  'verify-unreadable': entry(
    'not-evaluable',
    'major',
    'cannot be read and proven: {files}',
    'corelab: checksums',
  ),
  'verify-no-checksum': entry(
    'not-evaluable',
    'major',
    'files listed without a checksum, so that their content is not proven: {count}',
    'corelab: checksums',
  ),
  'bag-invalid': entry('fail', 'major', 'the bag breaks BagIt: {what}', 'RFC 8493 2, 3'),
  'bag-name-changed': entry(
    'warn',
    'minor',
    'not called in the bag as in the delivery, for the name is not UTF-8: {files}',
    'RFC 8493 2.1.3: names in manifests are UTF-8',
  ),
  'bag-file-left-out': entry('fail', 'critical', 'cannot be read, so not in the bag: {files}', NOTHING_LOST),
  'changed-while-read': entry(
    'fail',
    'critical',
    'changed between reading and copying, so the copy is not what this report says: {files}',
    NOTHING_LOST,
  ),
  ...IDENTITY_ENTRIES,
  ...CROSSWALK_ENTRIES,
  ...DEID_ENTRIES,
  ...QUARANTINE_ENTRIES,
  ...PROTOCOL_ENTRIES,
  ...MOTION_ENTRIES,
  ...MEASURE_ENTRIES,
  ...RESPONSE_ENTRIES,
  ...LEDGER_ENTRIES,
  ...REPORT_ENTRIES,
} as const satisfies Record<string, CatalogueEntry>;

/** Every code a finding may carry. */
export type FindingCode = keyof typeof ENTRIES;

/** The catalogue of finding codes: code → outcome, severity, text, source. */
export const CATALOGUE: Readonly<Record<FindingCode, CatalogueEntry>> = ENTRIES;
