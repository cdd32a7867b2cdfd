import { describe, expect, it } from 'vitest';
import { findBaseline } from '../../../src/identity/visits/baseline.js';
import { BASE, PLAIN, SCREENED, visit } from './schedule.js';

type Given = readonly [offset: number, ...visits: string[]];

/** The baseline found, in days after BASE. */
function found(schedule: typeof PLAIN, ...studies: Given[]): number | undefined {
  const days = new Map(studies.map(([offset, ...visits]) => [BASE + offset, new Set(visits)]));
  const day = findBaseline(schedule, days);
  return day === undefined ? undefined : day - BASE;
}

describe('where nothing is scheduled before the baseline', () => {
  it('it is the first study', () => {
    expect(found(PLAIN, [28], [3], [56])).toBe(3);
    expect(found(PLAIN)).toBeUndefined();
  });

  it('it is the first study that has the baseline visit, whatever came before', () => {
    expect(found(PLAIN, [-5], [2, 'BL'], [0, 'BL'], [28])).toBe(0);
  });

  it('it is not known when the first study has another visit', () => {
    expect(found(PLAIN, [0, 'W4'], [28])).toBeUndefined();
  });
});

describe('where there is a screening visit', () => {
  it('one study alone is not taken for the baseline', () => {
    expect(found(SCREENED, [0])).toBeUndefined();
  });

  it('screening and baseline explain each other', () => {
    expect(found(SCREENED, [-14], [0])).toBe(0);
    expect(found(SCREENED, [0], [56], [28], [-20])).toBe(0);
  });

  it('one that was stated to be screening leaves one day for the baseline', () => {
    expect(found(SCREENED, [-10, 'SCR'], [0])).toBe(0);
    expect(found(SCREENED, [-10, 'SCR'])).toBeUndefined();
  });

  it('nothing is found when two days would do', () => {
    // Baseline and week 4, or screening and baseline.
    expect(found(SCREENED, [0], [28])).toBeUndefined();
  });

  it('nothing is found when the baseline itself may be what is lacking', () => {
    const twice = [visit('S1', -21, [6, 6]), visit('S2', -7, [6, 6]), ...PLAIN];
    expect(found(twice, [-21], [-7])).toBeUndefined();
    expect(found(twice, [-21], [-7], [0])).toBe(0);
  });

  it('the first study is not taken for a later visit’s', () => {
    // Weeks 8 and 12 may be a fortnight apart, too.
    expect(found(SCREENED, [63 - 63], [77 - 63])).toBe(14);
  });

  it('nothing is found when a study of screening and no baseline would do as well', () => {
    const short = [visit('SCR', -3, [2, 2]), visit('BL', 0), visit('W4', 28, [3, 3])];
    expect(found(short, [0], [28])).toBeUndefined();
    expect(found(short, [-4], [0], [28])).toBe(0);
  });

  it('a study in the window of the baseline is not the baseline’s unless it is the baseline', () => {
    const tolerant = [visit('SCR', -10, [5, 5]), visit('BL', 0, [3, 3]), visit('W4', 28, [3, 3])];
    expect(found(tolerant, [-10], [0])).toBe(0);
    expect(found(tolerant, [-10], [0], [2])).toBeUndefined();
  });

  it('nothing is found when the one day that explains all has no study', () => {
    const exact = [visit('S1', -21), visit('S2', -7), ...PLAIN];
    expect(found(exact, [-21], [-7])).toBeUndefined();
  });

  it('nothing is found when a study fits no window, or two days one', () => {
    expect(found(SCREENED, [-14], [0], [15])).toBeUndefined();
    expect(found(SCREENED, [-14], [-13], [0])).toBeUndefined();
  });

  it('nothing is found against what was stated', () => {
    expect(found(SCREENED, [-14, 'W4'], [0])).toBeUndefined();
    expect(found(SCREENED, [-14], [0, 'W4'])).toBeUndefined();
    expect(found(SCREENED, [-14, 'SCR', 'W4'], [0])).toBeUndefined();
  });

  it('widest windows of the trial file are searched', () => {
    const wide = [visit('SCR', -3650, [3650, 3649]), visit('BL', 0), visit('END', 36_500, [3650, 3650])];
    expect(found(wide, [-9], [0])).toBe(0);
    expect(found(wide, [-9], [36_000])).toBeUndefined();
    expect(found(wide, [-7000], [0], [35_000])).toBe(0);
  });
});
