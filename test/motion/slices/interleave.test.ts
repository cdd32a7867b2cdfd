import { describe, expect, it } from 'vitest';
import { type SliceOrder, sliceTimesMs } from '../../../fixtures/cd/slice-timing.js';
import { interleaveGroups, registrationGroups } from '../../../src/motion/slices/interleave.js';

const seconds = (slices: number, order: SliceOrder): number[] =>
  sliceTimesMs(slices, 2000, order).map((ms) => ms / 1000);

/** Times of slices that are acquired in this order, one every 60 ms; lots of slices are excited together. */
function acquired(lots: readonly (readonly number[])[]): number[] {
  const times: number[] = [];
  for (const [n, lot] of lots.entries()) for (const slice of lot) times[slice] = n * 0.06;
  return times;
}

const every = (from: number, step: number, below: number): number[] => {
  const slices: number[] = [];
  for (let slice = from; slice < below; slice += step) slices.push(slice);
  return slices;
};

describe('interleaveGroups', () => {
  it('finds one pass in ascending and in descending order', () => {
    const all = every(0, 1, 12);
    expect(interleaveGroups(seconds(12, 'ascending'))).toEqual([all]);
    expect(interleaveGroups(seconds(12, 'ascending').reverse())).toEqual([all]);
  });

  it('finds two passes in the order of time when odd or even slices come first', () => {
    const [even, odd] = [every(0, 2, 30), every(1, 2, 30)];
    expect(interleaveGroups(seconds(30, 'even-first'))).toEqual([odd, even]);
    expect(interleaveGroups(seconds(30, 'odd-first'))).toEqual([even, odd]);
    expect(interleaveGroups(seconds(31, 'odd-first'))).toEqual([every(0, 2, 31), every(1, 2, 31)]);
  });

  it('finds the passes of a descending interleaved volume', () => {
    const groups = interleaveGroups(
      acquired([...every(0, 2, 11).reverse(), ...every(1, 2, 11).reverse()].map((s) => [s])),
    );
    expect(groups).toEqual([every(0, 2, 11), every(1, 2, 11)]);
  });

  it('finds the passes of a step of the root of the number of slices', () => {
    const passes = every(0, 1, 5).map((first) => every(first, 5, 25));
    expect(interleaveGroups(acquired(passes.flat().map((s) => [s])))).toEqual(passes);
  });

  it('keeps slices that were excited together in one pass', () => {
    const lot = (first: number): number[] => every(first, 10, 40);
    const lots = [...every(0, 2, 10), ...every(1, 2, 10)].map(lot);
    expect(interleaveGroups(acquired(lots))).toEqual([every(0, 2, 40), every(1, 2, 40)]);
    expect(interleaveGroups(acquired(every(0, 1, 10).map(lot)))).toEqual([every(0, 1, 40)]);
  });

  it('takes times that differ by rounding as one moment', () => {
    const times = acquired([
      [0, 4],
      [2, 6],
      [1, 5],
      [3, 7],
    ]);
    const rounded = times.map((time, slice) => time + (slice > 3 ? 0.0025 : 0));
    expect(interleaveGroups(rounded)).toEqual([every(0, 2, 8), every(1, 2, 8)]);
  });

  it('finds one pass where all slices have one time', () => {
    expect(interleaveGroups([0.5, 0.5, 0.5, 0.5])).toEqual([[0, 1, 2, 3]]);
  });

  it('says nothing where a time is unknown or there is none', () => {
    expect(interleaveGroups([0, Number.NaN, 0.1])).toEqual([]);
    expect(interleaveGroups(new Float64Array(0))).toEqual([]);
  });

  it('puts every slice into exactly one pass, whatever the times', () => {
    const times = Array.from({ length: 23 }, (_, slice) => ((slice * 7) % 23) * 0.08);
    expect(
      interleaveGroups(times)
        .flat()
        .sort((a, b) => a - b),
    ).toEqual(every(0, 1, 23));
  });
});

describe('registrationGroups', () => {
  it('leaves up to four passes as they are', () => {
    const passes = every(0, 1, 4).map((first) => every(first, 4, 24));
    expect(registrationGroups(passes)).toEqual(passes);
    expect(registrationGroups([])).toEqual([]);
  });

  it('joins more passes to an early and a late half', () => {
    const passes = every(0, 1, 5).map((first) => every(first, 5, 25));
    const [early, late] = registrationGroups(passes);
    expect(early).toEqual(every(0, 1, 25).filter((slice) => slice % 5 < 3));
    expect(late).toEqual(every(0, 1, 25).filter((slice) => slice % 5 >= 3));
  });
});
