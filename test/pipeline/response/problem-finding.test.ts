import { describe, expect, it } from 'vitest';
import { outcomeOf, problemFinding, whoOf } from '../../../src/pipeline/response/problem-finding.js';

describe('A problem as a finding', () => {
  it.each([
    [{ subject: 'S-01', reader: 'R1', visit: 'W8', lesion: 'T1' }, 'S-01, R1, W8, lesion T1'],
    [{ subject: 'S-01', visit: 'W8' }, 'S-01, W8'],
    [{ subject: 'S-01', reader: '' }, 'S-01'],
    [{}, 'the rows'],
  ])('names whom it is of: %j', (problem, who) => {
    expect(whoOf(problem)).toBe(who);
  });

  it('says what, where from, and what was asked for', () => {
    const problem = {
      code: 'node-normal',
      subject: 'S-01',
      lesion: 'T1',
      detail: '9 mm by its short axis',
    } as const;
    const found = problemFinding({ ...problem, expected: '15 mm', actual: '9 mm', source: 'Protocol 4.2' });
    expect(found).toMatchObject({
      ...{ code: 'response-node-normal', expected: '15 mm', actual: '9 mm', source: 'Protocol 4.2' },
      subject: { name: 'S-01, lesion T1' },
    });
    expect(found.message).toContain('S-01, lesion T1');
    expect(found.message).toContain('9 mm by its short axis');
    expect(found.outcome).toBe(outcomeOf(problem));
  });

  it('of no subject has none, and the source of the catalogue', () => {
    const found = problemFinding({ code: 'subject-missing', detail: 'line 3' });
    expect(found).not.toHaveProperty('subject');
    expect(found).not.toHaveProperty('expected');
    expect(found.source).not.toBe('');
    expect(found.outcome).not.toBe('pass');
  });
});
