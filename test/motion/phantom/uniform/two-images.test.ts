import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import type { FoundDisc, Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import { compareImages, regionMean } from '../../../../src/motion/phantom/uniform/two-images.js';

const SIZE = 64;
const DISC: FoundDisc = {
  centre: [30, 33],
  radiusMm: 25,
  halfAxesMm: [25, 25],
  roughnessMm: 0,
  share: 1,
  inside: 500,
  outside: 0,
};

function picture(
  seed: string,
  sigma: number,
  at: (column: number, row: number) => number = () => 500,
): Slice2d {
  const source = random(seed);
  const values = Float32Array.from(
    { length: SIZE * SIZE },
    (_, n) => at(n % SIZE, Math.floor(n / SIZE)) + sigma * source.normal(),
  );
  return { values, columns: SIZE, rows: SIZE, spacingMm: [1, 1] };
}

/** 500 within a share of the disc's radius, else much brighter. */
function within(share: number) {
  return (column: number, row: number) => (Math.hypot(column - 30, row - 33) <= 25 * share ? 500 : 9000);
}

describe('the region of a disc', () => {
  it('is 75 % of its area about its centre', () => {
    expect(regionMean(picture('', 0, within(0.867)), DISC)).toBe(500);
    expect(regionMean(picture('', 0, within(0.8)), DISC)).toBeGreaterThan(1000);
  });

  it('is an ellipse where the disc is one', () => {
    const flat = { ...DISC, halfAxesMm: [25, 10] as const };
    const bar = picture('', 0, (_, row) => (Math.abs(row - 33) <= 8.7 ? 500 : 9000));
    expect(regionMean(bar, flat)).toBe(500);
    expect(regionMean(bar, DISC)).toBeGreaterThan(500);
  });
});

describe('two images', () => {
  it('tell noise from structure that both show', () => {
    const structure = (column: number, row: number) => 500 + 100 * Math.sin(column) * Math.cos(row);
    const pair = compareImages(picture('1', 10, structure), picture('2', 10, structure), DISC);
    // 1470 pixels: the standard deviation is known to 1.8 %.
    expect(Math.abs((pair.snr as number) - 50)).toBeLessThan(2.5);
    expect(pair.changePercent as number).toBeLessThan(0.3);
    expect(pair.isCopy).toBe(false);
  });

  it('are a copy where no pixel of the region differs', () => {
    const one = picture('1', 10);
    expect(compareImages(one, { ...one, values: one.values.slice() }, DISC).isCopy).toBe(true);
  });

  it('have no figures without signal or with a pixel that is no number', () => {
    const dark = compareImages(
      picture('1', 1, () => -5),
      picture('2', 1, () => -5),
      DISC,
    );
    expect(dark.snr).toEqual({ absent: 'no-signal' });
    const broken = picture('2', 10);
    broken.values[33 * SIZE + 30] = Number.NaN;
    const pair = compareImages(picture('1', 10), broken, DISC);
    expect([pair.snr, pair.changePercent]).toEqual([{ absent: 'uncertain' }, { absent: 'uncertain' }]);
  });
});
