import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { voxelToPatient } from '../../src/study/volume/grid.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { convertToNifti, hasDcm2niix, type Nifti } from './nifti.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';
import { affineDifference, faultOf, sameScale, sameValues, seriesVolumes } from './volumes-compare.js';

/** Series and the volumes that each must have: mosaics, enhanced and classic; GE, Siemens, Philips, CT and PET. */
const FOLDERS = [
  ...['dcm_qa_agfa', 'dcm_qa_ct', 'dcm_qa_enh', 'dcm_qa_me', 'dcm_qa_nih', 'dcm_qa_stc', 'dcm_qa_ts'],
  ...['dcm_qa_xa30', 'example-dicom-functional', 'hazen', 'ibsi', 'suv_computation'],
] as const;

/** dcm2niix takes the step from two slices and keeps it in single precision; headers round to about as much. */
const AFFINE_MM = 1e-4;

/** Series that the two see differently, and why. */
const DIFFERS: Readonly<Record<string, { lines: string[]; reason: string }>> = {
  '1.2.826.0.1.3680043.9.4245.3115138630835728997848661150714813892': {
    lines: ['0.0: no twin', '1.0: no twin', 'left: 2'],
    reason:
      'a head CT of 14 slices at 4 mm and 14 at 7 mm under a tilted gantry: dcm2niix puts all 28 in one file at 4 mm ' +
      'and adds one that it resampled; here they are two volumes, each sheared as it was taken',
  },
  '1.3.12.2.1107.5.2.32.35131.2014031012481958900586557.0.0.0': {
    lines: ['0.0: ambiguous-volumes', 'left: 7'],
    reason:
      'one mosaic in nine transfer syntaxes, each with a UID of its own: nothing tells the volumes apart',
  },
  '1.3.46.670589.33.1.22100348011750129999.30936184503286111321': {
    lines: ['left: 2'],
    reason:
      'dcm2niix writes the overlay of the scout and a page of text, which has no place in the patient, as images',
  },
  '1.2.826.0.1.3680043.2.1143.5321353203983731308636763388634496705': {
    lines: Array.from({ length: 10 }, (_, t) => `0.${t}: scale`),
    reason:
      'classic Philips images without Rescale Slope: dcm2niix takes the slope of the Real World Value Mapping ' +
      'Sequence, which here is asked for by itself (realWorldMaps)',
  },
};

interface Twin {
  readonly file: number;
  readonly t: number;
}

/** What is wrong with a series, line by line; nothing where every volume has its twin and no file of theirs is left. */
async function compared(
  files: readonly Nifti[],
  series: Awaited<ReturnType<typeof nextSeries>>,
): Promise<string[]> {
  const lines: string[] = [];
  const used: Twin[] = [];
  for await (const one of series.loaded) {
    const name = `${one.plan.stack}.${one.plan.number}`;
    if ('error' in one) {
      lines.push(`${name}: ${faultOf(one.error)}`);
      continue;
    }
    const twin = twinOf(one.volume, files, used);
    if (!twin) lines.push(`${name}: no twin`);
    else {
      used.push(twin);
      const nifti = files[twin.file];
      if (nifti && !sameScale(one.volume, nifti)) lines.push(`${name}: scale`);
    }
  }
  for (const file of files.keys()) {
    const order = used.filter((twin) => twin.file === file).map(({ t }) => t);
    if (order.some((t, i) => i > 0 && t < (order[i - 1] ?? 0))) lines.push(`order: ${order}`);
  }
  const left = files.reduce((sum, { volumes }) => sum + volumes, 0) - used.length;
  return left > 0 ? [...lines, `left: ${left}`] : lines;
}

/** The volume of theirs that lies at the same place and holds the same values; each serves once. */
function twinOf(volume: Parameters<typeof sameValues>[0], files: readonly Nifti[], used: readonly Twin[]) {
  for (const [file, nifti] of files.entries()) {
    if (nifti.dims.join() !== volume.dims.join()) continue;
    const { flip, mm } = affineDifference(volume, nifti);
    if (mm > AFFINE_MM) continue;
    for (let t = 0; t < nifti.volumes; t++) {
      const isUsed = used.some((twin) => twin.file === file && twin.t === t);
      if (!isUsed && sameValues(volume, nifti, { t, flip })) return { file, t };
    }
  }
  return undefined;
}

async function nextSeries(all: ReturnType<typeof seriesVolumes>) {
  const { value } = await all.next();
  if (!value) throw new RangeError('no series');
  return value;
}

function need(context: TestContext): void {
  sharedFiles(context);
  if (!hasDcm2niix()) skipOrFail(context, 'skipped: no dcm2niix');
}

describe('volumes beside dcm2niix', () => {
  it.for(FOLDERS)('hold the same values at the same places in %s', async (folder, context) => {
    need(context);
    const path = join(SHARED_DICOM, folder);
    const theirs = convertToNifti(path);
    const wrong: Record<string, string[]> = {};
    let met = 0;
    for await (const series of seriesVolumes(path)) {
      const files = theirs.get(series.seriesUID);
      if (!files) continue; // objects without volumes: RTSTRUCT, SR, screen saves
      met++;
      const lines = await compared(files, series);
      if (lines.length > 0) wrong[series.seriesUID] = lines;
    }
    expect(met).toBe(theirs.size);
    const known = [...theirs.keys()].flatMap((uid) => (DIFFERS[uid] ? [[uid, DIFFERS[uid].lines]] : []));
    expect(wrong).toEqual(Object.fromEntries(known));
  });
});

interface PeerSlice {
  readonly uid: string;
  readonly position: readonly number[];
  readonly sha256: string;
}

function pydicomSlices(context: TestContext, folder: string): Map<string, PeerSlice> {
  const python = pythonWithPydicom();
  if (!python) skipOrFail(context, 'skipped: no pydicom');
  const script = join(import.meta.dirname, 'read_slices.py');
  const slices = jsonFromPython<PeerSlice>(python, [script, folder]);
  return new Map(slices.map((slice) => [slice.uid, slice]));
}

describe('volumes beside pydicom', () => {
  // A tilted gantry among them, for which dcm2niix has no affine.
  it.for([
    ['dcm_qa_ct', 29, 2],
    ['ibsi', 177, 0],
    ['dcm_qa_nih', 150, 0],
  ] as const)('put every slice of %s where its header says', async ([folder, slices, sheared], context) => {
    sharedFiles(context);
    const path = join(SHARED_DICOM, folder);
    const peers = pydicomSlices(context, path);
    const counts = { slices: 0, sheared: 0 };
    for await (const { table, loaded } of seriesVolumes(path)) {
      for await (const one of loaded) {
        if ('error' in one || one.volume.scale !== 'stored') {
          counts.slices += one.plan.slices.length;
          continue;
        }
        const { volume } = one;
        counts.sheared += volume.orthogonal ? 0 : 1;
        const size = volume.dims[0] * volume.dims[1];
        for (const [k, { instance }] of volume.plan.slices.entries()) {
          counts.slices++;
          const peer = peers.get(table.sopInstanceUID(instance));
          const values = Int32Array.from(volume.values.subarray(k * size, (k + 1) * size));
          expect(createHash('sha256').update(values).digest('hex')).toBe(peer?.sha256);
          const placed = voxelToPatient(volume, [0, 0, k]);
          const mm = Math.hypot(...placed.map((at, axis) => at - (peer?.position[axis] ?? Number.NaN)));
          expect(mm).toBeLessThan(1e-3);
        }
      }
    }
    expect(counts).toEqual({ slices, sheared });
  });
});
