import { expect, test } from 'vitest';
import { RowCodes, rowUid } from '../../../src/pipeline/measure-export/row-code.js';

const describeText = (text: string): string => text.replaceAll('Hallgrimsdottir', '***');
const codes = (): RowCodes => new RowCodes(describeText);

test('a code is held once, however often it is named', () => {
  const rows = codes();
  const first = rows.of({ value: '118565006', scheme: 'SCT', meaning: 'Volume' });
  expect(first).toEqual({ value: '118565006', scheme: 'SCT', meaning: 'Volume' });
  expect(rows.of({ value: '118565006', scheme: 'SCT', meaning: 'Volume' })).toBe(first);
});

test('codes that differ in value, scheme or meaning alone are told apart', () => {
  const rows = codes();
  const made = [
    { value: '118565006', scheme: 'SCT', meaning: 'Volume' },
    { value: '118565006', scheme: 'SCT', meaning: 'volume' },
    { value: '118565006', scheme: 'SRT', meaning: 'Volume' },
    { value: '118565007', scheme: 'SCT', meaning: 'Volume' },
  ];
  expect(made.map((code) => rows.of(code))).toEqual(made);
});

test('no code is null', () => {
  expect(codes().of(undefined)).toBeNull();
});

test('what the object has beside value, scheme and meaning is not in the row', () => {
  const code = { value: '1', scheme: 'SCT', meaning: 'x', version: '2024' };
  expect(Object.keys(codes().of(code) ?? {})).toEqual(['value', 'scheme', 'meaning']);
});

test('meanings, and values of private schemes, are described', () => {
  expect(codes().of({ value: 'By Hallgrimsdottir', scheme: '99HOME', meaning: 'Hallgrimsdottir’s' })).toEqual(
    {
      value: 'By ***',
      scheme: '99HOME',
      meaning: '***’s',
    },
  );
});

test('what the program and the standard call a thing stays, whoever is called like a word of it (issue 12)', () => {
  const rows = new RowCodes(() => '***');
  for (const [value, scheme, meaning] of [
    ['centroid-z', '99CORELAB', 'Centroid, towards the head'],
    ['suvlbm-james120', '99CORELAB', 'SUVlbm(James120)'],
    ['126410', 'DCM', 'SUV body weight calculation method'],
    ["[hnsf'U]", 'UCUM', 'Hounsfield Unit'],
    ['mm', 'UCUM', 'millimeters'],
    ['118565006', 'SCT', 'Volume'],
  ] as const)
    expect(rows.of({ value, scheme, meaning })).toEqual({ value, scheme, meaning });
  // What somebody may have typed is none of these, under whatever scheme it goes.
  for (const [value, scheme, meaning] of [
    ['centroid-z', '99CORELAB', 'Centroid of Hallgrimsdottir'],
    ['centroid-z', '99HOME', 'Centroid, towards the head'],
    ['126410', 'DCM', 'method of Hallgrimsdottir'],
    ['mm', 'UCUM', 'Hallgrimsdottir'],
    ['mm', 'UCUM', 'Hounsfield Unit'],
    ['999', 'SCT', 'Hallgrimsdottir'],
  ] as const)
    expect(rows.of({ value, scheme, meaning })?.meaning).toBe('***');
});

test('the value of a public scheme stays as it is', () => {
  const code = codes().of({ value: 'G-Hallgrimsdottir', scheme: 'SRT', meaning: 'Hallgrimsdottir' });
  expect(code).toEqual({ value: 'G-Hallgrimsdottir', scheme: 'SRT', meaning: '***' });
});

test('a UID stays, text in its place is described', () => {
  expect(rowUid('2.25.1', describeText)).toBe('2.25.1');
  expect(rowUid('Hallgrimsdottir', describeText)).toBe('***');
  expect(rowUid(undefined, describeText)).toBeNull();
});
