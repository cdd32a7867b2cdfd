import { describe, expect, it } from 'vitest';
import { planeFamilies, sameThickness } from '../../src/study/plane-families.js';
import { deliver, type Given, image, shuffled, slices } from './build.js';

function familiesOf(files: readonly Given[]) {
  const { table } = deliver(files);
  return planeFamilies({ table: table.frames, planes: table.planes }, [...files.keys()]);
}

describe('planeFamilies', () => {
  const near: Given = { ImageOrientationPatient: [1, 0.0008, 0, -0.0008, 1, 0] };
  const nearer: Given = { ImageOrientationPatient: [1, -0.0008, 0, 0.0008, 1, 0] };

  it('gathers around the plane that most frames have, whichever comes first', () => {
    const files = [...slices({ count: 5 }), ...slices({ count: 2 }, near), ...slices({ count: 1 }, nearer)];
    for (const seed of [3, 4, 5, 6]) {
      const families = familiesOf(shuffled(files, seed));
      expect(families).toHaveLength(1);
      expect(families[0]?.plane.row).toEqual([1, 0, 0]);
      expect(families[0]?.frames).toHaveLength(8);
    }
  });

  it('keeps planes apart that differ by more than rounding', () => {
    const files = [...slices({ count: 3 }, near), ...slices({ count: 2 }, nearer)];
    expect(familiesOf(files).map(({ frames }) => frames.length)).toEqual([3, 2]);
  });

  it('leaves out frames without a plane', () => {
    expect(familiesOf([image({ ImagePositionPatient: undefined }), image()])[0]?.frames).toEqual([1]);
  });

  it('handles thousands of orientations', () => {
    const files = Array.from({ length: 1500 }, (_, i) => {
      const angle = (i * Math.PI) / 1500;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      return image({ ImageOrientationPatient: [c, s, 0, -s, c, 0].map((v) => Number(v.toFixed(9))) });
    });
    expect(familiesOf(files).length).toBeGreaterThan(500);
  });

  it('notices thicknesses that differ by more than a hundredth', () => {
    expect(
      familiesOf(slices({ count: 3 }, (i) => ({ SliceThickness: 3 + i / 200 })))[0]?.mixedThickness,
    ).toBe(false);
    expect(familiesOf(slices({ count: 3 }, (i) => ({ SliceThickness: 3 + i })))[0]?.mixedThickness).toBe(
      true,
    );
    expect(sameThickness(undefined, undefined)).toBe(true);
    expect(sameThickness(3, undefined)).toBe(false);
  });
});
