import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/identity/registry/contents.js';
import { BASE, SCREENED } from '../../identity/visits/schedule.js';
import { ADA, ALAN, GRACE, patient, phantom, study, TRIAL, World } from './world.js';

const SCREENING = { trial: { ...TRIAL, visits: SCREENED } };

function placed(world: World, studyUID: string) {
  const row = world.crosswalk.row('studies', 'study_uid = ?', studyUID);
  return row && [row.visit, row.offset_days, row.timing];
}

describe('a study that comes again', () => {
  it('is the same study: no second visit, and new instances are added', async () => {
    const world = await World.make();
    const one = study(0);
    await world.deliver([patient(ADA, [one])]);
    const instances = [{ sopClassUID: '1.2', sopInstanceUID: '2.25.999' }];
    const more = { ...one, series: [{ seriesUID: '2.25.998', modality: 'MR', instances }] };
    const [again] = await world.deliver([patient(ADA, [more])]);
    expect(again?.visits?.planned[0]).toMatchObject({ visit: 'BL', duplicates: [] });
    expect(world.count('studies')).toBe(1);
    const row = again?.studies.get(one.studyUID)?.row ?? 0;
    expect(contentOf(world.crosswalk, row).map(({ seriesUID }) => seriesUID)).toEqual([
      `${one.studyUID}.1`,
      '2.25.998',
    ]);
  });

  it('with another date is not moved, and the report does not say where it is', async () => {
    const world = await World.make();
    const one = study(28);
    await world.deliver([patient(ADA, [study(0), one])]);
    const before = placed(world, one.studyUID);
    const [again] = await world.deliver([patient(ADA, [{ ...one, day: BASE + 56 }])]);
    expect(again?.visits?.planned[0]).toMatchObject({ visit: null, timing: 'undetermined' });
    expect(placed(world, one.studyUID)).toEqual(before);
    expect(before).toEqual(['W4', 28, 'in-window']);
  });

  it('with another date and a stated visit is moved to that day', async () => {
    const world = await World.make();
    const one = study(28);
    await world.deliver([patient(ADA, [study(0), one])]);
    const stated = { visit: 'W8', reason: 'date was mistyped' };
    await world.deliver([patient(ADA, [{ ...one, day: BASE + 56 }])], { stated });
    expect(placed(world, one.studyUID)).toEqual(['W8', 56, 'in-window']);
    const row = world.crosswalk.row('studies', 'study_uid = ?', one.studyUID);
    expect([row?.day, row?.reason]).toEqual([BASE + 56, 'date was mistyped']);
  });

  it('under somebody else’s record number is a conflict, and both are shown', async () => {
    const world = await World.make();
    const one = study();
    await world.deliver([patient(ADA, [one])]);
    const [settled] = await world.deliver([patient(ALAN, [study(), one])]);
    expect(settled?.reasons).toEqual([{ code: 'study-of-another-subject' }]);
    expect(settled?.outcome).toBe('conflict');
    expect(settled?.persons).toEqual([world.subject('01-001')?.person]);
    expect([world.count('subjects'), world.count('people')]).toEqual([1, 1]);
  });

  it('under somebody who is known as another subject is a conflict, too', async () => {
    const world = await World.make();
    const one = study();
    await world.deliver([patient(ADA, [one]), patient(ALAN)]);
    expect(await world.say(patient(ALAN, [one]))).toBe('conflict study-of-another-subject');
    expect(await world.say(phantom('A B 7', [one]))).toBe('conflict study-of-another-subject');
  });
});

describe('visits', () => {
  it('of earlier studies are found when the baseline becomes known', async () => {
    const world = await World.make();
    const early = study(-14);
    const [first] = await world.deliver([patient(ADA, [early])], SCREENING);
    expect(first?.visits?.planned[0]?.timing).toBe('undetermined');
    await world.deliver([patient(ADA, [study(0), study(28), study(56)])], SCREENING);
    expect(placed(world, early.studyUID)).toEqual(['SCR', -14, 'in-window']);
  });

  it('of earlier studies are found when the baseline is stated', async () => {
    const world = await World.make();
    const early = study(-14);
    await world.deliver([patient(ADA, [early])], SCREENING);
    const stated = { visit: 'BL', reason: 'says the site' };
    const [second] = await world.deliver([patient(ADA, [study(0)])], { ...SCREENING, stated });
    expect(second?.visits?.planned).toHaveLength(1);
    expect(placed(world, early.studyUID)).toEqual(['SCR', -14, 'in-window']);
  });

  it('that were stated before the baseline came are measured when it does', async () => {
    const world = await World.make();
    const later = study(30);
    const stated = { visit: 'W4', reason: 'says the site' };
    await world.deliver([patient(ADA, [later])], { ...SCREENING, stated });
    expect(placed(world, later.studyUID)).toEqual(['W4', null, 'stated']);
    const baseline = { visit: 'BL', reason: 'says the site' };
    await world.deliver([patient(ADA, [study(0)])], { ...SCREENING, stated: baseline });
    expect(placed(world, later.studyUID)).toEqual(['W4', 30, 'in-window']);
  });

  it('that were stated keep their reason when the study comes again', async () => {
    const world = await World.make();
    const one = study(40);
    const stated = { visit: 'W4', reason: 'snow' };
    await world.deliver([patient(ADA, [study(0)])]);
    await world.deliver([patient(ADA, [one])], { stated });
    await world.deliver([patient(ADA, [one])]);
    const row = world.crosswalk.row('studies', 'study_uid = ?', one.studyUID);
    expect([row?.visit, row?.timing, row?.reason]).toEqual(['W4', 'late', 'snow']);
  });
});

describe('phantoms', () => {
  it('get an ID for each scanner, which is recalled, and no visit or shift', async () => {
    const world = await World.make();
    expect(await world.say(phantom('A B 1'))).toBe('phantom Q-01-01');
    expect(await world.say(phantom('A B 2'))).toBe('phantom Q-01-02');
    const [again] = await world.deliver([phantom('A B 1', [study(90)])]);
    expect(again?.subject?.id).toBe('Q-01-01');
    expect(again?.subject?.shiftDays).toBe(0);
    expect(again?.visits).toBeUndefined();
  });

  it('are not enrolled: people count on without them', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA), phantom('A B 1'), patient(GRACE)]);
    expect(world.subject('01-002')?.kind).toBe('subject');
    expect(world.subject('Q-01-01')?.kind).toBe('phantom');
  });

  it('without a serial number or an ID are never recalled', async () => {
    const world = await World.make();
    expect(await world.say(phantom(''))).toBe('phantom Q-01-01');
    expect(await world.say(phantom(''))).toBe('phantom Q-01-02');
  });
});
