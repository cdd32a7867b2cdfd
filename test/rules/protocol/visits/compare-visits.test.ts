import { describe, expect, it } from 'vitest';
import { compareVisits } from '../../../../src/rules/protocol/visits/compare-visits.js';
import type { VisitValue } from '../../../../src/rules/protocol/visits/visit-facts.js';
import { known, rule, visit } from './facts.js';

function compare(
  name: string,
  before: Readonly<Record<string, VisitValue>>,
  now: Readonly<Record<string, VisitValue>>,
  more: object = {},
) {
  const own = { ...rule([name]), ...more };
  const [quantity] = own.quantities;
  if (!quantity) throw new RangeError('no quantity');
  return compareVisits({ rule: own, quantity, entry: 't1' }, [visit(0, before)], visit(1, now));
}

const tr = (ms: number) => ({ RepetitionTime: known(ms) });
const software = (text: string, maker: string) => ({
  SoftwareVersions: known(text),
  Manufacturer: known(maker),
});

describe('compareVisits', () => {
  it('compares numbers with the tolerance, and tells drift in the unit', () => {
    const tolerance = { tolerance: { RepetitionTime: { relative: 0.01 } } };
    expect(compare('RepetitionTime', tr(2000), tr(2010), tolerance)).toMatchObject({
      outcome: 'pass',
      unit: 'ms',
    });
    expect(compare('RepetitionTime', tr(2000), tr(2100), tolerance)).toMatchObject({
      ...{ outcome: 'fail', code: 'protocol-visit-changed', expected: '2000', actual: '2100' },
      ...{ difference: 100, unit: 'ms' },
    });
  });

  it('compares several values at one visit as a set', () => {
    const several = { RepetitionTime: known(2000, 3000) };
    expect(compare('RepetitionTime', several, { RepetitionTime: known(3000, 2000) }).outcome).toBe('pass');
    expect(compare('RepetitionTime', tr(2000), several)).toMatchObject({
      outcome: 'fail',
      actual: '2000 or 3000',
    });
  });

  it.each<[string, VisitValue | undefined, VisitValue | undefined, string]>([
    ['absent here', known(1), { state: 'absent' }, 'RepetitionTime has no value at this visit'],
    ['absent there', { state: 'absent' }, known(1), 'RepetitionTime has no value at the other visit'],
    [
      'absent in both',
      { state: 'absent' },
      { state: 'absent' },
      'RepetitionTime has no value at the other visit',
    ],
    ['unknown', known(1), { state: 'unknown' }, 'RepetitionTime is not known of all images at this visit'],
    ['not recorded', undefined, known(1), 'RepetitionTime was not recorded at the other visit'],
    ['not recorded here', known(1), undefined, 'RepetitionTime was not recorded at this visit'],
  ])('cannot tell where the value is %s', (_, before, now, note) => {
    const facts = (value: VisitValue | undefined) => (value ? { RepetitionTime: value } : {});
    expect(compare('RepetitionTime', facts(before), facts(now))).toEqual({
      ...{ outcome: 'not-evaluable', code: 'protocol-visit-unsettled', note, unit: 'ms' },
    });
  });

  it('names both versions of changed software, and whether it is an upgrade', () => {
    const [old, fresh] = [software('syngo MR E11', 'SIEMENS'), software('syngo MR XA30', 'SIEMENS')];
    expect(compare('SoftwareVersions', old, fresh)).toMatchObject({
      outcome: 'fail',
      note: 'an upgrade from syngo MR E11 to syngo MR XA30; compared with the first visit',
    });
    expect(compare('SoftwareVersions', fresh, old).note).toMatch(/^a downgrade from syngo MR XA30 to/);
    expect(compare('SoftwareVersions', old, old).outcome).toBe('pass');
  });

  it('tells another build of one release from an upgrade', () => {
    const [plain, build] = [software('syngo MR XA30', 'SIEMENS'), software('syngo MR XA30A', 'SIEMENS')];
    expect(compare('SoftwareVersions', plain, build)).toMatchObject({ outcome: 'fail' });
    expect(compare('SoftwareVersions', plain, build).note).toMatch(/^another build of one release, from/);
  });

  it('does not call it an upgrade where the order is not known', () => {
    const other = /^another software version from .* to .*, whose order is not known/;
    const [a, b] = [software('1', 'Somebody'), software('2', 'Somebody')];
    expect(compare('SoftwareVersions', a, b).note).toMatch(other);
    const makers = software('syngo MR XA30', 'GE MEDICAL SYSTEMS');
    expect(compare('SoftwareVersions', software('syngo MR E11', 'SIEMENS'), makers).note).toMatch(other);
    const two = { SoftwareVersions: known('syngo MR E11', 'syngo MR XA30'), Manufacturer: known('SIEMENS') };
    expect(compare('SoftwareVersions', two, software('syngo MR XA30', 'SIEMENS')).note).toMatch(other);
  });
});
