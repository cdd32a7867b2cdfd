import { describe, expect, it } from 'vitest';
import { judgeCovers } from '../../../../src/rules/protocol/cross/covers.js';
import { VolumeError } from '../../../../src/study/volume/volume-error.js';
import { type Block, entry, type Made, RULE, scene } from './scene.js';

const rule = (more: object = {}) =>
  ({ ...RULE, kind: 'covers', series: 'pet', by: 'ctac', toleranceMm: 0, ...more }) as const;
const of = (...blocks: readonly (Block | VolumeError)[]): Made => ({ blocks });
const judged = (pet: Made, ctac: Made, more: object = {}) =>
  judgeCovers(
    rule(more),
    scene([
      ['pet', pet],
      ['ctac', ctac],
    ]),
  )[0];

// 64 × 64 pixels of 2 mm and 20 slices of 3 mm: x and y from −1 to 127, z from −1.5 to 58.5.
const BLOCK = {};

describe('covers', () => {
  it('passes where the second holds the first, borders included', () => {
    expect(judged(of(BLOCK), of(BLOCK))).toEqual({
      ...{ scope: 'cross-series', check: 'ctac covers pet', study: 0 },
      ...{ outcome: 'pass', code: 'protocol-as-declared', severity: 'major', source: '§1' },
      ...{ expected: '≤ 0', actual: '0', unit: 'mm' },
    });
    expect(judged(of({ at: [20, 20, 6], rows: 20, columns: 20, slices: 5 }), of(BLOCK))?.outcome).toBe(
      'pass',
    );
  });

  it('fails where a slice is beyond, with how far it falls short', () => {
    expect(judged(of({ slices: 21 }), of(BLOCK))).toMatchObject({
      ...{ outcome: 'fail', code: 'protocol-cross-deviation', actual: '3', unit: 'mm', difference: 3 },
      note: 'pet reaches 3 mm beyond ctac',
    });
    expect(judged(of({ at: [-5, 0, 0] }), of(BLOCK))).toMatchObject({ outcome: 'fail', actual: '5' });
    expect(judged(of(BLOCK), of({ at: [0, 0, 3] }))).toMatchObject({ outcome: 'fail', actual: '3' });
  });

  it('does not fail the other way round: the covering series may reach further', () => {
    expect(judged(of(BLOCK), of({ slices: 21 }))?.outcome).toBe('pass');
  });

  it('allows the tolerance', () => {
    expect(judged(of({ slices: 21 }), of(BLOCK), { toleranceMm: 3 })).toMatchObject({
      ...{ outcome: 'pass', expected: '≤ 3', actual: '3' },
    });
    expect(judged(of({ slices: 22 }), of(BLOCK), { toleranceMm: 3 })).toMatchObject({
      ...{ outcome: 'fail', difference: 3 },
    });
    expect(judged(of({ slices: 21 }), of(BLOCK), { onDeviation: 'warn' })?.outcome).toBe('warn');
  });

  it('measures along the axes of the covering series, however it lies', () => {
    const s = Math.SQRT1_2;
    const tilted: Block = { row: [s, s, 0], column: [-s, s, 0] };
    // The square of 128 mm turned by 45° about its corner: the covered one lies within its inscribed part, or not.
    expect(judged(of({ at: [0, 70, 3], rows: 20, columns: 10, slices: 4 }), of(tilted))?.outcome).toBe(
      'pass',
    );
    expect(judged(of({ at: [60, 0, 3], rows: 20, columns: 10, slices: 4 }), of(tilted))?.outcome).toBe(
      'fail',
    );
  });

  it('wants one stack that holds it all, in each of its volumes', () => {
    const [low, high]: Block[] = [{ slices: 10 }, { at: [0, 0, 30], slices: 10, stack: 1 }];
    const whole = of(BLOCK);
    expect(judged(whole, of(low ?? {}, high ?? {}))?.outcome).toBe('fail');
    expect(judged(of({ at: [0, 0, 30], slices: 10 }), of(low ?? {}, high ?? {}))?.outcome).toBe('pass');
    expect(judged(of({ slices: 10 }), of(BLOCK, { at: [0, 0, 3] }))).toMatchObject({
      outcome: 'fail',
      actual: '3',
    });
  });

  it('holds every repeated series against every other', () => {
    const matched = scene([
      ['pet', of(BLOCK)],
      ['ctac', of(BLOCK)],
      ['ctac', of({ slices: 10 })],
    ]);
    expect(judgeCovers(rule(), matched)[0]).toMatchObject({ outcome: 'fail', actual: '30' });
  });

  it('cannot tell in different or unnamed frames of reference', () => {
    const elsewhere = { ...of(BLOCK), headers: [{ frameOfReferenceUID: '2.25.5' }] };
    const note = 'pet and ctac do not share one frame of reference';
    expect(judged(of(BLOCK), elsewhere)).toMatchObject({ outcome: 'not-evaluable', note });
    const nowhere = { ...of(BLOCK), headers: [{ frameOfReferenceUID: '' }] };
    expect(judged(nowhere, nowhere)).toMatchObject({ outcome: 'not-evaluable', note });
    const two = { ...of(BLOCK), headers: [{}, { frameOfReferenceUID: '2.25.5' }] };
    expect(judged(two, two)).toMatchObject({ outcome: 'not-evaluable', note });
  });

  it('cannot tell where the slices make no volume, or the images have no place', () => {
    expect(judged(of(new VolumeError('missing-slices')), of(BLOCK))).toMatchObject({
      ...{ outcome: 'not-evaluable', code: 'protocol-cross-unsettled', unit: 'mm' },
      note: 'pet (Series Number 1): its slices make no regular volume (missing-slices)',
    });
    expect(judged(of(BLOCK), of())).toMatchObject({
      ...{ outcome: 'not-evaluable' },
      note: 'ctac (Series Number 2): its images have no place in the patient',
    });
  });

  it('never takes positions that make no number for cover', () => {
    const lost = of({ at: [Number.MAX_VALUE, Number.MAX_VALUE, 0], slices: 1 });
    expect(judged(lost, of(BLOCK))?.outcome).not.toBe('pass');
    expect(judged(of(BLOCK), of({ pixelMm: 0 }))?.outcome).toBe('not-evaluable');
  });

  it('fails on a sure shortfall although another repeat cannot be told', () => {
    const matched = scene([
      ['pet', of({ slices: 30 })],
      ['ctac', of(BLOCK)],
      ['ctac', of()],
    ]);
    expect(judgeCovers(rule(), matched)[0]?.outcome).toBe('fail');
  });

  it('cannot tell where one is missing, and asks nothing where it need not be there', () => {
    expect(judgeCovers(rule(), scene([['pet', of(BLOCK)]], ['ctac']))[0]?.outcome).toBe('not-evaluable');
    const optional = entry('ctac', { count: { min: 0, max: 1 } });
    expect(judgeCovers(rule(), scene([['pet', of(BLOCK)]], [optional]))[0]?.outcome).toBe('not-applicable');
  });
});
