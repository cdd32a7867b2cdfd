import type { DecisionContext } from '../../../src/identity/person/decide.js';
import type {
  Candidates,
  Enrolment,
  KnownPerson,
  PersonEvidence,
} from '../../../src/identity/person/evidence.js';

/** A person of the fixtures. */
export interface Person {
  readonly name: string;
  readonly id: string;
  readonly issuer: string;
  readonly birthDate: string;
  readonly sex: string;
}

/** The trial and site of the tests. */
export const CONTEXT: DecisionContext = { protocol: 'AB-101', site: '017', coEnrolmentWith: ['AB-EXT'] };

/** What a delivery of a person of the fixtures says. */
export function evidenceOf(person: Person, but: Partial<PersonEvidence> = {}): PersonEvidence {
  return {
    number: { issuer: person.issuer, id: person.id },
    names: [person.name],
    birthDates: [person.birthDate],
    sexes: [person.sex],
    otherNumbers: [],
    isDeidentified: false,
    ...but,
  };
}

/** An enrolment in the trial of the tests, active at their site. */
export function enrolment(but: Partial<Enrolment> = {}): Enrolment {
  return {
    subjectRow: 7,
    protocol: CONTEXT.protocol,
    site: CONTEXT.site,
    subject: '017-0001-C',
    status: 'active',
    ...but,
  };
}

/** A person of the fixtures as the crosswalk knows them: number 1, enrolled. */
export function knownOf(person: Person, but: Partial<KnownPerson> = {}): KnownPerson {
  return {
    person: 1,
    numbers: [{ issuer: person.issuer, id: person.id }],
    names: [person.name],
    birthDates: [person.birthDate],
    sexes: [person.sex],
    enrolments: [enrolment()],
    ...but,
  };
}

/** Nobody, but for what is given. */
export function candidates(but: Partial<Candidates> = {}): Candidates {
  return { byNumber: undefined, byOtherNumber: [], byDemographics: [], ...but };
}
