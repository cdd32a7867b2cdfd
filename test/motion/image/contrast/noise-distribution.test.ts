import { describe, expect, it } from 'vitest';
import { normalPairs } from '../../../../fixtures/motion/noise.js';
import { gammaShare, noiseDistance } from '../../../../src/motion/image/contrast/noise-distribution.js';
import { artefactThreshold, channelNoise } from '../../../../src/motion/image/contrast/rayleigh.js';

/** Root of the sum of squares of channels of noise of standard deviation 1 each. */
function chi(channels: number, count = 20_000): Float32Array {
  const pairs = normalPairs(`chi ${channels}`);
  return Float32Array.from({ length: count }, () => {
    let square = 0;
    for (let channel = 0; channel < channels; channel++) {
      pairs.draw();
      square += pairs.a * pairs.a + pairs.b * pairs.b;
    }
    return Math.sqrt(square);
  });
}

const sorted = (values: Float32Array): Float32Array => values.slice().sort();

describe('gammaShare', () => {
  it('is 1 − e^−x of shape 1, and what tables say of others', () => {
    for (const x of [0.01, 0.5, 1, 3, 20]) expect(gammaShare(1, x)).toBeCloseTo(1 - Math.exp(-x), 8);
    // Chi-squared of 10 degrees of freedom: 0.95 below 18.307 (Abramowitz & Stegun, table 26.8).
    expect(gammaShare(5, 18.307 / 2)).toBeCloseTo(0.95, 5);
    // Of 100 degrees: 0.5 below 99.3341.
    expect(gammaShare(50, 99.3341 / 2)).toBeCloseTo(0.5, 5);
    // P(1.5, 0.5) is the share of a normal vector of three within 1: 0.198748.
    expect(gammaShare(1.5, 0.5)).toBeCloseTo(0.198748, 6);
  });

  it('rises from 0 to 1', () => {
    expect([gammaShare(3, 0), gammaShare(3, 500), gammaShare(64, 1e9)]).toEqual([0, 1, 1]);
    for (let x = 0.1; x < 30; x += 0.3) expect(gammaShare(7, x)).toBeGreaterThan(gammaShare(7, x - 0.1));
  });
});

describe('noiseDistance', () => {
  it.each([1, 2, 4, 16])('is small of the noise of %d channels', (channels) => {
    expect(noiseDistance(sorted(chi(channels)), 1e-6)).toBeLessThan(0.03);
  });

  it('is small of rounded noise', () => {
    const rounded = chi(1).map((value) => Math.round(3 * value));
    expect(noiseDistance(sorted(rounded), 1)).toBeLessThan(0.03);
  });

  it('is large of what is no noise, and rises with the share of it', () => {
    const noise = chi(1);
    const distances = [0, 0.1, 0.2, 0.3].map((share) =>
      noiseDistance(sorted(noise.map((value, at) => (at % 100 < 100 * share ? value + 3 : value))), 1e-6),
    );
    expect(distances[0]).toBeLessThan(0.02);
    expect(distances[1]).toBeGreaterThan(0.05);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    const even = Float32Array.from({ length: 10_000 }, (_, at) => at / 100);
    expect(noiseDistance(even, 1e-6)).toBeGreaterThan(0.1);
  });
});

describe('channelNoise', () => {
  it('meets the noise of one channel to 2 %', () => {
    expect(Math.abs(channelNoise(sorted(chi(1))) - 1)).toBeLessThan(0.02);
  });

  it('meets it in values rounded to half of its size to 4 %, and does not lower it where they are coarser', () => {
    const [coarse, fine] = [1, 2].map((steps) => sorted(chi(1).map((value) => Math.round(value * steps))));
    if (!coarse || !fine) throw new Error('no noise');
    expect(Math.abs(channelNoise(fine) / 2 - 1)).toBeLessThan(0.04);
    expect(channelNoise(coarse)).toBeGreaterThan(1);
    expect(channelNoise(coarse)).toBeLessThan(1.2);
  });

  it('is not lowered by bright artefacts', () => {
    const noise = chi(1);
    const spoiled = noise.map((value, at) => (at % 10 === 0 ? value + 50 : value));
    expect(channelNoise(sorted(spoiled))).toBeGreaterThan(channelNoise(sorted(noise)));
    expect(channelNoise(sorted(spoiled))).toBeLessThan(1.25);
  });
});

describe('artefactThreshold', () => {
  it('lies above 95 % of noise', () => {
    const noise = sorted(chi(1));
    const above = noise.filter((value) => value > artefactThreshold(noise)).length / noise.length;
    expect(above).toBeGreaterThan(0.035);
    expect(above).toBeLessThan(0.065);
  });

  it.each([0.1, 0.25, 0.4])('is not raised beyond artefacts by artefacts in %d of the air', (share) => {
    const spoiled = chi(1).map((value, at) => (at % 100 < 100 * share ? value + 15 : value));
    expect(artefactThreshold(sorted(spoiled))).toBeLessThan(4);
  });
});
