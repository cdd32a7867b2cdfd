import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../src/rules/protocol/compiled.js';
import { expectedCount } from '../../../../src/rules/protocol/evaluate/counts.js';
import { judgeStudy } from '../../../../src/rules/protocol/evaluate/judge-study.js';
import { accept, counts, FULL, judged, scan, T1, T2, told } from './study-scene.js';
import {
  condition,
  entry,
  exactly,
  header,
  protocol,
  quantity,
  series,
  stack,
  study,
  type ViewOptions,
} from './views.js';

describe('a study that has all that is asked for', () => {
  it('gets a count for each entry, then the checks of each series', () => {
    const { matches, results } = judged(FULL);
    expect(matches.map(({ series: number, kind, entry: name }) => [number, kind, name])).toEqual([
      [1, 'matched', 't1'],
      [2, 'matched', 't2'],
    ]);
    expect(told(results)).toEqual([
      't1 count pass protocol-as-declared',
      't2 count pass protocol-as-declared',
      '1 EchoTime pass protocol-as-declared',
      '1 completeness pass protocol-as-declared',
      '1 constancy pass protocol-as-declared',
      '2 EchoTime pass protocol-as-declared',
      '2 completeness pass protocol-as-declared',
      '2 constancy pass protocol-as-declared',
    ]);
    expect(results[0]).toEqual({
      study: 0,
      entry: 't1',
      scope: 'count',
      check: 'count',
      code: 'protocol-as-declared',
      outcome: 'pass',
      severity: 'major',
      expected: '1',
      actual: '1',
      source: '§5',
    });
  });

  it('is judged in the order of Series Number and start, not of the delivery', () => {
    const late = scan('t1', 5, 3, { header: { seriesNumber: 9 } });
    const early = scan('t2', 6, 90, { header: { seriesNumber: 2 } });
    const order = judged([late, early]).results.map((row) => row.series);
    expect([...new Set(order)]).toEqual([undefined, 6, 5]);
  });
});

describe('a series that is missing', () => {
  it('fails its count', () => {
    expect(counts([scan('t2', 2, 90)])[0]).toMatchObject({
      entry: 't1',
      code: 'protocol-series-missing',
      outcome: 'fail',
      severity: 'critical',
      actual: '0',
      difference: -1,
    });
  });

  it('names the nearest of those that were taken for nothing, and what stands against it', () => {
    const asked = protocol([{ ...T1, match: condition({ SeriesDescription: 't1', EchoTime: 3 }) }]);
    const [row] = counts([scan('other', 8, 4), scan('t1', 7, 4)], asked);
    expect(row?.note).toBe('nearest is series number 7: 1 of 2 conditions (EchoTime does not fit)');
    expect(counts([scan('other', 8, 4)], asked)[0]).not.toHaveProperty('note');
  });

  it('names one without a Series Number as such', () => {
    const asked = protocol([{ ...T1, match: condition({ SeriesDescription: 't1', EchoTime: 3 }) }]);
    const mixed = [header({ seriesNumber: 1 }), header({ seriesNumber: 2 })];
    const [row] = counts([scan('t1', 7, 4, { headers: mixed })], asked);
    expect(row?.note).toContain('nearest is a series without a number');
  });

  it('warns where the protocol says so', () => {
    expect(counts([], protocol([{ ...T1, onDeviation: 'warn' }]))[0]?.outcome).toBe('warn');
  });

  it('may be missing where none has to be there', () => {
    const optional = protocol([{ ...T1, count: { min: 0, max: 1 } }]);
    expect(counts([], optional)[0]).toMatchObject({ outcome: 'pass', expected: '0 … 1', actual: '0' });
  });
});

