import { describe, expect, it } from 'vitest';
import type { Test } from '../../../../src/rules/protocol/compiled.js';
import { judge } from '../../../../src/rules/protocol/evaluate/judge.js';
import { parseVersion } from '../../../../src/rules/protocol/version/parse.js';
import { constraint, quantity, value } from './views.js';

const SOFTWARE = quantity('SoftwareVersions', { type: 'text', multi: true });
type Comparison = Extract<Test, { kind: 'version' }>['comparison'];

function judged(actual: string, comparison: Comparison, asked: string, manufacturer = 'SIEMENS') {
  const version = parseVersion([asked], '');
  if (!version) throw new Error(`no version ${asked}`);
  const test: Test = { kind: 'version', comparison, version, text: asked };
  return judge(constraint(SOFTWARE, [test]), value(...actual.split('\\')), { manufacturer });
}

describe('a software version', () => {
  it.each([
    ['syngo MR E11', '<', 'XA30', 'pass'],
    ['syngo MR XA30', '<', 'XA30', 'fail'],
    ['syngo MR XA30', '<=', 'XA30', 'pass'],
    ['syngo MR XA31', '<=', 'XA30', 'fail'],
    ['syngo MR XA31', '>', 'XA30', 'pass'],
    ['syngo MR XA30', '>', 'XA30', 'fail'],
    ['syngo MR XA30', '>=', 'XA30', 'pass'],
    ['syngo MR E11', '>=', 'XA30', 'fail'],
    ['syngo MR XA30', '=', 'XA30', 'pass'],
    ['syngo MR XA31', '=', 'XA30', 'fail'],
  ] as const)('%s %s %s: %s', (actual, comparison, asked, outcome) => {
    expect(judged(actual, comparison, asked)).toMatchObject({ outcome, actual });
  });

  it('that has no order cannot be compared', () => {
    expect(judged('fancy build', '>=', 'XA30')).toMatchObject({
      outcome: 'not-evaluable',
      code: 'protocol-not-comparable',
      note: 'no order is known of this software version',
    });
    expect(judged('XA30', '>=', 'XA30', 'Nobody')).toMatchObject({ code: 'protocol-not-comparable' });
  });

  it('of another maker cannot be compared', () => {
    expect(judged('5.7.1', '>=', 'XA30', 'Philips Medical Systems')).toMatchObject({
      outcome: 'not-evaluable',
      code: 'protocol-not-comparable',
      note: 'it has no order with XA30',
    });
  });
});
