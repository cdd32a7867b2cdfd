import { describe, expect, it } from 'vitest';
import { allVoxels, presentVolumes } from '../../../src/motion/temporal/masked-series.js';
import { seriesOf } from './series.js';

const NONE = Number.NaN;

describe('presentVolumes', () => {
  it('names every volume that has a value in any voxel', () => {
    const series = seriesOf([
      [1, NONE, NONE, 4],
      [1, NONE, 3, NONE],
    ]);
    expect([...presentVolumes(series)]).toEqual([0, 2, 3]);
  });

  it('takes 0 for a value', () => {
    expect([...presentVolumes(seriesOf([[0, 0]]))]).toEqual([0, 1]);
  });

  it('names every volume of stored integers', () => {
    const series = { volumes: 3, voxels: 2, values: new Int16Array(6) };
    expect([...presentVolumes(series)]).toEqual([0, 1, 2]);
  });

  it('names none where the mask has no voxels', () => {
    expect([...presentVolumes({ volumes: 2, voxels: 0, values: new Float32Array(0) })]).toEqual([]);
  });
});

describe('allVoxels', () => {
  it('is the range of the whole mask', () => {
    expect(allVoxels(seriesOf([[1], [2], [3]]))).toEqual({ from: 0, to: 3 });
  });
});
