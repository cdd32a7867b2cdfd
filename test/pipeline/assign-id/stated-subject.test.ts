import { describe, expect, it } from 'vitest';
import { ADA, ALAN, patient, phantom, study, TRIAL, World } from './world.js';

const ANON = { id: 'ANON', name: 'ANONYMOUS' };

async function known(): Promise<World> {
  const world = await World.make();
  await world.deliver([patient(ADA)]);
  return world;
}

describe('--subject', () => {
  it('gives a new ID of the scheme to somebody new', async () => {
    const world = await known();
    expect(await world.say(patient(ALAN), { subject: '01-040' })).toBe('allocated 01-040');
    expect(await world.say(patient(ALAN, [study(28)]))).toBe('recalled 01-040');
  });

  it('joins another record number to a subject that is not contradicted', async () => {
    const world = await known();
    expect(await world.say(patient({ id: 'NEW-1' }, [study(28)]), { subject: '01-001' })).toMatch(
      /^recalled 01-001/,
    );
    expect(world.count('people')).toBe(1);
    expect(world.count('numbers')).toBe(2);
  });

  it('settles a question about that subject', async () => {
    const world = await known();
    const married = { ...ADA, name: 'King^Ada' };
    expect(await world.say(patient(married, [study(28)]), { subject: '01-001' })).toBe(
      'recalled 01-001 name-changed',
    );
  });

  it('does not settle who somebody of another trial is', async () => {
    const world = await known();
    const run = {
      trial: { ...TRIAL, protocol: { id: 'EX-2' }, coEnrolmentWith: ['EX-1'] },
      subject: '01-005',
    };
    const elsewhere = patient({ ...ADA, id: 'X-88', issuer: 'COUNTY' });
    expect(await world.say(elsewhere, run)).toBe('unassigned same-person-other-number');
    expect(await world.say(elsewhere, { ...run, yes: true })).toMatch(/^allocated 01-005/);
    expect(world.count('people')).toBe(1);
  });

  it('is refused of a subject who is somebody else', async () => {
    const world = await known();
    expect(await world.say(patient(ALAN), { subject: '01-001' })).toBe(
      'conflict stated-subject-contradicted',
    );
    expect(await world.say(patient({ ...ANON, born: '19990101' }), { subject: '01-001' })).toBe(
      'conflict stated-subject-contradicted',
    );
  });

  it('tells a namesake from the known person, and the namesake is recalled from then on', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    const namesake = { ...ADA, id: 'M7777' };
    expect(await world.say(patient(namesake))).toBe('unassigned same-person-other-number');
    expect(await world.say(patient(namesake, [study(28)]), { subject: '01-009' })).toBe('allocated 01-009');
    expect(await world.say(patient(namesake, [study(56)]))).toBe('recalled 01-009');
    expect(await world.say(patient(ADA, [study(57)]))).toBe('recalled 01-001');
  });

  it('is refused of a person who is known as another subject', async () => {
    const world = await known();
    await world.deliver([patient(ALAN)]);
    expect(await world.say(patient(ADA), { subject: '01-009' })).toBe('conflict other-subject-known');
    expect(await world.say(patient(ADA), { subject: '01-002' })).toBe('conflict other-subject-known');
  });

  it('does not overrule what contradicts itself, or a withdrawal', async () => {
    const world = await known();
    const twofold = patient(ALAN);
    const names = ['Turing^Alan', 'Hopper^Grace'];
    const evidence = { ...twofold.evidence, names };
    expect(await world.say({ ...twofold, evidence }, { subject: '01-009' })).toBe(
      'conflict delivery-contradicts-itself',
    );
    world.change('01-001', { status: 'withdrawn' });
    expect(await world.say(patient(ADA), { subject: '01-001' })).toBe('withdrawn withdrawn');
    expect(await world.say(patient(ANON), { subject: '01-001' })).toBe('withdrawn withdrawn');
  });

  it('is refused of an ID that is retired, of another site or not of the scheme', async () => {
    const world = await known();
    world.change('01-001', { status: 'retired' });
    await world.deliver([patient(ALAN)], { site: '07' });
    const outcomes = [];
    for (const subject of ['01-001', '07-001', '01-1', '99-001', 'Q-01-01']) {
      outcomes.push(await world.say(patient(ANON), { subject }));
    }
    expect(outcomes).toEqual([
      'conflict subject-taken',
      'conflict subject-not-valid',
      'conflict subject-not-valid',
      'conflict subject-not-valid',
      'conflict subject-not-valid',
    ]);
  });

  it('of a pattern without sites is refused of a subject of another site', async () => {
    const world = await World.make();
    const trial = { ...TRIAL, subjectIds: { pattern: 'S{sequence:3}', check: 'none' as const } };
    await world.deliver([patient(ALAN)], { trial, site: '07' });
    expect(await world.say(patient(ANON), { trial, subject: 'S001' })).toBe('conflict at-another-site');
  });

  it('is refused of a phantom, which is nobody', async () => {
    const world = await known();
    expect(await world.say(phantom('A B 7'), { subject: '01-009' })).toBe('conflict subject-not-valid');
    expect(await world.say(phantom('A B 7'))).toBe('phantom Q-01-01');
    expect(await world.say(phantom('A B 7'), { subject: 'Q-01-01' })).toBe('phantom Q-01-01');
  });
});

describe('--subject of a placeholder', () => {
  it('alone says who it is: one study is taken, and nobody is known by it', async () => {
    const world = await World.make();
    expect(await world.say(patient(ANON), { subject: '01-003' })).toBe('allocated 01-003 placeholder-id');
    expect(world.count('people')).toBe(0);
    expect(await world.say(patient(ANON, [study(28)]))).toBe('unassigned placeholder-id');
    expect(await world.say(patient(ANON, [study(28)]), { subject: '01-003' })).toMatch(/^recalled 01-003/);
  });

  it('is refused over several studies: they may be of several people', async () => {
    const world = await World.make();
    expect(await world.say(patient(ANON, [study(), study(28)]), { subject: '01-003' })).toBe(
      'unassigned placeholder-over-several-studies',
    );
    expect(world.count('subjects')).toBe(0);
  });

  it('is refused over two people in one study', async () => {
    const world = await World.make();
    const one = patient(ANON);
    const evidence = { ...one.evidence, names: ['Turing^Alan', 'Hopper^Grace'] };
    expect(await world.say({ ...one, evidence }, { subject: '01-003' })).toBe(
      'conflict delivery-contradicts-itself',
    );
  });

  it('becomes a person’s when the person is stated for it, who is then recalled', async () => {
    const world = await World.make();
    await world.deliver([patient(ANON)], { subject: '01-003' });
    expect(await world.say(patient(ADA, [study(28)]), { subject: '01-003' })).toBe('recalled 01-003');
    expect(world.subject('01-003')?.person).toBeDefined();
    expect(await world.say(patient(ADA, [study(56)]))).toBe('recalled 01-003');
    expect(await world.say(patient(ALAN, [study(57)]), { subject: '01-003' })).toBe(
      'conflict stated-subject-contradicted',
    );
  });

  it('teaches nothing of the subject’s person', async () => {
    const world = await known();
    expect(await world.say(patient(ANON, [study(28)]), { subject: '01-001' })).toMatch(/^recalled 01-001/);
    expect(world.count('numbers')).toBe(1);
  });
});
