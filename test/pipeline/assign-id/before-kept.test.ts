import { describe, expect, it } from 'vitest';
import { assignPatients } from '../../../src/pipeline/assign-id/assign-patients.js';
import { ADA, ALAN, contextOf, patient, World } from './world.js';

const OPTIONS = {
  ...{ yes: false, identifiers: false, startedAt: new Date(0) },
  signal: new AbortController().signal,
};

describe('what is told before an assignment is kept', () => {
  it('is what would be kept, and when it is refused nothing is, refusals neither', async () => {
    const world = await World.make();
    const before = world.crosswalk.head();
    const told: (string | undefined)[] = [];
    const arrival = {
      patients: [patient(ADA), patient({ ...ALAN, id: 'ANON' }, undefined, { index: 1 })],
      ...{ run: 'run 1', inputs: ['/cd'] },
    };
    const assign = (refuses: boolean) =>
      assignPatients(
        world.crosswalk,
        {
          ...arrival,
          beforeKept: (settled) => {
            told.push(...settled.map(({ subject }) => subject?.id));
            if (refuses) throw new RangeError('not this run');
          },
        },
        contextOf(),
        OPTIONS,
      );
    await expect(assign(true)).rejects.toThrow('not this run');
    expect(told).toEqual(['01-001', undefined]);
    expect(world.crosswalk.head()).toEqual(before);
    expect(
      ['people', 'subjects', 'deliveries', 'studies'].map((table) => world.count(table as 'people')),
    ).toEqual([0, 0, 0, 0]);
    await assign(false);
    expect(told).toEqual(['01-001', undefined, '01-001', undefined]);
    expect(world.subject('01-001')).toBeDefined();
  });
});
