import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadProtocol } from '../../src/pipeline/check-protocol/load-protocol.js';
import { lintProtocol } from '../../src/rules/protocol/lint/lint.js';
import type { RawChecks } from '../../src/rules/protocol/protocol.js';
import { runProtocolTests } from '../../src/rules/protocol/tests/run-tests.js';

const FOLDER = fileURLToPath(new URL('../../protocols/', import.meta.url));
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

/** Checks whose entry does not say where their value comes from. */
function unsourced(checks: RawChecks): string[] {
  return Object.entries(checks)
    .filter(([, check]) => typeof check !== 'object' || check.source === undefined)
    .map(([name]) => name);
}

describe('protocols that ship', () => {
  it('are these', () => {
    expect(NAMES.sort()).toEqual([
      'acr-mr-phantom',
      'fdg-pet-ct-suv',
      'ms-smart-3t',
      'pi-rads-2.1',
      'whole-body-dwi',
    ]);
  });

  it.each(NAMES)('%s is loaded by its name, and names itself so', async (name) => {
    const { protocol } = await loadProtocol(name);
    expect(protocol.id).toBe(name);
    expect(protocol.source).toBeDefined();
  });

  it.each(NAMES)('%s passes its own tests, and lint finds nothing', async (name) => {
    const { protocol } = await loadProtocol(name);
    expect(
      runProtocolTests(protocol).flatMap((test) => test.problems.map((one) => ({ test: test.name, ...one }))),
    ).toEqual([]);
    expect(lintProtocol(protocol)).toEqual([]);
  });

  it.each(NAMES)('%s says of every value where it comes from', async (name) => {
    const { raw } = await loadProtocol(name);
    for (const series of Object.values(raw.series)) {
      expect(unsourced(series.checks ?? {})).toEqual([]);
      for (const { checks } of series.variants ?? []) expect(unsourced(checks)).toEqual([]);
    }
  });

  it.each(NAMES)(
    '%s has a test of every outcome for itself, and of a match, a pass and an absence for each series',
    async (name) => {
      const { raw } = await loadProtocol(name);
      const outcomesOf = (series?: string): Set<string | boolean> =>
        new Set(
          (raw.tests ?? [])
            .filter((test) => series === undefined || test.series === series)
            .flatMap((test) => Object.values(test.expect)),
        );
      expect([...outcomesOf()]).toEqual(expect.arrayContaining(['pass', 'fail', 'not-evaluable', true]));
      for (const series of Object.keys(raw.series)) {
        expect([...outcomesOf(series)]).toEqual(
          expect.arrayContaining(['pass', 'fail', 'not-evaluable', true]),
        );
      }
    },
  );

  it.each(NAMES.filter((name) => name !== 'acr-mr-phantom'))('%s has a test of a warning', async (name) => {
    const { raw } = await loadProtocol(name);
    expect((raw.tests ?? []).flatMap((test) => Object.values(test.expect))).toContain('warn');
  });
});

describe('ms-smart-3t', () => {
  it('has the values of the table for each make', async () => {
    const { raw } = await loadProtocol('ms-smart-3t');
    const tabled = (series: string, make: string, name: string): unknown => {
      const variant = raw.series[series]?.variants?.find((one) => one.name === make);
      const check = variant?.checks[name];
      return typeof check === 'object' ? (check.value ?? check.ordered) : check;
    };
    const row = (series: string, name: string): unknown[] =>
      ['Siemens', 'GE', 'Philips'].map((make) => tabled(series, make, name));
    expect(row('pd_t2', 'RepetitionTime')).toEqual(['2700 ms', '2600 ms', '2900 ms']);
    expect(row('pd_t2', 'echoTimes')).toMatchObject([
      [{ value: '26 ms' }, { value: '97 ms' }],
      [{ value: '24 ms' }, { value: '85 ms' }],
      [{ value: '13 ms' }, { value: '90 ms' }],
    ]);
    expect(row('flair', 'EchoTime')).toEqual(['100 ms', '127 ms', '120 ms']);
    expect(row('flair', 'RepetitionTime')).toEqual(['9500 ms', '9500 ms', '9500 ms']);
    expect(row('flair', 'InversionTime')).toEqual(['2400 ms', '2400 ms', '2400 ms']);
    expect(row('t1_se', 'EchoTime')).toEqual(['6.8 ms', '20 ms', '10 ms']);
    expect(row('t1_se', 'RepetitionTime')).toEqual(['600 ms', '700 ms', '600 ms']);
    expect(row('t1_3d', 'EchoTime')).toEqual(['4 ms', '3 ms', '3.2 ms']);
    expect(row('t1_3d', 'RepetitionTime')).toEqual(['2400 ms', '8 ms', '6.9 ms']);
    expect(row('t1_3d', 'InversionTime')).toEqual(['1000 ms', '450 ms', '830 ms']);
  });
});
