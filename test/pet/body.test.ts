import { describe, expect, it } from 'vitest';
import {
  bodyFactors,
  bodySurfaceM2,
  idealWeightKg,
  isPlausibleSize,
  lbmJames120Kg,
  lbmJames128Kg,
  lbmJanmaKg,
} from '../../src/pet/body.js';

const WOMAN = { weightKg: 71.5, sizeM: 1.68, sex: 'F' } as const;
const MAN = { weightKg: 88, sizeM: 1.81, sex: 'M' } as const;

describe('body measures', () => {
  it('has the lean body mass of James', () => {
    expect(lbmJames128Kg(WOMAN)).toBeCloseTo(49.697566609977336, 10);
    expect(lbmJames128Kg(MAN)).toBeCloseTo(66.5435365220842, 10);
  });

  it('has the lean body mass of James with the constant 120, which is another for men alone', () => {
    expect(lbmJames120Kg(WOMAN)).toBe(lbmJames128Kg(WOMAN));
    expect(lbmJames120Kg(MAN)).toBeCloseTo(68.43456548945393, 10);
    expect(lbmJames120Kg(MAN) - lbmJames128Kg(MAN)).toBeCloseTo(8 * (88 / 181) ** 2, 10);
  });

  it('has the lean body mass of Janmahasatian', () => {
    expect(lbmJanmaKg(WOMAN)).toBeCloseTo(44.301403435250585, 10);
    expect(lbmJanmaKg(MAN)).toBeCloseTo(65.35480271272269, 10);
  });

  it('has the surface of Du Bois', () => {
    expect(bodySurfaceM2(WOMAN)).toBeCloseTo(1.8104878750932214, 10);
    expect(bodySurfaceM2(MAN)).toBeCloseTo(2.0873170764151734, 10);
  });

  it('has the ideal weight, which is never more than the weight', () => {
    expect(idealWeightKg(WOMAN)).toBeCloseTo(45.5 + 0.91 * 16, 10);
    expect(idealWeightKg(MAN)).toBeCloseTo(48 + 1.06 * 29, 10);
    expect(idealWeightKg({ ...WOMAN, weightKg: 50 })).toBe(50);
  });
});

describe('bodyFactors', () => {
  it('are shares of the weight, and for the surface cm² over g', () => {
    expect(bodyFactors(WOMAN)?.lbmJanma).toBeCloseTo(0.6196000480454628, 10);
    expect(bodyFactors(MAN)?.lbmJames120).toBeCloseTo(68.43456548945393 / 88, 10);
    expect(bodyFactors(WOMAN)?.bsa).toBeCloseTo(0.2532150874256254, 10);
  });

  it('are not there for a body that is nobody’s', () => {
    expect(bodyFactors({ ...WOMAN, sizeM: 168 })).toBeUndefined();
    expect(bodyFactors({ ...WOMAN, weightKg: 0 })).toBeUndefined();
    // James' parabola goes below zero.
    expect(bodyFactors({ weightKg: 300, sizeM: 1.2, sex: 'F' })).toBeUndefined();
  });
});

describe('isPlausibleSize', () => {
  it('is true of metres, false of centimetres and of 0', () => {
    expect([0.5, 1.75, 2.3].map(isPlausibleSize)).toEqual([true, true, true]);
    expect([0, 175].map(isPlausibleSize)).toEqual([false, false]);
  });
});
