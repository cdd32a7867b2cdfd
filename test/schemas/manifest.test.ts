import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { DicomErrorCode } from '../../src/dicom/errors.js';
import type { DigestName } from '../../src/io/checksum.js';
import type { FileErrorCode } from '../../src/io/file-source.js';
import type { FileType } from '../../src/io/file-type.js';
import type { WalkProblem } from '../../src/io/walk.js';
import type { AgainstSection } from '../../src/pipeline/manifest/against.js';
import type { BagSection } from '../../src/pipeline/manifest/bag/write-bag.js';
import type { NoteRow, VerifySection } from '../../src/pipeline/manifest/verify/section.js';
import type {
  DeviceRow,
  DicomdirRow,
  DuplicateRow,
  ManifestSections,
  NotDicomRow,
  PatientRow,
  SeriesGeometry,
  SeriesRow,
  SeriesVolumes,
  SoftwareRow,
  StackRow,
  StudyRow,
  UnreadableRow,
} from '../../src/report/manifest-sections.js';
import { SEPARATORS } from '../../src/study/separators.js';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
}

const path = fileURLToPath(new URL('../../schemas/report-manifest.schema.json', import.meta.url));
const schema: Schema = JSON.parse(readFileSync(path, 'utf8'));

/** A definition of the schema; with a path of property names, what stands there. */
function at(definition: string, ...names: readonly string[]): Schema {
  let here = schema.$defs?.[definition];
  for (const name of names) here = here?.properties?.[name] ?? here?.items?.properties?.[name];
  if (!here) throw new Error(`nothing at ${definition}/${names.join('/')}`);
  return here;
}

/** The keys of a type: `yes` where they are required, `no` where they are not. The compiler knows when one is absent. */
type Keys<T> = { readonly [K in keyof Required<T>]: undefined extends T[K] ? 'no' : 'yes' };

function expectKeys<T>(shape: Schema, keys: Keys<T>): void {
  expect(Object.keys(shape.properties ?? {}).sort()).toEqual(Object.keys(keys).sort());
  const required = Object.entries(keys).filter(([, is]) => is === 'yes');
  expect([...(shape.required ?? [])].sort()).toEqual(required.map(([key]) => key).sort());
}

/** All members of a union. The compiler knows when one is absent. */
type All<U extends string> = Readonly<Record<U, true>>;

function expectEnum<U extends string>(shape: Schema, all: All<U>): void {
  expect([...(shape.items?.enum ?? shape.enum ?? [])].sort()).toEqual(Object.keys(all).sort());
}

const yes = 'yes' as const;
const no = 'no' as const;

const FILE_REASONS: All<FileErrorCode> = {
  'not-found': true,
  'permission-denied': true,
  'special-file': true,
  'changed-while-read': true,
  'io-error': true,
};

/** Links that were not followed are no files, and what is not DICOM has a list of its own. */
type NoReason = 'link-loop' | 'seen-elsewhere' | 'not-dicom';
const REASONS: All<Exclude<DicomErrorCode | WalkProblem, NoReason> | FileErrorCode | 'internal-error'> = {
  ...FILE_REASONS,
  'empty-file': true,
  'truncated-header': true,
  'truncated-pixel-data': true,
  'damaged-length': true,
  'damaged-sequence': true,
  'too-deep': true,
  'too-many-elements': true,
  'header-too-large': true,
  'inflate-failed': true,
  'inflated-too-large': true,
  'no-data-set': true,
  'dangling-link': true,
  'unreadable-folder': true,
  'internal-error': true,
};

