import { describe, expect, it } from 'vitest';
import {
  type PhantomFrame,
  passes,
  pixelAt,
  profileAlongX,
  profileAlongY,
  within,
} from '../../../../src/motion/phantom/acr/phantom-frame.js';

/** A slice whose values are 10 · column + row, about (20, 15). */
function frame(angleRad = 0): PhantomFrame {
  const values = Float32Array.from({ length: 40 * 30 }, (_, at) => 10 * (at % 40) + Math.floor(at / 40));
  const slice = { values, columns: 40, rows: 30, spacingMm: [2, 1] as const };
  const disc = {
    centre: [20, 15],
    radiusMm: 9,
    halfAxesMm: [9, 9],
    roughnessMm: 0,
    share: 1,
    inside: 1,
    outside: 0,
  } as const;
  return { slice, disc, angleRad };
}

describe('pixelAt', () => {
  it('goes from mm of the phantom to pixels', () => {
    expect(pixelAt(frame(), 4, 3)).toEqual([22, 18]);
  });

  it('turns clockwise as the image is looked at', () => {
    const [column, row] = pixelAt(frame(Math.PI / 2), 4, 0);
    expect(column).toBeCloseTo(20);
    expect(row).toBeCloseTo(19);
  });
});

describe('profiles', () => {
  it('run along the phantom’s axes as means over a span', () => {
    const along = profileAlongX(frame(), [-2, 2], [-1, 1]);
    expect(along.values).toHaveLength(17);
    expect(along.values[0]).toBeCloseTo(190 + 15);
    expect(along.values[16]).toBeCloseTo(210 + 15);
    const down = profileAlongY(frame(), [2, 4], [0, 4]);
    expect(down.values[0]).toBeCloseTo(215 + 15);
    expect(down.values[16]).toBeCloseTo(215 + 19);
  });

  it('are no number beyond the image', () => {
    expect(profileAlongX(frame(), [30, 60], [0, 1]).values.at(-1)).toBeNaN();
  });

  it('are cut to a span', () => {
    expect(
      Array.from(within({ values: Float64Array.of(1, 2, 3, 4, 5), fromMm: 10, stepMm: 0.5 }, [10.5, 11.6])),
    ).toEqual([2, 3, 4]);
  });
});

describe('passes', () => {
  const profile = { values: Float64Array.of(0, 0, 10, 0, 0, 10, 10, 10, 0, 0), fromMm: 100, stepMm: 1 };

  it('finds where a level is passed for good, between samples', () => {
    expect(passes(profile, 5, { startMm: 100, towards: 1, staysMm: 2 })).toBeCloseTo(104.5);
    expect(passes(profile, 5, { startMm: 106, towards: -1, staysMm: 2 })).toBeCloseTo(104.5);
    expect(passes(profile, 2, { startMm: 106, towards: 1, staysMm: 2 })).toBeCloseTo(107.8);
  });

  it('stops at what is short only where that is allowed', () => {
    expect(passes(profile, 5, { startMm: 100, towards: 1, staysMm: 1 })).toBeCloseTo(101.5);
  });

  it('tells that a level is not passed', () => {
    expect(passes(profile, 20, { startMm: 100, towards: 1, staysMm: 1 })).toBeUndefined();
    expect(passes(profile, 5, { startMm: 100, towards: -1, staysMm: 1 })).toBeUndefined();
  });
});
