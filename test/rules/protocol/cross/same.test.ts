import { describe, expect, it } from 'vitest';
import type { MatchedStudy } from '../../../../src/rules/protocol/cross/named-series.js';
import { judgeSame } from '../../../../src/rules/protocol/cross/same.js';
import { ambiguous, entry, quantity, RULE, scene, value } from './scene.js';

const FRAME = quantity('FrameOfReferenceUID', { type: 'text' });
const THICKNESS = quantity('SliceThickness', { unit: 'mm' });

const rule = (more: object = {}) =>
  ({ ...RULE, kind: 'same', quantities: [FRAME], of: ['pet', 'ctac'], ...more }) as const;
const frame = (uid: string) => ({ values: { FrameOfReferenceUID: value(uid) } });
const thick = (...mm: number[]) => ({ values: { SliceThickness: mm.map((one) => value(one)) } });

describe('same', () => {
  it('passes where all series have the same value, and shows it', () => {
    expect(
      judgeSame(
        rule(),
        scene([
          ['pet', frame('1.2')],
          ['ctac', frame('1.2')],
        ]),
      ),
    ).toEqual([
      {
        ...{ scope: 'cross-series', check: 'same FrameOfReferenceUID of pet, ctac', study: 0 },
        ...{ outcome: 'pass', code: 'protocol-as-declared', severity: 'major', source: '§1' },
        ...{ expected: '1.2', actual: '1.2' },
      },
    ]);
  });

  it('fails where they differ, and names both series', () => {
    const [row] = judgeSame(
      rule(),
      scene([
        ['pet', frame('1.2')],
        ['ctac', frame('1.3')],
      ]),
    );
    expect(row).toMatchObject({
      ...{ outcome: 'fail', code: 'protocol-cross-deviation', expected: '1.2', actual: '1.3' },
      note: 'ctac (Series Number 2) differs from pet (Series Number 1)',
    });
  });

  it('warns where the rule says that a deviation is a warning', () => {
    const [row] = judgeSame(
      rule({ onDeviation: 'warn' }),
      scene([
        ['pet', frame('1')],
        ['ctac', frame('2')],
      ]),
    );
    expect(row).toMatchObject({ outcome: 'warn', code: 'protocol-cross-deviation' });
  });

  it('gives a row a quantity, with its own tolerance, unit and difference', () => {
    const both = rule({ quantities: [FRAME, THICKNESS], tolerance: { SliceThickness: { absolute: 0.1 } } });
    const made = (uid: string, mm: number) => ({
      values: { FrameOfReferenceUID: value(uid), SliceThickness: value(mm) },
    });
    const near = judgeSame(
      both,
      scene([
        ['pet', made('1', 3)],
        ['ctac', made('1', 3.1)],
      ]),
    );
    expect(near.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    const far = judgeSame(
      both,
      scene([
        ['pet', made('1', 3)],
        ['ctac', made('1', 3.2)],
      ]),
    );
    expect(far[1]).toMatchObject({
      outcome: 'fail',
      unit: 'mm',
      difference: 0.2,
      expected: '3',
      actual: '3.2',
    });
  });

  it('holds every repeated series against every other and tells the pair that differs most', () => {
    const [row] = judgeSame(
      rule({ quantities: [THICKNESS] }),
      scene([
        ['pet', thick(3)],
        ['ctac', thick(3)],
        ['ctac', thick(5)],
        ['ctac', thick(4)],
      ]),
    );
    expect(row).toMatchObject({ outcome: 'fail', expected: '3', actual: '5', difference: 2 });
  });

  it('finds two repeats of one name that differ', () => {
    const [row] = judgeSame(
      rule({ of: ['dwi'] }),
      scene([
        ['dwi', frame('1')],
        ['dwi', frame('2')],
      ]),
    );
    expect(row?.outcome).toBe('fail');
  });

  it('compares all values of a series in which it varies', () => {
    const rows = (pet: readonly number[], ctac: readonly number[]) =>
      judgeSame(
        rule({ quantities: [THICKNESS] }),
        scene([
          ['pet', thick(...pet)],
          ['ctac', thick(...ctac)],
        ]),
      );
    expect(rows([1, 2], [2, 1])[0]?.outcome).toBe('pass');
    expect(rows([1, 2], [1])[0]?.outcome).toBe('fail');
  });

  it('cannot tell where a series lacks the value, or where it is not known', () => {
    const [absent] = judgeSame(
      rule(),
      scene([
        ['pet', frame('1')],
        ['ctac', {}],
      ]),
    );
    expect(absent).toMatchObject({
      ...{ outcome: 'not-evaluable', code: 'protocol-cross-unsettled' },
      note: 'FrameOfReferenceUID has no value: ctac (Series Number 2)',
    });
    const everywhere = judgeSame(
      rule(),
      scene([
        ['pet', {}],
        ['ctac', {}],
      ]),
    );
    expect(everywhere[0]?.outcome).toBe('not-evaluable');
    const unknown = { values: { FrameOfReferenceUID: { state: 'unknown', why: 'of a reason' } } } as const;
    expect(
      judgeSame(
        rule(),
        scene([
          ['pet', unknown],
          ['ctac', frame('1')],
        ]),
      )[0],
    ).toMatchObject({
      outcome: 'not-evaluable',
      note: 'of a reason: pet (Series Number 1)',
    });
  });

  it('fails on a sure deviation although another series is not known', () => {
    const [row] = judgeSame(
      rule({ of: ['a', 'b', 'c'] }),
      scene([
        ['a', frame('1')],
        ['b', frame('2')],
        ['c', {}],
      ]),
    );
    expect(row?.outcome).toBe('fail');
  });

  it('cannot tell where a series is missing, and still fails where the others differ', () => {
    const three = rule({ of: ['a', 'b', 'c'] });
    const missing = scene(
      [
        ['a', frame('1')],
        ['b', frame('1')],
      ],
      ['c'],
    );
    expect(judgeSame(three, missing)[0]).toMatchObject({ outcome: 'not-evaluable', note: 'c is missing' });
    expect(
      judgeSame(
        three,
        scene(
          [
            ['a', frame('1')],
            ['b', frame('2')],
          ],
          ['c'],
        ),
      )[0]?.outcome,
    ).toBe('fail');
  });

  it('leaves out a series that need not be there', () => {
    const optional = entry('c', { count: { min: 0, max: 1 } });
    const matched = scene(
      [
        ['a', frame('1')],
        ['b', frame('1')],
      ],
      [optional],
    );
    expect(judgeSame(rule({ of: ['a', 'b', 'c'] }), matched)[0]?.outcome).toBe('pass');
    expect(judgeSame(rule({ of: ['a', 'c'] }), matched)[0]).toMatchObject({
      outcome: 'not-applicable',
      code: 'protocol-not-asked',
    });
  });

  it('knows the visits at which a series is asked for', () => {
    const limited = entry('ctac', { visits: ['V1'] });
    const at = (visit?: string) =>
      scene([['pet', frame('1')]], [limited], visit === undefined ? {} : { visit });
    expect(judgeSame(rule(), at('V1'))[0]?.outcome).toBe('not-evaluable');
    expect(judgeSame(rule(), at('V2'))[0]?.outcome).toBe('not-applicable');
    expect(judgeSame(rule(), at())[0]).toMatchObject({
      outcome: 'not-evaluable',
      note: 'the visit, on which ctac depends, is not known',
    });
  });

  it('cannot tell where a series may be the one that is not there', () => {
    const base = scene(
      [
        ['pet', frame('1')],
        ['', frame('1')],
      ],
      [entry('ctac', { count: { min: 0, max: 1 } })],
    );
    const [pet, other] = base.study.series;
    if (!pet || !other) throw new RangeError('two series');
    const matched: MatchedStudy = {
      ...base,
      matches: [...base.matches.slice(0, 1), ambiguous(other, ['ctac', 'topogram'])],
    };
    expect(judgeSame(rule(), matched)[0]).toMatchObject({
      outcome: 'not-evaluable',
      note: "a series may be ctac or another of the protocol's",
    });
  });

  it('leaves superseded series out', () => {
    const base = scene([
      ['pet', frame('1')],
      ['ctac', frame('1')],
      ['ctac', frame('2')],
    ]);
    const matched: MatchedStudy = {
      ...base,
      matches: base.matches.map((one, i) => (i === 2 ? { ...one, kind: 'superseded' } : one)),
    };
    expect(judgeSame(rule(), matched)[0]?.outcome).toBe('pass');
  });
});
