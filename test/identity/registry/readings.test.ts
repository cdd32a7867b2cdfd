import { describe, expect, it } from 'vitest';
import { type ReadingScheme, readingIdOf } from '../../../src/identity/registry/readings.js';
import { idPattern } from '../../../src/identity/schemes/id-pattern.js';
import { emptyCrosswalk, refusalOf, subjectIn, trialIn } from './registry-world.js';

const SCHEME: ReadingScheme = {
  pattern: idPattern({ pattern: 'R{sequence:1}', check: 'none', sites: [] }),
  key: Buffer.alloc(32, 3),
};

describe('reading IDs', () => {
  it('are another for each visit, subject and generation, and stay what they are', async () => {
    const crosswalk = await emptyCrosswalk();
    const [ids, again] = crosswalk.write((writer) => {
      const trial = trialIn(writer);
      const rows = ['S1', 'S2'].map((id) => subjectIn(writer, trial, id).row);
      const points = rows.flatMap((subject) =>
        ['BL', 'M3'].flatMap((visit) => [0, 1].map((generation) => ({ trial, subject, visit, generation }))),
      );
      const give = () => points.map((point) => readingIdOf(writer, point, SCHEME));
      return [give(), give()];
    });
    expect(new Set(ids).size).toBe(8);
    expect(again).toEqual(ids);
  });

  it('are a permutation of all numbers, and then there is none left', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const trial = trialIn(writer);
      const subject = subjectIn(writer, trial, 'S1').row;
      const of = (visit: string) => readingIdOf(writer, { trial, subject, visit, generation: 0 }, SCHEME);
      const ids = Array.from({ length: 9 }, (_, i) => of(`V${i}`));
      expect([...ids].sort()).toEqual(Array.from({ length: 9 }, (_, i) => `R${i + 1}`));
      expect(refusalOf(() => of('V9'))).toBe('ids-exhausted');
      expect(of('V0')).toBe(ids[0]);
    });
  });

  it('come in an order that the key decides', async () => {
    const pattern = idPattern({ pattern: 'R{sequence:5}', check: 'none', sites: [] });
    const given = await Promise.all(
      [3, 4].map(async (byte) => {
        const crosswalk = await emptyCrosswalk();
        return crosswalk.write((writer) => {
          const trial = trialIn(writer);
          const subject = subjectIn(writer, trial, 'S1').row;
          const scheme = { pattern, key: Buffer.alloc(32, byte) };
          return Array.from({ length: 5 }, (_, i) =>
            readingIdOf(writer, { trial, subject, visit: `V${i}`, generation: 0 }, scheme),
          );
        });
      }),
    );
    expect(given[0]).not.toEqual(given[1]);
    expect(given[0]).not.toEqual([...(given[0] ?? [])].sort());
  });

  it('of two trials with one pattern and key are never the same', async () => {
    const crosswalk = await emptyCrosswalk();
    const ids = crosswalk.write((writer) =>
      ['EX-1', 'EX-2'].flatMap((protocol) => {
        const trial = trialIn(writer, protocol);
        const subject = subjectIn(writer, trial, 'S1').row;
        return ['BL', 'M3', 'M6'].map((visit) =>
          readingIdOf(writer, { trial, subject, visit, generation: 0 }, SCHEME),
        );
      }),
    );
    expect(new Set(ids).size).toBe(6);
  });
});