describe('the schema of a manifest', () => {
  it('has the sections of the code, and those of --against, --verify and --bag', () => {
    const keys: Keys<ManifestSections> = {
      ...{ patients: yes, studies: yes, devices: yes, notDicom: yes, unreadable: yes },
      ...{ duplicates: yes, dicomdirs: yes },
    };
    expect(schema.required).toEqual(Object.keys(keys));
    const own = ['schema', 'confidentiality', 'command', 'config', 'summary'];
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual(
      [...own, ...Object.keys(keys), 'against', 'verify', 'bag'].sort(),
    );
  });

  it('has the keys of patients, studies, series and devices, and no other', () => {
    expectKeys<PatientRow>(at('patient'), { patient: yes, studies: yes, identities: no });
    expectKeys<NonNullable<PatientRow['identities']>[number]>(at('identity'), {
      ...{ issuer: yes, id: yes, name: yes, birthDate: yes, sex: yes },
    });
    expectKeys<StudyRow>(at('study'), {
      ...{ studyUID: yes, patient: yes, patients: no, studyDate: no, dayOffset: yes, description: yes },
      series: yes,
    });
    expectKeys<SeriesRow>(at('series'), {
      ...{
        seriesUID: yes,
        ofPatients: no,
        modality: yes,
        seriesNumber: yes,
        description: yes,
        manufacturer: yes,
        model: yes,
      },
      ...{ serial: yes, softwareVersions: yes, fieldStrengthT: yes, station: yes, sopClasses: yes },
      ...{ transferSyntaxes: yes, instances: yes, frames: yes, geometry: yes, stacks: yes, timePoints: yes },
      ...{ volumes: yes, frameOfReferenceUIDs: yes, lossy: yes },
    });
    expectKeys<DeviceRow>(at('device'), {
      ...{ manufacturer: yes, model: yes, serial: yes, station: yes, modalities: yes, softwareVersions: yes },
      ...{ studies: yes, series: yes, instances: yes },
    });
    expectKeys<SoftwareRow>(at('software'), { version: yes, firstDay: yes, lastDay: yes });
  });

  it('has the keys of geometry, stacks and volumes, and no other', () => {
    const slices = { slices: yes, sliceSpacingMm: yes, missingSlices: yes, duplicateSlices: yes };
    expectKeys<SeriesGeometry>(at('geometry'), { rows: yes, columns: yes, sliceThicknessMm: yes, ...slices });
    expectKeys<StackRow>(at('stack'), {
      ...{ orientation: yes, obliquityDeg: yes, rows: yes, columns: yes, pixelSpacingMm: yes },
      ...{ sliceThicknessMm: yes, ...slices },
    });
    expectKeys<SeriesVolumes>(at('volumes'), { count: yes, separatedBy: yes, incomplete: yes });
  });

  it('has the keys of the lists of files, and no other', () => {
    const place = { file: yes, root: yes, path: yes };
    expectKeys<NotDicomRow>(at('notDicom'), { ...place, bytes: yes, looksLike: yes });
    expectKeys<UnreadableRow>(at('unreadable'), { ...place, bytes: yes, reason: yes, text: yes });
    expectKeys<DuplicateRow>(at('duplicate'), { kind: yes, sopInstanceUID: no, sameBytes: yes, files: yes });
    expectKeys<DicomdirRow>(at('dicomdir'), {
      ...place,
      ...{ referenced: yes, absent: yes, unreferenced: yes, differs: yes },
    });
  });

  it('has the keys of --against, --verify and --bag, and no other', () => {
    const counts = { identical: yes, new: yes, missing: yes, changed: yes, unproven: yes };
    expectKeys<AgainstSection>(at('against'), { earlier: yes, instances: yes, otherFiles: yes });
    for (const part of ['instances', 'otherFiles'] as const) {
      expectKeys<AgainstSection['instances']['counts']>(at('against', part, 'counts'), counts);
      const lists = { counts: yes, new: yes, missing: yes, changed: yes };
      expectKeys<AgainstSection[typeof part]>(at('against', part), lists);
    }
    expectKeys<VerifySection>(at('verify'), {
      ...{ by: yes, path: yes, sha256: no, algorithms: yes, bagItVersion: no, counts: yes, missing: yes },
      ...{ extra: yes, changed: yes, noChecksum: yes, unreadable: yes, invalid: yes, notes: yes },
    });
    expectKeys<VerifySection['counts']>(at('verify', 'counts'), {
      ...{ listed: yes, verified: yes, missing: yes, extra: yes, changed: yes, noChecksum: yes },
      unreadable: yes,
    });
    expectKeys<BagSection>(at('bag'), {
      ...{ path: yes, files: yes, bytes: yes, manifestSha256: yes, roots: yes, renamed: yes },
      ...{ leftOut: yes, changed: yes },
    });
  });

  it('knows every word that the code may write, and no other', () => {
    expectEnum<FileType>(at('notDicom', 'looksLike'), {
      ...{ 'aim-xml': true, xml: true, html: true, pdf: true, executable: true, zip: true, gzip: true },
      ...{ png: true, jpeg: true, nifti: true, json: true, text: true, binary: true },
    });
    expectEnum(at('unreadable', 'reason'), REASONS);
    expectEnum(at('bag', 'leftOut', 'reason'), REASONS);
    expectEnum(at('verify', 'unreadable', 'reason'), FILE_REASONS);
    expectEnum<StackRow['orientation']>(at('stack', 'orientation'), {
      ...{ axial: true, coronal: true, sagittal: true },
    });
    expectEnum<VerifySection['by']>(at('verify', 'by'), { report: true, 'checksum-file': true, bag: true });
    expectEnum<DigestName>(at('verify', 'algorithms'), { sha256: true, sha512: true, sha1: true, md5: true });
    expectEnum<NoteRow['note']>(at('verify', 'notes', 'note'), {
      ...{ 'unicode-normalisation': true, 'percent-sign-not-encoded': true },
      'manifest-of-unknown-algorithm': true,
    });
    const separators = [...SEPARATORS.map(({ name }) => name), 'InstanceNumber'];
    expect([...(at('volumes', 'separatedBy').items?.enum ?? [])].sort()).toEqual(separators.sort());
  });
});
