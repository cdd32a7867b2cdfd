import type { ManifestContext } from '../../../src/pipeline/manifest/context.js';
import { FileTable } from '../../../src/pipeline/scan/file-table.js';
import type { Scan } from '../../../src/pipeline/scan/scan.js';
import { InstanceTable } from '../../../src/study/instance-table.js';
import type { Series } from '../../../src/study/model.js';
import { Redactor } from '../../../src/study/redact.js';
import type { StackGeometry } from '../../../src/study/series-geometry.js';
import type { PatientIdentity, SeriesHeader } from '../../../src/study/series-header.js';

/** A person of a test. */
export function person(values: Partial<PatientIdentity> = {}): PatientIdentity {
  return { issuer: '', id: 'P1', name: 'Doe^Jo', birthDate: '19700101', sex: 'O', ...values };
}

/** A series header with harmless values. */
export function header(values: Partial<SeriesHeader> = {}): SeriesHeader {
  return {
    studyUID: '1.2.1',
    seriesUID: '1.2.1.1',
    sopClassUID: '1.2.840.10008.5.1.4.1.1.4',
    transferSyntax: '1.2.840.10008.1.2.1',
    modality: 'MR',
    manufacturer: 'Maker',
    model: 'Model',
    serial: '77',
    softwareVersions: ['A1'],
    station: 'ST1',
    fieldStrengthT: 3,
    seriesNumber: 1,
    seriesDescription: '',
    studyDescription: '',
    studyDate: '20250101',
    frameOfReferenceUID: '',
    lossy: false,
    declared: {},
    patient: person(),
    identifying: { words: [], phrases: [] },
    ...values,
  };
}

/** One stack with nothing wrong with it. */
export function stack(values: Partial<StackGeometry> = {}): StackGeometry {
  return {
    orientation: 'axial',
    obliquityDeg: 0,
    rows: 64,
    columns: 64,
    pixelSpacingMm: [1, 1],
    sliceThicknessMm: 2,
    slices: 10,
    sliceSpacingMm: 2,
    regular: true,
    moved: false,
    volumes: { count: 1, separatedBy: [], timePoints: 1, missing: 0, duplicates: 0, incomplete: 0 },
    ...values,
  };
}

/** A series with one stack. */
export function series(values: Partial<Series> = {}): Series {
  return {
    seriesUID: '1.2.1.1',
    headers: [header()],
    patients: [0],
    instances: [],
    frames: 10,
    geometry: { stacks: [stack()], unplaced: 0, rows: 64, columns: 64 },
    ...values,
  };
}

/** A scan that has seen nothing, to be filled by a test. */
export function emptyScan() {
  return {
    files: new FileTable(),
    instances: new InstanceTable(),
    unreadable: new Map(),
    notDicom: new Map(),
    directories: new Map(),
    pixelFaults: new Map(),
    skippedLinks: [],
  } satisfies Scan;
}

/** A context of the parts a test cares about. */
export function context(parts: Partial<ManifestContext> = {}): ManifestContext {
  return {
    scan: emptyScan(),
    delivery: { patients: [], studies: [], repeated: [] },
    repetition: [],
    directories: [],
    redactor: new Redactor([]),
    identifiers: false,
    ...parts,
  };
}

/** Adds an instance's file; `number` is its Instance Number. */
export function addInstance(
  scan: Scan,
  {
    path,
    uid,
    number,
    headerOf = header(),
  }: { path: string; uid: string; number?: number; headerOf?: SeriesHeader },
): number {
  const instance = scan.instances.size;
  const file = scan.files.add({ root: 0, path: Buffer.from(path), kind: 'dicom', bytes: 100, instance });
  const batch = { headers: [headerOf], planes: [], texts: [], frames: new Float64Array(0) };
  const one = {
    sopInstanceUID: uid,
    header: 0,
    planes: 0,
    frames: 1,
    instanceNumber: number,
    rows: 0,
    columns: 0,
  };
  scan.instances.addBatch(batch, [one], [file]);
  return file;
}
