import { describe, expect, it } from 'vitest';
import { type Given, geometryOf, image, SOP_CLASS, shuffled, slices, stackOf, turned } from './build.js';

const CORONAL = [1, 0, 0, 0, 0, -1];
const SAGITTAL = [0, 1, 0, 0, 0, -1];
const CT: Given = { Modality: 'CT', SOPClassUID: SOP_CLASS.ct };

describe('a stack', () => {
  it('measures along the normal of an oblique plane', () => {
    const { cosines, normal } = turned(30);
    const files = Array.from({ length: 9 }, (_, i) =>
      image({
        ImageOrientationPatient: cosines.map((c) => Number(c.toFixed(6))),
        ImagePositionPatient: normal.map((c) => Number((40 + c * 2.4 * i).toFixed(4))),
      }),
    );
    expect(stackOf(files)).toMatchObject({
      slices: 9,
      regular: true,
      orientation: 'axial',
      obliquityDeg: 30,
    });
    expect(stackOf(files).sliceSpacingMm).toBeCloseTo(2.4, 4);
  });

  it('of a tilted gantry is one stack, spaced along the normal and not along the table', () => {
    const { cosines } = turned(20);
    const files = slices({ count: 24, spacingMm: 5 }, { ...CT, ImageOrientationPatient: cosines });
    const stack = stackOf(files);
    expect(stack).toMatchObject({
      slices: 24,
      regular: true,
      volumes: { count: 1, missing: 0, duplicates: 0 },
    });
    expect(stack.sliceSpacingMm).toBeCloseTo(5 * Math.cos((20 * Math.PI) / 180), 5);
  });

  it('is one where odd and even slices were acquired in two passes', () => {
    const files = slices({ count: 20 }, (i) => ({
      AcquisitionNumber: 1 + (i % 2),
      InstanceNumber: (i * 7) % 20,
    }));
    expect(stackOf(files)).toMatchObject({
      slices: 20,
      sliceSpacingMm: 3,
      volumes: { count: 1, missing: 0 },
    });
    expect(stackOf(files.filter((_, i) => i !== 6)).volumes).toMatchObject({ count: 1, missing: 1 });
  });

  it('is one where a whole-body scan was taken at several bed positions', () => {
    const files = slices({ count: 40 }, (i) => ({
      ...{ Modality: 'PT', SOPClassUID: SOP_CLASS.pet },
      ...{ AcquisitionTime: `10${10 + Math.floor(i / 10)}00`, FrameReferenceTime: 1000 * Math.floor(i / 10) },
    }));
    expect(stackOf(files)).toMatchObject({ slices: 40, volumes: { count: 1, timePoints: 1, missing: 0 } });
  });

  it('is one for each orientation of a localizer, largest first', () => {
    const files = [
      ...slices({ count: 2 }),
      image({ ImageOrientationPatient: SAGITTAL }),
      ...[0, 1, 2].map((i) =>
        image({ ImageOrientationPatient: CORONAL, ImagePositionPatient: [0, i * 10, 0] }),
      ),
    ];
    expect(geometryOf(files).stacks.map(({ orientation, slices }) => [orientation, slices])).toEqual([
      ['coronal', 3],
      ['axial', 2],
      ['sagittal', 1],
    ]);
  });

  it('is one for each plane of a radial scan', () => {
    const files = Array.from({ length: 12 }, (_, i) => {
      const angle = (i * Math.PI) / 12;
      return image({ ImageOrientationPatient: [Math.cos(angle), Math.sin(angle), 0, 0, 0, -1] });
    });
    const { stacks } = geometryOf(files);
    expect(stacks).toHaveLength(12);
    expect(stacks.every(({ slices, volumes }) => slices === 1 && volumes.missing === 0)).toBe(true);
  });

  it('gathers planes that differ by rounding, whichever comes first', () => {
    const files = slices({ count: 8 }, (i) => ({
      ImageOrientationPatient:
        i % 3 === 0 ? [1, 0, 0, 0, 1, 0] : [0.9999998, 0.0005, 0, -0.0005, 0.9999998, 0],
    }));
    for (const seed of [1, 2, 3]) expect(stackOf(shuffled(files, seed))).toMatchObject({ slices: 8 });
  });

  it('is one for each matrix and pixel size', () => {
    const files = [...slices({ count: 3 }), ...slices({ count: 2 }, { Rows: 128 })];
    expect(geometryOf(files).stacks.map(({ rows, slices }) => [rows, slices])).toEqual([
      [64, 3],
      [128, 2],
    ]);
  });

  it('takes positions that differ by less than a fiftieth of a pixel for one place', () => {
    const files = [
      ...slices({ count: 6 }, { EchoTime: 10 }),
      ...slices({ count: 6, fromMm: 0.03 }, { EchoTime: 20 }),
    ];
    expect(stackOf(files)).toMatchObject({ slices: 6, volumes: { count: 2, missing: 0, duplicates: 0 } });
  });

  it('has no thickness where its slices differ in it', () => {
    const files = slices({ count: 6 }, (i) => ({ SliceThickness: i === 2 ? 4 : 3 }));
    expect(stackOf(files).sliceThicknessMm).toBeUndefined();
    expect(stackOf(slices({ count: 6 }, () => ({ SliceThickness: 3.0001 }))).sliceThicknessMm).toBe(3.0001);
  });

  it('says that missing slices cannot be told where distances follow a plan', () => {
    const files = [...slices({ count: 8, spacingMm: 5 }), ...slices({ count: 6, spacingMm: 10, fromMm: 45 })];
    expect(stackOf(files)).toMatchObject({
      regular: false,
      volumes: { count: 1, missing: undefined, incomplete: 0 },
    });
  });
});
