import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PixelError } from '../../../src/dicom/pixels/pixel-error.js';
import { expandSegments } from '../../../src/dicom/pixels/segmented-palette.js';
import { errorOf } from './images.js';

const expand = (units: readonly number[], entries: number, bits: 8 | 16 = 16) => [
  ...expandSegments(Uint16Array.from(units), bits, entries),
];
const errorWith = (...args: Parameters<typeof expand>) => errorOf(() => expand(...args));

describe('a segmented palette', () => {
  it('lists entries in discrete segments and runs to an end in linear ones', () => {
    expect(expand([0, 2, 5, 10, 1, 5, 20], 7)).toEqual([5, 10, 12, 14, 16, 18, 20]);
    expect(expand([0, 1, 20, 1, 4, 0], 5)).toEqual([20, 15, 10, 5, 0]);
    expect(expand([0, 1, 7, 1, 2, 7], 3)).toEqual([7, 7, 7]);
  });

  it('rounds what lies between', () => {
    expect(expand([0, 1, 0, 1, 3, 10], 4)).toEqual([0, 3, 7, 10]);
  });

  it('repeats segments by their offset in bytes', () => {
    // Discrete at byte 0, linear at byte 8: the second repetition begins from the value before it.
    expect(expand([0, 2, 1, 2, 1, 2, 4, 2, 2, 0, 0], 8)).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
    expect(expand([0, 2, 1, 2, 1, 2, 4, 2, 1, 8, 0], 6)).toEqual([1, 2, 3, 4, 4, 4]);
    expect(expand([0, 2, 1, 2, 1, 2, 4, 2, 1, 4, 0, 0, 0], 6, 8)).toEqual([1, 2, 3, 4, 4, 4]);
  });

  it('repeats segments by their offset in units of 16 bits, as some libraries wrote it', () => {
    expect(expand([0, 4, 1, 2, 3, 4, 1, 2, 0, 2, 1, 6, 0], 8)).toEqual([1, 2, 3, 4, 2, 0, 0, 0]);
  });

  it.each<[string, number[], number]>([
    ['has fewer entries than declared', [0, 2, 1, 2], 3],
    ['has more in a segment than declared', [0, 3, 1, 2, 3], 2],
    ['has a segment of nothing', [0, 0, 0, 1, 5], 1],
    ['begins with a linear segment', [1, 2, 3], 2],
    ['begins with an indirect segment', [2, 1, 0, 0], 2],
    ['has an unknown segment', [3, 1, 1], 1],
    ['is cut', [0, 2, 1], 2],
    ['repeats nothing', [0, 1, 1, 2, 0, 0, 0], 2],
    ['repeats from inside a segment', [0, 1, 1, 2, 1, 4, 0], 2],
    ['repeats an indirect segment', [0, 1, 1, 2, 2, 0, 0], 4],
    ['repeats what is not there yet', [0, 1, 1, 2, 1, 14, 0, 0, 1, 1], 3],
  ])('that %s is damaged', async (_, units, entries) => {
    expect(await errorWith(units, entries)).toBe('lut-damaged');
  });

  it('of any units is a table or a typed error, soon', () => {
    const units = fc.array(fc.oneof(fc.nat(3), fc.nat(0xffff)), { maxLength: 60 });
    fc.assert(
      fc.property(
        units,
        fc.integer({ min: 1, max: 65536 }),
        fc.constantFrom(8 as const, 16 as const),
        (all, entries, bits) => {
          try {
            expect(expand(all, entries, bits)).toHaveLength(entries);
          } catch (error) {
            expect(error).toBeInstanceOf(PixelError);
          }
        },
      ),
    );
  });
});
