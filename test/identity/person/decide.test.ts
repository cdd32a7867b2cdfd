import { describe, expect, it } from 'vitest';
import { NAME_VARIANTS } from '../../../fixtures/identity/name-variants.js';
import { PEOPLE } from '../../../fixtures/identity/people.js';
import { SITE_ANONYMISED } from '../../../fixtures/identity/site-anonymised.js';
import { decide } from '../../../src/identity/person/decide.js';
import type { Decision, ReasonCode } from '../../../src/identity/person/decision.js';
import type { Candidates, KnownPerson, PersonEvidence } from '../../../src/identity/person/evidence.js';
import { CONTEXT, candidates, enrolment, evidenceOf, knownOf } from './build.js';

const { first, second, unmarried, married, rightId, wrongId, sharedIdA, sharedIdB, manyScripts } = PEOPLE;

function decided(evidence: PersonEvidence, but: Partial<Candidates> = {}): Decision {
  return decide(evidence, candidates(but), CONTEXT);
}

function codesOf({ reasons }: Decision): ReasonCode[] {
  return reasons.map(({ code }) => code);
}

/** A delivery of the first person, changed, while the crosswalk knows them, changed. */
function ofFirst(evidence: Partial<PersonEvidence>, known: Partial<KnownPerson> = {}): Decision {
  return decided(evidenceOf(first, evidence), { byNumber: knownOf(first, known) });
}

describe('a known record number', () => {
  it('with the same name, birth date and sex is recalled without a word', () => {
    expect(ofFirst({})).toEqual({ kind: 'recall', person: 1, subjectRow: 7, reasons: [] });
  });

  it.each([
    ['a middle name left out', { names: ['Fairweather^Isolde'] }],
    ['case', { names: [first.name.toUpperCase()] }],
    ['a double-barrelled name', { names: ['Fairweather-Holt^Isolde'] }],
    ['the same initials', { names: ['F^I^M'] }],
  ])('is recalled with a note: %s', (_, but) => {
    const decision = ofFirst(but);
    expect(decision).toMatchObject({ kind: 'recall', subjectRow: 7 });
    expect(codesOf(decision)).toEqual(['name-written-otherwise']);
  });

  it.each([
    ['no name', { names: [] }],
    ['a placeholder for a name', { names: ['Anonymous'] }],
    ['the number for a name', { names: [first.id] }],
    ['no birth date', { birthDates: [] }],
    ['no birth date and no sex', { birthDates: ['19000101'], sexes: ['O'] }],
    ['identity removed', { isDeidentified: true }],
  ])('is recalled by what is left: %s', (_, but) => {
    expect(ofFirst(but)).toEqual({ kind: 'recall', person: 1, subjectRow: 7, reasons: [] });
  });

  it.each([
    ['PatientName', { names: [second.name] }],
    ['PatientBirthDate', { birthDates: ['19710219'] }],
    ['PatientSex', { sexes: ['M'] }],
  ] as const)('is refused where %s contradicts', (attribute, but) => {
    const reasons = [{ code: 'identity-contradicted', attributes: [attribute] }];
    expect(ofFirst(but)).toEqual({ kind: 'refuse', outcome: 'conflict', persons: [1], reasons });
  });

  it('is refused where one name is the person’s and another is not, in a second script', () => {
    const known = knownOf(manyScripts, { names: ['Muller^Zoe=Мюллер^Зоя'] });
    const delivered = evidenceOf(manyScripts, { names: ['Muller^Zoe', 'Петров^Олег'] });
    expect(codesOf(decided(delivered, { byNumber: known }))).toEqual(['identity-contradicted']);
  });

  it('is asked about where part of the name has changed, and never clear: it may be a twin', () => {
    const decision = ofFirst({ names: ['Holt^Isolde'] });
    const reasons = [{ code: 'name-changed', attributes: ['PatientName'] }];
    expect(decision).toEqual({ kind: 'ask', person: 1, subjectRow: 7, isUnambiguous: false, reasons });
    const twin = ofFirst({ names: ['Fairweather^Imogen'] });
    expect(twin).toMatchObject({ kind: 'ask', isUnambiguous: false });
  });

  it.each([
    ['a changed name and no birth date', 'name-changed', { names: ['Holt^Isolde'], birthDates: [] }],
    ['a similar name and no birth date', 'name-changed', { names: ['Fairweather-Holt^I'], birthDates: [] }],
    ['a sex alone', 'no-cross-check', { names: [], birthDates: [] }],
    ['nothing', 'no-cross-check', { names: [''], birthDates: ['00010101'], sexes: [] }],
    ['the number for a name', 'no-cross-check', { names: [first.id], birthDates: [], isDeidentified: true }],
  ])('is asked about, and never clear: %s', (_, code, but) => {
    const decision = ofFirst(but);
    expect(decision).toMatchObject({ kind: 'ask', person: 1, subjectRow: 7, isUnambiguous: false });
    expect(codesOf(decision)).toEqual([code]);
  });

  it('under the name and birth date of another known person is a conflict: twins', () => {
    const twin = { ...first, name: 'Fairweather^Imogen', id: 'NM-1' };
    const byDemographics = [knownOf(twin, { person: 2 })];
    const delivered = { ...evidenceOf(first), names: [twin.name] };
    const decision = decided(delivered, { byNumber: knownOf(first), byDemographics });
    expect(decision).toMatchObject({ kind: 'refuse', outcome: 'conflict', persons: [1, 2] });
    expect(codesOf(decision)).toEqual(['several-candidates']);
  });

  it('with another number of another person is a merged record', () => {
    const other = knownOf(second, { person: 2 });
    const decision = decided(evidenceOf(first), { byNumber: knownOf(first), byOtherNumber: [other] });
    expect(decision).toMatchObject({ kind: 'refuse', outcome: 'conflict', persons: [1, 2] });
    expect(codesOf(decision)).toEqual(['record-merged']);
  });

  it('with another number of the same person, or one that is a placeholder, is recalled', () => {
    const holder = knownOf(first);
    expect(decided(evidenceOf(first), { byNumber: holder, byOtherNumber: [holder] }).kind).toBe('recall');
    const zero = { issuer: first.issuer, id: '0' };
    const other = knownOf(second, { person: 2, numbers: [zero] });
    const evidence = evidenceOf(first, { otherNumbers: [zero] });
    expect(decided(evidence, { byNumber: holder, byOtherNumber: [other] }).kind).toBe('recall');
  });
});

