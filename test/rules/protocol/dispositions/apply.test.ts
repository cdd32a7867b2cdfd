import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../../src/rules/protocol/check-result.js';
import { acceptancesOf, applyDispositions } from '../../../../src/rules/protocol/dispositions/apply.js';
import type { Disposition } from '../../../../src/rules/protocol/dispositions/disposition.js';
import { series, study } from '../cross/scene.js';

const SIGNED = { who: 'reader', when: '2026-03-01', why: 'seen' };
const STUDIES = [
  study([series({ number: 0, seriesUID: '1.1' }), series({ number: 1, seriesUID: '1.2' })], {
    ...{ number: 0, studyUID: '1.0', subject: 'S1', visit: 'V1' },
  }),
  study([series({ number: 2, seriesUID: '2.1' })], {
    number: 1,
    studyUID: '2.0',
    subject: 'S1',
    visit: 'V2',
  }),
];
const row = (more: Partial<CheckResult> = {}): CheckResult => ({
  ...{ study: 0, series: 0, entry: 't1', scope: 'check', check: 'EchoTime', code: 'protocol-deviation' },
  ...{ outcome: 'fail', severity: 'major', actual: '4.2' },
  ...more,
});
const waive = (target: Disposition['waive'], more: Partial<Disposition> = {}): Disposition => ({
  ...SIGNED,
  ...(target && { waive: { check: 'EchoTime', ...target } }),
  ...more,
});
const accept = (seriesUID: string, more: object = {}): Disposition => ({
  ...SIGNED,
  accept: { seriesUID, ...more },
});
const applied = (results: readonly CheckResult[], ...dispositions: readonly Disposition[]) =>
  applyDispositions(results, dispositions, STUDIES);

describe('a waiver', () => {
  it.each(['fail', 'not-evaluable', 'warn'] as const)(
    'turns %s into a warning and keeps it beside',
    (outcome) => {
      const { results, idle } = applied([row({ outcome })], waive({ seriesUID: '1.1' }));
      expect(results).toEqual([
        {
          ...row({ outcome: 'warn' }),
          disposition: { kind: 'waived', original: outcome, ...SIGNED, number: 1 },
        },
      ]);
      expect(idle).toEqual([]);
    },
  );

  it('leaves what it is not about as it was', () => {
    const others = [
      row({ series: 1 }),
      row({ check: 'RepetitionTime' }),
      row({ study: 1, series: 2 }),
      row({ study: 7 }),
    ];
    const { results, idle } = applied(others, waive({ seriesUID: '1.1' }));
    expect(results).toEqual(others);
    expect(idle).toEqual([
      { number: 1, kind: 'unused', text: 'no check of this delivery is the one it is about' },
    ]);
  });

  it.each<[string, NonNullable<Disposition['waive']>, readonly number[]]>([
    ['study', { studyUID: '2.0' }, [2]],
    ['subject', { subject: 'S1' }, [0, 1, 2]],
    ['subject and visit', { subject: 'S1', visit: 'V1' }, [0, 1]],
    ['study and series of the protocol', { studyUID: '1.0', series: 't2' }, [1]],
    ['series in another study', { seriesUID: '1.1', studyUID: '2.0' }, []],
  ])('is about what all of its names fit: %s', (_, target, wanted) => {
    const rows = [row(), row({ series: 1, entry: 't2' }), row({ study: 1, series: 2 })];
    const { results } = applied(rows, waive(target));
    expect(results.flatMap(({ disposition }, i) => (disposition ? [i] : []))).toEqual(wanted);
  });

  it('reaches rows that are about no single series by the study, not by a series', () => {
    const count: CheckResult = {
      ...{ study: 0, entry: 't1', scope: 'count', check: 'count', code: 'protocol-series-missing' },
      ...{ outcome: 'fail', severity: 'major' },
    };
    expect(applied([count], waive({ studyUID: '1.0', check: 'count' })).results[0]?.outcome).toBe('warn');
    expect(applied([count], waive({ seriesUID: '1.1', check: 'count' })).results[0]?.outcome).toBe('fail');
  });

  it('does not hold for another value than it was decided on', () => {
    const { results, idle } = applied([row()], waive({ seriesUID: '1.1' }, { actual: '4.1' }));
    expect(results).toEqual([row()]);
    expect(idle).toEqual([
      { number: 1, kind: 'outdated', text: 'it was decided on 4.1, but the value is 4.2 now' },
    ]);
    const gone = row();
    const { actual: _, ...absent } = gone;
    expect(applied([absent], waive({ seriesUID: '1.1' }, { actual: '4.1' })).idle[0]?.text).toBe(
      'it was decided on 4.1, but the value is not there now',
    );
    expect(applied([row()], waive({ seriesUID: '1.1' }, { actual: '4.2' })).results[0]?.outcome).toBe('warn');
  });

  it('holds only for the rows that have the value, where it is about several', () => {
    const { results, idle } = applied(
      [row(), row({ actual: '5' })],
      waive({ seriesUID: '1.1' }, { actual: '5' }),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['fail', 'warn']);
    expect(idle).toEqual([]);
  });

  it.each(['pass', 'not-applicable'] as const)('is needless where the check is %s', (outcome) => {
    const { results, idle } = applied([row({ outcome })], waive({ seriesUID: '1.1' }));
    expect(results).toEqual([row({ outcome })]);
    expect(idle).toMatchObject([{ number: 1, kind: 'needless' }]);
  });

  it('is needless where another one, or an acceptance, settled it already', () => {
    const twice = applied(
      [row()],
      waive({ seriesUID: '1.1' }),
      waive({ seriesUID: '1.1' }, { why: 'again' }),
    );
    expect(twice.results[0]?.disposition?.number).toBe(1);
    expect(twice.idle).toMatchObject([{ number: 2, kind: 'needless' }]);
    const disposition = { kind: 'superseded', original: 'fail', ...SIGNED, number: 9 } as const;
    const settled = row({ disposition });
    expect(applied([settled], waive({ seriesUID: '1.1' })).results).toEqual([settled]);
  });
});

