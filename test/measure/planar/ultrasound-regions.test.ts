import { describe, expect, it } from 'vitest';
import { ultrasoundRegions } from '../../../src/measure/planar/ultrasound-regions.js';
import { datasetOf, type Given } from '../../study/build.js';

const REGION: Given = {
  RegionSpatialFormat: 1,
  RegionFlags: 3,
  RegionLocationMinX0: 14,
  RegionLocationMinY0: 38,
  RegionLocationMaxX1: 1010,
  RegionLocationMaxY1: 758,
  PhysicalUnitsXDirection: 3,
  PhysicalUnitsYDirection: 4,
  PhysicalDeltaX: 0.02,
  PhysicalDeltaY: -0.03,
};

describe('ultrasoundRegions', () => {
  it('reads place, units, scale and priority of a region', () => {
    const [region, high] =
      ultrasoundRegions(
        datasetOf({ SequenceOfUltrasoundRegions: [REGION, { ...REGION, RegionFlags: 2 }] }),
      ) ?? [];
    expect(region).toEqual({
      columns: [14, 1010],
      rows: [38, 758],
      unitX: 3,
      unitY: 4,
      deltaX: 0.02,
      deltaY: -0.03,
      spatialFormat: 1,
      isLowPriority: true,
    });
    expect(high?.isLowPriority).toBe(false);
  });

  it('has no region whose place is not stated, and none at all where the image has none', () => {
    const lost = { ...REGION, RegionLocationMaxX1: undefined };
    expect(ultrasoundRegions(datasetOf({ SequenceOfUltrasoundRegions: [lost] }))).toEqual([]);
    expect(ultrasoundRegions(datasetOf({ Modality: 'US' }))).toBeUndefined();
  });
});
