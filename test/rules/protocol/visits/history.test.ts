import { describe, expect, it } from 'vitest';
import { historyOf, reportedVisits } from '../../../../src/rules/protocol/visits/history.js';
import type { VisitFacts } from '../../../../src/rules/protocol/visits/visit-facts.js';
import { visit, without } from './facts.js';

const on = (studyUID: string, at?: string): VisitFacts => {
  const facts = visit(undefined, {}, { studyUID });
  return at === undefined ? without(facts, 'at') : { ...facts, at };
};
const uids = (visits: readonly VisitFacts[]) => visits.map(({ studyUID }) => studyUID);

describe('historyOf', () => {
  it('orders the visits of a delivery by date and time', () => {
    const history = historyOf(
      [on('b', '20260301120000'), on('c', '20260301120001'), on('a', '20250101')],
      [],
    );
    expect(uids(history.visits)).toEqual(['a', 'b', 'c']);
    expect(history.ordered).toBe(true);
  });

  it('orders earlier and present visits together where all have dates', () => {
    const history = historyOf([on('a', '20250101')], [on('b', '20260101'), on('c', '20270101')]);
    expect(uids(history.visits)).toEqual(['a', 'b', 'c']);
  });

  it('puts the visits of a report without dates first, in its order', () => {
    const history = historyOf([on('d', '20260301'), on('c', '20260201')], [on('b'), on('a')]);
    expect(uids(history.visits)).toEqual(['b', 'a', 'c', 'd']);
    expect(history.ordered).toBe(true);
  });

  it('takes a study that is checked again in its old place, with its new facts', () => {
    const again = on('a', '20260301');
    const history = historyOf([again], [on('a'), on('b')]);
    expect(uids(history.visits)).toEqual(['a', 'b']);
    expect(history.visits[0]).toBe(again);
  });

  it('says that visits of one delivery have no order without dates, or within a day without times', () => {
    expect(historyOf([on('a'), on('b')], []).ordered).toBe(false);
    expect(historyOf([on('a', '20260301'), on('b')], []).ordered).toBe(false);
    expect(historyOf([on('a', '20260301'), on('b', '20260301120000')], []).ordered).toBe(false);
    expect(historyOf([on('a', '20260301120000'), on('b', '20260301120000')], []).ordered).toBe(false);
    expect(historyOf([on('a', '20260301')], [on('b')]).ordered).toBe(true);
  });

  it('does not depend on the order of the delivery, nor on UIDs', () => {
    const all = [on('x', '20260103'), on('m', '20260101'), on('a', '20260102')];
    expect(uids(historyOf(all, []).visits)).toEqual(['m', 'a', 'x']);
    expect(uids(historyOf([...all].reverse(), []).visits)).toEqual(['m', 'a', 'x']);
  });
});

describe('reportedVisits', () => {
  it('holds earlier visits and present ones, subject by subject in order, without study numbers and dates', () => {
    const current = [visit(0, {}, { studyUID: 'n', subject: 'S2' }), visit(1, {}, { studyUID: 'o' })];
    const earlier = [on('e')];
    expect(reportedVisits(current, earlier, false)).toEqual([
      { studyUID: 'e', subject: 'S1', series: { t1: {} } },
      { studyUID: 'o', subject: 'S1', series: { t1: {} } },
      { studyUID: 'n', subject: 'S2', series: { t1: {} } },
    ]);
  });

  it('shows dates where identifying values were asked for', () => {
    expect(reportedVisits([on('a', '20260301')], [], true)[0]?.at).toBe('20260301');
  });

  it('leaves out visits of another protocol', () => {
    expect(reportedVisits([], [{ ...on('a'), protocol: 'TRIAL-02' }], false)).toEqual([]);
  });

  it('keeps studies of unknown subjects', () => {
    expect(reportedVisits([without(on('a', '20260301'), 'subject')], [], false)).toEqual([
      { studyUID: 'a', series: { t1: {} } },
    ]);
  });
});
