import { describe, expect, it } from 'vitest';
import { People, showsDates } from '../../../src/pipeline/measure-export/people.js';

const person = (id: string, name = '') => ({ issuer: '', id, name, birthDate: '', sex: '' });
const header = (id: string, further: Record<string, string[]> = {}) => ({ patient: person(id), further });

describe('people in rows', () => {
  it('takes subject, site and visit from the trial’s attributes', () => {
    const trial = {
      ClinicalTrialSubjectID: ['S-001 '],
      ClinicalTrialSiteID: ['07'],
      ClinicalTrialTimePointID: ['V2'],
    };
    expect(new People(false).subjectOf(header('ZX-1', trial))).toEqual({
      ...{ subject: 'S-001', site: '07', visit: 'V2' },
    });
  });

  it('numbers persons without a trial, the same person always alike, and never shows an ID', () => {
    const people = new People(false);
    expect(people.subjectOf(header('ZX-1')).subject).toBe('person-1');
    expect(people.subjectOf(header('ZX-2')).subject).toBe('person-2');
    expect(people.subjectOf(header('ZX-1')).subject).toBe('person-1');
  });

  it('shows the ID where identifiers are asked for, and nobody where nobody is named', () => {
    expect(new People(true).subjectOf(header('ZX-1')).subject).toBe('ZX-1');
    expect(new People(false).subjectOf(header('')).subject).toBeNull();
  });

  it('numbers readers by name and login together', () => {
    const people = new People(false);
    expect(people.readerOf({ person: 'A', personId: 'x' })).toBe('reader-1');
    expect(people.readerOf({ person: 'A', personId: 'y' })).toBe('reader-2');
    expect(people.readerOf({ person: 'A', personId: 'x' })).toBe('reader-1');
    expect(people.readerOf({ personId: 'x' })).toBe('reader-3');
    expect(people.readerOf({})).toBeNull();
    expect(people.readerOf({ person: '  ' })).toBeNull();
    expect(new People(true).readerOf({ person: 'Doe^Jane' })).toBe('Doe^Jane');
  });

  it.each([
    [{ PatientIdentityRemoved: ['YES'], LongitudinalTemporalInformationModified: ['MODIFIED'] }, true],
    [{ PatientIdentityRemoved: ['YES'], LongitudinalTemporalInformationModified: ['REMOVED'] }, true],
    [{ PatientIdentityRemoved: ['YES'], LongitudinalTemporalInformationModified: ['UNMODIFIED'] }, false],
    [{ PatientIdentityRemoved: ['NO'], LongitudinalTemporalInformationModified: ['MODIFIED'] }, false],
    [{ PatientIdentityRemoved: ['YES'] }, false],
    [{}, false],
  ])('shows dates only where the object says that they were changed: %j', (further, shown) => {
    expect(showsDates({ further: further as Record<string, string[]> })).toBe(shown);
  });
});
