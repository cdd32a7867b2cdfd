import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { uid } from '../../../fixtures/random.js';
import { type Attributes, dataset } from '../../../fixtures/writer/element.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { type Inputs, inputsFromPaths } from '../../../src/pipeline/scan/inputs.js';
import { type Scan, scan } from '../../../src/pipeline/scan/scan.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { KNOWN_ATTRIBUTES } from '../../../src/rules/deid/known/known-attributes.js';
import type { Profile } from '../../../src/rules/deid/profile/profile.js';

/** A project key of these tests. */
export const PROJECT_KEY = Buffer.alloc(32, 7);

/** Nobody stops these runs. */
export const SIGNAL = new AbortController().signal;

const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A new folder, which goes when the test is done. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'corelab-deid-'));
  made.push(path);
  return path;
}

/** A UID of these tests. */
export function uidOf(name: string): string {
  return uid(`deid tests ${name}`);
}

/** An MR image of 2 × 2 pixels of one patient; `but` puts other attributes in place, or takes them out. */
export function image(name: string, but: Attributes = {}): Buffer {
  const base: Attributes = {
    SpecificCharacterSet: 'ISO_IR 192',
    ImageType: ['ORIGINAL', 'PRIMARY', 'M'],
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
    SOPInstanceUID: uidOf(`instance ${name}`),
    StudyInstanceUID: uidOf('study'),
    SeriesInstanceUID: uidOf('series'),
    FrameOfReferenceUID: uidOf('frame of reference'),
    StudyDate: '20240110',
    StudyTime: '093000',
    Modality: 'MR',
    Manufacturer: 'EXAMPLE',
    PatientName: 'Zwetschgenbaum^Ottilie',
    PatientID: 'QV-8812003',
    IssuerOfPatientID: 'NORTHMERE',
    PatientBirthDate: '19430217',
    PatientSex: 'F',
    SeriesNumber: 1,
    InstanceNumber: 1,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: 2,
    Columns: 2,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    PixelData: Buffer.alloc(8, 1),
  };
  return Buffer.from(writePart10(dataset({ ...base, ...but })));
}

/** A new folder with these files, by path. */
export function delivery(files: Readonly<Record<string, Uint8Array | string>>): string {
  const path = join(folder(), 'cd');
  mkdirSync(path);
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), bytes);
  }
  return path;
}

/** What a delivery of these files holds. */
export async function scanned(
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<{ readonly found: Scan; readonly inputs: Inputs }> {
  const inputs = inputsFromPaths([delivery(files)], new GlobExclusion([]));
  const options = {
    checksums: false,
    further: KNOWN_ATTRIBUTES,
    jobs: 1,
    signal: SIGNAL,
    progress: NO_PROGRESS,
  };
  return { found: await scan(inputs, options), inputs };
}

/** A profile with these options. */
export function profileOf(options: Profile['options'] = {}): Profile {
  return {
    schema: 'corelab/profile@1',
    name: 'test',
    description: 'of these tests',
    options,
    admission: { sopClasses: ['all'] },
  };
}
