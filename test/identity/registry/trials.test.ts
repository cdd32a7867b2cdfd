import { describe, expect, it } from 'vitest';
import { excuse, excusesOf, progressOf } from '../../../src/identity/registry/progress.js';
import { addStudy } from '../../../src/identity/registry/studies.js';
import { subjectNamed } from '../../../src/identity/registry/subjects.js';
import {
  findTrial,
  refuseOtherKey,
  registerTrial,
  trialNamed,
} from '../../../src/identity/registry/trials.js';
import { BASE, PLAIN } from '../visits/schedule.js';
import { ACTION, deliveryIn, emptyCrosswalk, refusalOf, subjectIn, trialIn } from './registry-world.js';

const IDENTITY = { protocol: 'EX-1', sponsor: 'Example Pharma', keyFingerprint: '0011' };

describe('a trial', () => {
  it('is registered once', async () => {
    const crosswalk = await emptyCrosswalk();
    const rows = crosswalk.write((writer) => [
      registerTrial(writer, IDENTITY),
      registerTrial(writer, IDENTITY),
    ]);
    expect(rows[0]).toBe(rows[1]);
    expect(findTrial(crosswalk, 'EX-1')).toBe(rows[0]);
    expect(refusalOf(() => trialNamed(crosswalk, 'EX-2'))).toBe('trial-unknown');
  });

  it('stays with the project key that it was begun with', async () => {
    const crosswalk = await emptyCrosswalk();
    const other = { ...IDENTITY, keyFingerprint: '2233' };
    expect(refusalOf(() => refuseOtherKey(crosswalk, other))).toBe('done');
    crosswalk.write((writer) => registerTrial(writer, IDENTITY));
    expect(refusalOf(() => refuseOtherKey(crosswalk, other))).toBe('other-project-key');
    expect(refusalOf(() => crosswalk.write((writer) => registerTrial(writer, other)))).toBe(
      'other-project-key',
    );
    expect(refusalOf(() => refuseOtherKey(crosswalk, { ...other, protocol: 'EX-2' }))).toBe('done');
  });
});

describe('the progress of a trial', () => {
  it('is of active subjects, with the baseline’s day and the visits that were done', async () => {
    const crosswalk = await emptyCrosswalk();
    const progress = crosswalk.write((writer) => {
      const trial = trialIn(writer);
      const delivery = deliveryIn(writer, trial);
      const subject = subjectIn(writer, trial, 'S1').row;
      const gone = subjectIn(writer, trial, 'S2').row;
      writer.update('subjects', gone, { status: 'withdrawn' }, ACTION);
      for (const [visit, offsetDays] of [
        ['BL', 0],
        ['W4', 28],
        ['W4', 29],
      ] as const) {
        const planned = { studyUID: `2.${offsetDays}`, visit, offsetDays, timing: 'in-window' } as const;
        const more = { delivery, day: BASE + offsetDays, reason: null, number: null };
        addStudy(writer, { subject, planned, ...more }, ACTION);
      }
      return progressOf(writer, trial, PLAIN);
    });
    expect(progress).toEqual([
      { subject: 'S1', site: '01', baselineDay: BASE, done: ['BL', 'W4'], excused: {} },
    ]);
  });

  it('tells the reason of a visit that was legitimately missed, the last one said', async () => {
    const crosswalk = await emptyCrosswalk();
    const trial = crosswalk.write((writer) => {
      const row = trialIn(writer);
      subjectIn(writer, row, 'S1');
      return row;
    });
    const subject = subjectNamed(crosswalk, trial, 'S1');
    crosswalk.write((writer) => {
      excuse(writer, subject, 'W4', 'scanner broken');
      excuse(writer, subject, 'W4', 'ill');
    });
    expect(excusesOf(crosswalk, subject)).toEqual({ W4: 'ill' });
    const left = { ...subject, status: 'withdrawn' as const };
    expect(refusalOf(() => crosswalk.write((writer) => excuse(writer, left, 'W8', 'ill')))).toBe(
      'subject-not-active',
    );
  });
});
