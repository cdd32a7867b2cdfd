import { describe, expect, it } from 'vitest';
import { contrastLimit } from '../../../../src/rules/motion/trust/contrast-limit.js';
import { thresholdsOf } from '../../../../src/rules/motion/trust/thresholds.js';
import { aligned } from './sample.js';

const of = (...correlations: number[]) => correlations.map((correlation) => aligned({ correlation }));
const functional = thresholdsOf('functional');

describe('the correlation that one contrast reaches', () => {
  it('lets 0.1 of decorrelation pass in a run that is nearly free of noise', () => {
    expect(contrastLimit(of(0.999, 0.998, 0.999), functional)).toBeCloseTo(0.9);
  });

  it('lets four times what the better quarter has pass in a noisy run, and never less than 0.8', () => {
    expect(contrastLimit(of(0.96, 0.96, 0.96, 0.96), functional)).toBeCloseTo(0.84);
    expect(contrastLimit(of(0.5, 0.5, 0.5), functional)).toBe(0.8);
  });

  it('is not moved by a half of another contrast', () => {
    expect(contrastLimit(of(0.99, 0.99, 0.99, 0.66, 0.66, 0.66, 0.66), functional)).toBeCloseTo(0.9);
  });

  it('finds a reference that is the odd one out by what neighbours reach with each other', () => {
    const held = of(0.86, 0.86, 0.86, 0.86);
    expect(contrastLimit(held, functional)).toBe(0.8);
    expect(contrastLimit(held, functional, 0.002)).toBeCloseTo(0.9);
    expect(contrastLimit(held, functional, Number.NaN)).toBe(0.8);
  });

  it('leaves out volumes that were not read, and has an answer where none was', () => {
    const broken = aligned({ fault: 'undecodable', correlation: 0 });
    expect(contrastLimit([broken, ...of(0.96)], functional)).toBeCloseTo(0.84);
    expect(contrastLimit([broken, ...of(Number.NaN)], functional)).toBeCloseTo(0.9);
  });

  it('is the same for all directions of diffusion, whatever they reach with each other', () => {
    expect(contrastLimit(of(0.99, 0.99), thresholdsOf('diffusion'))).toBe(0.95);
    expect(contrastLimit(of(0.7, 0.7), thresholdsOf('diffusion'), 0.001)).toBe(0.95);
  });
});
