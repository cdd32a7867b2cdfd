import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../fixtures/identity/people.js';
import { knownBirthDate, knownSex } from '../../../src/identity/person/compare.js';
import { compareNames } from '../../../src/identity/person/compare-names.js';
import { decide } from '../../../src/identity/person/decide.js';
import type { Decision } from '../../../src/identity/person/decision.js';
import type { Candidates, KnownPerson, PersonEvidence } from '../../../src/identity/person/evidence.js';
import { isPlaceholder } from '../../../src/identity/person/placeholders.js';
import { CONTEXT, candidates, enrolment, evidenceOf, knownOf } from './build.js';

const NAMES = [
  'Müller^Zoë',
  'MUELLER^Z',
  'Zoe^Muller',
  'Muller-Holt^Zoe',
  'Holt^Zoe',
  'Muller^Max',
  'Gannet^Olga',
];
const MORE_NAMES = [
  'Мюллер^Зоя',
  'Muller^Zoe=Мюллер^Зоя',
  'Muller^Zoe=Петров^Олег',
  'Anonymous',
  '',
  'NM-310442',
  'M^Z',
];
const DATES = ['19770309', '1977.03.09', '19770310', '19770101', '19000101', '00010101', ''];
const SEXES = ['F', 'M', 'O', '', 'f'];
const IDS = ['NM-310442', 'nm-310442 ', 'NM-310443', 'ANON', '0', '', 'ANON0012'];

function some(values: readonly string[], maxLength: number): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...values), { maxLength });
}

const number = fc.record({ issuer: fc.constantFrom('A', 'B'), id: fc.constantFrom(...IDS) });
const evidence: fc.Arbitrary<PersonEvidence> = fc.record({
  number,
  names: some([...NAMES, ...MORE_NAMES], 2),
  birthDates: some(DATES, 2),
  sexes: some(SEXES, 2),
  otherNumbers: fc.array(number, { maxLength: 1 }),
  isDeidentified: fc.boolean(),
});
const enrolments = fc.array(
  fc.record({
    subjectRow: fc.nat({ max: 9 }),
    protocol: fc.constantFrom(CONTEXT.protocol, 'AB-EXT', 'ZZ-9'),
    site: fc.constantFrom(CONTEXT.site, '018'),
    status: fc.constantFrom('active' as const, 'withdrawn' as const, 'retired' as const),
  }),
  { maxLength: 2 },
);
const person: fc.Arbitrary<KnownPerson> = fc
  .record({
    person: fc.integer({ min: 1, max: 3 }),
    numbers: fc.array(number, { maxLength: 2 }),
    names: some([...NAMES, ...MORE_NAMES], 3),
    birthDates: some(DATES, 1),
    sexes: some(SEXES, 1),
    enrolments,
  })
  .map((own) => ({ ...own, enrolments: own.enrolments.map((one) => enrolment(one)) }));
