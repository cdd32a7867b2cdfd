import { describe, expect, it } from 'vitest';
import {
  absentReason,
  CODING_SYSTEMS,
  concept,
  ownConcept,
} from '../../../src/report/measurements/fhir-codes.js';
import { fhirJson } from '../../../src/report/measurements/fhir-json.js';
import { dcm, sct, srt, storedRow } from './sample-rows.js';

const read = (value: Parameters<typeof fhirJson>[0]) => JSON.parse(fhirJson(value));

describe('codes in FHIR', () => {
  it('have the URI of their scheme; codes of RT style are none of SNOMED CT', () => {
    expect(read(concept(srt('T-62000', 'Liver'), sct('10200004', 'Liver')))).toEqual({
      coding: [
        { system: 'http://snomed.info/srt', code: 'T-62000', display: 'Liver' },
        { system: 'http://snomed.info/sct', code: '10200004', display: 'Liver' },
      ],
      text: 'Liver',
    });
    for (const uri of CODING_SYSTEMS.values()) expect(uri).toMatch(/^(https?:\/\/|urn:oid:)\S+$/);
  });

  it('are named once where the stored one is that of today', () => {
    expect(read(concept(dcm('126401', 'SUVbw'), dcm('126401', 'SUV body weight'))).coding).toHaveLength(1);
  });

  it('have a system of this program where the scheme is not known, whatever it is called', () => {
    const system = (scheme: string) => read(concept({ value: 'x', scheme, meaning: 'X' })).coding[0].system;
    expect(system('99 LAB/ä')).toBe('urn:corelab:coding-scheme:99_LAB_');
    expect(system('toString')).toBe('urn:corelab:coding-scheme:toString');
    expect(system(' ')).toBeUndefined();
  });

  it('are none without value and meaning, and text alone without a value', () => {
    expect(concept(null, null)).toBeUndefined();
    expect(concept({ value: ' ', scheme: 'DCM', meaning: '' })).toBeUndefined();
    expect(read(concept({ value: '', scheme: 'DCM', meaning: 'Area' }) ?? {})).toEqual({ text: 'Area' });
    expect(read(concept({ value: ' a  b ', scheme: 'DCM', meaning: '' }) ?? {})).toMatchObject({
      ...{ coding: [{ code: 'a b' }], text: 'a  b' },
    });
  });

  it('say why there is no value, by code and never by meaning', () => {
    const reason = (value: string, scheme = 'DCM') =>
      read(absentReason(storedRow({ qualifier: { value, scheme, meaning: 'Not a number' } }))).coding[0].code;
    expect(
      ['114000', '114001', '114002', '114006', '114007', '114009'].map((value) => reason(value)),
    ).toEqual([
      ...['not-a-number', 'negative-infinity', 'positive-infinity', 'error', 'not-performed', 'unknown'],
    ]);
    expect(reason('114000', '99LAB')).toBe('unknown');
    expect(reason('constructor')).toBe('unknown');
    expect(read(absentReason(storedRow({ why: 'no image' })))).toMatchObject({ text: 'no image' });
  });

  it('name what is of this program alone', () => {
    expect(ownConcept('agrees', 'Agrees')).toEqual({
      ...{
        coding: [{ system: 'urn:corelab:measurement', code: 'agrees', display: 'Agrees' }],
        text: 'Agrees',
      },
    });
  });
});
