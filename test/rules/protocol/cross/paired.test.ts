import { describe, expect, it } from 'vitest';
import type { MatchedStudy } from '../../../../src/rules/protocol/cross/named-series.js';
import { judgePaired } from '../../../../src/rules/protocol/cross/paired.js';
import { VolumeError } from '../../../../src/study/volume/volume-error.js';
import { ambiguous, type Block, entry, type Made, RULE, scene, value } from './scene.js';

const rule = (more: object = {}) =>
  ({ ...RULE, kind: 'paired', series: 'ap', with: 'pa', opposite: false, ...more }) as const;
const at = (startS: number, block: Block = {}, more: Made = {}): Made => ({
  startS,
  blocks: [block],
  ...more,
});
const encoded = (axis: string | undefined, sign: string | undefined): Made => ({
  values: {
    ...(axis !== undefined && { phaseEncodingAxis: value(axis) }),
    ...(sign !== undefined && { phaseEncodingPolarity: value(sign) }),
  },
});
const outcomes = (pairs: readonly (readonly [string, Made])[], more: object = {}) =>
  judgePaired(rule(more), scene(pairs)).map(({ outcome }) => outcome);

describe('paired', () => {
  it('passes a series with a partner next to it, before or after, that lies like it', () => {
    expect(
      judgePaired(
        rule(),
        scene([
          ['ap', at(100)],
          ['pa', at(130)],
        ]),
      ),
    ).toEqual([
      {
        ...{ scope: 'cross-series', check: 'ap paired with pa', study: 0, series: 0, entry: 'ap' },
        ...{ outcome: 'pass', code: 'protocol-as-declared', severity: 'major', source: '§1' },
        note: 'with pa (Series Number 2)',
      },
    ]);
    expect(
      outcomes([
        ['ap', at(130)],
        ['pa', at(100)],
      ]),
    ).toEqual(['pass']);
  });

  it('gives a row a series, each with a partner of its own or one between them', () => {
    expect(
      outcomes([
        ['ap', at(1)],
        ['pa', at(2)],
        ['ap', at(3)],
        ['', at(4)],
        ['ap', at(5)],
      ]),
    ).toEqual(['pass', 'pass', 'fail']);
  });

  it('fails where another series was acquired in between', () => {
    const between = (kind: string) =>
      scene([
        ['ap', at(100)],
        [kind, at(110)],
        ['pa', at(130)],
      ]);
    expect(judgePaired(rule(), between('bold'))[0]).toMatchObject({
      ...{ outcome: 'fail', code: 'protocol-cross-deviation' },
      note: 'pa (Series Number 3): another series was acquired in between',
    });
    expect(judgePaired(rule(), between(''))[0]?.outcome).toBe('fail');
    expect(
      outcomes([
        ['pa', at(90)],
        ['bold', at(95)],
        ['ap', at(100)],
      ]),
    ).toEqual(['fail']);
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', at(130)],
        ['bold', at(140)],
        ['bold', at(90)],
      ]),
    ).toEqual(['pass']);
  });

  it('takes no notice of what was left out: excluded, superseded, or no image', () => {
    for (const kind of ['excluded', 'superseded', 'other'] as const) {
      const base = scene([
        ['ap', at(100)],
        ['bold', at(110)],
        ['pa', at(130)],
      ]);
      const matched: MatchedStudy = {
        ...base,
        matches: base.matches.map((one, i) => (i === 1 ? { ...one, kind } : one)),
      };
      expect(judgePaired(rule(), matched)[0]?.outcome).toBe('pass');
    }
  });

  it('cannot tell without times, be it its own or those of a series that may lie in between', () => {
    expect(
      judgePaired(
        rule(),
        scene([
          ['ap', { blocks: [{}] }],
          ['pa', at(130)],
        ]),
      )[0],
    ).toMatchObject({
      ...{ outcome: 'not-evaluable', note: 'pa (Series Number 2): when they start is not known' },
    });
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', at(130)],
        ['bold', {}],
      ]),
    ).toEqual(['not-evaluable']);
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', at(130)],
        ['', {}],
      ]),
    ).toEqual(['pass']);
  });

  it.each<[string, Block, string]>([
    ['matrix', { rows: 32 }, 'its matrix is 64 × 32 × 20, not 64 × 64 × 20'],
    ['number of slices', { slices: 19 }, 'its matrix is 64 × 64 × 19, not 64 × 64 × 20'],
    ['pixel size', { pixelMm: 2.01 }, 'its corners lie up to 0.9 mm away'],
    ['slice distance', { sliceMm: 3.1 }, 'its corners lie up to 1.95 mm away'],
    ['position', { at: [0, 0, 0.2] }, 'its corners lie up to 0.2 mm away'],
    ['orientation', { row: [0, 1, 0], column: [-1, 0, 0] }, 'its corners lie up to 254 mm away'],
  ])('fails where the partner has another %s', (_, block, why) => {
    const [row] = judgePaired(
      rule(),
      scene([
        ['ap', at(100)],
        ['pa', at(130, block)],
      ]),
    );
    expect(row?.outcome).toBe('fail');
    expect(row?.note).toBe(`pa (Series Number 2): ${why}`);
  });

  it('allows what headers round', () => {
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', at(130, { at: [0.01, -0.01, 0.02] })],
      ]),
    ).toEqual(['pass']);
  });

  it('fails where the partner has other orientations besides', () => {
    const two = { startS: 130, blocks: [{}, { stack: 1 }] };
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', two],
      ]),
    ).toEqual(['fail']);
  });

  it('cannot tell where there is no volume, or no common frame of reference', () => {
    const broken = { startS: 130, blocks: [new VolumeError('missing-slices')] };
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', broken],
      ]),
    ).toEqual(['not-evaluable']);
    expect(
      outcomes([
        ['ap', broken],
        ['pa', at(100)],
      ]),
    ).toEqual(['not-evaluable']);
    const elsewhere = at(130, {}, { headers: [{ frameOfReferenceUID: '2.25.7' }] });
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', elsewhere],
      ]),
    ).toEqual(['not-evaluable']);
  });

  it('asks for the opposite polarity along the same axis only where the rule does', () => {
    const pair = (a: Made, b: Made, opposite = true) => {
      const matched = scene([
        ['ap', at(100, {}, a)],
        ['pa', at(130, {}, b)],
      ]);
      return judgePaired(rule({ opposite }), matched)[0];
    };
    expect(pair(encoded('AP', '+'), encoded('AP', '-'))).toMatchObject({
      ...{ outcome: 'pass', check: 'ap paired with pa, opposite phase encoding' },
    });
    expect(pair(encoded('AP', '+'), encoded('AP', '+'))).toMatchObject({
      ...{ outcome: 'fail', note: 'pa (Series Number 2): its phase encoding has the same polarity (+)' },
    });
    expect(pair(encoded('AP', '+'), encoded('RL', '-'))).toMatchObject({
      ...{ outcome: 'fail', note: 'pa (Series Number 2): phase is encoded along RL, not AP' },
    });
    expect(pair(encoded('AP', '+'), encoded('AP', undefined))?.outcome).toBe('not-evaluable');
    expect(pair(encoded(undefined, '+'), encoded('AP', '-'))?.outcome).toBe('not-evaluable');
    expect(pair(encoded(undefined, undefined), encoded(undefined, undefined), false)?.outcome).toBe('pass');
  });

  it('finds the one that fits among several, and else what is not known before what does not fit', () => {
    const far = at(130, { at: [0, 0, 50] });
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', far],
        ['pa', at(70)],
      ]),
    ).toEqual(['pass']);
    const timeless = { blocks: [{}] };
    expect(
      outcomes([
        ['ap', at(100)],
        ['pa', far],
        ['pa', timeless],
      ]),
    ).toEqual(['not-evaluable']);
  });

  it('fails where there is no partner at all, even of a series that need not be there', () => {
    expect(judgePaired(rule(), scene([['ap', at(100)]], ['pa']))[0]).toMatchObject({
      ...{ outcome: 'fail', note: 'pa is missing', series: 0 },
    });
    const optional = entry('pa', { count: { min: 0, max: 2 } });
    expect(judgePaired(rule(), scene([['ap', at(100)]], [optional]))[0]?.outcome).toBe('fail');
    expect(judgePaired(rule({ onDeviation: 'warn' }), scene([['ap', at(100)]], [optional]))[0]?.outcome).toBe(
      'warn',
    );
  });

  it('asks nothing at a visit without the partner', () => {
    const elsewhere = entry('pa', { visits: ['V1'] });
    const matched = scene([['ap', at(100)]], [elsewhere], { visit: 'V2' });
    expect(judgePaired(rule(), matched)[0]?.outcome).toBe('not-applicable');
  });

  it('cannot tell where a series may be the partner', () => {
    const base = scene(
      [
        ['ap', at(100)],
        ['', at(130)],
      ],
      ['pa', 'bold'],
    );
    const [, other] = base.study.series;
    if (!other) throw new RangeError('two series');
    const doubtful = { ...base, matches: [...base.matches.slice(0, 1), ambiguous(other, ['pa', 'bold'])] };
    expect(judgePaired(rule(), doubtful)[0]?.outcome).toBe('not-evaluable');
    const two = scene(
      [
        ['ap', at(100)],
        ['pa', at(500)],
        ['', at(130)],
      ],
      ['bold'],
    );
    const third = two.study.series[2];
    if (!third) throw new RangeError('three series');
    const beside = { ...two, matches: [...two.matches.slice(0, 2), ambiguous(third, ['pa', 'bold'])] };
    expect(judgePaired(rule(), beside)[0]).toMatchObject({
      ...{ outcome: 'not-evaluable', note: "a series may be pa or another of the protocol's" },
    });
  });

  it('gives one row where the first series is missing, or need not be there', () => {
    expect(judgePaired(rule(), scene([['pa', at(1)]], ['ap']))[0]).toMatchObject({
      ...{ outcome: 'not-evaluable', note: 'ap is missing' },
    });
    const optional = entry('ap', { count: { min: 0, max: 2 } });
    expect(judgePaired(rule(), scene([['pa', at(1)]], [optional]))[0]?.outcome).toBe('not-applicable');
  });
});
