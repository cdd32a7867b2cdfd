import { describe, expect, it } from 'vitest';
import type { QualifiedDevice } from '../../../../src/rules/protocol/devices/qualified-device.js';
import { judgeSoftware } from '../../../../src/rules/protocol/devices/software.js';

function told(row: Pick<QualifiedDevice, 'software' | 'verdict'>, ...versions: string[]): string {
  const found = judgeSoftware(row, { manufacturer: 'SIEMENS', versions });
  return found.state === 'qualified' ? 'qualified' : `${found.state}: ${found.why}`;
}

describe('judgeSoftware', () => {
  it('takes any where people name none, and one of several where they name one', () => {
    expect(told({}, 'syngo MR XA30')).toBe('qualified');
    expect(told({})).toBe('qualified');
    expect(told({ software: 'b' }, 'a', 'b')).toBe('qualified');
    expect(told({ software: 'c' }, 'a', 'b')).toBe('unqualified: it is qualified with software c');
  });

  it('compares versions where people ask for it', () => {
    expect(told({ software: '>=XA20' }, 'syngo MR XA30')).toBe('qualified');
    expect(told({ software: '<XA20' }, 'syngo MR XA30')).toBe(
      'unqualified: it is qualified with software <XA20',
    );
    expect(told({ software: '>=XA20' })).toBe('unknown: Software Versions has no value');
  });

  it('takes a test for one of exactly what ran, never of a part of it, a comparison or anything', () => {
    const verdict = 'pass';
    expect(told({ verdict, software: 'a\\b' }, 'a', 'b')).toBe('qualified');
    expect(told({ verdict, software: 'a' }, 'a', 'b')).toBe('unqualified: it was tested with software a');
    expect(told({ verdict, software: '>=XA20' }, 'syngo MR XA30').split(':')[0]).toBe('unqualified');
    expect(told({ verdict, software: '>=XA20' }, '>=XA20')).toBe('qualified');
    expect(told({ verdict }, 'a')).toBe('unknown: the list does not say which software was tested');
    expect(told({ verdict })).toBe('unknown: Software Versions has no value');
    expect(told({ verdict, software: 'a' })).toBe('unknown: Software Versions has no value');
  });
});
