import { repeatedInstances } from '../../study/duplicates.js';
import type { InstanceTable } from '../../study/instance-table.js';
import type { FileForCopy, InputFile, RefusedFile } from '../copies/copies.js';
import type { InstanceUids } from '../copies/copy-job.js';
import { inputFiles } from '../copies/input-file.js';
import { areUsable, mappedUids, outputName } from '../copies/output-name.js';
import type { Inputs } from '../scan/inputs.js';
import type { Scan, Unreadable } from '../scan/scan.js';
import type { Subjects, WhoseCode } from './decide-who.js';
import type { DeidWork } from './deid-job.js';

/** Why a file is quarantined before it is looked into. */
export type RefusedCode =
  | Unreadable
  | WhoseCode
  | 'pixel-data-short'
  | 'pixel-data-absent'
  | 'uid-unusable'
  | 'series-of-several-studies'
  | 'instance-of-several-series'
  | 'superseded';

/** Every file of a delivery: to be de-identified, to be quarantined, or never to be released. */
export interface SortedFiles {
  readonly files: readonly FileForCopy<DeidWork>[];
  readonly refused: readonly (RefusedFile & { readonly code: RefusedCode })[];
  /** Numbers of files that are no DICOM, and of DICOMDIRs. */
  readonly skipped: readonly number[];
}

/** What files are sorted by. */
export interface SortInput {
  readonly found: Scan;
  readonly inputs: Inputs;
  readonly who: Subjects;
  /** The UID that is released for one of the input, by the subject's number. */
  readonly uidOf: (uid: string, subject: number) => string;
}

/** Says of every file what is to be done with it, in the order of the input. */
export function sortFiles({ found, inputs, who, uidOf }: SortInput): SortedFiles {
  const sorted = { files: [] as FileForCopy<DeidWork>[], refused: [] as SortedFiles['refused'][number][] };
  const skipped: number[] = [];
  const inputOf = inputFiles(found, inputs.roots);
  const refusalOf = refusals(found, who);
  for (let file = 0; file < found.files.size; file++) {
    const kind = found.files.kind(file);
    if (kind === 'not-dicom' || kind === 'dicomdir') {
      skipped.push(file);
      continue;
    }
    const input = inputOf(file);
    const decided = refusalOf(file);
    if (typeof decided === 'string') sorted.refused.push({ ...input, code: decided });
    else sorted.files.push(forCopy(input, { found, who, uidOf }, decided.subject));
  }
  return { ...sorted, skipped };
}

function forCopy(
  input: InputFile,
  { found, who, uidOf }: Omit<SortInput, 'inputs'>,
  subject: number,
): FileForCopy<DeidWork> {
  const instance = found.files.instance(input.file) ?? 0;
  const given = uidsOf(found.instances, instance);
  const uids = mappedUids(given, (uid) => uidOf(uid, subject));
  const name = outputName(who.subjects[subject]?.id ?? '', uids);
  const patientID = found.instances.header(instance).patient.id;
  return { ...input, ...given, patientID, name, uids, work: { subject } };
}

function uidsOf(table: InstanceTable, instance: number): InstanceUids {
  const { studyUID, seriesUID } = table.header(instance);
  return { studyUID, seriesUID, sopInstanceUID: table.sopInstanceUID(instance) };
}

/** Why a file is not to be released, or whose it is. What is wrong with the file itself comes first. */
function refusals(
  { files, instances, unreadable, pixelFaults }: Scan,
  who: Subjects,
): (file: number) => RefusedCode | { readonly subject: number } {
  const astray = seriesInSeveralStudies(instances);
  const doubled = instancesInSeveralSeries(instances);
  return (file) => {
    const instance = files.instance(file);
    if (instance === undefined) return unreadable.get(file) ?? 'internal-error';
    const fault = pixelFaults.get(file);
    if (fault) return fault === 'short' ? 'pixel-data-short' : 'pixel-data-absent';
    if (!areUsable(uidsOf(instances, instance))) return 'uid-unusable';
    const whose = who.whose(instance);
    // Of a study that two patients share, which is the first thing to be told, nothing else is to be said.
    if ('code' in whose) return whose.code;
    if (astray.has(instances.header(instance).seriesUID)) return 'series-of-several-studies';
    return doubled.has(instance) ? 'instance-of-several-series' : whose;
  };
}

/** PS3.3 A.1.2: a series belongs to one study. */
function seriesInSeveralStudies({ headers }: InstanceTable): ReadonlySet<string> {
  const studies = new Map<string, string>();
  const astray = new Set<string>();
  for (const { seriesUID, studyUID } of headers) {
    const known = studies.get(seriesUID);
    if (known === undefined) studies.set(seriesUID, studyUID);
    else if (known !== studyUID) astray.add(seriesUID);
  }
  return astray;
}

/** Instances under one SOP Instance UID that are not of one series: their outputs' names would not tell. PS3.5 9. */
function instancesInSeveralSeries(table: InstanceTable): ReadonlySet<number> {
  const doubled = new Set<number>();
  for (const group of repeatedInstances(table)) {
    const series = new Set(group.map((instance) => table.header(instance).seriesUID));
    if (series.size > 1) for (const instance of group) doubled.add(instance);
  }
  return doubled;
}
