import { expect, test } from 'vitest';
import { type KnownConcept, meaningAtOdds, textKey } from '../../../src/measure/codes/meaning-words.js';

const AREA: KnownConcept = { meanings: ['Area of defined region', 'Area'], strict: true };
const LIVER: KnownConcept = { meanings: ['Liver'], strict: false };
const ALL: ReadonlySet<string> = new Set([
  'area of defined region',
  'area',
  'liver',
  'spleen',
  'liver segment',
]);

test('case, punctuation and plurals make no other meaning', () => {
  expect(textKey('  Area-of  (defined) REGIONS. ')).toBe('area of defined region');
  expect(textKey('—')).toBe('');
});

test('the meaning of another known concept is at odds', () => {
  expect(meaningAtOdds('Spleen', LIVER, ALL)).toBe(true);
  expect(meaningAtOdds('LIVER', AREA, ALL)).toBe(true);
});

test('a narrower or wider wording is not, though another concept goes by it', () => {
  expect(meaningAtOdds('Liver segment', LIVER, ALL)).toBe(false);
  expect(meaningAtOdds('area', AREA, ALL)).toBe(false);
});

test('a meaning that no concept has is at odds only where the concept is strict and no word is shared', () => {
  expect(meaningAtOdds('Hepar', LIVER, ALL)).toBe(false);
  expect(meaningAtOdds('Temperature', AREA, ALL)).toBe(true);
  expect(meaningAtOdds('region', AREA, ALL)).toBe(false);
  // A filler in common is no word in common.
  expect(meaningAtOdds('speed of sound', AREA, ALL)).toBe(true);
});

test('the start of a word and the initials of a meaning count as shared', () => {
  expect(meaningAtOdds('Defin.', AREA, ALL)).toBe(false);
  expect(meaningAtOdds('ADR', AREA, ALL)).toBe(false);
  expect(meaningAtOdds('AR', AREA, ALL)).toBe(true);
});

test('nothing is said of an empty meaning, and of another script only when it is that of another concept', () => {
  expect(meaningAtOdds('', AREA, ALL)).toBe(false);
  expect(meaningAtOdds('面積', AREA, ALL)).toBe(false);
  expect(meaningAtOdds('体積', AREA, new Set([...ALL, '体積']))).toBe(true);
});
