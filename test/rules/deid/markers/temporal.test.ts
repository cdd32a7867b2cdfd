import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../../src/rules/deid/action.js';
import {
  type EarlierState,
  temporalStateAfter,
  temporalStateOf,
} from '../../../../src/rules/deid/markers/temporal.js';
import { profileOf } from '../by-keyword.js';

const FRESH: EarlierState = { declared: undefined, isDeidentified: false, codes: new Set() };

describe('what a profile does to dates', () => {
  it('is what its option says: E.3.6', () => {
    expect(temporalStateOf(profileOf())).toBe('REMOVED');
    expect(temporalStateOf(profileOf({ retainFullDates: true }))).toBe('UNMODIFIED');
    expect(temporalStateOf(profileOf({ retainModifiedDates: true }))).toBe('MODIFIED');
    expect(temporalStateOf(profileOf({ retainFullDates: false }))).toBe('REMOVED');
  });

  it('is a modification where it decides otherwise on one date', () => {
    const override = (action: Exclude<Action, 'items'>, keyword = 'StudyDate') => ({
      attributes: { [keyword]: { action, reason: 'a test' } },
    });
    expect(temporalStateOf(profileOf({}, override('keep')))).toBe('MODIFIED');
    expect(temporalStateOf(profileOf({}, override('shift', 'AcquisitionDateTime')))).toBe('MODIFIED');
    expect(temporalStateOf(profileOf({}, override('remove')))).toBe('REMOVED');
    expect(temporalStateOf(profileOf({ retainFullDates: true }, override('remove')))).toBe('MODIFIED');
    expect(temporalStateOf(profileOf({ retainFullDates: true }, override('keep')))).toBe('UNMODIFIED');
  });

  it('does not depend on other attributes, known or not', () => {
    for (const keyword of ['StudyDescription', 'NoSuchThing', '(0008,1030)']) {
      const attributes = { [keyword]: { action: 'keep', reason: 'a test' } } as const;
      expect(temporalStateOf(profileOf({}, { attributes }))).toBe('REMOVED');
    }
  });
});

describe('what is true of dates after two de-identifications', () => {
  it('is what was done now to a file that was never de-identified', () => {
    for (const now of ['REMOVED', 'MODIFIED', 'UNMODIFIED'] as const)
      expect(temporalStateAfter(now, FRESH)).toBe(now);
  });

  it('is never less than what was done before', () => {
    expect(temporalStateAfter('UNMODIFIED', { ...FRESH, declared: 'MODIFIED' })).toBe('MODIFIED');
    expect(temporalStateAfter('MODIFIED', { ...FRESH, declared: 'REMOVED' })).toBe('REMOVED');
    expect(temporalStateAfter('REMOVED', { ...FRESH, declared: 'UNMODIFIED' })).toBe('REMOVED');
  });

  it('is read from the codes of a file that does not say it', () => {
    const codes = (...values: string[]): EarlierState => ({
      ...FRESH,
      isDeidentified: true,
      codes: new Set(values),
    });
    expect(temporalStateAfter('UNMODIFIED', codes('113100', '113107'))).toBe('MODIFIED');
    expect(temporalStateAfter('UNMODIFIED', codes('113100', '113106'))).toBe('UNMODIFIED');
    expect(temporalStateAfter('UNMODIFIED', codes('113100', '113105'))).toBe('REMOVED');
  });

  it('is not claimed where dates are kept that somebody may have changed before', () => {
    const before = { ...FRESH, isDeidentified: true };
    expect(temporalStateAfter('UNMODIFIED', before)).toBeUndefined();
    expect(temporalStateAfter('UNMODIFIED', { ...before, declared: 'PERHAPS' })).toBeUndefined();
    expect(temporalStateAfter('MODIFIED', before)).toBe('MODIFIED');
    expect(temporalStateAfter('REMOVED', before)).toBe('REMOVED');
  });

  it('is UNMODIFIED only where nothing speaks against it', () => {
    const before = fc.record({
      declared: fc.constantFrom(undefined, 'UNMODIFIED', 'MODIFIED', 'REMOVED', 'junk'),
      isDeidentified: fc.boolean(),
      codes: fc.subarray(['113100', '113105', '113106', '113107']).map((codes) => new Set(codes)),
    });
    const now = fc.constantFrom('UNMODIFIED' as const, 'MODIFIED' as const, 'REMOVED' as const);
    fc.assert(
      fc.property(now, before, (state, earlier) => {
        const after = temporalStateAfter(state, earlier);
        if (earlier.declared === 'MODIFIED' || earlier.declared === 'REMOVED' || state !== 'UNMODIFIED')
          expect(after).not.toBe('UNMODIFIED');
        if (state === 'REMOVED') expect(after).toBe('REMOVED');
      }),
    );
  });
});
