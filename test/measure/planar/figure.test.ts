import { describe, expect, it } from 'vitest';
import { PLANAR_FIGURES } from '../../../src/measure/figures.js';
import { absent, figure } from '../../../src/measure/planar/figure.js';

describe('figure', () => {
  it('has the unit of its name, with a value and without', () => {
    for (const { name, unit } of PLANAR_FIGURES) {
      expect(figure(name, 2.5)).toEqual({ name, unit, value: 2.5 });
      expect(absent(name, 'some reason')).toEqual({ name, unit, why: 'some reason' });
    }
  });

  it('has no value that is no finite number', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(figure('length', value)).toEqual({
        name: 'length',
        unit: 'mm',
        why: 'the result is no finite number',
      });
    }
  });
});
