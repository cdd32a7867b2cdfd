import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dciodvfyErrors, dcmdump } from '../helpers/peers.js';
import type { Pair } from './deid-released.js';

/** Errors that dciodvfy finds in a released file only, and why they are there. */
const EXPLAINED_ERRORS: Readonly<Record<string, string>> = {
  'Error - Missing attribute Type # Conditional Element=<Laterality> Module=<GeneralSeries>':
    'the body part is a part of a name of the delivery, and is dummied',
  'Error - ReferencedSeriesSequence present but Instance does not reference Instances - attribute <ReferencedSeriesSequence>':
    'dciodvfy knows the segmentation of a slide by the UID of the slide',
  'Error - Empty attribute (no value) Type # Required Element=<ContentDate> Module=<MultiFrameFunctionalGroupsCommon>':
    'the table of 2016 Types has 2C for segmentations, which the functional groups make 1: Z, not D',
  'Error - Empty attribute (no value) Type # Required Element=<ContentTime> Module=<MultiFrameFunctionalGroupsCommon>':
    'as Content Date',
};

/** Folders with images of MR that dcm2niix makes volumes of. */
const CONVERTED =
  /\/(?:dcm_qa_(?:agfa|ct|enh|me|nih|stc|ts|xa30)|example-dicom-functional|ibsi|suv_computation)\//;

/** Keys of a sidecar that name people, places, days and objects: all that may be gone or new. */
const NAMING = [
  ...['PatientName', 'PatientID', 'PatientBirthDate', 'StudyID', 'AccessionNumber', 'ReferringPhysicianName'],
  ...['SeriesInstanceUID', 'StudyInstanceUID', 'AcquisitionDateTime', 'ConsistencyInfo', 'WipMemBlock'],
  ...['InstitutionName', 'InstitutionAddress', 'InstitutionalDepartmentName', 'StationName'],
];
/** Keys whose text lost words that are parts of names of the delivery. */
const CLEANED = [
  'ProtocolName',
  'SeriesDescription',
  'ManufacturersModelName',
  'CoilString',
  'ReceiveCoilName',
];
/** GE's polarity of phase encoding stands in (0043,xx2A), which no list keeps: dcm2niix gives the axis instead. */
const POLARITY = ['PhaseEncodingDirection', 'PhaseEncodingPolarityGE', 'PhaseEncodingAxis'];

/** The first file of each released series: its others have the same kinds of attributes. */
export function firstOfSeries(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [dirname(pair.released), pair])).values()];
}

/** Errors without the Types' numbers and what stands in brackets of values. */
const errorsOf = (path: string): Set<string> =>
  new Set(
    dciodvfyErrors(path).map((error) =>
      error
        .replace(/Type \w+/, 'Type #')
        .replace(/<[\d.]+>/g, '<UID>')
        .replace(/\d+/g, '#'),
    ),
  );

/** Errors of dciodvfy that the released files have, their sources have not, and nothing explains. */
export function newErrors(pairs: readonly Pair[]): string[] {
  const found = pairs.flatMap((pair) => {
    const before = errorsOf(pair.source);
    return [...errorsOf(pair.released)].filter((error) => !before.has(error));
  });
  return [...new Set(found)].filter((error) => !(error in EXPLAINED_ERRORS));
}

/** Released files of which dcmdump warns more than of their sources. */
export function warnedOf(pairs: readonly Pair[]): Pair[] {
  return pairs.filter(
    (pair) => dcmdump(pair.released).warnings.length > dcmdump(pair.source).warnings.length,
  );
}

/** What dcm2niix made of sources, by the names that the released ones give, and of what was released. */
export interface Converted {
  readonly before: ReadonlyMap<string, Buffer>;
  readonly after: ReadonlyMap<string, Buffer>;
}

/** Lets dcm2niix convert the sources and what was released of them. */
export function convertBoth(pairs: readonly Pair[], uids: ReadonlyMap<string, string>): Converted {
  const chosen = pairs.filter(({ source }) => CONVERTED.test(source));
  const before = converted(chosen.map(({ source }) => source));
  const after = converted(chosen.map(({ released }) => released));
  return { before: new Map([...before].map(([name, bytes]) => [renamedBy(uids, name), bytes])), after };
}

/** Keys that differ in sidecars though they name nobody. */
export function changedFigures({ before, after }: Converted): string[] {
  const sidecars = [...after].filter(([name]) => name.endsWith('.json'));
  const changed = sidecars.flatMap(([name, bytes]) => changedKeys(before.get(name), bytes));
  const allowed = [...NAMING, ...CLEANED, ...POLARITY];
  return [...new Set(changed)].filter((key) => !allowed.includes(key));
}

/** What dcm2niix writes of files, by name. */
function converted(paths: readonly string[]): Map<string, Buffer> {
  const at = mkdtempSync(join(tmpdir(), 'corelab-nifti-'));
  const out = mkdtempSync(join(tmpdir(), 'corelab-nifti-'));
  try {
    for (const [i, path] of paths.entries()) symlinkSync(path, join(at, `${String(i).padStart(5, '0')}.dcm`));
    spawnSync('dcm2niix', ['-b', 'y', '-ba', 'n', '-z', 'n', '-d', '9', '-f', '%j', '-o', out, at]);
    return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]));
  } finally {
    for (const path of [at, out]) rmSync(path, { recursive: true });
  }
}

/** The name with the new Series Instance UID: what follows it tells which part of the series it is. */
function renamedBy(uids: ReadonlyMap<string, string>, name: string): string {
  const [uid = ''] = /^[\d.]*\d/.exec(name) ?? [];
  return (uids.get(uid) ?? uid) + name.slice(uid.length);
}

function changedKeys(before: Buffer | undefined, after: Buffer): string[] {
  const [old, now] = [before ?? Buffer.from('{}'), after].map((bytes) => JSON.parse(bytes.toString('utf8')));
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...keys].filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
}
