import { describe, expect, it } from 'vitest';
import {
  addNumber,
  addPerson,
  candidatesOf,
  knownPerson,
  learn,
  numberRow,
  personWith,
} from '../../../src/identity/registry/people.js';
import { addSubject } from '../../../src/identity/registry/subjects.js';
import { ACTION, emptyCrosswalk, evidence, trialIn } from './registry-world.js';

const ADA = evidence('A1', { names: ['Lovelace^Ada'], birthDates: ['19550412'], sexes: ['F'] });

describe('a person', () => {
  it('is found by a record number, however it is padded and whatever its case', async () => {
    const crosswalk = await emptyCrosswalk();
    const person = crosswalk.write((writer) => addPerson(writer, ADA, ACTION));
    expect(personWith(crosswalk, { issuer: ' city', id: 'a1 ' })).toBe(person);
    expect(personWith(crosswalk, { issuer: 'COUNTY', id: 'A1' })).toBeUndefined();
    expect(personWith(crosswalk, { issuer: 'CITY', id: '' })).toBeUndefined();
  });

  it('is told by name and birth date without the record number', async () => {
    const crosswalk = await emptyCrosswalk();
    const person = crosswalk.write((writer) => addPerson(writer, ADA, ACTION));
    const found = candidatesOf(crosswalk, { ...ADA, number: { issuer: 'COUNTY', id: 'B2' } });
    expect(found.byNumber).toBeUndefined();
    expect(found.byDemographics.map((known) => known.person)).toEqual([person]);
    const born = { ...ADA, number: { issuer: 'COUNTY', id: 'B2' }, birthDates: ['19550413'] };
    expect(candidatesOf(crosswalk, born).byDemographics).toEqual([]);
  });

  it('is told by another record number that the delivery holds', async () => {
    const crosswalk = await emptyCrosswalk();
    const person = crosswalk.write((writer) => addPerson(writer, ADA, ACTION));
    const found = candidatesOf(crosswalk, evidence('B2', { otherNumbers: [ADA.number, ADA.number] }));
    expect(found.byOtherNumber.map((known) => known.person)).toEqual([person]);
  });

  it('has enrolments of every trial, with their protocol', async () => {
    const crosswalk = await emptyCrosswalk();
    const known = crosswalk.write((writer) => {
      const person = addPerson(writer, ADA, ACTION);
      for (const protocol of ['EX-1', 'EX-2']) {
        const place = { trial: trialIn(writer, protocol), person, site: '01', kind: 'subject' as const };
        addSubject(writer, place, { id: `${protocol} S`, scope: '01', sequence: 1 }, ACTION);
      }
      return knownPerson(writer, person);
    });
    expect(known.enrolments.map(({ protocol, subject }) => [protocol, subject])).toEqual([
      ['EX-1', 'EX-1 S'],
      ['EX-2', 'EX-2 S'],
    ]);
  });
});

describe('learning', () => {
  it('keeps every spelling, date and number once', async () => {
    const crosswalk = await emptyCrosswalk();
    const known = crosswalk.write((writer) => {
      const person = addPerson(writer, ADA, ACTION);
      const names = ['LOVELACE^ADA', 'Lovelace^Ada', ''];
      learn(writer, person, { ...ADA, number: { issuer: 'COUNTY', id: 'B2' }, names }, ACTION);
      learn(writer, person, ADA, ACTION);
      return knownPerson(writer, person);
    });
    expect(known.names).toEqual(['Lovelace^Ada', 'LOVELACE^ADA']);
    expect(known.birthDates).toEqual(['19550412']);
    expect(known.numbers).toHaveLength(2);
  });

  it('of a married name finds the person by that, too', async () => {
    const crosswalk = await emptyCrosswalk();
    const person = crosswalk.write((writer) => {
      const row = addPerson(writer, ADA, ACTION);
      learn(writer, row, { ...ADA, names: ['King^Ada'] }, ACTION);
      return row;
    });
    for (const name of ['King^Ada', 'Lovelace^Ada']) {
      const found = candidatesOf(crosswalk, { ...ADA, number: { issuer: 'X', id: 'Y7' }, names: [name] });
      expect(found.byDemographics.map((known) => known.person)).toEqual([person]);
    }
  });

  it('of nothing new leaves no trace in the audit', async () => {
    const crosswalk = await emptyCrosswalk();
    const person = crosswalk.write((writer) => addPerson(writer, ADA, ACTION));
    const before = crosswalk.head();
    crosswalk.write((writer) => learn(writer, person, ADA, ACTION));
    expect(crosswalk.head()).toEqual(before);
  });

  it('never takes a record number from somebody else', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      addPerson(writer, ADA, ACTION);
      const other = addPerson(writer, evidence('C3'), ACTION);
      expect(() => addNumber(writer, other, ADA.number, ACTION)).toThrow(RangeError);
      expect(numberRow(writer, ADA.number)?.person).not.toBe(other);
    });
  });

  it('keeps no empty record number', async () => {
    const crosswalk = await emptyCrosswalk();
    const known = crosswalk.write((writer) => knownPerson(writer, addPerson(writer, evidence(' '), ACTION)));
    expect(known.numbers).toEqual([]);
  });
});
