import { describe, expect, it } from 'vitest';
import { someCross } from '../../../src/measure/rtstruct/crossing-outlines.js';

/** A square by its upper left corner and its side, mm. */
const square = (x: number, y: number, side: number): Float64Array =>
  Float64Array.of(x, y, x + side, y, x + side, y + side, x, y + side);

describe('outlines of one plane that cross', () => {
  it('are two that share a part of each other', () => {
    expect(someCross([square(0, 0, 10), square(5, 5, 10)])).toBe(true);
    expect(someCross([square(0, 0, 10), square(9, 0, 10)])).toBe(true);
  });

  it('are neither a hole, nor neighbours, nor outlines far apart', () => {
    expect(someCross([square(0, 0, 10), square(2, 2, 5)])).toBe(false);
    expect(someCross([square(0, 0, 10), square(10, 0, 10)])).toBe(false);
    expect(someCross([square(0, 0, 10), square(30, 0, 10)])).toBe(false);
  });

  it('are not neighbours whose border was rounded, nor a hole that touches the border', () => {
    expect(someCross([square(0, 0, 10), square(9.99, 0, 10)])).toBe(false);
    expect(someCross([square(0, 0, 10), square(-0.01, 2, 5)])).toBe(false);
  });

  it('are found whichever of many they are, and one alone crosses nothing', () => {
    const many = [square(0, 0, 10), square(20, 0, 10), square(40, 0, 10), square(45, 5, 10)];
    expect(someCross(many)).toBe(true);
    expect(someCross(many.slice(0, 3))).toBe(false);
    expect(someCross([square(0, 0, 10)])).toBe(false);
  });

  it('are not told of outlines without an area', () => {
    expect(someCross([Float64Array.of(0, 0, 10, 10, 0, 0), square(5, 5, 10)])).toBe(false);
  });
});