describe('a series that is repeated', () => {
  const TWICE = [scan('t1', 3), scan('t1', 4, 9)];
  const ONE = protocol([T1]);

  it('fails its count, and names them', () => {
    expect(counts(TWICE, ONE)[0]).toMatchObject({
      code: 'protocol-series-repeated',
      outcome: 'fail',
      actual: '2',
      difference: 1,
      note: 'series number 3, series number 4; a disposition may accept one',
    });
    expect(counts(TWICE, protocol([{ ...T1, onDeviation: 'warn' }]))[0]?.outcome).toBe('warn');
    expect(counts(TWICE, protocol([{ ...T1, count: { min: 1, max: 2 } }]))[0]?.outcome).toBe('pass');
    const any = protocol([{ ...T1, count: { min: 1, max: Number.POSITIVE_INFINITY } }]);
    expect(counts(TWICE, any)[0]).toMatchObject({ outcome: 'pass', expected: '≥ 1' });
  });

  it('is settled by the one that a person accepted, and both stay in sight', () => {
    const { matches, results } = judgeStudy(ONE, study(TWICE), accept(3));
    expect(matches.map(({ kind }) => kind)).toEqual(['matched', 'superseded']);
    expect(matches[1]?.reason).toContain('another series was accepted in its place');
    const decision = { who: 'R1', when: '2026-01-02', why: 'sharper', number: 1 };
    expect(results[0]).toMatchObject({
      check: 'count',
      outcome: 'pass',
      actual: '1',
      disposition: { ...decision, kind: 'accepted', original: 'fail' },
    });
    const superseded = results.filter((row) => row.series === 4);
    expect(superseded.map(({ check, code, outcome }) => [check, code, outcome])).toEqual(
      ['match', 'EchoTime', 'completeness', 'constancy'].map((name) => [
        name,
        'protocol-series-superseded',
        'not-applicable',
      ]),
    );
    expect(superseded.map(({ disposition }) => disposition)).toEqual(
      ['fail', 'fail', 'pass', 'pass'].map((original) => ({ ...decision, kind: 'superseded', original })),
    );
  });

  it('that is accepted is still judged', () => {
    const { results } = judgeStudy(ONE, study(TWICE), accept(4));
    expect(results.find((row) => row.series === 4 && row.check === 'EchoTime')?.outcome).toBe('fail');
  });

  it('stays repeated where more are accepted than may be there', () => {
    const { results } = judgeStudy(ONE, study([...TWICE, scan('t1', 5)]), accept(3, 4));
    expect(results[0]).toMatchObject({ code: 'protocol-series-repeated', outcome: 'fail', actual: '2' });
    const all = judgeStudy(ONE, study(TWICE), accept(3, 4));
    expect(all.results[0]).toMatchObject({ code: 'protocol-series-repeated', outcome: 'fail' });
    expect(all.matches.map(({ kind }) => kind)).toEqual(['matched', 'matched']);
  });

  it('stays repeated where the accepted one is accepted as another series', () => {
    const as = (name: string) =>
      new Map([...accept(3)].map(([uid, acceptance]) => [uid, { ...acceptance, entry: name }]));
    expect(judgeStudy(ONE, study(TWICE), as('t9')).results[0]).toMatchObject({
      code: 'protocol-series-repeated',
      outcome: 'fail',
    });
    expect(judgeStudy(ONE, study(TWICE), as('t1')).results[0]).toMatchObject({ outcome: 'pass' });
  });

  it('stays repeated where fewer are accepted than have to be there', () => {
    const pair = protocol([{ ...T1, count: { min: 2, max: 2 } }]);
    const { results, matches } = judgeStudy(pair, study([...TWICE, scan('t1', 5)]), accept(3));
    expect(results[0]).toMatchObject({ outcome: 'fail', actual: '3' });
    expect(matches.every(({ kind }) => kind === 'matched')).toBe(true);
  });

  it('is not changed by an acceptance that it does not need, or that is of another series', () => {
    const single = judgeStudy(ONE, study([scan('t1', 3)]), accept(3));
    expect(single.results[0]).not.toHaveProperty('disposition');
    expect(judgeStudy(ONE, study(TWICE), accept(9)).results[0]?.outcome).toBe('fail');
  });

  it('of several decisions shows the first of the file', () => {
    const pair = protocol([{ ...T1, count: { min: 1, max: 2 } }]);
    const { results } = judgeStudy(pair, study([...TWICE, scan('t1', 5)]), accept(5, 3));
    expect(results[0]).toMatchObject({ outcome: 'pass', actual: '2', disposition: { number: 1 } });
  });
});

