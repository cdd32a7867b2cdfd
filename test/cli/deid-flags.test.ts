import { describe, expect, it } from 'vitest';
import { type DeidFlags, deidMode } from '../../src/cli/deid-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';

const modeOf = (flags: Partial<DeidFlags>) => deidMode(flags as DeidFlags);

describe('the flags of deid', () => {
  it('ask for a release, a review or a search', () => {
    expect(modeOf({ profile: 'trial', out: 'clean' })).toEqual({ kind: 'release', profile: 'trial' });
    expect(modeOf({ profile: 'trial', 'dry-run': true })).toEqual({ kind: 'release', profile: 'trial' });
    expect(modeOf({ profile: 'trial', 'dry-run': true, out: 'clean' })).toEqual({
      ...{ kind: 'release', profile: 'trial' },
    });
    expect(modeOf({ 'verify-only': true })).toEqual({ kind: 'verify' });
  });

  it.each([
    [{}, /--profile/],
    [{ out: 'clean' }, /--profile/],
    [{ profile: 'trial' }, /--out DIR/],
    [{ 'verify-only': true, profile: 'trial' }, /takes no --profile/],
    [{ 'verify-only': true, out: 'clean' }, /takes no --out/],
    [{ 'verify-only': true, 'dry-run': true }, /takes no --dry-run/],
    [{ 'verify-only': true, assignments: 'r.json' }, /takes no --assignments/],
  ] as const)('%j are refused with what to give', (flags, text) => {
    expect(() => modeOf(flags)).toThrow(UsageError);
    expect(() => modeOf(flags)).toThrow(text);
  });
});
