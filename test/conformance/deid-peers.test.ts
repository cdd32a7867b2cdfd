import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { dciodvfyErrors, dcmdump, hasPeer } from '../helpers/peers.js';
import { newKey, type Pair, type Release, release } from './deid-released.js';
import { hasDcm2niix } from './nifti.js';
import { SHARED_DICOM, skipOrFail } from './shared-data.js';

/** Errors that dciodvfy finds in a released file only, and why they are there. */
const EXPLAINED: Readonly<Record<string, string>> = {
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
function firstOfSeries(pairs: readonly Pair[]): Pair[] {
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

describe.each(['trial', 'ps315-basic'])(
  'files released by the profile %s, beside their sources',
  (profile) => {
    let all: Release | undefined;

    beforeAll(async () => {
      if (readdirSync(dirname(SHARED_DICOM), { withFileTypes: true }).length > 0)
        all = await release(profile, await newKey());
    });

    const released = (context: TestContext): Release => all ?? skipOrFail(context, 'skipped: no shared data');

    it('have no error of dciodvfy that the source has not, and dcmdump reads them without a new warning', (context) => {
      const series = firstOfSeries(released(context).pairs);
      if (!hasPeer('dciodvfy')) skipOrFail(context, 'skipped: no dciodvfy');
      expect(series.length).toBeGreaterThan(50);
      const found = series.flatMap((pair) => {
        const before = errorsOf(pair.source);
        return [...errorsOf(pair.released)].filter((error) => !before.has(error));
      });
      expect([...new Set(found)].filter((error) => !(error in EXPLAINED))).toEqual([]);
      const warned = series.filter(
        (pair) => dcmdump(pair.released).warnings.length > dcmdump(pair.source).warnings.length,
      );
      expect(warned).toEqual([]);
    });

    it.runIf(profile === 'trial')(
      'give dcm2niix the same images, and sidecars that differ in names only',
      (context) => {
        const { pairs, uids } = released(context);
        if (!hasDcm2niix()) skipOrFail(context, 'skipped: no dcm2niix');
        const chosen = pairs.filter(({ source }) => CONVERTED.test(source));
        const before = converted(chosen.map(({ source }) => source));
        const after = converted(chosen.map(({ released }) => released));
        const renamed = new Map([...before].map(([name, bytes]) => [renamedBy(uids, name), bytes]));
        expect([...after.keys()].sort()).toEqual([...renamed.keys()].sort());
        const images = [...after].filter(([name]) => !name.endsWith('.json'));
        expect(images.length).toBeGreaterThan(15);
        expect(
          images.filter(([name, bytes]) => !renamed.get(name)?.equals(bytes)).map(([name]) => name),
        ).toEqual([]);
        const sidecars = [...after].filter(([name]) => name.endsWith('.json'));
        const changed = sidecars.flatMap(([name, bytes]) => changedKeys(renamed.get(name), bytes));
        const allowed = [...NAMING, ...CLEANED, ...POLARITY];
        expect([...new Set(changed)].filter((key) => !allowed.includes(key))).toEqual([]);
      },
    );
  },
);

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
