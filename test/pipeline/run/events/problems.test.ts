import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finding } from '../../../../src/findings/finding.js';
import { OUTCOMES } from '../../../../src/findings/outcome.js';
import type { Problem } from '../../../../src/identity/ledger/event.js';
import { isProblem, problemOf, together } from '../../../../src/pipeline/run/events/problems.js';

const BASE: Problem = {
  ...{ code: 'protocol-deviation', outcome: 'fail', severity: 'major', message: 't1: TR differs' },
  ...{ name: 't1: RepetitionTime', expected: '500 ms', actual: '600 ms', unit: 'ms', source: 'p. 4' },
};

describe('A problem of the ledger', () => {
  it('says what its finding says, values as text', () => {
    const subject = { file: 4, studyUID: '1.2', seriesUID: '1.3', sopInstanceUID: '1.4', name: 'DICOM/DOE' };
    const details = { subject, expected: 0, actual: [3, 'x'], unit: 'slices', params: { count: 3 } };
    const problem = problemOf(finding('missing-slices', details));
    expect(problem).toEqual({
      ...{ code: 'missing-slices', outcome: 'fail', severity: 'major', expected: '0', actual: '3, x' },
      ...{ unit: 'slices', message: expect.stringContaining('3'), source: expect.any(String) },
    });
    expect(JSON.stringify(problem)).not.toMatch(/DOE|1\.[234]/);
  });

  it('has a name where one is given, and no value where the finding has none', () => {
    expect(problemOf(finding('no-dicom'), 'S-01')).toEqual({
      ...{ code: 'no-dicom', outcome: 'not-evaluable', severity: 'major', name: 'S-01' },
      ...{ message: 'no DICOM file was found', source: expect.any(String) },
    });
    expect(problemOf(finding('no-dicom', { actual: false }))).toMatchObject({ actual: 'false' });
  });

  it('is what did not pass and applies: warnings, too', () => {
    expect(OUTCOMES.filter((outcome) => isProblem({ outcome }))).toEqual(['fail', 'not-evaluable', 'warn']);
  });
});

describe('Problems that are alike', () => {
  it('are one with their number, in the order in which they are first met', () => {
    const other = { ...BASE, actual: '700 ms' };
    expect(together([other, BASE, other, BASE, { ...BASE, count: 3 }])).toEqual([
      { ...other, count: 2 },
      { ...BASE, count: 5 },
    ]);
    expect(together([BASE])).toEqual([BASE]);
    expect(together([])).toEqual([]);
  });

  it.each([
    ['code', 'protocol-value-absent'],
    ['outcome', 'warn'],
    ['severity', 'critical'],
    ['message', 't2: TR differs'],
    ['name', 't2: RepetitionTime'],
    ['expected', '501 ms'],
    ['actual', '601 ms'],
    ['unit', 's'],
    ['source', 'p. 5'],
  ])('are not alike when they differ in %s: a decision on one says nothing of the other', (key, value) => {
    expect(together([BASE, { ...BASE, [key]: value }])).toHaveLength(2);
    const { [key as keyof Problem]: _, ...without } = BASE;
    expect(together([BASE, without as Problem])).toHaveLength(2);
  });

  it('are counted so that none is lost, whatever there is', () => {
    const some = fc.array(
      fc.record({ message: fc.constantFrom('a', 'b', 'c'), count: fc.integer({ min: 1, max: 9 }) }),
    );
    fc.assert(
      fc.property(some, (all) => {
        const total = (problems: readonly Problem[]): number =>
          problems.reduce((sum, { count = 1 }) => sum + count, 0);
        const problems = all.map((one) => ({ ...BASE, ...one }));
        const groups = together(problems);
        expect(total(groups)).toBe(total(problems));
        expect(new Set(groups.map(({ message }) => message)).size).toBe(groups.length);
        expect(together(groups)).toEqual(groups);
      }),
    );
  });
});
