import type { Dataset } from '../../dicom/dataset.js';

/** Region of an ultrasound image with its calibration. PS3.3 C.8.5.5. */
export interface UltrasoundRegion {
  /** First and last pixel, inclusive. */
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
  /** Physical Units X and Y: 3 is cm. */
  readonly unitX: number;
  readonly unitY: number;
  /** Per pixel, in those units. */
  readonly deltaX: number;
  readonly deltaY: number;
  readonly spatialFormat: number;
  /** Bit 0 of Region Flags: other regions go first where they overlap. */
  readonly isLowPriority: boolean;
}

/**
 * The calibrated regions of an ultrasound image; undefined where it has none. One whose place is not stated is left
 * out: no point is known to lie in it. PS3.3 C.8.5.5.
 */
export function ultrasoundRegions(dataset: Dataset): readonly UltrasoundRegion[] | undefined {
  const items = dataset.sequence('SequenceOfUltrasoundRegions');
  if (items.length === 0) return undefined;
  return items.flatMap((item) => {
    const [x0, y0, x1, y1] = ['MinX0', 'MinY0', 'MaxX1', 'MaxY1'].map((corner) =>
      item.number(`RegionLocation${corner}`),
    );
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return [];
    return [
      {
        columns: [x0, x1] as const,
        rows: [y0, y1] as const,
        unitX: item.number('PhysicalUnitsXDirection') ?? 0,
        unitY: item.number('PhysicalUnitsYDirection') ?? 0,
        deltaX: item.number('PhysicalDeltaX') ?? 0,
        deltaY: item.number('PhysicalDeltaY') ?? 0,
        spatialFormat: item.number('RegionSpatialFormat') ?? 0,
        // PS3.3 C.8.5.5.1.3: bit 0 is 1 for low priority.
        isLowPriority: ((item.number('RegionFlags') ?? 0) & 1) === 1,
      },
    ];
  });
}
