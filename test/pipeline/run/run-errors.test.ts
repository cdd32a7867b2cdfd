import { describe, expect, it } from 'vitest';
import { CrosswalkError } from '../../../src/identity/crosswalk/crosswalk-error.js';
import { RegistryError } from '../../../src/identity/registry/registry-error.js';
import { ConfigError } from '../../../src/io/config-error.js';
import { AtomicWriteError } from '../../../src/io/write-file-error.js';
import { CopiesError } from '../../../src/pipeline/copies/copies-error.js';
import { RunError } from '../../../src/pipeline/run/run-error.js';
import { deliveryReason, endsWholeRun, reasonText } from '../../../src/pipeline/run/run-errors.js';
import { InputError } from '../../../src/pipeline/scan/inputs.js';

const { signal } = new AbortController();

describe('what stops a run', () => {
  it.each([
    ['a store that fails', new CrosswalkError('crosswalk-locked', 'x')],
    ['a registry that contradicts', new RegistryError('visit-unknown', 'x')],
    ['a configuration that does not load any more', new ConfigError([])],
    ['a full disk', new AtomicWriteError('disk-full', '/out', 'the disk is full')],
    ['a full disk of the output', new CopiesError('disk-full', 'x')],
  ])('is %s, for other deliveries would fail by it, too', (_, error) => {
    expect(endsWholeRun(error, signal)).toBe(true);
  });

  it('is an interrupt, whatever was thrown by it', () => {
    expect(endsWholeRun(new Error('x'), AbortSignal.abort())).toBe(true);
  });

  it.each([
    ['a folder that is gone', new InputError('path-not-found', 'x')],
    ['a delivery that changes while it is read', new CopiesError('inputs-vanished', 'x')],
    ['a report that was changed', new RunError('report-changed', 'x')],
    ['anything that nobody thought of', new TypeError('x')],
  ])('is not %s: the others go on', (_, error) => {
    expect(endsWholeRun(error, signal)).toBe(false);
  });
});

describe('the reason', () => {
  it('is what a typed error says', () => {
    expect(reasonText(new RunError('report-changed', 'the report is gone'))).toBe('the report is gone');
  });

  it('is the kind alone of an error whose message may hold what a header says', () => {
    expect(reasonText(new TypeError('Smith^John'))).toBe('an unexpected error (TypeError)');
    expect(reasonText('Smith^John')).toBe('an unexpected error (string)');
    const system = Object.assign(new Error('EACCES: /cd/Smith^John'), { code: 'EACCES' });
    expect(reasonText(system)).toBe('an unexpected error (EACCES)');
  });

  it('names no path of the delivery, and no other', () => {
    const delivery = { input: '/data/Smith John', paths: ['/data/Smith John/cd', '/data/Smith John/cd 2'] };
    const error = new InputError('path-not-found', 'no such file: /data/Smith John/cd 2/IM1');
    expect(deliveryReason(error, delivery)).not.toMatch(/Smith|data/);
    expect(deliveryReason(error, delivery)).toContain('no such file: (the delivery)');
    const other = new InputError('path-not-found', 'no such file: /home/Smith/IM1');
    expect(deliveryReason(other, delivery)).not.toContain('Smith');
  });
});
