import { describe, expect, it } from 'vitest';
import { type Given, geometryOf, SOP_CLASS, slices, stackOf, turned } from './build.js';

const CT: Given = { Modality: 'CT', SOPClassUID: SOP_CLASS.ct };

describe('slabs', () => {
  it('that share their normal but lie beside each other are stacks of their own', () => {
    const stations = [0, 110, 220].flatMap((x) =>
      slices({ count: 10, shift: () => [x, 0, 0] }, { AcquisitionNumber: 1 + x }),
    );
    const { stacks } = geometryOf(stations);
    expect(stacks.map(({ slices, volumes }) => [slices, volumes.count])).toEqual([
      [10, 1],
      [10, 1],
      [10, 1],
    ]);
  });

  it('are told apart although the gantry is tilted', () => {
    const { cosines } = turned(20);
    const files = [0, 300].flatMap((x) =>
      slices({ count: 12, shift: () => [x, 0, 0] }, { ...CT, ImageOrientationPatient: cosines }),
    );
    expect(geometryOf(files).stacks.map(({ slices }) => slices)).toEqual([12, 12]);
  });

  it('do not come from small shifts within the plane', () => {
    const files = [0, 20].flatMap((x) =>
      slices({ count: 10, shift: () => [x, 0, 0] }, { AcquisitionNumber: 1 + x }),
    );
    expect(stackOf(files)).toMatchObject({ slices: 10, volumes: { count: 2 } });
  });

  it('of several acquisitions that overlap at their ends are stacks, not duplicates', () => {
    const files = [0, 21, 42].flatMap((z) =>
      slices({ count: 10, fromMm: z }, { ...CT, AcquisitionNumber: 1 + z }),
    );
    expect(
      geometryOf(files).stacks.map(({ slices, volumes }) => [slices, volumes.duplicates, volumes.missing]),
    ).toEqual([
      [10, 0, 0],
      [10, 0, 0],
      [10, 0, 0],
    ]);
  });

  it('of several acquisitions at incommensurable distances are stacks, each complete', () => {
    const files = [0, 47.3].flatMap((z) =>
      slices({ count: 10, fromMm: z }, { AcquisitionNumber: z > 0 ? 2 : 1 }),
    );
    expect(geometryOf(files).stacks.map(({ slices, regular }) => [slices, regular])).toEqual([
      [10, true],
      [10, true],
    ]);
    expect(stackOf(files.map((file) => ({ ...file, AcquisitionNumber: 1 }))).regular).toBe(false);
  });

  it('do not hide slices that were lost where two acquisitions meet', () => {
    const files = slices({ count: 20 }, (i) => ({ ...CT, AcquisitionNumber: i < 10 ? 1 : 2 }));
    files.splice(8, 2);
    expect(stackOf(files)).toMatchObject({ slices: 18, volumes: { missing: 2 } });
  });

  it('of different thickness make a head CT of two stacks, each regular', () => {
    const files = [
      ...slices({ count: 8, spacingMm: 5 }, { ...CT, SliceThickness: 5 }),
      ...slices({ count: 6, spacingMm: 10, fromMm: 45 }, { ...CT, SliceThickness: 10 }),
    ];
    expect(
      geometryOf(files).stacks.map(({ slices, sliceSpacingMm, sliceThicknessMm, volumes }) => ({
        ...{ slices, sliceSpacingMm, sliceThicknessMm },
        missing: volumes.missing,
      })),
    ).toEqual([
      { slices: 8, sliceSpacingMm: 5, sliceThicknessMm: 5, missing: 0 },
      { slices: 6, sliceSpacingMm: 10, sliceThicknessMm: 10, missing: 0 },
    ]);
  });

  it('of different thickness stay one stack where that explains nothing', () => {
    const files = slices({ count: 12 }, (i) => ({ SliceThickness: i % 2 ? 3 : 4 }));
    files.splice(5, 1);
    expect(stackOf(files)).toMatchObject({ slices: 11, volumes: { missing: 1 } });
  });
});
