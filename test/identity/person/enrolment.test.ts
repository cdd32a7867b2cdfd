import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../fixtures/identity/people.js';
import type { Decision } from '../../../src/identity/person/decision.js';
import { placeInTrial, type Verdict } from '../../../src/identity/person/enrolment.js';
import type { Enrolment } from '../../../src/identity/person/evidence.js';
import { CONTEXT, enrolment, knownOf } from './build.js';

type Certainty = Extract<Verdict, { kind: 'person' }>['certainty'];

const NOTE = { code: 'name-written-otherwise' } as const;

function placed(enrolments: readonly Enrolment[], certainty: Certainty = 'certain'): Decision {
  const person = knownOf(PEOPLE.first, { enrolments });
  return placeInTrial({ kind: 'person', person, certainty, reasons: [NOTE] }, CONTEXT);
}

const ELSEWHERE = { subjectRow: 9, protocol: 'ZZ-9' } as const;

describe('a person in a trial', () => {
  it('is recalled as the active subject of the site', () => {
    expect(placed([enrolment()])).toEqual({ kind: 'recall', person: 1, subjectRow: 7, reasons: [NOTE] });
  });

  it('is asked about with that subject, unless they are certain', () => {
    const asked = { kind: 'ask', person: 1, subjectRow: 7, reasons: [NOTE] };
    expect(placed([enrolment()], 'unambiguous')).toEqual({ ...asked, isUnambiguous: true });
    expect(placed([enrolment()], 'doubtful')).toEqual({ ...asked, isUnambiguous: false });
  });

  it('is enrolled where they have no subject yet', () => {
    expect(placed([])).toEqual({ kind: 'enrol', person: 1, reasons: [NOTE] });
    expect(placed([], 'unambiguous')).toEqual({
      kind: 'ask',
      person: 1,
      subjectRow: undefined,
      isUnambiguous: true,
      reasons: [NOTE],
    });
  });

  it.each([
    ['withdrawn', 'withdrawn', [enrolment({ status: 'withdrawn' })]],
    ['withdrawn', 'withdrawn', [enrolment({ status: 'withdrawn', site: '018' })]],
    ['withdrawn', 'withdrawn', [enrolment(), enrolment({ status: 'withdrawn', subjectRow: 8 })]],
    ['conflict', 'at-another-site', [enrolment({ site: '018' })]],
    ['conflict', 'at-another-site', [enrolment(), enrolment({ site: '018', subjectRow: 8 })]],
    ['conflict', 'several-candidates', [enrolment(), enrolment({ subjectRow: 8 })]],
    ['conflict', 'in-another-trial', [enrolment(ELSEWHERE)]],
    ['conflict', 'in-another-trial', [enrolment({ ...ELSEWHERE, site: '018' })]],
    ['conflict', 'in-another-trial', [enrolment({ status: 'retired' }), enrolment(ELSEWHERE)]],
  ] as const)('is refused as %s: %s', (outcome, code, enrolments) => {
    for (const certainty of ['certain', 'unambiguous', 'doubtful'] as const) {
      expect(placed(enrolments, certainty)).toEqual({
        kind: 'refuse',
        outcome,
        persons: [1],
        reasons: [NOTE, { code }],
      });
    }
  });

  it.each([
    ['a trial that goes together with this', enrolment({ ...ELSEWHERE, protocol: 'AB-EXT' })],
    ['a trial that they have left', enrolment({ ...ELSEWHERE, status: 'withdrawn' })],
    ['a subject that was corrected away', enrolment({ ...ELSEWHERE, status: 'retired' })],
    ['one here that was corrected away', enrolment({ status: 'retired', site: '018' })],
  ])('is enrolled besides %s', (_, other) => {
    expect(placed([other])).toEqual({ kind: 'enrol', person: 1, reasons: [NOTE] });
  });

  it('stays in this trial whatever other trials they are in', () => {
    expect(placed([enrolment(ELSEWHERE), enrolment()])).toMatchObject({ kind: 'recall', subjectRow: 7 });
  });
});

describe('who is not a known person', () => {
  it('is enrolled as somebody new, or stays refused', () => {
    expect(placeInTrial({ kind: 'new', reasons: [] }, CONTEXT)).toEqual({
      kind: 'enrol',
      person: undefined,
      reasons: [],
    });
    const refused = { kind: 'refuse', outcome: 'unassigned', persons: [], reasons: [] } as const;
    expect(placeInTrial(refused, CONTEXT)).toBe(refused);
  });
});