describe('an unknown record number', () => {
  it('of nobody known is enrolled', () => {
    expect(decided(evidenceOf(first))).toEqual({ kind: 'enrol', person: undefined, reasons: [] });
  });

  it('with neither name nor birth date is enrolled, and told to be without a check', () => {
    const bare = evidenceOf(first, { names: ['ANON'], birthDates: [''] });
    const reasons = [{ code: 'no-cross-check', attributes: ['PatientName', 'PatientBirthDate'] }];
    expect(decided(bare)).toEqual({ kind: 'enrol', person: undefined, reasons });
  });

  it('beside a known one is asked about, clearly where the rest agrees', () => {
    const link = { byOtherNumber: [knownOf(first)] };
    const number = { issuer: 'SECOND', id: 'Q-77812' };
    const agreed = decided(evidenceOf(first, { number }), link);
    expect(agreed).toMatchObject({ kind: 'ask', person: 1, subjectRow: 7, isUnambiguous: true });
    expect(codesOf(agreed)).toEqual(['linked-by-other-number']);
    for (const but of [{ names: [], birthDates: [] }, { names: ['Holt^Isolde'] }]) {
      expect(decided(evidenceOf(first, { number, ...but }), link)).toMatchObject({
        kind: 'ask',
        isUnambiguous: false,
      });
    }
    const contradicted = decided(evidenceOf(first, { number, sexes: ['M'] }), link);
    expect(contradicted).toMatchObject({ kind: 'refuse', outcome: 'conflict', persons: [1] });
    expect(codesOf(contradicted)).toEqual(['identity-contradicted']);
  });

  it('of somebody of the same name and birth date is asked about', () => {
    const same = decided(evidenceOf(wrongId), { byDemographics: [knownOf(rightId)] });
    expect(same).toMatchObject({ kind: 'ask', person: 1, subjectRow: 7, isUnambiguous: false });
    expect(codesOf(same)).toEqual(['same-person-other-number']);
  });

  it('of another hospital is clear, where name, birth date and sex are all the same', () => {
    const number = { issuer: 'SECOND', id: 'Q-77812' };
    const asked = (but: Partial<PersonEvidence>, known: Partial<KnownPerson> = {}): Decision =>
      decided(evidenceOf(first, { number, ...but }), { byDemographics: [knownOf(first, known)] });
    expect(asked({})).toMatchObject({ kind: 'ask', isUnambiguous: true });
    const yearOnly = { birthDates: ['19710101'] };
    for (const unclear of [
      asked({ names: ['Fairweather-Holt^Isolde'] }),
      asked({ sexes: [] }),
      asked(yearOnly, yearOnly),
      asked({}, { numbers: [{ issuer: ' second', id: 'Q-1' }] }),
    ]) {
      expect(unclear).toMatchObject({ kind: 'ask', isUnambiguous: false });
    }
  });

  it('of somebody who only shares a key is enrolled', () => {
    for (const but of [{ sexes: ['M'] }, { birthDates: ['19710219'] }, { names: ['Farley^Isolde'] }]) {
      const decision = decided(evidenceOf(first, but), { byDemographics: [knownOf(first)] });
      expect(decision).toEqual({ kind: 'enrol', person: undefined, reasons: [] });
    }
  });

  it('of several who fit is refused', () => {
    const twice = [knownOf(first, { person: 3 }), knownOf(first, { person: 2 })];
    for (const but of [
      { byOtherNumber: twice },
      { byDemographics: twice },
      { byOtherNumber: twice.slice(0, 1), byDemographics: twice.slice(1) },
    ]) {
      const decision = decided(evidenceOf(first), but);
      expect(decision).toMatchObject({ kind: 'refuse', outcome: 'conflict', persons: [2, 3] });
      expect(codesOf(decision)).toEqual(['several-candidates']);
    }
  });
});

