import { describe, expect, it } from 'vitest';
import { moveToSubject } from '../../../src/identity/registry/corrections.js';
import { type Subject, subjectNamed } from '../../../src/identity/registry/subjects.js';
import type { DeliveredStudy } from '../../../src/pipeline/assign-id/delivered.js';
import { PLAIN } from '../../identity/visits/schedule.js';
import { ADA, ALAN, patient, study, World } from './world.js';

const NAMESAKE = { ...ADA, id: 'X-88', issuer: 'COUNTY' };

/** Subject 01-002 gets studies that were taken for those of 01-001. */
function correct(world: World, { studyUID }: DeliveredStudy): void {
  world.crosswalk.write((writer) => {
    const named = (id: string): Subject => subjectNamed(writer, 1, id);
    const move = { from: named('01-001'), to: named('01-002'), studyUIDs: [studyUID] };
    moveToSubject(writer, move, PLAIN, 'mistaken');
  });
}

/** Another's study came under Ada's number, and was given to its own subject afterwards. */
async function underOneNumber(): Promise<{ world: World; wrong: DeliveredStudy }> {
  const world = await World.make();
  const wrong = study(28);
  await world.deliver([patient(ADA, [study(), wrong])]);
  await world.deliver([patient(ALAN)]);
  correct(world, wrong);
  return { world, wrong };
}

/** A namesake was taken for Ada, and became a subject by a correction. */
async function namesakes(): Promise<{ world: World; wrong: DeliveredStudy }> {
  const world = await World.make();
  const wrong = study(28);
  await world.deliver([patient(ADA)]);
  await world.deliver([patient({ id: 'ANON' }, [study(1)])], { subject: '01-002' });
  expect(await world.say(patient(NAMESAKE, [wrong]), { yes: true })).toMatch(/^recalled 01-001/);
  correct(world, wrong);
  return { world, wrong };
}

describe('a study that a correction gave to another subject', () => {
  it('is a conflict when it comes again, unless the subject is named that has it now', async () => {
    const { world, wrong } = await underOneNumber();
    expect(await world.say(patient(ADA, [wrong]))).toBe('conflict study-of-another-subject');
    expect(await world.say(patient(ADA, [wrong]), { subject: '01-001' })).toBe(
      'conflict study-of-another-subject',
    );
    expect(await world.say(patient(ADA, [wrong]), { subject: '01-002' })).toBe('recalled 01-002');
    expect(await world.say(patient(ADA, [study(3)]))).toBe('recalled 01-001');
  });

  it('teaches nothing of the subject, whose name in the headers is another’s', async () => {
    const { world, wrong } = await underOneNumber();
    const before = world.count('numbers');
    await world.deliver([patient(ADA, [wrong])], { subject: '01-002' });
    expect(world.count('numbers')).toBe(before);
    expect(await world.say(patient(ALAN, [study(3)]))).toBe('recalled 01-002');
    expect(await world.say(patient(ADA, [study(3)]), { subject: '01-002' })).toBe(
      'conflict other-subject-known',
    );
  });

  it('is refused together with a study that stayed, and under another record number', async () => {
    const { world, wrong } = await underOneNumber();
    expect(await world.say(patient(ADA, [wrong, study(3)]), { subject: '01-002' })).toBe(
      'conflict other-subject-known',
    );
    const other = { ...ADA, id: 'M0001' };
    await world.deliver([patient({ ...other, name: 'Noether^Emmy', born: '19330323' })]);
    expect(await world.say(patient(other, [wrong]), { subject: '01-002' })).not.toMatch(/^recalled/);
  });

  it('is never the way around a contradiction within the delivery', async () => {
    const { world, wrong } = await underOneNumber();
    const twofold = patient(ADA, [wrong]);
    const evidence = { ...twofold.evidence, names: ['Lovelace^Ada', 'Turing^Alan'] };
    expect(await world.say({ ...twofold, evidence }, { subject: '01-002' })).toMatch(/^conflict/);
  });
});

describe('a record number that went along with a correction', () => {
  it('is asked for once, by --subject, and recalls from then on', async () => {
    const { world, wrong } = await namesakes();
    expect(await world.say(patient(NAMESAKE, [wrong]))).toBe('conflict several-candidates');
    expect(await world.say(patient(NAMESAKE, [wrong]), { subject: '01-001' })).toMatch(/^conflict/);
    expect(await world.say(patient(NAMESAKE, [wrong]), { subject: '01-002' })).toMatch(/^recalled 01-002/);
    expect(await world.say(patient(NAMESAKE, [study(84)]))).toBe('recalled 01-002');
    expect(await world.say(patient(ADA, [study(3)]))).toBe('recalled 01-001');
  });
});
