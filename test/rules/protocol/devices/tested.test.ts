import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QualifiedDevice } from '../../../../src/rules/protocol/devices/qualified-device.js';
import { judgeTests } from '../../../../src/rules/protocol/devices/tested.js';
import type { StudyView } from '../../../../src/rules/protocol/study-view.js';
import { study } from '../cross/scene.js';

const XA30 = 'syngo MR XA30';
const E11 = 'syngo MR E11';
const SCANNER = { manufacturer: 'SIEMENS', model: 'Prisma', serial: '1', software: [[XA30]] };

function test(
  from: string,
  verdict: QualifiedDevice['verdict'] = 'pass',
  more: Partial<QualifiedDevice> = {},
) {
  const phantom = { phantom: 'acr-large', limits: 'acr-large 1' };
  return { serial: '1', line: 2, software: XA30, from, ...phantom, ...more, ...(verdict && { verdict }) };
}

/** What tests say of a scan of 15 June 2026, unless of another. */
function judged(
  tests: readonly QualifiedDevice[],
  more: Partial<StudyView> = {},
  software: readonly string[] = [XA30],
) {
  const day = study([], { studyDate: '20260615', ...more });
  const found = judgeTests(tests, { scanner: SCANNER, software, study: day });
  if (!found) return 'none';
  return `${found.state}${found.isFailed ? ' (failed)' : ''}${found.state === 'qualified' ? '' : `: ${found.why}`}`;
}

