import { describe, expect, it } from 'vitest';
import type { AcrossVisits } from '../../../../src/rules/protocol/compiled.js';
import { judgeVisits } from '../../../../src/rules/protocol/visits/judge-visits.js';
import type { VisitFacts } from '../../../../src/rules/protocol/visits/visit-facts.js';
import { entry, protocol } from '../cross/scene.js';
import { known, rule, visit, without } from './facts.js';

const SERIAL = rule(['DeviceSerialNumber']);
const of = (rules: readonly AcrossVisits[], entries: Parameters<typeof protocol>[0] = ['t1']) =>
  protocol(entries, { acrossVisits: rules });
const serial = (study: number | undefined, text: string, more: Partial<VisitFacts> = {}) =>
  visit(study, { DeviceSerialNumber: known(text) }, more);
const judged = (visits: readonly VisitFacts[], earlier?: readonly VisitFacts[], own = SERIAL) =>
  judgeVisits(of([own]), visits, earlier).map(({ study, outcome, code }) => [study, outcome, code]);

describe('judgeVisits', () => {
  it('compares each later visit with the first, in a row a series and quantity', () => {
    const rows = judgeVisits(of([SERIAL]), [serial(0, 'A'), serial(1, 'A', { visit: 'V2' })], undefined);
    expect(rows[0]).toMatchObject({ study: 0, outcome: 'not-applicable', code: 'protocol-single-visit' });
    expect(rows[1]).toEqual({
      ...{ scope: 'across-visits', check: 'same DeviceSerialNumber across visits', study: 1, entry: 't1' },
      ...{ outcome: 'pass', code: 'protocol-as-declared', severity: 'major', source: '§1' },
      ...{ expected: 'A', actual: 'A', note: 'compared with the first visit' },
    });
    expect(rows).toHaveLength(2);
  });

  it('knows visits of one delivery by the patient where no subject is named', () => {
    const of = (study: number, text: string, patient?: number) =>
      without(serial(study, text, patient === undefined ? {} : { patient }), 'subject');
    expect(judged([of(0, 'A', 0), of(1, 'B', 0), of(2, 'C', 1)])).toEqual([
      [0, 'not-applicable', 'protocol-single-visit'],
      [1, 'fail', 'protocol-visit-changed'],
      [2, 'not-applicable', 'protocol-single-visit'],
    ]);
    expect(judged([of(0, 'A'), of(1, 'B')]).map((row) => row[2])).toEqual([
      'protocol-visit-unsettled',
      'protocol-visit-unsettled',
    ]);
  });

  it('does not know a patient of this delivery in an earlier report', () => {
    const mine = without(serial(0, 'A', { patient: 0 }), 'subject');
    expect(judged([mine], [serial(undefined, 'A', { subject: 'S9' })]).map((row) => row[2])).toContain(
      'protocol-visit-unsettled',
    );
  });

  it('tells a change, or warns of it', () => {
    const visits = [serial(0, 'A', { visit: 'V1' }), serial(1, 'B')];
    expect(judgeVisits(of([SERIAL]), visits, undefined)[1]).toMatchObject({
      ...{ outcome: 'fail', code: 'protocol-visit-changed', expected: 'A', actual: 'B' },
      note: 'compared with the first visit (V1)',
    });
    expect(judged(visits, undefined, { ...SERIAL, onDeviation: 'warn' })[1]?.[1]).toBe('warn');
  });

  it('compares with the first, or with the one before', () => {
    const visits = [serial(0, 'A'), serial(1, 'B'), serial(2, 'B')];
    expect(judged(visits).map((row) => row[1])).toEqual(['not-applicable', 'fail', 'fail']);
    const previous = { ...SERIAL, with: 'previous' } as const;
    expect(judged(visits, undefined, previous).map((row) => row[1])).toEqual([
      'not-applicable',
      'fail',
      'pass',
    ]);
    expect(judgeVisits(of([previous]), visits, undefined)[2]?.note).toBe('compared with the visit before');
  });

  it('goes by date, not by the order of the delivery', () => {
    const visits = [serial(0, 'B', { at: '20260303' }), serial(1, 'A', { at: '20260301' })];
    expect(judged(visits)).toEqual([
      [0, 'fail', 'protocol-visit-changed'],
      [1, 'not-applicable', 'protocol-single-visit'],
    ]);
  });

  it('compares with the visits of an earlier report', () => {
    expect(judged([serial(1, 'B')], [without(serial(undefined, 'A'), 'at')])).toEqual([
      [1, 'fail', 'protocol-visit-changed'],
    ]);
    expect(judged([serial(1, 'A')], [without(serial(undefined, 'A'), 'at')])).toEqual([
      [1, 'pass', 'protocol-as-declared'],
    ]);
  });

  it('does not compare a visit with itself where it was checked before', () => {
    const before = without(serial(undefined, 'B', { studyUID: '2.25.11' }), 'at');
    expect(judged([serial(1, 'A')], [before])).toEqual([[1, 'not-applicable', 'protocol-single-visit']]);
  });

  it('compares nothing between subjects', () => {
    const other = serial(1, 'B', { subject: 'S2' });
    expect(judged([serial(0, 'A'), other])).toEqual([
      [0, 'not-applicable', 'protocol-single-visit'],
      [1, 'not-applicable', 'protocol-single-visit'],
    ]);
  });

  it('asks nothing of a single visit, even of an unknown subject', () => {
    const single = [0, 'not-applicable', 'protocol-single-visit'];
    expect(judged([serial(0, 'A')])).toEqual([single]);
    expect(judged([without(serial(0, 'A'), 'subject')])).toEqual([single]);
  });

  it('asks nothing of a subject that is new, beside one that the earlier report knows', () => {
    const earlier = [without(serial(undefined, 'A', { studyUID: 'x' }), 'at')];
    expect(judged([serial(0, 'A'), serial(1, 'B', { subject: 'S2' })], earlier)).toEqual([
      [0, 'pass', 'protocol-as-declared'],
      [1, 'not-applicable', 'protocol-single-visit'],
    ]);
  });

  it('cannot tell beside an earlier report that knows no subject of this delivery, or holds unnamed visits', () => {
    const unsettled = [0, 'not-evaluable', 'protocol-visit-unsettled'];
    expect(judged([serial(0, 'B')], [])).toEqual([unsettled]);
    expect(judged([serial(0, 'B')], [serial(undefined, 'A', { subject: 'S2' })])).toEqual([unsettled]);
    const unnamed = without(serial(undefined, 'A', { studyUID: 'x' }), 'subject');
    const known = without(serial(undefined, 'A', { studyUID: 'y' }), 'at');
    expect(judged([serial(0, 'B')], [unnamed])).toEqual([unsettled]);
    expect(judged([serial(0, 'A'), serial(1, 'B', { subject: 'S2' })], [unnamed, known])).toEqual([
      [0, 'pass', 'protocol-as-declared'],
      [1, 'not-evaluable', 'protocol-visit-unsettled'],
    ]);
  });

  it('cannot tell of unknown subjects in several studies, or beside an earlier report, and says what to do', () => {
    const nobody = without(serial(0, 'A'), 'subject');
    expect(judged([nobody, serial(1, 'A')])).toEqual([
      [0, 'not-evaluable', 'protocol-visit-unsettled'],
      [1, 'not-applicable', 'protocol-single-visit'],
    ]);
    expect(judged([nobody], [])).toEqual([[0, 'not-evaluable', 'protocol-visit-unsettled']]);
    expect(judgeVisits(of([SERIAL]), [nobody], [])[0]?.note).toContain('--key-file');
  });

  it('cannot tell beside a report of another protocol, and still compares what this delivery holds', () => {
    const earlier = [serial(undefined, 'A', { protocol: 'TRIAL-02', studyUID: 'x' })];
    const rows = judgeVisits(of([SERIAL]), [serial(0, 'A')], earlier);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      ...{ outcome: 'not-evaluable', note: 'the earlier report is of another protocol (TRIAL-02)' },
    });
    expect(judged([serial(0, 'A'), serial(1, 'B')], earlier).map((row) => row[1])).toEqual([
      ...['not-evaluable', 'not-applicable', 'not-evaluable', 'fail'],
    ]);
  });

  it('passes visits without an order where all are alike, and cannot tell where they differ', () => {
    const undated = (study: number, text: string) => without(serial(study, text), 'at');
    expect(judged([undated(0, 'A'), undated(1, 'A')]).map((row) => row[1])).toEqual(['pass', 'pass']);
    const rows = judgeVisits(of([SERIAL]), [undated(0, 'A'), undated(1, 'A'), undated(2, 'B')], undefined);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['not-evaluable', 'not-evaluable', 'not-evaluable']);
    expect(rows[0]).toMatchObject({ code: 'protocol-visit-unsettled' });
    expect(rows[0]?.note).toContain('which came first is not known');
  });

  it('compares with the first visit that has the series', () => {
    const empty = visit(0, {}, { series: {} });
    const visits = [empty, serial(1, 'A'), serial(2, 'B')];
    const optional = of([SERIAL], [entry('t1', { count: { min: 0, max: 1 } })]);
    const rows = judgeVisits(optional, visits, undefined);
    expect(rows.map(({ study, outcome, note }) => [study, outcome, note])).toEqual([
      [0, 'not-applicable', 'it is the first visit, which the others are compared with'],
      [1, 'not-applicable', 't1 is there for the first time'],
      [2, 'fail', 'compared with the first visit'],
    ]);
  });

  it('cannot tell where a series that is asked for is missing, at this visit or at every one before', () => {
    const empty = (study: number) => visit(study, {}, { series: {} });
    expect(judgeVisits(of([SERIAL]), [serial(0, 'A'), empty(1)], undefined)[1]).toMatchObject({
      ...{ outcome: 'not-evaluable', code: 'protocol-visit-unsettled', note: 't1 is missing', entry: 't1' },
    });
    expect(judgeVisits(of([SERIAL]), [empty(0), serial(1, 'A')], undefined)[1]).toMatchObject({
      ...{ outcome: 'not-evaluable', note: 't1 is missing at every other visit' },
    });
  });

  it('says nothing of a series that is not asked for at the visit', () => {
    const limited = of([SERIAL], [entry('t1', { visits: ['V1'] })]);
    const visits = [serial(0, 'A', { visit: 'V1' }), visit(1, {}, { visit: 'V2', series: {} })];
    expect(judgeVisits(limited, visits, undefined)).toHaveLength(1);
  });

  it('takes the series that the rule names', () => {
    const own = { ...SERIAL, of: ['flair'] };
    const both = (study: number, text: string): VisitFacts =>
      visit(
        study,
        {},
        {
          series: {
            t1: { DeviceSerialNumber: known(text) },
            flair: { DeviceSerialNumber: known('same') },
          },
        },
      );
    const rows = judgeVisits(of([own], ['t1', 'flair']), [both(0, 'A'), both(1, 'B')], undefined);
    expect(rows.slice(1).map(({ entry: name, outcome }) => [name, outcome])).toEqual([['flair', 'pass']]);
  });

  it('gives one row a rule where nothing can be compared, naming its quantities', () => {
    const [row] = judgeVisits(
      of([rule(['DeviceSerialNumber', 'SoftwareVersions'])]),
      [serial(0, 'A')],
      undefined,
    );
    expect(row?.check).toBe('same DeviceSerialNumber, SoftwareVersions across visits');
  });

  it('says nothing without rules', () => {
    expect(judgeVisits(of([]), [serial(0, 'A'), serial(1, 'B')], undefined)).toEqual([]);
  });
});
