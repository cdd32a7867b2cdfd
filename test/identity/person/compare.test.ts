import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../fixtures/identity/people.js';
import {
  agrees,
  compare,
  contradictions,
  independentNames,
  isYearOnly,
  knownBirthDate,
  knownSex,
  selfContradictions,
} from '../../../src/identity/person/compare.js';
import { evidenceOf, knownOf } from './build.js';

const { first, second } = PEOPLE;

describe('a birth date', () => {
  it.each([
    ['19710218', '19710218'],
    ['1971.02.18', '19710218'],
    ['19710218 ', '19710218'],
    ['19010102', '19010102'],
    ['19700101', '19700101'],
    ['20991231', '20991231'],
  ])('%j is known as %s', (value, date) => {
    expect(knownBirthDate(value)).toBe(date);
  });

  it.each([
    ...[
      '',
      ' ',
      '00000000',
      '19000101',
      '19001231',
      '18000101',
      '00010101',
      '11111111',
      '17890505',
      '99991231',
    ],
    ...['19010101', '19111111', '21000101', '19710230', '1971', '197102', '***', 'Anonymized', '18581117'],
  ])('%j is none', (value) => {
    expect(knownBirthDate(value)).toBeUndefined();
  });

  it('of which only the year was kept is the first of January', () => {
    expect(isYearOnly('19710101')).toBe(true);
    expect(isYearOnly('19711001')).toBe(false);
  });
});

describe('a sex', () => {
  it('is M or F, or not known', () => {
    expect(['M', 'f', ' F ', 'm '].map(knownSex)).toEqual(['M', 'F', 'F', 'M']);
    for (const value of ['', 'O', 'U', 'MF', 'MALE', 'W', '\0']) expect(knownSex(value)).toBeUndefined();
  });
});

describe('a name', () => {
  it('that repeats a record number proves nothing', () => {
    const number = { issuer: 'A', id: 'SUBJ-004' };
    for (const name of ['SUBJ-004', 'subj004', 'SUBJ^004', 'Subj_004^^']) {
      expect(independentNames([name], [number])).toEqual([]);
    }
    expect(independentNames(['SUBJ-005', 'Smith^John'], [number])).toEqual(['SUBJ-005', 'Smith^John']);
    expect(independentNames(['SUBJ-005'], [number, { issuer: '', id: 'subj-005' }])).toEqual([]);
  });

  it('that names nobody proves nothing', () => {
    expect(independentNames(['Anonymous', '', '^^', 'Smith^John'], [])).toEqual(['Smith^John']);
  });
});

describe('a patient compared with a known person', () => {
  it('is the same in all that both have', () => {
    const { name, birthDate, sex } = compare(evidenceOf(first), knownOf(first));
    expect([name.outcome, birthDate, sex]).toEqual(['same', 'same', 'same']);
  });

  it('is different in all that differs', () => {
    const comparison = compare(evidenceOf(second), knownOf(first));
    expect(contradictions(comparison)).toEqual(['PatientName', 'PatientBirthDate', 'PatientSex']);
    expect(agrees(comparison)).toBe(false);
  });

  it('is unknown in what is absent or a placeholder on either side', () => {
    const bare = { names: ['ANON'], birthDates: ['19000101', ''], sexes: ['O'] };
    for (const comparison of [
      compare(evidenceOf(first, bare), knownOf(first)),
      compare(evidenceOf(first), knownOf(first, bare)),
      compare(evidenceOf(first, bare), knownOf(first, bare)),
    ]) {
      const { name, birthDate, sex } = comparison;
      expect([name.outcome, birthDate, sex]).toEqual(['unknown', 'unknown', 'unknown']);
      expect(contradictions(comparison)).toEqual([]);
      expect(agrees(comparison)).toBe(false);
    }
  });

  it('may have any of the values that the person has had', () => {
    const corrected = knownOf(first, { birthDates: ['19710208', first.birthDate], sexes: ['M', 'F'] });
    expect(compare(evidenceOf(first), corrected)).toMatchObject({ birthDate: 'same', sex: 'same' });
    const both = evidenceOf(first, { birthDates: [first.birthDate, '19990909'] });
    expect(compare(both, corrected).birthDate).toBe('different');
  });

  it.each([
    [{}, true],
    [{ birthDates: [] }, true],
    [{ names: [] }, true],
    [{ names: ['Fairweather-Holt^Isolde'] }, true],
    [{ names: ['Fairweather-Holt^Isolde'], birthDates: [] }, false],
    [{ names: ['Holt^Isolde'] }, false],
    [{ names: [], birthDates: [] }, false],
    [{ sexes: ['M'] }, false],
    [{ birthDates: ['19710219'] }, false],
  ])('with %j: agrees is %s', (but, isAgreed) => {
    expect(agrees(compare(evidenceOf(first, but), knownOf(first)))).toBe(isAgreed);
  });

  it('agrees with nothing that contradicts', () => {
    const value = (values: string[]): fc.Arbitrary<string[]> =>
      fc.array(fc.constantFrom(...values), { maxLength: 2 });
    const some = fc.record({
      names: value([first.name, second.name, 'Holt^Isolde', 'ANON', '']),
      birthDates: value([first.birthDate, second.birthDate, '19000101', '']),
      sexes: value(['M', 'F', 'O', '']),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const comparison = compare(evidenceOf(first, a), knownOf(first, b));
        if (agrees(comparison)) expect(contradictions(comparison)).toEqual([]);
      }),
    );
  });
});

describe('a delivery', () => {
  it('contradicts itself in names, birth dates and sexes that cannot be of one', () => {
    const both = {
      names: [first.name, second.name],
      birthDates: ['19710218', '19580930'],
      sexes: ['F', 'M'],
    };
    expect(selfContradictions(evidenceOf(first, both))).toEqual([
      'PatientName',
      'PatientBirthDate',
      'PatientSex',
    ]);
  });

  it('does not by writing one value in several ways, or leaving it out', () => {
    const written = {
      names: [first.name, 'FAIRWEATHER^ISOLDE', 'Anonymous', '', first.id],
      birthDates: ['19710218', '1971.02.18', '', '19000101'],
      sexes: ['F', 'f', 'O', ''],
    };
    expect(selfContradictions(evidenceOf(first, written))).toEqual([]);
  });
});
