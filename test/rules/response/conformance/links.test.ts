import { describe, expect, it } from 'vitest';
import { course } from '../courses.js';
import { briefly, found, problemsOf } from './problems-of.js';

const merged = (mergedInto?: string) =>
  ({ state: 'merged', diameters: [], ...(mergedInto !== undefined && { mergedInto }) }) as const;

describe('fragments', () => {
  const T1 = { label: 'T1', said: [20, 9] };

  it('are fine where they are of a lesion of the course, through others too', () => {
    const fragments = [
      { label: 'F1', splitFrom: 'T1', said: [null, 8] },
      { label: 'F2', splitFrom: 'F1', said: [null, 7] },
    ];
    expect(found(T1, ...fragments)).toEqual([]);
  });

  it('are told where they are of no lesion of the course; what hangs on them is not', () => {
    const problems = problemsOf(
      course([
        T1,
        { label: 'F1', splitFrom: 'T9', said: [null, 8] },
        { label: 'F2', splitFrom: 'F1', said: [null, 7] },
      ]),
    );
    expect(problems).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', lesion: 'F1', code: 'split-parent-missing' },
        detail: 'a fragment of T9, which is no lesion of this course',
        ...{ expected: 'a lesion of this course', actual: 'T9', source: 'Eisenhauer 2009, 4.3.2' },
      },
    ]);
  });

  it('are told where they are of themselves, or in a circle; what hangs on the circle is not', () => {
    const itself = problemsOf(course([T1, { label: 'F1', splitFrom: 'F1', said: [null, 8] }]));
    expect(itself).toMatchObject([{ lesion: 'F1', detail: 'a fragment of F1, which is itself' }]);
    const circle = problemsOf(
      course([
        T1,
        { label: 'F1', splitFrom: 'F2', said: [null, 8] },
        { label: 'F2', splitFrom: 'F1', said: [null, 8] },
        { label: 'F3', splitFrom: 'F1', said: [null, 8] },
      ]),
    );
    expect(briefly(circle)).toEqual(['split-parent-missing F1', 'split-parent-missing F2']);
    expect(circle[0]?.detail).toBe('a fragment of F2, which leads back to it');
  });
});

describe('merged lesions', () => {
  it('are fine where they are part of a lesion of the course', () => {
    expect(found({ label: 'T1', said: [20, 45] }, { label: 'T2', said: [20, merged('T1')] })).toEqual([]);
  });

  it('are told where they are part of none, at the visit', () => {
    const problems = problemsOf(course([{ label: 'T1', said: [20, merged('T9'), merged()] }]));
    expect(problems).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'V1', lesion: 'T1', code: 'merged-into-missing' },
        detail: 'merged into T9, which is no lesion of this course',
        ...{ expected: 'a lesion of this course', actual: 'T9', source: 'Eisenhauer 2009, 4.3.2' },
      },
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'V2', lesion: 'T1', code: 'merged-into-missing' },
        detail: 'merged into another lesion, but nothing says which',
        ...{ expected: 'a lesion of this course', source: 'Eisenhauer 2009, 4.3.2' },
      },
    ]);
  });

  it('are told where each is part of the other at a visit, so that both would vanish', () => {
    const both = [
      { label: 'T1', said: [20, 45, merged('T2')] },
      { label: 'T2', said: [20, merged('T1'), merged('T1')] },
    ];
    const problems = problemsOf(course(both));
    expect(briefly(problems)).toEqual(['merged-into-missing T1 @V2', 'merged-into-missing T2 @V2']);
    expect(problems[0]?.detail).toBe('merged into T2, which leads back to it');
    expect(found({ label: 'T1', said: [20, merged('T1')] })).toEqual(['merged-into-missing T1 @V1']);
  });
});
