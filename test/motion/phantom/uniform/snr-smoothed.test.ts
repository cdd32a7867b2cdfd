import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import type { Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import { snrSmoothed } from '../../../../src/motion/phantom/uniform/snr-smoothed.js';

const SIZE = 128;
const CENTRE = [63.5, 63.5] as const;

/** A picture of which each pixel is a function of its place, and noise. */
function picture(at: (column: number, row: number) => number, sigma: number): Slice2d {
  const source = random('snr by smoothing');
  return {
    values: Float32Array.from(
      { length: SIZE * SIZE },
      (_, n) => at(n % SIZE, Math.floor(n / SIZE)) + sigma * source.normal(),
    ),
    columns: SIZE,
    rows: SIZE,
    spacingMm: [1, 1],
  };
}

describe('SNR by smoothing', () => {
  it('is signal over noise, to 3 % over 81 × 81 pixels', () => {
    for (const sigma of [5, 10, 40]) {
      const snr = snrSmoothed(
        picture(() => 1000, sigma),
        CENTRE,
        40,
      ) as number;
      expect(Math.abs(snr / (1000 / sigma) - 1)).toBeLessThan(0.03);
    }
  });

  it('is not changed by a slow change of brightness: 20 % over the region', () => {
    const even = snrSmoothed(
      picture(() => 1000, 10),
      CENTRE,
      40,
    ) as number;
    const shaded = snrSmoothed(
      picture((c) => 1000 * (1 + 0.0025 * (c - 63.5)), 10),
      CENTRE,
      40,
    ) as number;
    expect(Math.abs(shaded / even - 1)).toBeLessThan(0.01);
  });

  it('is lower with structure in the region, never higher', () => {
    const even = snrSmoothed(
      picture(() => 1000, 10),
      CENTRE,
      40,
    ) as number;
    const striped = snrSmoothed(
      picture((c) => 1000 + (c % 4 < 2 ? 10 : -10), 10),
      CENTRE,
      40,
    ) as number;
    expect(striped).toBeLessThan(0.8 * even);
  });

  it('counts millimetres along each axis', () => {
    const narrow = { ...picture(() => 1000, 10), spacingMm: [4, 1] as const };
    expect(typeof snrSmoothed(narrow, CENTRE, 40)).toBe('number');
    expect(snrSmoothed(narrow, [8, 63.5], 40)).toEqual({ absent: 'too-small' });
  });

  it('has none where the region and its smoothing do not lie in the image, or it is small', () => {
    expect(
      snrSmoothed(
        picture(() => 1000, 10),
        CENTRE,
        62,
      ),
    ).toEqual({ absent: 'too-small' });
    expect(
      snrSmoothed(
        picture(() => 1000, 10),
        CENTRE,
        5,
      ),
    ).toEqual({ absent: 'too-small' });
    expect(
      snrSmoothed(
        picture(() => 1000, 10),
        CENTRE,
        Number.NaN,
      ),
    ).toEqual({ absent: 'too-small' });
  });

  it('has none without signal, without noise, or with a pixel that is no number', () => {
    expect(
      snrSmoothed(
        picture(() => -5, 1),
        CENTRE,
        40,
      ),
    ).toEqual({ absent: 'no-signal' });
    expect(
      snrSmoothed(
        picture(() => 1000, 0),
        CENTRE,
        40,
      ),
    ).toEqual({ absent: 'uncertain' });
    const broken = picture(() => 1000, 10);
    broken.values[64 * SIZE + 64] = Number.NaN;
    expect(snrSmoothed(broken, CENTRE, 40)).toEqual({ absent: 'uncertain' });
  });
});
