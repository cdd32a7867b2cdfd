import { describe, expect, it } from 'vitest';
import { phantomMatcher } from '../../../src/identity/trial/phantom-matcher.js';
import type { Trial } from '../../../src/identity/trial/trial.js';
import { TRIAL } from './trials.js';

const matcherOf = (...match: { attribute: string; pattern: string }[]) =>
  phantomMatcher({ ...TRIAL, phantoms: { match, idPattern: 'SQ{sequence:3}' } });

describe('phantomMatcher', () => {
  it('is not there for a trial without phantoms', () => {
    const { phantoms, ...rest } = TRIAL;
    expect(phantoms).toBeDefined();
    expect(phantomMatcher(rest satisfies Trial)).toBeUndefined();
  });

  it('finds a pattern anywhere in any value of its attribute', () => {
    const matcher = phantomMatcher(TRIAL);
    expect(matcher?.matches({ PatientID: ['Phantom 3'] })).toBe(true);
    expect(matcher?.matches({ PatientID: ['my phantom'] })).toBe(false);
    expect(matcher?.matches({ PatientID: ['1'], PatientName: ['DOE^JANE', 'Large ACR^'] })).toBe(true);
    expect(matcher?.matches({ PatientID: ['1'], PatientName: ['DOE^JANE'] })).toBe(false);
  });

  it('finds nothing in what is absent', () => {
    const matcher = matcherOf({ attribute: 'PatientID', pattern: '^$' });
    expect(matcher?.matches({})).toBe(false);
    expect(matcher?.matches({ PatientID: [] })).toBe(false);
    expect(matcher?.matches({ PatientID: [''] })).toBe(true);
  });

  it('says which attributes it needs, each once', () => {
    const a = { attribute: 'PatientID', pattern: 'a' };
    expect(phantomMatcher(TRIAL)?.keywords).toEqual(['PatientID', 'PatientName']);
    expect(matcherOf(a, { ...a, pattern: 'b' })?.keywords).toEqual(['PatientID']);
  });

  it('throws for a pattern that does not compile', () => {
    expect(() => matcherOf({ attribute: 'PatientID', pattern: '(' })).toThrow(RangeError);
  });

  it('answers for a pattern that would take a backtracking engine for ever', () => {
    const matcher = matcherOf({ attribute: 'PatientID', pattern: '^(a+)+$' });
    expect(matcher?.matches({ PatientID: [`${'a'.repeat(50_000)}!`] })).toBe(false);
  });
});
