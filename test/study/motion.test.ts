import { describe, expect, it } from 'vitest';
import { type Given, geometryOf, image, slices, stackOf, turned } from './build.js';

describe('volumes that prospective motion correction moved', () => {
  /** Volumes of 10 slices, each moved and turned by its own small amount. */
  function moving(volumes: number, stepMm: number, stepDeg = 0): Given[] {
    return Array.from({ length: volumes }, (_, v) => {
      const { cosines, normal } = turned(stepDeg * v);
      return Array.from({ length: 10 }, (_, s) =>
        image({
          ImageOrientationPatient: cosines,
          ImagePositionPatient: normal.map((c) => c * (3 * s + stepMm * v)),
          AcquisitionNumber: v + 1,
          InstanceNumber: v * 10 + s + 1,
        }),
      );
    }).flat();
  }

  it('make one stack, whose slices are counted within each volume', () => {
    expect(stackOf(moving(6, 0.37))).toMatchObject({
      slices: 10,
      sliceSpacingMm: 3,
      moved: true,
      regular: true,
      volumes: { count: 6, missing: 0, duplicates: 0, incomplete: 0, separatedBy: ['AcquisitionNumber'] },
    });
  });

  it('make one stack although each is turned, too', () => {
    expect(stackOf(moving(6, 0.2, 0.4))).toMatchObject({
      slices: 10,
      moved: true,
      volumes: { count: 6, missing: 0 },
    });
  });

  it('show the slice that one of them lacks', () => {
    const files = moving(6, 0.37);
    files.splice(24, 1);
    expect(stackOf(files)).toMatchObject({ slices: 10, volumes: { count: 6, missing: 1, incomplete: 1 } });
  });

  it('are not seen in two stacks at an angle', () => {
    expect(geometryOf(moving(2, 0.2, 3)).stacks).toHaveLength(2);
  });

  it('are not seen where positions are just irregular', () => {
    const files = slices({ count: 12, shift: (i) => [0, 0, Math.sin(i * 7)] }, (i) => ({
      AcquisitionNumber: i,
    }));
    expect(stackOf(files)).toMatchObject({ slices: 12, regular: false, moved: false });
  });
});