describe('tests with a phantom', () => {
  it('say nothing where there are none', () => {
    expect(judged([])).toBe('none');
  });

  it.each([
    ['pass', 'qualified'],
    ['warn', 'qualified'],
    ['fail', 'unqualified (failed): its test of 2026-06-01 with acr-large came out as fail'],
    [
      'not-evaluable',
      'unqualified (failed): its test of 2026-06-01 with acr-large came out as not-evaluable',
    ],
    [
      'not-applicable',
      'unqualified (failed): its test of 2026-06-01 with acr-large came out as not-applicable',
    ],
  ] as const)('qualify by their verdict: %s', (verdict, wanted) => {
    expect(judged([test('2026-06-01', verdict)])).toBe(wanted);
  });

  it('take a qualification back when one fails, until a later one passes', () => {
    const tests = [test('2026-01-01'), test('2026-03-01', 'fail'), test('2026-05-01', 'warn')];
    const on = (studyDate: string): string | undefined => judged(tests, { studyDate }).split(':')[0];
    expect(['20260101', '20260228', '20260301', '20260430', '20260501'].map(on)).toEqual([
      ...['qualified', 'qualified', 'unqualified (failed)', 'unqualified (failed)', 'qualified'],
    ]);
    expect(judged(tests, { studyDate: '20251231' })).toBe('unqualified: it is qualified from 2026-01-01');
  });

  it('count by the worst of a day', () => {
    expect(judged([test('2026-06-01'), test('2026-06-01', 'fail')])).toContain('unqualified');
    expect(judged([test('2026-06-01', 'warn'), test('2026-06-01')])).toBe('qualified');
  });

  it('ask for requalification after an upgrade, and name what the last pass was of', () => {
    const tests = [
      test('2026-01-01', 'pass', { software: 'syngo MR D13' }),
      test('2026-02-01', 'pass', { software: E11 }),
      test('2026-03-01', 'fail', { software: 'syngo MR XA20' }),
    ];
    const upgraded = `unqualified: it is qualified with software ${E11}: an upgrade asks for requalification`;
    expect(judged(tests)).toBe(upgraded);
    expect(judged(tests, { datesModified: true })).toBe(upgraded);
    expect(judged(tests.slice(2))).toBe(
      'unqualified: it was never tested with its software: an upgrade asks for requalification',
    );
    expect(judged([...tests, test('2026-06-01')])).toBe('qualified');
    // A failed test of other software takes nothing from what runs.
    expect(judged([test('2026-01-01'), test('2026-06-01', 'fail', { software: E11 })])).toBe('qualified');
  });

  it('have to qualify with every phantom, and all limits', () => {
    const sphere = { phantom: 'uniform', limits: 'site-sphere 2' };
    expect(judged([test('2026-01-01'), test('2026-02-01', 'pass', sphere)])).toBe('qualified');
    expect(judged([test('2026-03-01'), test('2026-02-01', 'fail', sphere)])).toContain(
      'with uniform came out as fail',
    );
    const strict = { limits: 'acr-strict 1' };
    expect(judged([test('2026-03-01'), test('2026-02-01', 'fail', strict)])).toContain(
      'unqualified (failed)',
    );
    expect(judged([test('2026-03-01'), test('2026-02-01', 'pass', { ...sphere, software: E11 })])).toContain(
      'an upgrade asks',
    );
  });

  it('are one history over the versions of the limits', () => {
    const second = { limits: 'acr-large 2' };
    expect(judged([test('2026-01-01', 'fail'), test('2026-02-01', 'pass', second)])).toBe('qualified');
    expect(judged([test('2026-01-01', 'pass'), test('2026-02-01', 'fail', second)])).toContain('fail');
    // The last word is the version: limits whose names only begin alike are others.
    const site = { limits: 'site limits 1' };
    const other = { limits: 'site rules 1' };
    expect(judged([test('2026-01-01', 'fail', site), test('2026-02-01', 'pass', other)])).toContain('fail');
  });

  it('cannot tell without the day of the scan, but where no test qualifies', () => {
    const shifted = 'the dates of the study were shifted: the period cannot be checked';
    expect(judged([test('2026-01-01')], { datesModified: true })).toBe(`unknown: ${shifted}`);
    expect(judged([test('2026-01-01')], { studyDate: '' })).toBe('unknown: Study Date has no value');
    const both = [test('2026-01-01', 'fail'), test('2026-02-01')];
    expect(judged(both, { datesModified: true })).toBe(`unknown (failed): ${shifted}`);
    expect(judged(both.slice(0, 1), { datesModified: true })).toContain('unqualified (failed)');
  });

  it('hold what else a row says: maker, model, site, and the last day that people fill in', () => {
    expect(judged([test('2026-01-01', 'pass', { until: '2026-06-14' })])).toBe(
      'unqualified: it is qualified until 2026-06-14',
    );
    expect(judged([test('2026-01-01', 'pass', { site: '07' })])).toContain('unknown: the site of the study');
    expect(judged([test('2026-01-01', 'pass', { site: '07' })], { site: '08' })).toContain('at site 07');
    expect(judged([test('2026-01-01', 'pass', { model: 'Skyra' })])).toContain('Model Name Skyra');
  });

  it('cannot tell where the headers or the list name no software', () => {
    expect(judged([test('2026-01-01')], {}, [])).toBe('unknown: Software Versions has no value');
    const { software: _, ...any } = test('2026-01-01');
    expect(judged([any])).toBe('unknown: the list does not say which software was tested');
    // What may be the latest failure of this software counts.
    expect(judged([{ ...any, from: '2026-02-01', verdict: 'fail' }, test('2026-01-01')])).toContain(
      'unqualified',
    );
  });

  it('say the same in whatever order they stand', () => {
    const one = fc.record({
      from: fc.constantFrom('2026-01-01', '2026-06-15', '2026-09-01'),
      verdict: fc.constantFrom('pass', 'warn', 'fail', 'not-evaluable'),
      software: fc.constantFrom(XA30, E11, undefined),
      phantom: fc.constantFrom('acr-large', 'uniform', undefined),
      limits: fc.constantFrom('a 1', 'a 2', 'b 1'),
      until: fc.constantFrom('2026-06-01', undefined),
      site: fc.constantFrom('07', '08', undefined),
    });
    const scan = fc.record({
      studyDate: fc.constantFrom('20260615', '20251231', ''),
      datesModified: fc.boolean(),
      site: fc.constantFrom('07', '08'),
    });
    const order = fc
      .array(one, { maxLength: 6 })
      .chain((tests) =>
        fc.tuple(fc.constant(tests), fc.shuffledSubarray(tests, { minLength: tests.length })),
      );
    fc.assert(
      fc.property(order, scan, ([tests, shuffled], more) => {
        const rows = (list: typeof tests): QualifiedDevice[] =>
          list.map(
            (each, line) =>
              ({
                ...Object.fromEntries(Object.entries(each).filter(([, text]) => text !== undefined)),
                ...{ serial: '1', line },
              }) as unknown as QualifiedDevice,
          );
        expect(judged(rows(shuffled), more)).toBe(judged(rows(tests), more));
        // Never green where the list's latest word on what runs is not a pass.
        if (tests.every(({ verdict }) => verdict === 'fail' || verdict === 'not-evaluable')) {
          expect(judged(rows(tests), more)).not.toMatch(/^qualified/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
