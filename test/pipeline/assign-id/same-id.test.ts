import { describe, expect, it } from 'vitest';
import { ADA, ALAN, type Person, patient, study, TRIAL, World } from './world.js';

/** As a device writes it that names the issuer, and as one that does not: the site's own stands in. */
const TOLD: Person = { id: '4711', issuer: 'CITY HOSPITAL' };
const UNTOLD: Person = { id: '4711', issuer: 'CITY' };

async function knowing(first: Person): Promise<World> {
  const world = await World.make();
  await world.deliver([patient(first)]);
  return world;
}

describe('one patient ID with an issuer and without', () => {
  it.each([
    ['with, then without', TOLD, UNTOLD],
    ['without, then with', UNTOLD, TOLD],
  ])('is never two subjects without a question: %s', async (_, first, second) => {
    const world = await knowing(first);
    expect(await world.say(patient(second, [study(28)]))).toBe('unassigned linked-by-other-number');
    expect(await world.say(patient(second, [study(28)]), { yes: true })).toBe(
      'unassigned linked-by-other-number',
    );
    expect(world.count('subjects')).toBe(1);
    expect(await world.say(patient(second, [study(28)]), { confirm: async () => true })).toBe(
      'recalled 01-001 linked-by-other-number',
    );
    expect(world.count('people')).toBe(1);
  });

  it('is not two subjects of one delivery either', async () => {
    const world = await World.make();
    const settled = await world.deliver([patient(TOLD), patient(UNTOLD, [study(28)])]);
    expect(settled.map(({ outcome }) => outcome)).toEqual(['allocated', 'unassigned']);
  });

  it('is accepted with --yes where the name or the birth date agrees', async () => {
    const world = await knowing({ ...TOLD, name: 'Lovelace^Ada' });
    const again = patient({ ...UNTOLD, name: 'LOVELACE^ADA' }, [study(28)]);
    expect(await world.say(again)).toBe('unassigned linked-by-other-number');
    expect(await world.say(again, { yes: true })).toMatch(/^recalled 01-001/);
  });

  it('is two people where the headers say so: two hospitals count alike', async () => {
    const world = await knowing({ ...ADA, ...TOLD });
    expect(await world.say(patient({ ...ALAN, ...UNTOLD }))).toBe('allocated 01-002');
    expect(await world.say(patient({ ...ALAN, ...UNTOLD }, [study(28)]))).toBe('recalled 01-002');
    expect(await world.say(patient({ ...ADA, ...TOLD }, [study(28)]))).toBe('recalled 01-001');
  });

  it('says nothing across sites', async () => {
    const world = await knowing(UNTOLD);
    const site = TRIAL.sites[1]?.id ?? '';
    expect(await world.say(patient({ id: '4711', issuer: 'site 07' }), { site })).toMatch(
      /^allocated 07-001/,
    );
  });
});
