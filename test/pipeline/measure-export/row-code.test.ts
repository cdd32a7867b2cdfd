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

test('the value of a public scheme stays as it is', () => {
  const code = codes().of({ value: 'G-Hallgrimsdottir', scheme: 'SRT', meaning: 'Hallgrimsdottir' });
  expect(code).toEqual({ value: 'G-Hallgrimsdottir', scheme: 'SRT', meaning: '***' });
});

test('a UID stays, text in its place is described', () => {
  expect(rowUid('2.25.1', describeText)).toBe('2.25.1');
  expect(rowUid('Hallgrimsdottir', describeText)).toBe('***');
  expect(rowUid(undefined, describeText)).toBeNull();
});
