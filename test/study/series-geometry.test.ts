import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { separatorsOf } from '../../src/study/series-geometry.js';
import {
  type Given,
  geometryOf,
  image,
  SOP_CLASS,
  shuffled,
  slices,
  stackOf,
  time,
  volumes,
} from './build.js';

const SERIES: Readonly<Record<string, () => Given[]>> = {
  'a plain stack': () => slices({ count: 12 }),
  'a stack with a gap and a double': () => [
    ...slices({ count: 12 }).filter((_, i) => i !== 4),
    image({ ImagePositionPatient: [-64, -64, 6] }),
  ],
  'echoes in time': () => volumes(6, (v) => ({ EchoTime: v % 2, AcquisitionNumber: Math.floor(v / 2) })),
  'volumes by the clock': () => volumes(4, (v, s) => ({ AcquisitionTime: time(100 + 3 * v + 0.4 * s) })),
  'an ambiguous repetition': () => [...slices({ count: 5 }), ...slices({ count: 5 })],
  'a localizer': () => [
    ...slices({ count: 3 }),
    image({ ImageOrientationPatient: [0, 1, 0, 0, 0, -1] }),
    image({ ImageOrientationPatient: [1, 0, 0, 0, 0, -1] }),
  ],
  'moved volumes': () =>
    volumes(4, (v, s) => ({ AcquisitionNumber: v, ImagePositionPatient: [0, 0, 3 * s + 0.31 * v] })),
  'planes that differ by rounding': () =>
    slices({ count: 9 }, (i) => ({
      ImageOrientationPatient: [1, 0.0004 * (i % 4), 0, -0.0004 * (i % 4), 1, 0],
    })),
  'parts of different thickness': () => [
    ...slices({ count: 6, spacingMm: 5 }, { SliceThickness: 5 }),
    ...slices({ count: 5, spacingMm: 10, fromMm: 35 }, { SliceThickness: 10 }),
  ],
  'images without a place': () => [image({ ImagePositionPatient: undefined }), ...slices({ count: 4 })],
};

describe('seriesGeometry', () => {
  it.each(Object.keys(SERIES))('gives %s the same figures in any order and in any batches', (name) => {
    const files = SERIES[name]?.() ?? [];
    const expected = geometryOf(files);
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat({ max: files.length }), { maxLength: 4 }), (seed, cuts) => {
        expect(geometryOf(shuffled(files, seed), cuts)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps spacing and counts when the patient is turned and moved, and scales the spacing with the patient', () => {
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    const shift = fc.double({ min: -500, max: 500, noNaN: true });
    const scale = fc.double({ min: 0.2, max: 5, noNaN: true });
    fc.assert(
      fc.property(angle, angle, shift, scale, (about, tilt, moved, factor) => {
        const turn = ([x, y, z]: readonly number[]): number[] => {
          const [a = 0, b = 0, c = 0] = [x, y, z];
          const [d, e] = [
            a * Math.cos(about) - b * Math.sin(about),
            a * Math.sin(about) + b * Math.cos(about),
          ];
          return [d, e * Math.cos(tilt) - c * Math.sin(tilt), e * Math.sin(tilt) + c * Math.cos(tilt)];
        };
        const header = (n: number): number => Number(n.toFixed(6));
        const cosines = [...turn([1, 0, 0]), ...turn([0, 1, 0])].map(header);
        const files = slices({ count: 9 }, (i) => ({
          ImageOrientationPatient: cosines,
          PixelSpacing: [2 * factor, 2 * factor].map(header),
          ImagePositionPatient: turn([-64 * factor, -64 * factor, 3 * i * factor]).map((mm) =>
            header(mm + moved),
          ),
        }));
        files.splice(3, 1);
        const stack = stackOf(files);
        expect(stack).toMatchObject({
          slices: 8,
          regular: true,
          volumes: { count: 1, missing: 1, duplicates: 0 },
        });
        expect(stack.sliceSpacingMm).toBeCloseTo(3 * factor, 3);
      }),
      { numRuns: 40 },
    );
  });

  it('finds exactly one missing slice wherever an inner one is taken out, and one duplicate wherever one is doubled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 40 }), fc.nat(), (count, seed) => {
        const files = slices({ count });
        const inner = 1 + (seed % (count - 2));
        const without = files.filter((_, i) => i !== inner);
        expect(stackOf(without).volumes).toMatchObject({
          count: 1,
          missing: 1,
          duplicates: 0,
          incomplete: 1,
        });
        const doubled = [...files, { ...files[seed % count], SOPInstanceUID: '2.25.99' }];
        expect(stackOf(doubled).volumes).toMatchObject({
          count: 1,
          missing: 0,
          duplicates: 1,
          incomplete: 0,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('counts the frames that have no place', () => {
    const files = [
      ...slices({ count: 4 }),
      image({ ImageOrientationPatient: undefined }),
      image({ NumberOfFrames: 7 }),
    ];
    expect(geometryOf(files)).toMatchObject({ unplaced: 8 });
    expect(stackOf(files).slices).toBe(4);
  });

  it('gives the matrix of images without a place, unless they differ', () => {
    const radiograph = { Modality: 'CR', ImagePositionPatient: undefined };
    expect(geometryOf([image(radiograph), image(radiograph)])).toEqual({
      ...{ stacks: [], unplaced: 2, rows: 64, columns: 64 },
    });
    const mixed = geometryOf([image(radiograph), image({ ...radiograph, Rows: 99 })]);
    expect(mixed).toMatchObject({ rows: undefined, columns: undefined });
  });

  it('has no geometry for objects without pixels', () => {
    const report = image({
      SOPClassUID: SOP_CLASS.report,
      Modality: 'SR',
      Rows: undefined,
      Columns: undefined,
    });
    expect(geometryOf([report])).toEqual({ stacks: [], unplaced: 0, rows: undefined, columns: undefined });
  });

  it('believes a declared number of temporal positions only where all headers agree', () => {
    const files = volumes(2, (v) => ({ NumberOfTemporalPositions: v === 0 ? 2 : 3 }));
    expect(stackOf(files).volumes.count).toBeUndefined();
  });

  it('names each separator once, whatever number of stacks it separates', () => {
    const files = [0, 1].flatMap((v) => [
      ...slices({ count: 3 }, { EchoTime: v }),
      ...slices({ count: 2 }, { EchoTime: v, Rows: 128 }),
    ]);
    expect(separatorsOf(geometryOf(files))).toEqual(['EchoTime']);
  });
});
