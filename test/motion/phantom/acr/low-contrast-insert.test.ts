import { describe, expect, it } from 'vitest';
import { findInsert } from '../../../../src/motion/phantom/acr/low-contrast-insert.js';
import { discImage, insertImages } from '../../../helpers/phantom/acr-images.js';

const MM = 250 / 256;

describe('findInsert', () => {
  it('finds the region within a dark ring to 0.2 mm, wherever the ring lies', () => {
    for (const offsetMm of [
      [0, 0],
      [1, 8],
      [-3, 5],
    ] as const) {
      const [image] = insertImages({ ring: true, offsetMm, sigma: 5 });
      if (!image) throw new RangeError('no image');
      const insert = findInsert(image.slice, image.disc);
      expect(Math.abs(((insert?.centre[0] ?? 0) - 127.5) * MM - offsetMm[0])).toBeLessThan(0.2);
      expect(Math.abs(((insert?.centre[1] ?? 0) - 127.5) * MM - offsetMm[1])).toBeLessThan(0.2);
      expect(Math.abs((insert?.radiusMm ?? 0) - 45)).toBeLessThan(0.5);
    }
  });

  it('takes the middle of a phantom without a ring, and refuses a ring of another size', () => {
    const plain = discImage({ sigma: 5 });
    expect(findInsert(plain.slice, plain.disc)).toEqual({ centre: plain.disc.centre, radiusMm: 45 });
    const small = discImage({ signal: (x, y) => (Math.abs(Math.hypot(x, y) - 33) < 3 ? 30 : 1000) });
    expect(findInsert(small.slice, small.disc)).toBeUndefined();
  });
});
