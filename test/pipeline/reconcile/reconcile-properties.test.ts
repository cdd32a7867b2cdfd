import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ListedStudy,
  type ReceivedStudy,
  reconcile,
} from '../../../src/pipeline/reconcile/reconcile.js';

const subject = fc.constantFrom('S1', 's1', 'S2');
const visit = fc.constantFrom('BL', 'M3', 'bl');
const day = fc.integer({ min: 20_000, max: 20_006 });
const modality = fc.constantFrom('MR', 'CT', 'PT');
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const study: fc.Arbitrary<ReceivedStudy> = fc.record({
  site: fc.constantFrom('01', '07'),
  subject,
  visit: fc.option(visit),
  day,
  seriesByModality: fc.dictionary(modality, fc.integer({ min: 1, max: 4 }), { minKeys: 1 }),
});

const line = fc.record({
  site: maybe(fc.constantFrom('01', '07', '09')),
  subject,
  visit: maybe(visit),
  day: maybe(day),
  modality: maybe(modality),
  series: maybe(fc.integer({ min: 1, max: 8 })),
});

const studies = fc.array(study, { maxLength: 7 });
/** No line is repeated: the reader refuses such a list. */
const list = fc
  .uniqueArray(line, {
    maxLength: 8,
    selector: (l) => JSON.stringify([l.subject, l.visit ?? null, l.day ?? null, l.modality ?? null]),
  })
  .map((lines): ListedStudy[] => lines.map((said, i) => ({ ...said, line: i + 2 })));

/** What a site would write of what it sent: a line a study, or a line a modality. */
function listOf(received: readonly ReceivedStudy[], byModality: boolean): ListedStudy[] {
  const lines = received.flatMap((one): Omit<ListedStudy, 'line'>[] => {
    const { site, subject: id, visit: at, day: on, seriesByModality } = one;
    const base = { site, subject: id, visit: at ?? undefined, day: on };
    const counts = Object.entries(seriesByModality);
    const series = counts.reduce((sum, [, count]) => sum + count, 0);
    if (!byModality) return [{ ...base, modality: undefined, series }];
    return counts.map(([name, count]) => ({ ...base, modality: name, series: count }));
  });
  return lines.map((said, i) => ({ ...said, line: i + 2 }));
}

const distinct = fc.uniqueArray(study, { maxLength: 7, selector: (s) => `${s.subject} ${s.day}` });

describe('reconcile', () => {
  it('finds nothing in the list of what came, in whatever order it is', () => {
    fc.assert(
      fc.property(distinct, fc.boolean(), fc.func(fc.nat()), (received, byModality, shuffle) => {
        const listed = listOf(received, byModality);
        const mixed = [...listed].sort((a, b) => shuffle(a.line) - shuffle(b.line));
        expect(reconcile(mixed, received)).toEqual([]);
      }),
    );
  });

  it('tells one difference where one study is left out of the list, or did not come', () => {
    fc.assert(
      fc.property(distinct, fc.nat(), (received, at) => {
        fc.pre(received.length > 0);
        const gone = at % received.length;
        const others = received.filter((_, i) => i !== gone);
        const same = (one: ReceivedStudy): boolean => one.subject === received[gone]?.subject;
        // Another study of the subject could be taken for it.
        fc.pre(!others.some(same));
        const left = reconcile(listOf(others, false), received);
        expect(left.map(({ kind, line: place }) => [kind, place])).toEqual([['not-listed', null]]);
        const missing = reconcile(listOf(received, false), others);
        expect(missing.map(({ kind, line: place }) => [kind, place])).toEqual([['not-received', gone + 2]]);
      }),
    );
  });

  it('loses no line and no series: with more lines than came, or fewer, something is told', () => {
    fc.assert(
      fc.property(list, studies, (listed, received) => {
        const rows = reconcile(listed, received);
        for (const { subject: id } of [...listed, ...received]) {
          const lines = listed.filter((one) => one.subject === id);
          const sent = received.filter((one) => one.subject === id);
          const total = (all: ReceivedStudy[]): number =>
            all
              .flatMap(({ seriesByModality }) => Object.values(seriesByModality))
              .reduce((sum, n) => sum + n, 0);
          const isSaid = lines.every(
            ({ series, modality: name }) => series !== undefined && name !== undefined,
          );
          const said = lines.reduce((sum, { series }) => sum + (series ?? 0), 0);
          if (isSaid && said !== total(sent)) expect(rows.some((row) => row.subject === id)).toBe(true);
          if ((lines.length === 0) !== (sent.length === 0))
            expect(rows.some((row) => row.subject === id)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('tells each difference once, by lines in their order, and what is not listed last', () => {
    fc.assert(
      fc.property(list, studies, (listed, received) => {
        const rows = reconcile(listed, received);
        const ofLines = rows.filter((row) => row.line !== null);
        expect(rows.slice(0, ofLines.length)).toEqual(ofLines);
        const places = ofLines.map((row) => row.line ?? 0);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        const kinds = ofLines.map((row) => `${row.line} ${row.kind} ${row.received}`);
        expect(new Set(kinds).size).toBe(kinds.length);
        for (const row of rows) expect(row.line === null).toBe(row.kind === 'not-listed');
        for (const row of ofLines.filter(({ kind }) => kind === 'not-received'))
          expect(ofLines.filter((other) => other.line === row.line)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  it('tells no date', () => {
    fc.assert(
      fc.property(list, studies, (listed, received) => {
        expect(JSON.stringify(reconcile(listed, received))).not.toMatch(/2000\d|20\d\d-\d\d/);
      }),
    );
  });

  it('does not depend on the order in which studies of different days came', () => {
    fc.assert(
      fc.property(list, distinct, (listed, received) => {
        const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
        const backwards = reconcile(listed, [...received].reverse());
        expect(sorted(backwards)).toEqual(sorted(reconcile(listed, received)));
      }),
      { numRuns: 500 },
    );
  });
});
