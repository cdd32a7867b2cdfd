import { describe, expect, it } from 'vitest';
import type { RegionGrid, VoxelRegion } from '../../../src/measure/region.js';
import type { VolumeCandidate } from '../../../src/pipeline/measure-export/measure-job.js';
import { RegionFigures } from '../../../src/pipeline/measure-export/region-figures.js';

const GRID = {
  dims: [2, 2, 1] as const,
  affine: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1),
  spacingMm: [1, 1, 1] as const,
  ...{ orthogonal: true, maxDeviationMm: 0, sliceSpacingFrom: 'positions' as const },
};

function candidate(frameOfReferenceUID: string, namedInstances: number, patientID = 'A'): VolumeCandidate {
  return {
    plan: {
      ...{ stack: 0, number: 0, slices: [], grid: { ...GRID } },
      ...{ separatedBy: [], separators: {}, moments: {} },
    },
    ...{ modality: 'CT', seriesUID: '2.25.1', studyUID: '2.25.2', frameOfReferenceUID, patientID },
    ...{ namedInstances, byFrameOfReference: false, sliceDistance: 'positions' },
  };
}

const figuresOf = (...candidates: VolumeCandidate[]) =>
  new RegionFigures({ candidates, files: [], maps: [], patientID: 'A' });

const everywhere = (grid: RegionGrid): VoxelRegion => ({
  ...{ grid, origin: [0, 0, 0], size: [1, 1, 1] },
  ...{ inside: Uint8Array.of(1), voxelCount: 1 },
});
const codesOf = (found: { readonly problems: readonly { readonly code: string }[] }) =>
  found.problems.map(({ code }) => code);

describe('the images that a region is measured on', () => {
  it('are of its frame of reference, as far as both state one', () => {
    const figures = figuresOf(candidate('1.1', 0), candidate('1.2', 0), candidate('', 0));
    expect(figures.sharing('1.2')).toEqual([1, 2]);
    expect(figures.sharing(undefined)).toEqual([0, 1, 2]);
  });

  it('give no values where only voxels of another frame of reference lie on its own', async () => {
    const found = await figuresOf(candidate('1.1', 3)).ofValues(everywhere, '1.2');
    expect(found.figures).toEqual([]);
    expect(found.candidate).toBeUndefined();
    expect(codesOf(found)).toEqual(['frame-of-reference-at-odds']);
    const elsewhere = await figuresOf(candidate('1.1', 3)).ofValues(() => undefined, '1.2');
    expect(codesOf(elsewhere)).toEqual([]);
  });

  it('give no values where several volumes are named alike: time points of one series', async () => {
    const found = await figuresOf(candidate('1.1', 5), candidate('1.1', 5)).ofValues(everywhere, '1.1');
    expect(found).toMatchObject({ figures: [], whyNoValues: expect.stringContaining('several volumes') });
    expect(codesOf(found)).toEqual(['volume-ambiguous']);
  });

  it('are those that are named most, and no others that they are not rivals of', () => {
    const figures = figuresOf(candidate('1.1', 5), candidate('1.1', 2), candidate('1.1', 5));
    expect(figures.rivals(0, [0, 1, 2])).toEqual([2]);
    expect(figures.rivals(1, [0, 1, 2])).toEqual([]);
  });

  it('may be of another patient, which is said', () => {
    const figures = figuresOf(candidate('1.1', 0, 'B'), candidate('1.1', 0, 'A'), candidate('1.1', 0, ''));
    expect(codesOf({ problems: figures.patientProblems(0) })).toEqual(['patient-at-odds']);
    expect(figures.patientProblems(1)).toEqual([]);
    expect(figures.patientProblems(2)).toEqual([]);
  });

  it('have no volume, no metabolic volume and no peak where nothing tells the distance of their slices', () => {
    const alone = { ...candidate('1.1', 0), sliceDistance: 'unknown' as const };
    const given = ['volume', 'metabolicVolume', 'totalLesionGlycolysis', 'globalPeak', 'mean'] as const;
    const figures = given.map((name) => ({ name, unit: '1', value: 1 }));
    const left = figuresOf(alone, candidate('1.1', 0)).withDistance(figures, 0);
    expect(left.filter(({ value }) => value !== undefined).map(({ name }) => name)).toEqual(['mean']);
    expect(left.every(({ value, why }) => (value === undefined) === (why !== undefined))).toBe(true);
    expect(figuresOf(alone, candidate('1.1', 0)).withDistance(figures, 1)).toEqual(figures);
    expect(codesOf({ problems: figuresOf(alone).distanceProblems(0) })).toEqual(['slice-spacing-absent']);
    expect(figuresOf(alone).planeDistanceMm(0)).toBeUndefined();
  });
});
