import { describe, expect, it } from 'vitest';
import { fillHoles } from '../../../../src/motion/image/contrast/fill-holes.js';

function picture(...rows: string[]): Uint8Array {
  return Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0));
}

describe('fillHoles', () => {
  it('fills what is enclosed in a slice and leaves bays', () => {
    const mask = picture('.####..', '.#..#.#', '.#.##.#', '.###..#', '....###');
    fillHoles(mask, [7, 5, 1]);
    expect(mask).toEqual(picture('.####..', '.####.#', '.####.#', '.###..#', '....###'));
  });

  it('does not take a corner for an opening', () => {
    const mask = picture('.#.', '#.#', '.#.');
    fillHoles(mask, [3, 3, 1]);
    expect(mask).toEqual(picture('.#.', '###', '.#.'));
  });

  it('fills a tunnel that is open along each one axis', () => {
    for (const axis of [0, 1, 2]) {
      const tunnel = Uint8Array.from({ length: 125 }, (_, at) => {
        const place = [at % 5, Math.floor(at / 5) % 5, Math.floor(at / 25)];
        const across = place.filter((_, n) => n !== axis);
        return across.every((n) => n === 2) ? 0 : 1;
      });
      fillHoles(tunnel, [5, 5, 5]);
      expect(tunnel.every((voxel) => voxel === 1)).toBe(true);
    }
  });

  it('leaves what is open to the border in every plane', () => {
    const bay = Uint8Array.from({ length: 125 }, (_, at) =>
      at % 5 < 3 && Math.floor(at / 5) % 5 < 3 && Math.floor(at / 25) < 3 ? 0 : 1,
    );
    const before = bay.slice();
    fillHoles(bay, [5, 5, 5]);
    expect(bay).toEqual(before);
  });

  it('fills what is enclosed well inside of a larger field', () => {
    const [from, end] = [2, 6];
    const isIn = (n: number): boolean => n >= from && n < end;
    const box = Uint8Array.from({ length: 9 * 8 * 7 }, (_, at) => {
      const place = [at % 9, Math.floor(at / 9) % 8, Math.floor(at / 72)];
      return place.every(isIn) ? 1 : 0;
    });
    const hollow = box.slice();
    hollow[72 * 3 + 9 * 4 + 3] = 0;
    fillHoles(hollow, [9, 8, 7]);
    expect(hollow).toEqual(box);
  });

  it('leaves an empty and a full mask', () => {
    const empty = new Uint8Array(60);
    fillHoles(empty, [5, 4, 3]);
    expect(empty.includes(1)).toBe(false);
    const full = new Uint8Array(60).fill(1);
    fillHoles(full, [5, 4, 3]);
    expect(full.includes(0)).toBe(false);
  });
});
