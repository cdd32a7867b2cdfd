import { describe, expect, it } from 'vitest';
import type { Entry, Protocol } from '../../../../src/rules/protocol/compiled.js';
import { askedAt, matchStudy } from '../../../../src/rules/protocol/match/match-study.js';
import { condition, entry, exactly, type Instance, protocol, series, study } from '../evaluate/views.js';

const IDENTIFYING = 'Doe^Jane scan';
const T1 = entry('t1', { match: condition({ Modality: 'MR', SeriesDescription: 't1', EchoTime: 3 }) });
const T2 = entry('t2', { match: condition({ Modality: 'MR', SeriesDescription: 't2', EchoTime: 90 }) });

function matched(of: Protocol, instance: Instance) {
  const [one] = matchStudy(of, study([series([instance], { number: 7 })]));
  if (!one) throw new Error('no series');
  return one;
}

describe('a series that one entry fits', () => {
  const one = matched(protocol([T2, T1]), { Modality: 'MR', SeriesDescription: 't1', EchoTime: 3 });

  it('is taken for it, with the candidates best first', () => {
    expect(one.match).toMatchObject({ series: 7, kind: 'matched', entry: 't1' });
    expect(one.match.candidates.map(({ entry: name, score }) => [name, score])).toEqual([
      ['t1', 1],
      ['t2', 1 / 3],
    ]);
    expect(one.match.margin).toBeCloseTo(2 / 3);
    expect(one.rivals).toEqual([]);
    expect(one.match.candidates[0]).not.toHaveProperty('agreement');
  });

  it('says why, and what came next', () => {
    expect(one.match.reason).toBe(
      'matches t1: 3 of 3 conditions; runner-up t2: 1 of 3 conditions (SeriesDescription does not fit, EchoTime does not fit)',
    );
  });

  it('tells each condition with what was found', () => {
    expect(one.match.candidates[1]?.terms[1]).toEqual({
      quantity: 'SeriesDescription',
      holds: 'no',
      expected: 'as asked',
      actual: 't1',
    });
  });

  it('has no runner-up where nothing else fits at all, and no margin where there is nothing else', () => {
    const far = entry('ct', { match: condition({ Modality: 'CT' }) });
    const alone = { Modality: 'MR', SeriesDescription: 't1', EchoTime: 3 };
    expect(matched(protocol([T1, far]), alone).match).toMatchObject({
      reason: 'matches t1: 3 of 3 conditions',
      margin: 1,
    });
    expect(matched(protocol([T1]), alone).match).not.toHaveProperty('margin');
  });
});

describe('a series that no entry fits', () => {
  it('is unexpected, and the nearest is told without values', () => {
    const { match } = matched(protocol([T1, T2]), { Modality: 'MR', SeriesDescription: IDENTIFYING });
    expect(match).toMatchObject({ kind: 'unexpected' });
    expect(match).not.toHaveProperty('entry');
    expect(match.reason).toBe(
      'matches nothing that is asked for; nearest t1: 1 of 3 conditions (SeriesDescription does not fit, EchoTime cannot be told)',
    );
    expect(match.candidates[0]?.terms[1]?.actual).toBe(IDENTIFYING);
  });

  it('is not forced by being nearly right', () => {
    const almost = { Modality: 'MR', SeriesDescription: 't1', EchoTime: 3.1 };
    expect(matched(protocol([T1]), almost).match).toMatchObject({ kind: 'unexpected' });
  });

  it('has no nearest where nothing fits at all', () => {
    expect(matched(protocol([T1]), { Modality: 'CT' }).match.reason).toBe(
      'matches nothing that is asked for',
    );
  });
});

