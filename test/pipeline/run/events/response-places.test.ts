import { describe, expect, it } from 'vitest';
import { finding } from '../../../../src/findings/finding.js';
import { problemFinding } from '../../../../src/pipeline/response/problem-finding.js';
import { type NamedSubject, responsePlaces } from '../../../../src/pipeline/run/events/response-places.js';

const SUBJECTS: readonly NamedSubject[] = [
  { row: 7, id: '01-001', visits: ['V1', 'V2'] },
  { row: 8, id: '01-001, V1', visits: ['V1'] },
];
const placeOf = responsePlaces(SUBJECTS);

const AT = { subject: '01-001', reader: 'reader-1', detail: 'x' } as const;

describe('whom a finding of response is of', () => {
  it('is the subject and the visit that it names', () => {
    const found = problemFinding({ code: 'method-unknown', ...AT, visit: 'V1', lesion: 'Lesion 42' });
    expect(placeOf(found)).toEqual({ subject: 7, visit: 'V1' });
    const other = problemFinding({ code: 'method-unknown', ...AT, subject: '01-001, V1', visit: 'V1' });
    expect(placeOf(other)).toEqual({ subject: 8, visit: 'V1' });
  });

  it('is the subject alone where the finding is of no visit, or of one that it does not have', () => {
    expect(placeOf(problemFinding({ code: 'role-missing', ...AT, lesion: 'V1' }))).toEqual({ subject: 7 });
    expect(placeOf(problemFinding({ code: 'method-unknown', ...AT, visit: 'V9' }))).toEqual({ subject: 7 });
    const other = problemFinding({ code: 'method-unknown', ...AT, subject: '01-001, V1', visit: 'V2' });
    expect(placeOf(other)).toEqual({ subject: 8 });
  });

  it('is nobody where the finding names nobody, or nobody of the trial, whatever its words are', () => {
    expect(placeOf(finding('response-nothing'))).toEqual({});
    expect(placeOf(finding('response-subject-missing', { params: { detail: '01-001, V1: x' } }))).toEqual({});
    expect(placeOf(problemFinding({ code: 'method-unknown', ...AT, subject: '01-0012' }))).toEqual({});
  });
});
