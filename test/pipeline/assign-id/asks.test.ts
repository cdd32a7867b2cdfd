import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/pipeline/assign-id/options.js';
import { ADA, ALAN, inWords, type Person, patient, study, TRIAL, World } from './world.js';

const ELSEWHERE: Person = { ...ADA, id: 'X-88', issuer: 'COUNTY' };
const MARRIED: Person = { ...ADA, name: 'King^Ada' };
const UNPROVEN: Person = { id: ADA.id };

async function known(): Promise<World> {
  const world = await World.make();
  await world.deliver([patient(ADA)]);
  return world;
}

function answering(answer: boolean) {
  const questions: Question[] = [];
  const confirm = (question: Question) => {
    questions.push(question);
    return Promise.resolve(answer);
  };
  return { questions, confirm };
}

describe('what is probable', () => {
  it('is not assigned while nobody says so', async () => {
    const world = await known();
    expect(await world.say(patient(ELSEWHERE))).toBe('unassigned same-person-other-number');
    expect(await world.say(patient(MARRIED))).toBe('unassigned name-changed');
    expect(await world.say(patient(UNPROVEN))).toBe('unassigned no-cross-check');
    expect([world.count('numbers'), world.count('studies')]).toEqual([1, 1]);
  });

  it('is put to whoever can say, by research ID and reason', async () => {
    const world = await known();
    const { questions, confirm } = answering(true);
    const [settled] = await world.deliver([patient(UNPROVEN, [study(28)])], { confirm });
    expect(questions).toMatchObject([{ patient: 1, subject: '01-001', reasons: ['no-cross-check'] }]);
    expect(JSON.stringify(questions)).not.toMatch(/M5501|Lovelace|1955/i);
    expect(settled && inWords(settled)).toBe('recalled 01-001 no-cross-check');
    expect(settled?.isConfirmed).toBe(true);
  });

  it('is not assigned when it is declined', async () => {
    const world = await known();
    const { questions, confirm } = answering(false);
    expect(await world.say(patient(MARRIED), { confirm })).toBe('unassigned name-changed');
    expect(questions).toHaveLength(1);
    expect(world.count('studies')).toBe(1);
  });

  it('is accepted by --yes where it is unambiguous, and learnt: nobody is asked again', async () => {
    const world = await known();
    expect(await world.say(patient(ELSEWHERE, [study(28)]), { yes: true })).toMatch(/^recalled 01-001/);
    expect(await world.say(patient(ELSEWHERE, [study(56)]))).toBe('recalled 01-001');
  });

  it('is learnt where somebody said so: nobody is asked again', async () => {
    const world = await known();
    const { confirm } = answering(true);
    expect(await world.say(patient(MARRIED, [study(57)]), { confirm })).toMatch(/^recalled 01-001/);
    expect(await world.say(patient(MARRIED, [study(58)]))).toBe('recalled 01-001');
  });

  it('is not accepted by --yes where it is doubtful', async () => {
    const world = await known();
    expect(await world.say(patient(UNPROVEN), { yes: true })).toBe('unassigned no-cross-check');
    expect(await world.say(patient(MARRIED), { yes: true })).toBe('unassigned name-changed');
    const sameHospital = { ...ADA, id: 'M0002' };
    expect(await world.say(patient(sameHospital), { yes: true })).toBe('unassigned same-person-other-number');
  });

  it('is asked of nobody who is certain', async () => {
    const world = await known();
    const { questions, confirm } = answering(true);
    await world.deliver([patient(ADA, [study(28)]), patient(ALAN)], { confirm });
    expect(questions).toEqual([]);
  });

  it('enrols a person of another trial under their own person', async () => {
    const world = await known();
    const run = { trial: { ...TRIAL, protocol: { id: 'EX-2' }, coEnrolmentWith: ['EX-1'] }, yes: true };
    expect(await world.say(patient(ELSEWHERE), run)).toMatch(/^allocated 01-001/);
    expect(world.count('people')).toBe(1);
    expect(world.count('numbers')).toBe(2);
  });
});

describe('an answer', () => {
  it('is not used when the person is somebody else by then', async () => {
    const world = await known();
    const confirm = async () => {
      world.change('01-001', { status: 'withdrawn' });
      return true;
    };
    expect(await world.say(patient(MARRIED), { confirm })).toBe('withdrawn name-changed withdrawn');
    expect(world.count('studies')).toBe(1);
  });

  it('is not used when the reasons are others by then', async () => {
    const world = await known();
    const bare: Person = { id: 'B-1' };
    await world.deliver([patient(bare)]);
    const asked = patient({ ...bare, name: 'Byron^Annabella' });
    const confirm = async () => {
      // Meanwhile another process learns a name that the one asked about is only like.
      const row = world.subject('01-002')?.person ?? 0;
      const details = JSON.stringify({ names: ['Byron^Anna'], birthDates: [], sexes: [] });
      world.crosswalk.write((writer) => writer.update('people', row, { details }, { name: 'test' }));
      return true;
    };
    const words = await world.say(asked, { confirm });
    expect(words).toMatch(/^(unassigned|conflict) /);
    expect(words).not.toMatch(/no-cross-check$/);
    expect(world.count('studies')).toBe(2);
  });

  it('of one who was new when asked is asked for again: two numbers of one person on one CD', async () => {
    const world = await World.make();
    const { questions, confirm } = answering(true);
    const both = [patient(ADA), patient(ELSEWHERE)];
    const settled = await world.deliver(both, { confirm, yes: true });
    expect(settled.map(inWords)).toEqual(['allocated 01-001', 'unassigned same-person-other-number']);
    expect(questions).toEqual([]);
    expect(await world.say(patient(ELSEWHERE, [study(28)]), { confirm })).toMatch(/^recalled 01-001/);
  });

  it('is not waited for after Ctrl-C, and nothing is written', async () => {
    const world = await known();
    const head = world.crosswalk.head();
    const confirm = () => Promise.reject(new DOMException('stopped', 'AbortError'));
    await expect(world.deliver([patient(ALAN), patient(MARRIED)], { confirm })).rejects.toThrow('stopped');
    expect(world.crosswalk.head()).toEqual(head);
  });
});
