import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { GlobExclusion } from '../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../src/pipeline/scan/inputs.js';
import { scan } from '../../src/pipeline/scan/scan.js';
import { buildDelivery } from '../../src/study/model.js';
import type { StackGeometry } from '../../src/study/series-geometry.js';
import { convertToNifti, hasDcm2niix, type Nifti } from './nifti.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** Folders with images of MR, CT and PET that dcm2niix makes volumes of. */
const FOLDERS = [
  ...['dcm_qa_agfa', 'dcm_qa_ct', 'dcm_qa_enh', 'dcm_qa_me', 'dcm_qa_nih', 'dcm_qa_stc', 'dcm_qa_ts'],
  ...['dcm_qa_xa30', 'example-dicom-functional', 'hazen', 'ibsi', 'suv_computation'],
];

/** Series that the two see differently: what each says (columns × rows × slices @ mm × volumes), and why. */
const DIFFERS: Readonly<Record<string, { ours: string[]; theirs: string[]; reason: string }>> = {
  '1.2.826.0.1.3680043.9.4245.3115138630835728997848661150714813892': {
    ours: ['512×512×14 @ 0.488×0.488×4.002 × 1', '512×512×14 @ 0.488×0.488×6.999 × 1'],
    theirs: ['512×512×28 @ 0.488×0.488×4.002 × 1', '512×611×56 @ 0.488×0.488×2.62 × 1'],
    reason:
      'a head CT of 14 slices at 4 mm and 14 at 7 mm under a gantry tilted by 18.5°: dcm2niix warns that the distance ' +
      'varies, takes the first for all, and adds a file that it resampled; here the Slice Thickness tells the two apart',
  },
  '1.3.12.2.1107.5.2.32.35131.2014031012481958900586557.0.0.0': {
    ours: ['64×64×35 @ 3.25×3.25×3.6 × ?'],
    theirs: ['64×64×35 @ 3.25×3.25×3.6 × 7'],
    reason:
      'one mosaic in nine transfer syntaxes, each with a UID of its own, all else equal: ambiguous here; dcm2niix ' +
      'writes a file for each of the seven that it can decode',
  },
  '1.3.46.670589.33.1.22100348011750129999.30936184503286111321': {
    ours: ['512×256×1 @ 0.977×0.977×0.625 × 1'],
    theirs: ['512×256×1 @ 0.977×0.977×0.625 × 2', '650×741×1 @ 1×1×1 × 1'],
    reason:
      'a scout and a page of text in one series: dcm2niix writes the overlay of the scout as an image of its own, and ' +
      'the page, which has no place in the patient, with a pixel size of 1 mm',
  },
};

/** A volume or time series: what the two are compared in. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly slices: number;
  readonly volumes: number;
  readonly columnMm: number;
  readonly rowMm: number;
  readonly sliceMm: number;
}

const mm = (value: number): string => String(Math.round(value * 1000) / 1000);

function ofStack({
  rows,
  columns,
  slices,
  sliceSpacingMm,
  sliceThicknessMm,
  pixelSpacingMm,
  volumes,
}: StackGeometry): Grid {
  const [rowMm = 0, columnMm = 0] = pixelSpacingMm ?? [];
  // A single slice has no spacing; dcm2niix puts its thickness there.
  const sliceMm = sliceSpacingMm ?? sliceThicknessMm ?? 0;
  return { rows, columns, slices, rowMm, columnMm, sliceMm, volumes: volumes.count ?? Number.NaN };
}

function ofNifti({ dims, voxelMm, volumes }: Nifti): Grid {
  const [columns, rows, slices] = dims;
  const [columnMm, rowMm, sliceMm] = voxelMm;
  return { columns, rows, slices, volumes, columnMm, rowMm, sliceMm };
}

/** One line for each grid, volumes of equal grids added up: dcm2niix writes a file for each echo. */
function lines(grids: readonly Grid[]): string[] {
  const volumes = new Map<string, number>();
  for (const { columns, rows, slices, columnMm, rowMm, sliceMm, ...grid } of grids) {
    const key = `${columns}×${rows}×${slices} @ ${mm(columnMm)}×${mm(rowMm)}×${mm(sliceMm)}`;
    volumes.set(key, (volumes.get(key) ?? 0) + grid.volumes);
  }
  return [...volumes].map(([key, count]) => `${key} × ${Number.isNaN(count) ? '?' : count}`).sort();
}

async function oursOf(folder: string): Promise<Map<string, string[]>> {
  const { instances } = await scan(inputsFromPaths([folder], new GlobExclusion([])), {
    ...{ checksums: false, jobs: 1, signal: new AbortController().signal },
    progress: { update: () => undefined },
  });
  const series = buildDelivery(instances).studies.flatMap((study) => study.series);
  return new Map(series.map(({ seriesUID, geometry }) => [seriesUID, lines(geometry.stacks.map(ofStack))]));
}

function need(context: TestContext): void {
  sharedFiles(context);
  if (!hasDcm2niix()) skipOrFail(context, 'skipped: no dcm2niix');
}

describe('the study model beside dcm2niix', () => {
  it.for(FOLDERS)('finds the same grids and volumes in %s', async (folder, context) => {
    need(context);
    const path = join(SHARED_DICOM, folder);
    const ours = await oursOf(path);
    const theirs = [...convertToNifti(path)].map(([uid, files]) => [uid, lines(files.map(ofNifti))] as const);
    expect(theirs.length).toBeGreaterThan(0);
    const differing = theirs.flatMap(([uid, grids]) => {
      const both = { ours: ours.get(uid) ?? [], theirs: grids };
      return both.ours.join() === both.theirs.join() ? [] : [[uid, both] as const];
    });
    const known = theirs.flatMap(([uid]) => {
      const { ours, theirs } = DIFFERS[uid] ?? {};
      return ours && theirs ? [[uid, { ours, theirs }] as const] : [];
    });
    expect(Object.fromEntries(differing)).toEqual(Object.fromEntries(known));
  });
});
