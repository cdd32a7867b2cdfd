import { describe, expect, it } from 'vitest';
import { ADA, ALAN, GRACE, inWords, patient, study, TRIAL, World } from './world.js';

const trial = { ...TRIAL, subjectIds: { list: 'subjects.csv' } };
const FREE = { trial, list: [{ subject: 'K-3' }, { subject: 'K-1' }, { subject: 'K-7', site: '07' }] };
const BOUND = {
  trial,
  list: [
    { subject: 'K-1', patientId: ADA.id, issuer: 'city' },
    { subject: 'K-2', patientId: ALAN.id },
    { subject: 'K-9', patientId: GRACE.id, site: '07' },
  ],
};

describe('a list of free IDs', () => {
  it('is taken from in its order, each site its own, until it is used up', async () => {
    const world = await World.make();
    const settled = await world.deliver([patient(ADA), patient(ALAN), patient(GRACE)], FREE);
    expect(settled.map(inWords)).toEqual(['listed K-3', 'listed K-1', 'unassigned list-used-up']);
    expect(await world.say(patient(GRACE), { ...FREE, site: '07' })).toBe('listed K-7');
    expect(await world.say(patient(ADA, [study(28)]), FREE)).toBe('recalled K-3');
  });

  it('does not give out an ID again whose subject is retired', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)], FREE);
    world.change('K-3', { status: 'retired' });
    expect(await world.say(patient(ALAN), FREE)).toBe('listed K-1');
  });

  it('lets --subject choose among its IDs, and no other', async () => {
    const world = await World.make();
    expect(await world.say(patient(ADA), { ...FREE, subject: 'K-1' })).toBe('listed K-1');
    expect(await world.say(patient(ALAN), { ...FREE, subject: 'K-7' })).toBe('conflict subject-not-valid');
    expect(await world.say(patient(ALAN), { ...FREE, subject: 'K-8' })).toBe('conflict subject-not-valid');
    expect(await world.say(patient(ALAN), FREE)).toBe('listed K-3');
  });

  it('that is used up leaves whoever comes after in the delivery untouched', async () => {
    const world = await World.make();
    const list = [{ subject: 'K-7', site: '07' }, { subject: 'K-1', patientId: ADA.id }, { subject: 'K-2' }];
    await world.deliver([patient(GRACE)], { trial, list });
    const settled = await world.deliver([patient(ALAN), patient(ADA)], { trial, list });
    expect(settled.map(inWords)).toEqual(['unassigned list-used-up', 'listed K-1']);
    expect(world.crosswalk.verify().problems).toEqual([]);
  });
});

describe('a list that names patients', () => {
  it('gives each the ID that it has for their record number', async () => {
    const world = await World.make();
    const settled = await world.deliver([patient(ALAN), patient({ ...ADA, id: ' m5501' })], BOUND);
    expect(settled.map(inWords)).toEqual(['listed K-2', 'listed K-1']);
  });

  it('has nothing for others, for another issuer or for another site’s patients', async () => {
    const world = await World.make();
    const others = [patient({ ...ADA, id: 'M1' }), patient({ ...ADA, issuer: 'COUNTY' }), patient(GRACE)];
    for (const other of others) expect(await world.say(other, BOUND)).toBe('unassigned not-on-list');
    expect(await world.say(patient(GRACE), { ...BOUND, site: '07' })).toBe('listed K-9');
  });

  it('does not overrule what the crosswalk knows', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)], FREE);
    expect(await world.say(patient(ADA, [study(28)]), BOUND)).toBe('conflict other-subject-known');
  });

  it('is not overruled by --subject, either way', async () => {
    const world = await World.make();
    const both = { ...BOUND, list: [...BOUND.list, { subject: 'K-5' }] };
    expect(await world.say(patient(ADA), { ...both, subject: 'K-5' })).toBe('conflict other-subject-known');
    expect(await world.say(patient({ ...GRACE, id: 'M1' }), { ...both, subject: 'K-1' })).toBe(
      'conflict stated-subject-contradicted',
    );
    expect(world.count('subjects')).toBe(0);
    expect(await world.say(patient(ADA), { ...both, subject: 'K-1' })).toBe('listed K-1');
  });

  it('lets --subject name the subject of a de-identified study, whose number is nobody’s', async () => {
    const world = await World.make();
    expect(await world.say(patient({ id: 'ANON' }), { ...BOUND, subject: 'K-1' })).toMatch(/^listed K-1/);
  });

  it('keeps its IDs from those that it does not name', async () => {
    const world = await World.make();
    const mixed = { ...BOUND, list: [...BOUND.list, { subject: 'K-5' }] };
    expect(await world.say(patient({ ...GRACE, id: 'M1' }), mixed)).toBe('listed K-5');
    expect(await world.say(patient({ id: 'M2', name: 'New^One' }), mixed)).toBe('unassigned list-used-up');
  });

  it('joins the new record number of a hospital to the subject that it names', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)], BOUND);
    const list = [{ subject: 'K-1', patientId: 'M-NEW' }];
    const renumbered = patient({ ...ADA, id: 'M-NEW' }, [study(28)]);
    expect(await world.say(renumbered, { trial, list })).toMatch(/^recalled K-1/);
    expect(world.count('people')).toBe(1);
    const foreign = patient({ ...ALAN, id: 'M-NEW-2' });
    const wrong = { trial, list: [{ subject: 'K-1', patientId: 'M-NEW-2' }] };
    expect(await world.say(foreign, wrong)).toBe('conflict stated-subject-contradicted');
  });

  it('says the visit, and the report says that it did', async () => {
    const world = await World.make();
    const list = [{ subject: 'K-1', patientId: ADA.id, visit: 'W4' }];
    const [settled] = await world.deliver([patient(ADA)], { trial, list });
    expect(settled?.visits?.planned[0]).toMatchObject({ visit: 'W4', isStated: true });
    expect(world.crosswalk.row('studies', 'visit = ?', 'W4')?.reason).toMatch(/list/);
  });
});
