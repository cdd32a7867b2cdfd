import { describe, expect, it } from 'vitest';
import { course } from '../courses.js';
import { briefly, found, problemsOf } from './problems-of.js';

describe('the presence of baseline', () => {
  it('is missed where no visit is there', () => {
    const [problem, ...rest] = problemsOf(course([]));
    expect(problem).toEqual({
      ...{ subject: 'S-01', reader: 'R1', code: 'baseline-missing', detail: 'there is no visit' },
      expected: 'an assessment of all lesions before treatment',
      source: 'Eisenhauer 2009, 3.2.1',
    });
    expect(rest).toEqual([]);
  });

  it('is missed where it was not assessed, with the reason', () => {
    const missed = { visits: { 0: { isAssessed: false, why: 'scanner broken' } } };
    const problems = problemsOf(course([{ label: 'T1', said: [null, 20] }], missed));
    expect(briefly(problems)).toEqual(['baseline-missing @BL']);
    expect(problems[0]?.detail).toBe('baseline was not assessed: scanner broken');
    const unexplained = course([{ label: 'T1', said: [20] }], { visits: { 0: { isAssessed: false } } });
    expect(problemsOf(unexplained)[0]?.detail).toBe('baseline was not assessed');
  });

  it('is missed where no lesion has a reading, or none but those that nobody evaluated', () => {
    expect(problemsOf(course([{ label: 'T1', said: [null, 20] }]))[0]).toMatchObject({
      ...{ code: 'baseline-missing', visit: 'BL', detail: 'nothing is said of baseline' },
    });
    const unread = problemsOf(
      course([{ label: 'N1', role: 'non-target', said: ['not-evaluated', 'present'] }]),
    );
    expect(briefly(unread)).toEqual(['baseline-missing @BL']);
    expect(unread[0]?.detail).toBe('no lesion was evaluated at baseline');
  });

  it('is there where one lesion has a reading', () => {
    expect(found({ label: 'N1', role: 'non-target', said: ['present'] })).toEqual([]);
  });
});

describe('targets at baseline', () => {
  it('are told where they are first seen later, with the visit', () => {
    const lesions = [
      { label: 'T1', said: [20, 20, 20] },
      { label: 'T2', organ: 'liver', said: [null, 'not-evaluated', 11] },
    ] as const;
    expect(problemsOf(course(lesions))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'BL', lesion: 'T2', code: 'target-not-at-baseline' },
        detail: 'nothing is said of it at baseline; first seen at V2',
        ...{ expected: 'a measurement at baseline', actual: 'none', source: 'Eisenhauer 2009, 4.2' },
      },
    ]);
  });

  it('are told where they are absent there, once', () => {
    const problems = problemsOf(course([{ label: 'T1', said: ['absent', 'absent'] }]));
    expect(briefly(problems)).toEqual(['target-not-at-baseline T1 @BL']);
    expect(problems[0]?.detail).toBe('absent at baseline; it is seen at no visit');
  });

  it('need not be there where they are fragments', () => {
    const parent = { label: 'T1', said: [20, 12] };
    expect(found(parent, { label: 'T1.1', splitFrom: 'T1', said: [null, 8] })).toEqual([]);
    expect(found(parent, { label: 'T1.1', splitFrom: 'T1', said: ['absent', 8] })).toEqual([]);
    expect(found(parent, { label: 'T1.1', splitFrom: 'T1', said: ['not-evaluated', 8] })).toEqual([]);
  });
});

describe('new lesions at baseline', () => {
  const target = { label: 'T1', said: [20, 20] };

  it.each([12, 'present', 'equivocal', 'too-small'] as const)(
    'are told where they are seen there: %s',
    (said) => {
      expect(found(target, { label: 'X1', role: 'new', said: [said] })).toEqual(['new-at-baseline X1 @BL']);
    },
  );

  it('are fine where they are absent or not evaluated there, or first seen later', () => {
    for (const said of ['absent', 'not-evaluated', null] as const) {
      expect(found(target, { label: 'X1', role: 'new', said: [said, 12] })).toEqual([]);
    }
  });
});
