import { describe, expect, it } from 'vitest';
import { entryNumber, trialOfRelease } from '../../src/cli/quarantine-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';

describe('flags of quarantine commands', () => {
  it('take numbers of entries from 1', () => {
    expect(entryNumber('1')).toBe(1);
    for (const text of ['0', '-1', '1.5', '01', '']) expect(() => entryNumber(text)).toThrow(UsageError);
  });

  it('take the store of a trial with the trial alone', () => {
    expect(trialOfRelease({})).toBeUndefined();
    expect(trialOfRelease({ trial: 't.yaml' })).toBe('t.yaml');
    expect(trialOfRelease({ trial: '', crosswalk: 'x.db' })).toBe('');
    expect(() => trialOfRelease({ crosswalk: 'x.db' })).toThrow('give --trial FILE');
    expect(() => trialOfRelease({ 'crosswalk-key': 'x.key' })).toThrow(UsageError);
  });
});
