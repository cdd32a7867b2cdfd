import { describe, expect, it } from 'vitest';
import {
  addSubject,
  findSubject,
  subjectInRow,
  subjectNamed,
  subjectsOf,
} from '../../../src/identity/registry/subjects.js';
import { ACTION, emptyCrosswalk, refusalOf, subjectIn, trialIn } from './registry-world.js';

describe('date shifts', () => {
  it('are one to ten years into the past, and not one for all', async () => {
    const crosswalk = await emptyCrosswalk();
    const shifts = crosswalk.write((writer) => {
      const trial = trialIn(writer);
      return Array.from({ length: 200 }, (_, i) => subjectIn(writer, trial, `S${i}`).shiftDays);
    });
    expect(Math.max(...shifts)).toBeLessThanOrEqual(-366);
    expect(Math.min(...shifts)).toBeGreaterThanOrEqual(-3652);
    expect(new Set(shifts).size).toBeGreaterThan(20);
  });

  it('are kept with the subject', async () => {
    const crosswalk = await emptyCrosswalk();
    const subject = crosswalk.write((writer) => subjectIn(writer, trialIn(writer), 'S1'));
    expect(subjectInRow(crosswalk, subject.row)).toEqual(subject);
  });

  it('of phantoms are none: scanners have no birthday', async () => {
    const crosswalk = await emptyCrosswalk();
    const { shiftDays } = crosswalk.write((writer) => {
      const place = { trial: trialIn(writer), person: undefined, site: '01', kind: 'phantom' as const };
      return addSubject(writer, place, { id: 'Q1', scope: '01', sequence: 1 }, ACTION);
    });
    expect(shiftDays).toBe(0);
  });
});

describe('subjects', () => {
  it('are found by their ID in their own trial only', async () => {
    const crosswalk = await emptyCrosswalk();
    const [one, other] = crosswalk.write((writer) => {
      const trials = [trialIn(writer, 'EX-1'), trialIn(writer, 'EX-2')] as const;
      subjectIn(writer, trials[0], 'S1');
      return trials;
    });
    expect(findSubject(crosswalk, one, 'S1')?.id).toBe('S1');
    expect(findSubject(crosswalk, other, 'S1')).toBeUndefined();
    expect(refusalOf(() => subjectNamed(crosswalk, other, 'S1'))).toBe('subject-unknown');
  });

  it('are listed by their IDs', async () => {
    const crosswalk = await emptyCrosswalk();
    const trial = crosswalk.write((writer) => {
      const row = trialIn(writer);
      for (const id of ['S2', 'S10', 'S1']) subjectIn(writer, row, id);
      return row;
    });
    expect(subjectsOf(crosswalk, trial).map(({ id }) => id)).toEqual(['S1', 'S10', 'S2']);
  });

  it('that there are not have no row', async () => {
    const crosswalk = await emptyCrosswalk();
    expect(() => subjectInRow(crosswalk, 1)).toThrow(RangeError);
  });
});
