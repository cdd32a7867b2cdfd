import { describe, expect, it } from 'vitest';
import { largestComponent } from '../../../../src/motion/phantom/find/largest-component.js';

function of(...lines: string[]) {
  const values = Float32Array.from(lines.join(''), Number);
  return { values, columns: lines[0]?.length ?? 0, rows: lines.length, level: 5 };
}

describe('largestComponent', () => {
  it('gives size, middle and box of the largest', () => {
    const found = largestComponent(of('90009', '00990', '00990', '90000'));
    expect(found).toEqual({ pixels: 4, centre: [2.5, 1.5], box: [2, 3, 1, 2] });
  });

  it('does not join pixels that touch at their corners, nor over the edge of the image', () => {
    expect(largestComponent(of('9900', '0099'))?.pixels).toBe(2);
    expect(largestComponent(of('0099', '9000'))?.pixels).toBe(2);
  });

  it('counts the level itself', () => {
    expect(largestComponent(of('555', '444'))).toEqual({ pixels: 3, centre: [1, 0], box: [0, 2, 0, 0] });
  });

  it('finds none in the dark or among what is no number', () => {
    expect(largestComponent(of('000', '444'))).toBeUndefined();
    expect(largestComponent({ ...of('00'), values: Float32Array.of(Number.NaN, 0) })).toBeUndefined();
  });
});
