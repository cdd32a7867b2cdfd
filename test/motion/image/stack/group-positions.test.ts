import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { groupDistanceMm, type RelativeShift } from '../../../../src/motion/image/stack/group-positions.js';

type Place = readonly [number, number];

/** What slices measure whose groups take turns and lie at these places; all bend by as much. */
function shiftsOf(places: readonly Place[], slices: number, noiseMm: number, bend: Place = [0, 0]) {
  const source = random('groups');
  const groups = places.length;
  const place = (slice: number): Place => places[slice % groups] ?? [0, 0];
  return Array.from({ length: slices - 2 }, (_, n): RelativeShift => {
    const [before, here, after] = [place(n), place(n + 1), place(n + 2)];
    const along = (axis: 0 | 1): number =>
      here[axis] - (before[axis] + after[axis]) / 2 + bend[axis] + noiseMm * source.normal();
    return { group: (n + 1) % groups, neighbours: [n % groups, (n + 2) % groups], mm: [along(0), along(1)] };
  });
}

describe('the distance of groups of slices', () => {
  it('is that of the two farthest: two, three and four groups', () => {
    const two: Place[] = [
      [0, 0],
      [0.6, 0.8],
    ];
    expect(groupDistanceMm(shiftsOf(two, 20, 0), 2)).toBeCloseTo(1, 6);
    const three: Place[] = [...two, [3, 0]];
    expect(groupDistanceMm(shiftsOf(three, 20, 0), 3)).toBeCloseTo(3, 6);
    const four: Place[] = [...three, [3, 4]];
    expect(groupDistanceMm(shiftsOf(four, 20, 0), 4)).toBeCloseTo(5, 6);
  });

  it('is not changed by a bend that all slices have', () => {
    const places: Place[] = [
      [0, 0],
      [1, 0],
    ];
    expect(groupDistanceMm(shiftsOf(places, 20, 0, [0.4, -0.9]), 2)).toBeCloseTo(1, 6);
  });

  it('is not changed by a few slices that are wrong', () => {
    const places: Place[] = [
      [0, 0],
      [1, 0],
    ];
    const shifts = shiftsOf(places, 30, 0.05).map((shift, n) =>
      n % 9 === 0 ? { ...shift, mm: [8, -5] as const } : shift,
    );
    expect(Math.abs((groupDistanceMm(shifts, 2) as number) - 1)).toBeLessThan(0.1);
  });

  it('is uncertain where slices disagree by more than it is', () => {
    const places: Place[] = [
      [0, 0],
      [0.3, 0],
    ];
    expect(groupDistanceMm(shiftsOf(places, 12, 2), 2)).toEqual({ absent: 'uncertain' });
  });

  it('is uncertain of too few slices, or where a group is not seen', () => {
    const places: Place[] = [
      [0, 0],
      [1, 0],
    ];
    expect(groupDistanceMm(shiftsOf(places, 5, 0), 2)).toEqual({ absent: 'uncertain' });
    expect(groupDistanceMm([], 2)).toEqual({ absent: 'uncertain' });
    expect(groupDistanceMm(shiftsOf(places, 20, 0), 3)).toEqual({ absent: 'uncertain' });
    const onlyOdd = shiftsOf(places, 40, 0).filter(({ group }) => group === 1);
    expect(groupDistanceMm(onlyOdd, 2)).toEqual({ absent: 'uncertain' });
  });
});
