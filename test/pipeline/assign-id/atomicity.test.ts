import { describe, expect, it } from 'vitest';
import { patternsOf } from '../../../src/identity/trial/trial-patterns.js';
import type { Settled } from '../../../src/pipeline/assign-id/settle.js';
import { SCREENED } from '../../identity/visits/schedule.js';
import { ADA, ALAN, GRACE, inWords, patient, READING_KEY, study, TRIAL, World } from './world.js';

const { reading } = patternsOf(TRIAL);
const BLINDED = reading && { readings: { pattern: reading, key: READING_KEY } };

/** As many studies, of as many visits: each wants a reading ID, of which there are nine. */
const many = (count: number) => Array.from({ length: count }, (_, i) => study(100 + 30 * i));

const readingsOf = ({ studies }: Settled) => [...studies.values()].map(({ readingId }) => readingId);

describe('a patient who fails in the middle', () => {
  it('leaves nothing behind, and the next one is assigned as if they had not come', async () => {
    const world = await World.make();
    await world.deliver([patient(GRACE, many(7))], BLINDED);
    const counts = () => [world.count('people'), world.count('studies'), world.count('contents')];
    expect(counts()).toEqual([1, 7, 7]);
    // The third of these studies finds no reading ID left, when person, subject and two studies are written.
    const settled = await world.deliver([patient(ADA, many(3)), patient(ALAN, many(2))], BLINDED);
    expect(settled.map(inWords)).toEqual(['unassigned ids-exhausted', 'allocated 01-002']);
    expect(counts()).toEqual([2, 9, 9]);
    expect(world.count('readings')).toBe(9);
    expect(world.crosswalk.verify().problems).toEqual([]);
  });

  it('of the first delivery does not take the trial along', async () => {
    const world = await World.make();
    const settled = await world.deliver([patient(ADA, many(10)), patient(ALAN)], BLINDED);
    expect(settled.map(inWords)).toEqual(['unassigned ids-exhausted', 'allocated 01-001']);
    expect([world.count('trials'), world.count('deliveries'), world.count('subjects')]).toEqual([1, 1, 1]);
    expect(await world.say(patient(ALAN, [study(28)]))).toBe('recalled 01-001');
    expect(world.crosswalk.verify().problems).toEqual([]);
  });

  it('by a fault of the program takes back the whole delivery', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    const head = world.crosswalk.head();
    const undated = patient(ALAN, [{ ...study(), day: undefined }]);
    await expect(world.deliver([patient(GRACE), undated])).rejects.toThrow(TypeError);
    expect(world.crosswalk.head()).toEqual(head);
    expect(world.count('subjects')).toBe(1);
  });
});

describe('reading IDs of a delivery', () => {
  it('are one for each visit, and the same when the study comes again', async () => {
    const world = await World.make();
    const both = [study(0), study(28), study(28)];
    const [first] = await world.deliver([patient(ADA, both)], BLINDED);
    const [again] = await world.deliver([patient(ADA, both)], BLINDED);
    const ids = first ? readingsOf(first) : [];
    expect(new Set(ids).size).toBe(2);
    expect(ids[1]).toBe(ids[2]);
    expect(again && readingsOf(again)).toEqual(ids);
  });

  it('stay when a visit is found for a study that had none', async () => {
    const world = await World.make();
    const one = study(-14);
    const screening = { trial: { ...TRIAL, visits: SCREENED }, ...BLINDED };
    const [first] = await world.deliver([patient(ADA, [one])], screening);
    const stated = { visit: 'SCR', reason: 'says the site' };
    const [second] = await world.deliver([patient(ADA, [one])], { ...screening, stated });
    expect(second?.visits?.planned[0]?.visit).toBe('SCR');
    expect(second && readingsOf(second)).toEqual(first && readingsOf(first));
    expect(world.crosswalk.row('readings', 'visit = ?', 'SCR')).toBeDefined();
    expect(world.count('readings')).toBe(1);
  });

  it('of a corrected study are new', async () => {
    const world = await World.make();
    const one = study(0);
    const [first] = await world.deliver([patient(ADA, [one])], BLINDED);
    const row = world.crosswalk.row('studies', 'study_uid = ?', one.studyUID)?.id ?? 0;
    world.crosswalk.write((writer) => writer.update('studies', row, { generation: 1 }, { name: 'test' }));
    const [second] = await world.deliver([patient(ADA, [one])], BLINDED);
    expect(second?.studies.get(one.studyUID)?.generation).toBe(1);
    expect(second && readingsOf(second)).not.toEqual(first && readingsOf(first));
  });

  it('are none without --blinded', async () => {
    const world = await World.make();
    const [settled] = await world.deliver([patient(ADA)]);
    expect(settled && readingsOf(settled)).toEqual([undefined]);
    expect(world.count('readings')).toBe(0);
  });
});
