import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../../src/rules/motion/all-figures.js';
import type { Limit } from '../../../../src/rules/motion/limits/limits.js';
import { limitInWords } from '../../../../src/rules/motion/limits/words.js';
import { limit } from './scene.js';

const words = (one: Limit): string => limitInWords(one, figureOf(one.figure));

describe('a limit in words', () => {
  it.each([
    [limit('meanFdPowerMm', { max: 0.5 }), '≤ 0.5 mm'],
    [limit('meanFdPowerMm', { max: 0.5, warnMax: 0.2 }), '≤ 0.5 mm, target ≤ 0.2 mm'],
    [limit('meanFdPowerMm', { warnMax: 0.2 }), 'target ≤ 0.2 mm'],
    [limit('shareOverFd', { max: 20 }), '≤ 20%'],
    [limit('usableMinutes', { min: 4, warnMin: 5 }), '≥ 4 min, target ≥ 5 min'],
    [limit('volumes', { min: 100, max: 200 }), '100 … 200'],
    [limit('smoothnessMm', { min: 2, max: 6, warnMin: 3, warnMax: 5 }), '2 … 6 mm, target 3 … 5 mm'],
    [limit('maxSpeedMmPerS', { max: 1 }), '≤ 1 mm/s'],
    [limit('tsnr', { min: 40 }), '≥ 40'],
    [limit('minCorrelation', { min: -0.5 }), '≥ -0.5'],
  ])('%# reads %s', (one, text) => {
    expect(words(one)).toBe(text);
  });
});
