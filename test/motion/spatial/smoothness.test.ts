import { describe, expect, it } from 'vitest';
import { normalPairs } from '../../../fixtures/motion/noise.js';
import { smooth } from '../../../src/motion/realign/smooth.js';
import { smoothness } from '../../../src/motion/spatial/smoothness.js';
import type { MaskedSeries } from '../../../src/motion/temporal/masked-series.js';

type Triple = readonly [number, number, number];

interface Field {
  readonly dims?: Triple;
  readonly spacingMm?: Triple;
  readonly fwhmMm?: number | Triple;
  readonly volumes?: number;
  /** Added to a voxel of a volume. */
  readonly signal?: (voxel: number, volume: number) => number;
}

/** Smoothed white noise over time in a mask without the outer voxels, where smoothing lacks neighbours. */
function field({
  dims = [32, 30, 28],
  spacingMm = [3, 3, 3],
  fwhmMm = 6,
  volumes = 6,
  signal = () => 0,
}: Field) {
  const size = dims[0] * dims[1] * dims[2];
  const inner = (at: number, length: number): boolean => at >= 4 && at < length - 4;
  const mask = Uint8Array.from({ length: size }, (_, n) => {
    const [i, j, k] = [n % dims[0], Math.floor(n / dims[0]) % dims[1], Math.floor(n / dims[0] / dims[1])];
    return inner(i, dims[0]) && inner(j, dims[1]) && inner(k, dims[2]) ? 1 : 0;
  });
  const places = Array.from(mask.keys()).filter((n) => mask[n] === 1);
  const values = new Float32Array(places.length * volumes);
  for (let volume = 0; volume < volumes; volume++) {
    const pairs = normalPairs(`smoothness ${volume}`);
    const white = Float32Array.from({ length: size }, () => {
      pairs.draw();
      return 20 * pairs.a;
    });
    const smoothed = smooth(white, { dims, spacingMm }, fwhmMm);
    for (const [n, at] of places.entries()) {
      values[volume * places.length + n] = (smoothed[at] ?? 0) + signal(at, volume);
    }
  }
  const series: MaskedSeries = { volumes, voxels: places.length, values };
  return { series, on: { mask, grid: { dims, spacingMm } } };
}

describe('smoothness', () => {
  it('finds the width of smoothed noise, 6 mm at voxels of 3 mm, within 5 %', () => {
    const { series, on } = field({});
    const { alongMm, geometricMm } = smoothness(series, on);
    for (const mm of alongMm) expect(Math.abs(mm / 6 - 1)).toBeLessThan(0.05);
    expect(geometricMm).toBeCloseTo(Math.cbrt(alongMm[0] * alongMm[1] * alongMm[2]), 9);
  });

  it('finds a width of its own along each axis of voxels that are not cubes', () => {
    const widths = [6, 9, 8] as const;
    const { series, on } = field({ fwhmMm: widths, spacingMm: [2, 3, 4], dims: [40, 36, 30] });
    const { alongMm } = smoothness(series, on);
    for (const [axis, mm] of alongMm.entries())
      expect(Math.abs(mm / (widths[axis] ?? 0) - 1)).toBeLessThan(0.06);
  });

  it('is not moved by anatomy or by a drift that differs from voxel to voxel', () => {
    const plain = field({});
    const signal = (voxel: number, volume: number): number =>
      ((voxel * 37) % 400) + ((voxel * 11) % 60) * volume;
    const over = field({ signal });
    const [a, b] = [smoothness(plain.series, plain.on), smoothness(over.series, over.on)];
    for (const [axis, mm] of b.alongMm.entries()) expect(mm).toBeCloseTo(a.alongMm[axis] ?? 0, 3);
  });

  it('does not change with the unit of the values', () => {
    const { series, on } = field({ volumes: 4 });
    const larger = { ...series, values: Float64Array.from(series.values, (value) => value * 1000) };
    expect(smoothness(larger, on).geometricMm).toBeCloseTo(smoothness(series, on).geometricMm, 9);
  });

  it('leaves out voxels that lack a value in any volume', () => {
    const { series, on } = field({});
    const values = Float32Array.from(series.values);
    for (let n = 3; n < series.voxels; n += 40) values[2 * series.voxels + n] = Number.NaN;
    const { alongMm } = smoothness({ ...series, values }, on);
    for (const mm of alongMm) expect(Math.abs(mm / 6 - 1)).toBeLessThan(0.05);
  });

  it('finds less than a voxel in white noise, or no number', () => {
    const { series, on } = field({ fwhmMm: 0 });
    for (const mm of smoothness(series, on).alongMm) expect(Number.isNaN(mm) || mm < 2).toBe(true);
  });

  it('gives no number with fewer than three volumes', () => {
    const { series, on } = field({ volumes: 2 });
    expect(smoothness(series, on)).toEqual({
      alongMm: [Number.NaN, Number.NaN, Number.NaN],
      geometricMm: Number.NaN,
    });
  });

  it('gives no number along an axis of which the mask holds no neighbours', () => {
    const { series, on } = field({ dims: [30, 30, 9], fwhmMm: [6, 6, 0] });
    const { alongMm, geometricMm } = smoothness(series, on);
    expect(alongMm[0]).toBeGreaterThan(5);
    expect(alongMm[2]).toBeNaN();
    expect(geometricMm).toBeNaN();
  });

  it('gives no number where nothing varies', () => {
    const { series, on } = field({ volumes: 4 });
    const values = new Float32Array(series.values.length).fill(100);
    expect(smoothness({ ...series, values }, on).geometricMm).toBeNaN();
    expect(smoothness({ volumes: 4, voxels: 0, values: new Float32Array(0) }, on).geometricMm).toBeNaN();
  });
});