describe('a series that several entries fit', () => {
  const both = (name: string, more: Partial<Entry>): Entry =>
    entry(name, { match: condition({ Modality: 'MR' }), ...more });
  const SHORT = both('short', { checks: [exactly('EchoTime', 3), exactly('FlipAngle', 9)] });
  const LONG = both('long', { checks: [exactly('EchoTime', 90), exactly('FlipAngle', 9)] });
  const SCAN = { Modality: 'MR', EchoTime: 3, FlipAngle: 9 };

  it('is taken for the one whose checks pass by more than the margin', () => {
    const { match } = matched(protocol([LONG, SHORT]), SCAN);
    expect(match).toMatchObject({ kind: 'matched', entry: 'short', margin: 0.5 });
    expect(match.candidates.map(({ agreement }) => agreement)).toEqual([1, 0.5]);
    expect(match.reason).toBe(
      'matches short: 1 of 1 condition (100% of its checks pass); runner-up long: 1 of 1 condition (50% of its checks pass)',
    );
  });

  it('is ambiguous by less than the margin, and taken for none', () => {
    const { match, rivals } = matched(protocol([LONG, SHORT], { margin: 0.6 }), SCAN);
    expect(match).toMatchObject({ kind: 'ambiguous', margin: 0.5 });
    expect(match).not.toHaveProperty('entry');
    expect(match.reason).toContain('matches several alike: short: ');
    expect(rivals).toEqual(['short', 'long']);
  });

  it('is matched at the margin itself', () => {
    const checks = (count: number) =>
      Array.from({ length: 5 }, (_, at) => exactly(`X${at}`, at < count ? 1 : 2));
    const five = { Modality: 'MR', X0: 1, X1: 1, X2: 1, X3: 1, X4: 1 };
    const entries = [both('all', { checks: checks(5) }), both('most', { checks: checks(4) })];
    expect(matched(protocol(entries), five).match).toMatchObject({ kind: 'matched', entry: 'all' });
  });

  it('is ambiguous where they agree alike, even without a margin', () => {
    const { match } = matched(protocol([SHORT, both('same', SHORT)], { margin: 0 }), SCAN);
    expect(match.kind).toBe('ambiguous');
  });

  it('does not count those far behind among its rivals', () => {
    const wrong = both('wrong', { checks: [exactly('EchoTime', 1)] });
    const { rivals, match } = matched(protocol([wrong, SHORT, { ...SHORT, name: 'same' }]), SCAN);
    expect(rivals).toEqual(['short', 'same']);
    expect(match.candidates).toHaveLength(3);
  });

  it('tells five candidates at most, and keeps all', () => {
    const entries = Array.from({ length: 8 }, (_, at) => both(`e${at}`, {}));
    const { match, all } = matched(protocol(entries), SCAN);
    expect(match.candidates).toHaveLength(5);
    expect(all).toHaveLength(8);
  });
});

describe('an exclusion', () => {
  const exclude = [
    { match: condition({ ImageType: 'LOCALIZER' }), reason: 'a localizer', path: [] },
    { match: condition({ Modality: 'MR' }), reason: 'any', path: [] },
  ];

  it('comes before every entry, the first that holds', () => {
    const good = { Modality: 'MR', SeriesDescription: 't1', EchoTime: 3, ImageType: 'LOCALIZER' };
    expect(matched(protocol([T1], { exclude }), good).match).toEqual({
      series: 7,
      kind: 'excluded',
      candidates: [],
      reason: 'excluded: a localizer; it matches t1, too',
    });
  });

  it('does not name an entry that the series does not fit', () => {
    const scout = { Modality: 'MR', SeriesDescription: 'scout', EchoTime: 3, ImageType: 'LOCALIZER' };
    expect(matched(protocol([T1], { exclude }), scout).match.reason).toBe('excluded: a localizer');
  });

  it('that cannot be told excludes nothing', () => {
    const good = { Modality: 'MR', SeriesDescription: 't1', EchoTime: 3 };
    expect(matched(protocol([T1], { exclude: exclude.slice(0, 1) }), good).match.kind).toBe('matched');
  });
});

describe('objects that are no images', () => {
  const REPORT = { sopClassUID: '1.2.840.10008.5.1.4.1.1.88.33', modality: 'SR' };

  it('are left aside where nothing asks for them', () => {
    const [one] = matchStudy(protocol([T1]), study([series([{ Modality: 'SR' }], { header: REPORT })]));
    expect(one?.match).toMatchObject({ kind: 'other', reason: 'no image that a protocol could ask for' });
  });

  it('are matched where an entry asks for them', () => {
    const asked = entry('dose', { match: condition({ Modality: 'SR' }) });
    const [one] = matchStudy(protocol([asked]), study([series([{ Modality: 'SR' }], { header: REPORT })]));
    expect(one?.match).toMatchObject({ kind: 'matched', entry: 'dose' });
  });
});

describe('visits', () => {
  const later = { ...T1, visits: ['V2'] };
  const scan = { Modality: 'MR', SeriesDescription: 't1', EchoTime: 3 };
  const at = (visit: string | undefined) => study([series([scan])], visit === undefined ? {} : { visit });

  it('ask for an entry, do not, or are not known', () => {
    expect(askedAt(T1, at(undefined))).toBe('yes');
    expect(askedAt(later, at('V2'))).toBe('yes');
    expect(askedAt(later, at('V1'))).toBe('no');
    expect(askedAt(later, at(undefined))).toBe('unknown');
  });

  it('leave no ambiguity with what is not asked for', () => {
    const now = { ...T1, name: 'now' };
    expect(matchStudy(protocol([later, now]), at('V1'))[0]?.match).toMatchObject({
      kind: 'matched',
      entry: 'now',
    });
    expect(matchStudy(protocol([later, now]), at('V2'))[0]?.match.kind).toBe('ambiguous');
  });

  it('that are not known do not keep a series from its entry', () => {
    expect(matchStudy(protocol([later]), at(undefined))[0]?.match).toMatchObject({
      kind: 'matched',
      entry: 't1',
    });
  });
});