const people = fc.uniqueArray(person, { maxLength: 3, selector: (own) => own.person });
/** Everybody is one of the same three people, as a crosswalk has it. */
const everyone: fc.Arbitrary<Candidates> = fc
  .tuple(people, fc.nat({ max: 3 }), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
  .map(([all, holder, isIn]) => ({
    byNumber: all[holder],
    byOtherNumber: all.filter((_, i) => isIn[i]),
    byDemographics: all.filter((_, i) => isIn[i + 3]),
  }));

function values<T>(texts: readonly string[], read: (text: string) => T | undefined): T[] {
  return texts.flatMap((text) => read(text) ?? []);
}

/** Each value of the one has to be one of the other's, unless one has none. */
function differ<T>(delivered: readonly T[], known: readonly T[]): boolean {
  return known.length > 0 && delivered.some((value) => !known.includes(value));
}

/** The names of both that are no number of either written again. */
function namesOf(own: PersonEvidence, known: KnownPerson): { own: string[]; known: string[] } {
  const ids = [own.number, ...known.numbers].map(({ id }) => id.trim().toUpperCase());
  const real = (names: readonly string[]): string[] => names.filter((name) => !ids.includes(name));
  return { own: real(own.names), known: real(known.names) };
}

function personOf(
  { byNumber, byOtherNumber, byDemographics }: Candidates,
  id: number,
): KnownPerson | undefined {
  return [byNumber, ...byOtherNumber, ...byDemographics].find((own) => own?.person === id);
}

/** The person that a decision would give the delivery to, with or without a question. */
function givenTo(decision: Decision, all: Candidates): KnownPerson | undefined {
  if (decision.kind === 'refuse' || decision.person === undefined) return undefined;
  return personOf(all, decision.person);
}

const RUNS = { numRuns: 2000 };

describe('no decision', () => {
  it('gives a delivery to a person of another birth date, sex or name, not even after a question', () => {
    fc.assert(
      fc.property(evidence, everyone, (own, all) => {
        const known = givenTo(decide(own, all, CONTEXT), all);
        if (!known) return;
        expect(differ(values(own.birthDates, knownBirthDate), values(known.birthDates, knownBirthDate))).toBe(
          false,
        );
        expect(differ(values(own.sexes, knownSex), values(known.sexes, knownSex))).toBe(false);
        const names = namesOf(own, known);
        for (const name of names.own) {
          expect(compareNames([name], names.known).outcome).not.toBe('different');
        }
      }),
      RUNS,
    );
  });

  it('assigns anything to a placeholder', () => {
    fc.assert(
      fc.property(evidence, everyone, (own, all) => {
        const decision = decide(own, all, CONTEXT);
        const isUnassigned = decision.kind === 'refuse' && decision.outcome === 'unassigned';
        expect(isUnassigned).toBe(isPlaceholder(own.number.id));
        if (isUnassigned) expect(decision.persons).toEqual([]);
      }),
      RUNS,
    );
  });

  it('recalls, or is clear, without a name or a birth date that agrees', () => {
    fc.assert(
      fc.property(evidence, everyone, (own, all) => {
        const decision = decide(own, all, CONTEXT);
        if (decision.kind === 'refuse' || (decision.kind === 'ask' && !decision.isUnambiguous)) return;
        const known = givenTo(decision, all);
        if (!known) return;
        const names = namesOf(own, known);
        const isNamed = ['same', 'similar', 'partial'].includes(compareNames(names.own, names.known).outcome);
        const dates = values(known.birthDates, knownBirthDate);
        const isBorn = values(own.birthDates, knownBirthDate).some((date) => dates.includes(date));
        expect(isNamed || isBorn).toBe(true);
      }),
      RUNS,
    );
  });

  it('recalls without a question but by the record number itself', () => {
    fc.assert(
      fc.property(evidence, everyone, (own, all) => {
        const decision = decide(own, all, CONTEXT);
        if (decision.kind === 'recall') expect(decision.person).toBe(all.byNumber?.person);
        if (decision.kind === 'enrol') expect([undefined, all.byNumber?.person]).toContain(decision.person);
      }),
      RUNS,
    );
  });

  it('gives a subject that is not active in this trial at this site', () => {
    fc.assert(
      fc.property(evidence, everyone, (own, all) => {
        const decision = decide(own, all, CONTEXT);
        if (decision.kind !== 'recall' && decision.kind !== 'ask') return;
        const here = givenTo(decision, all)?.enrolments.filter(({ status }) => status !== 'retired') ?? [];
        const inTrial = here.filter(({ protocol }) => protocol === CONTEXT.protocol);
        expect(inTrial.every(({ site, status }) => site === CONTEXT.site && status === 'active')).toBe(true);
        expect(inTrial.map(({ subjectRow }) => subjectRow)).toEqual(
          decision.subjectRow === undefined ? [] : [decision.subjectRow],
        );
      }),
      RUNS,
    );
  });

  it('depends on the order of candidates and values, or on the writing of the record number', () => {
    fc.assert(
      fc.property(evidence, everyone, (own, all) => {
        const turned: Candidates = {
          byNumber: all.byNumber,
          byOtherNumber: all.byOtherNumber.toReversed(),
          byDemographics: all.byDemographics.toReversed(),
        };
        const other: PersonEvidence = {
          ...own,
          number: { issuer: ` ${own.number.issuer.toLowerCase()}`, id: `${own.number.id.toUpperCase()}\0` },
          names: own.names.toReversed(),
          birthDates: own.birthDates.toReversed(),
          sexes: own.sexes.toReversed(),
        };
        expect(decide(other, turned, CONTEXT)).toEqual(decide(own, all, CONTEXT));
      }),
      RUNS,
    );
  });
});

describe('the people of the fixtures', () => {
  const different = Object.values(PEOPLE).filter(({ name }) => !/^(QA|DVORAKOVA|Penhaligon)/.test(name));

  it('are never taken for each other, whoever has whose number', () => {
    expect(different.length).toBeGreaterThan(5);
    for (const one of different) {
      for (const other of different.filter((own) => own !== one)) {
        const known = knownOf(other, { numbers: [{ issuer: one.issuer, id: one.id }] });
        const byNumber = decide(evidenceOf(one), candidates({ byNumber: known }), CONTEXT);
        expect(byNumber).toMatchObject({ kind: 'refuse', outcome: 'conflict' });
        const byName = decide(evidenceOf(one), candidates({ byDemographics: [known] }), CONTEXT);
        expect(byName).toEqual({ kind: 'enrol', person: undefined, reasons: [] });
      }
    }
  });
});