describe('a delivery', () => {
  it('without a record number, or with a placeholder, is nobody’s, whatever else it says', () => {
    for (const id of ['', '0', 'ANON', 'Anonymous', '****', '123456']) {
      const number = { issuer: first.issuer, id };
      const all = {
        byNumber: knownOf(first),
        byOtherNumber: [knownOf(first)],
        byDemographics: [knownOf(first)],
      };
      for (const names of [[first.name], [first.name, second.name]]) {
        expect(decided(evidenceOf(first, { number, names }), all)).toEqual({
          kind: 'refuse',
          outcome: 'unassigned',
          persons: [],
          reasons: [{ code: 'placeholder-id', attributes: ['PatientID'] }],
        });
      }
    }
  });

  it('that gives one number to two people is refused, known or not', () => {
    const names = [sharedIdA.name, sharedIdB.name];
    const birthDates = [sharedIdA.birthDate, sharedIdB.birthDate];
    const both = evidenceOf(sharedIdA, { names, birthDates, sexes: ['F', 'M'] });
    const attributes = ['PatientName', 'PatientBirthDate', 'PatientSex'];
    const reasons = [{ code: 'delivery-contradicts-itself', attributes }];
    expect(decided(both)).toEqual({ kind: 'refuse', outcome: 'conflict', persons: [], reasons });
    expect(decided(both, { byNumber: knownOf(sharedIdA) })).toMatchObject({ persons: [1], reasons });
  });
});

describe('the people of the fixtures', () => {
  it('are recalled after a marriage', () => {
    const decision = decided(evidenceOf(married), { byNumber: knownOf(unmarried) });
    expect(decision).toMatchObject({ kind: 'recall', person: 1, subjectRow: 7 });
    expect(codesOf(decision)).toEqual(['name-written-otherwise']);
    expect(decided(evidenceOf(unmarried), { byNumber: knownOf(married) }).kind).toBe('recall');
  });

  it('are refused where one has the number of another', () => {
    const decision = decided(evidenceOf(sharedIdB), { byNumber: knownOf(sharedIdA) });
    const attributes = ['PatientName', 'PatientBirthDate', 'PatientSex'];
    expect(decision).toMatchObject({ kind: 'refuse', outcome: 'conflict', persons: [1] });
    expect(decision.reasons).toEqual([{ code: 'identity-contradicted', attributes }]);
  });

  it('are recalled under each of seven writings, whichever came first', async () => {
    const studies = (await NAME_VARIANTS.make()).truth.studies as { patientName: string }[];
    const names = studies.map(({ patientName }) => patientName);
    expect(names).toHaveLength(7);
    for (const name of names) {
      for (const before of [...names.map((own) => [own]), names]) {
        const known = knownOf(manyScripts, { names: before });
        const decision = decided(evidenceOf(manyScripts, { names: [name] }), { byNumber: known });
        expect(decision).toMatchObject({ kind: 'recall', person: 1, subjectRow: 7 });
      }
    }
    expect(decided(evidenceOf(manyScripts, { names }), { byNumber: knownOf(manyScripts) }).kind).toBe(
      'recall',
    );
  });

  it('are nobody after a site has anonymised them', async () => {
    const { truth } = await SITE_ANONYMISED.make();
    for (const { patientId, patientName, birthDate, sex } of truth.studies as Record<string, string>[]) {
      const evidence: PersonEvidence = {
        number: { issuer: '017', id: patientId ?? '' },
        names: [patientName ?? ''],
        birthDates: [birthDate ?? ''],
        sexes: [sex ?? ''],
        otherNumbers: [],
        isDeidentified: true,
      };
      const known = knownOf(first, {
        numbers: [evidence.number],
        names: evidence.names,
        birthDates: [],
        sexes: [],
      });
      expect(decided(evidence, { byNumber: known })).toMatchObject({ kind: 'refuse', outcome: 'unassigned' });
    }
  });
});

describe('where the person is enrolled', () => {
  it('decides after who they are: a retired subject is none', () => {
    const retired = enrolment({ subjectRow: 3, status: 'retired', site: '018' });
    expect(ofFirst({}, { enrolments: [retired, enrolment()] })).toMatchObject({
      kind: 'recall',
      subjectRow: 7,
    });
    expect(ofFirst({}, { enrolments: [retired] })).toEqual({ kind: 'enrol', person: 1, reasons: [] });
  });
});