describe('a series that could be of two entries', () => {
  const ALIKE = [
    entry('a', { match: condition({ Modality: 'MR' }), checks: [exactly('EchoTime', 3)] }),
    entry('b', { match: condition({ Modality: 'MR' }), checks: [exactly('EchoTime', 3)] }),
  ];
  const EITHER = series([{ Modality: 'MR', EchoTime: 3 }], { number: 1 });

  it('is not evaluable, and nor are the counts that it would change', () => {
    const { matches, results } = judged([EITHER], protocol(ALIKE));
    expect(matches[0]?.kind).toBe('ambiguous');
    expect(told(results)).toEqual([
      'a count not-evaluable protocol-series-ambiguous',
      'b count not-evaluable protocol-series-ambiguous',
      '1 match not-evaluable protocol-series-ambiguous',
    ]);
    expect(results[0]?.note).toBe('series number 1 may be of it, too');
    expect(results[2]?.note).toContain('a: 1 of 1 condition');
  });

  it('cannot fill what is missing by more', () => {
    const two = protocol(ALIKE.map((one): Entry => ({ ...one, count: { min: 2, max: 2 } })));
    expect(counts([EITHER], two).map(({ code, outcome }) => `${code} ${outcome}`)).toEqual([
      'protocol-series-missing fail',
      'protocol-series-missing fail',
    ]);
  });

  it('changes no count that has room for it', () => {
    const any = protocol(ALIKE.map((one): Entry => ({ ...one, count: { min: 0, max: 1 } })));
    expect(counts([EITHER], any).map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    const none = protocol(ALIKE.map((one): Entry => ({ ...one, count: { min: 0, max: 0 } })));
    expect(counts([EITHER], none).map(({ outcome }) => outcome)).toEqual(['not-evaluable', 'not-evaluable']);
  });
});

describe('an entry that is asked for at some visits', () => {
  const LATER = protocol([{ ...T1, visits: ['V2'] }, T2]);

  it('is counted at those', () => {
    expect(counts(FULL, LATER, { visit: 'V2' })[0]).toMatchObject({ outcome: 'pass' });
    expect(counts([], LATER, { visit: 'V2' })[0]).toMatchObject({ outcome: 'fail' });
  });

  it('is not asked for at others, and a series of it is unexpected there', () => {
    const { matches, results } = judged(FULL, LATER, { visit: 'V1' });
    expect(results[0]).toMatchObject({ entry: 't1', code: 'protocol-not-asked', outcome: 'not-applicable' });
    expect(matches[0]).toMatchObject({
      kind: 'unexpected',
      reason: 'matches t1, which is not asked for at this visit',
    });
  });

  it('is not evaluable where the visit is not known, found or not', () => {
    for (const all of [FULL, []]) {
      expect(counts(all, LATER)[0]).toMatchObject({
        code: 'protocol-condition-unsettled',
        outcome: 'not-evaluable',
        note: 'it is asked for at some visits, and the visit of this study is not known',
      });
    }
    expect(judged(FULL, LATER).results.some((row) => row.series === 1 && row.check === 'EchoTime')).toBe(
      true,
    );
  });
});

describe('a matched series that is incomplete', () => {
  it('fails though no check asks', () => {
    const gap = scan('t1', 1, 3, { stacks: [stack({ missing: 2 })] });
    expect(judged([gap], protocol([T1])).results).toContainEqual(
      expect.objectContaining({
        check: 'missingSlices',
        code: 'protocol-series-incomplete',
        outcome: 'fail',
      }),
    );
  });
});

describe('expected counts', () => {
  it('are told as a number, a range or a least', () => {
    expect(expectedCount({ min: 1, max: 1 })).toBe('1');
    expect(expectedCount({ min: 1, max: 3 })).toBe('1 … 3');
    expect(expectedCount({ min: 2, max: Number.POSITIVE_INFINITY })).toBe('≥ 2');
  });
});

describe('the order in which series are delivered', () => {
  it('decides nothing', () => {
    const descriptions = fc.array(fc.constantFrom('t1', 't2', 'x'), { minLength: 1, maxLength: 5 });
    const views = descriptions.map((list) => list.map((one, at) => scan(one, at, one === 't2' ? 90 : 3)));
    const pairs = views.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(pairs, ([list, other]) => {
        expect(judged(other).results).toEqual(judged(list).results);
      }),
      { numRuns: 40 },
    );
  });
});

describe('whatever is delivered', () => {
  const cell = fc.constantFrom('t1', 't2', 3, 90, null, '?', '');
  const instance = fc.dictionary(fc.constantFrom('SeriesDescription', 'EchoTime', 'Rows', 'ImageType'), cell);
  const geometry = fc.constantFrom<ViewOptions['stacks']>(
    undefined,
    [],
    [stack(), stack({ missing: 1 })],
    [stack({ count: undefined, missing: undefined, separatedBy: ['EchoTime'] })],
  );
  const view = fc
    .tuple(fc.array(instance, { maxLength: 3 }), geometry, fc.nat(3))
    .map(([list, stacks, number]) => series(list, { number, ...(stacks && { stacks }) }));

  it('nothing throws, and each entry has its count', () => {
    const asked = protocol([{ ...T1, constant: [quantity('Rows')] }, T2]);
    fc.assert(
      fc.property(fc.array(view, { maxLength: 4 }), (all) => {
        const { matches, results } = judged(all, asked);
        expect(matches).toHaveLength(all.length);
        expect(results.filter(({ scope }) => scope === 'count')).toHaveLength(2);
      }),
      { numRuns: 60 },
    );
  });
});