describe('an acceptance', () => {
  it('is found by its series, with all that it names of the study', () => {
    const all = [
      accept('1.2', { series: 't1' }),
      accept('2.1', { studyUID: '1.0' }),
      accept('9.9'),
      accept('1.2'),
    ];
    expect([...acceptancesOf(all, STUDIES)]).toEqual([
      ['1.2', { seriesUID: '1.2', entry: 't1', ...SIGNED, number: 1 }],
    ]);
    expect(acceptancesOf([waive({ seriesUID: '1.1' })], STUDIES).size).toBe(0);
    expect(acceptancesOf([accept('1.1', { subject: 'S2' })], STUDIES).size).toBe(0);
  });

  it('is idle only where no row says that it settled something', () => {
    const disposition = { kind: 'accepted', original: 'fail', ...SIGNED, number: 1 } as const;
    expect(applied([row({ outcome: 'pass', disposition })], accept('1.1')).idle).toEqual([]);
    const waived = row({ disposition: { ...disposition, kind: 'waived' } });
    expect(applied([waived], accept('1.1')).idle).toMatchObject([{ number: 1, kind: 'needless' }]);
  });

  it('is not idle where several are accepted, and as many are asked for', () => {
    const disposition = { kind: 'accepted', original: 'fail', ...SIGNED, number: 1 } as const;
    const rows = [row(), row({ series: 1 }), row({ check: 'count', outcome: 'pass', disposition })];
    expect(applied(rows, accept('1.1'), accept('1.2')).idle).toEqual([]);
  });

  it('is needless where its series was taken for another than it was accepted as', () => {
    const disposition = { kind: 'accepted', original: 'fail', ...SIGNED, number: 1 } as const;
    const rows = [row({ outcome: 'pass', disposition })];
    expect(applied(rows, accept('1.1', { series: 't2' })).idle).toMatchObject([{ kind: 'needless' }]);
  });

  it('is unused where its series is not there', () => {
    expect(applied([row()], accept('9.9')).idle).toMatchObject([{ number: 1, kind: 'unused' }]);
    expect(applied([row()], accept('1.1', { visit: 'V2' })).idle).toMatchObject([{ kind: 'unused' }]);
  });

  it('is needless where its series is not one of several', () => {
    expect(applied([row({ outcome: 'pass' })], accept('1.1')).idle).toMatchObject([{ kind: 'needless' }]);
  });

  it('is outdated where the series is still repeated, as with two accepted ones', () => {
    const repeated = row({ check: 'count', scope: 'count', code: 'protocol-series-repeated' });
    const { series: _, ...count } = repeated;
    const { idle, results } = applied([row(), count], accept('1.1'), accept('1.2', { series: 't1' }));
    expect(idle).toMatchObject([
      { number: 1, kind: 'outdated' },
      { number: 2, kind: 'outdated' },
    ]);
    expect(results[1]?.outcome).toBe('fail');
  });
});

describe('applyDispositions', () => {
  it('changes nothing without decisions', () => {
    expect(applied([row()])).toEqual({ results: [row()], idle: [] });
  });
});
