import { describe, expect, it } from 'vitest';
import { lowContrastDiscs } from '../../../../fixtures/phantoms/acr-geometry.js';
import {
  discRadiusMm,
  type Pattern,
  placeOf,
} from '../../../../src/motion/phantom/acr/low-contrast-pattern.js';

const PATTERN: Pattern = { centre: [100, 80], angleRad: 0, handedness: 1, ringsMm: [14, 26, 38] };

describe('discRadiusMm', () => {
  it('shrinks evenly from 7 mm to 1.5 mm of diameter', () => {
    expect(discRadiusMm(0)).toBe(3.5);
    expect(discRadiusMm(9)).toBeCloseTo(0.75, 12);
    expect(discRadiusMm(4) - discRadiusMm(5)).toBeCloseTo(discRadiusMm(0) - discRadiusMm(1), 12);
  });
});

describe('placeOf', () => {
  it('lies where the fixture has its discs, in an axial slice', () => {
    const made = lowContrastDiscs();
    for (const [n, { x, y, radiusMm }] of made.entries()) {
      const spoke = Math.floor(n / 3);
      const distanceMm = PATTERN.ringsMm[n % 3] ?? 0;
      const [column, row] = placeOf(PATTERN, { spoke, distanceMm }, [2, 0.5]);
      expect((column - 100) * 2).toBeCloseTo(x, 3);
      expect((row - 80) * 0.5).toBeCloseTo(y, 3);
      expect(discRadiusMm(spoke)).toBeCloseTo(radiusMm, 3);
    }
  });

  it('goes the other way round in a mirrored pattern', () => {
    const mirrored = { ...PATTERN, handedness: -1 as const };
    const [column, row] = placeOf(mirrored, { spoke: 2, distanceMm: 26 }, [1, 1]);
    const [twin, same] = placeOf(PATTERN, { spoke: 2, distanceMm: 26 }, [1, 1]);
    expect(column - 100).toBeCloseTo(100 - twin, 12);
    expect(row).toBeCloseTo(same, 12);
  });
});
