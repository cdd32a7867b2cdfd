import { describe, expect, it } from 'vitest';
import { measurementRows, stateOf } from '../../../src/report/measurements/row-state.js';
import { recomputedRow, storedRow } from './sample-rows.js';

describe('the state of a row', () => {
  it('is complete only where a region bears the value out', () => {
    expect(stateOf(storedRow())).toBe('complete');
    expect(stateOf(recomputedRow())).toBe('complete');
  });

  it('is unverified where a stored value disagrees, or where nothing can tell', () => {
    expect(stateOf(storedRow({ agrees: false }))).toBe('unverified');
    expect(stateOf(storedRow({ agrees: null }))).toBe('unverified');
  });

  it('is empty without a value', () => {
    expect(stateOf(storedRow({ value: null, valueFrom: null, agrees: true }))).toBe('empty');
  });

  it('is of no row in a report of another command', () => {
    expect([...measurementRows({})]).toEqual([]);
  });
});
