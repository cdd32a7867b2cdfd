import { describe, expect, it } from 'vitest';
import { isAtVisit } from '../../../../src/rules/protocol/visits/is-at-visit.js';

describe('isAtVisit', () => {
  it('asks at every visit where none is named', () => {
    expect(isAtVisit(undefined, undefined)).toBe('yes');
    expect(isAtVisit(undefined, 'V1')).toBe('yes');
  });

  it('cannot tell of a visit that is not known', () => {
    expect(isAtVisit(['V1'], undefined)).toBe('unknown');
    expect(isAtVisit(['V1'], ' ')).toBe('unknown');
  });

  it('finds a visit however its case and blanks are written', () => {
    expect(isAtVisit(['V1', 'Week 4'], 'V1')).toBe('yes');
    expect(isAtVisit(['V1', 'Week 4'], 'v1 ')).toBe('yes');
    expect(isAtVisit(['V1', 'Week  4'], 'WEEK 4')).toBe('yes');
  });

  it('does not take another visit for it', () => {
    expect(isAtVisit(['V1'], 'V2')).toBe('no');
    expect(isAtVisit(['V1'], 'V11')).toBe('no');
    expect(isAtVisit([], 'V1')).toBe('no');
  });
});
