import { describe, expect, it } from 'vitest';
import { ADA, ALAN, GRACE, inWords, patient, phantom, study, TRIAL, World } from './world.js';

describe('a person who comes again', () => {
  it('is recalled by the record number, with the same ID and the same date shift', async () => {
    const world = await World.make();
    expect(await world.say(patient(ADA))).toBe('allocated 01-001');
    const shift = world.subject('01-001')?.shiftDays;
    const [again] = await world.deliver([patient(ADA, [study(28)])]);
    expect(again && inWords(again)).toBe('recalled 01-001');
    expect(again?.subject?.shiftDays).toBe(shift);
    expect(shift).toBeLessThan(-365);
  });

  it.each(['LOVELACE^ADA', 'Ada^Lovelace', 'Lovelace^Ada^^^', 'LOVELACE, ADA'])(
    'is recalled whose name is now written %s',
    async (name) => {
      const world = await World.make();
      await world.deliver([patient(ADA)]);
      expect(await world.say(patient({ ...ADA, name }, [study(28)]))).toMatch(/^recalled 01-001/);
    },
  );

  it('is no longer told of a spelling that was learnt', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    const name = 'LOVELACE^ADA';
    const words = 'recalled 01-001 name-written-otherwise';
    expect(await world.say(patient({ ...ADA, name }, [study(28)]))).toBe(words);
    expect(await world.say(patient({ ...ADA, name }, [study(56)]))).toBe('recalled 01-001');
  });

  it('is another one under another issuer', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    expect(await world.say(patient({ ...ALAN, id: ADA.id, issuer: 'COUNTY' }))).toBe('allocated 01-002');
  });

  it('is a conflict with another birth date or another name, and nothing is assigned', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    for (const but of [{ born: '19560412' }, { name: 'Hopper^Grace' }, { sex: 'M' }]) {
      expect(await world.say(patient({ ...ADA, ...but }))).toBe('conflict identity-contradicted');
    }
    expect([world.count('subjects'), world.count('studies')]).toEqual([1, 1]);
  });
});

describe('one patient’s conflict', () => {
  it('does not touch the others of the delivery', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    const wrong = patient({ ...ADA, born: '19560412' });
    const settled = await world.deliver([patient(ALAN), wrong, patient(GRACE)]);
    expect(settled.map(inWords)).toEqual([
      'allocated 01-002',
      'conflict identity-contradicted',
      'allocated 01-003',
    ]);
  });

  it('is in the audit with the record number, and no delivery is made of nothing', async () => {
    const world = await World.make();
    expect(await world.say(patient({ ...ADA, id: 'ANON' }))).toBe('unassigned placeholder-id');
    expect([world.count('trials'), world.count('deliveries')]).toEqual([0, 0]);
    const last = [...world.crosswalk.auditRecords()].at(-1);
    expect(last?.action).toBe('not-assigned');
    expect(last?.after).toContain('"ANON"');
  });
});

describe('who has left', () => {
  it('is refused as a phantom, too: the scanner gets no second ID', async () => {
    const world = await World.make();
    expect(await world.say(phantom('A B 1'))).toBe('phantom Q-01-01');
    world.change('Q-01-01', { status: 'withdrawn' });
    expect(await world.say(phantom('A B 1', [study(28)]))).toBe('withdrawn withdrawn');
    expect(world.count('subjects')).toBe(1);
  });

  it('is refused, and so is whoever is of another site', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA), patient(ALAN)]);
    world.change('01-001', { status: 'withdrawn' });
    expect(await world.say(patient(ADA, [study(28)]))).toBe('withdrawn withdrawn');
    expect(await world.say(patient(ALAN, [study(28)]), { site: '07' })).toBe('conflict at-another-site');
  });
});

describe('several trials in one crosswalk', () => {
  const other = (protocol: string, coEnrolmentWith: string[] = []) => ({
    trial: { ...TRIAL, protocol: { id: protocol }, coEnrolmentWith },
  });

  it('may share a person where the trial file says so, with an ID and a shift of its own', async () => {
    const world = await World.make();
    await world.deliver([patient(ALAN)]);
    await world.deliver([patient(ADA)]);
    const first = study();
    expect(await world.say(patient(ADA, [first]), other('EX-2', ['EX-1']))).toBe('allocated 01-001');
    expect(await world.say(patient(ADA, [first]), other('EX-2', ['EX-1']))).toBe('recalled 01-001');
    expect(world.count('people')).toBe(2);
    const ids = ['EX-1', 'EX-2'].map((protocol) => world.subject('01-001', protocol)?.person);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('do not otherwise', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    expect(await world.say(patient(ADA), other('EX-2'))).toBe('conflict in-another-trial');
  });

  it('each keep to their own project key', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    await expect(world.deliver([patient(ALAN)], { keyFingerprint: '9999' })).rejects.toMatchObject({
      code: 'other-project-key',
    });
    expect(world.count('subjects')).toBe(1);
  });
});
