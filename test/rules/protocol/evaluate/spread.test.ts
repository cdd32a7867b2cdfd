import { describe, expect, it } from 'vitest';
import { type SpreadOptions, spreadOf } from '../../../../src/rules/protocol/evaluate/spread.js';
import { type Instance, quantity, series } from './views.js';

const NUMBER = quantity('X');
const TEXT = quantity('X', { type: 'text', multi: true });

function spread(
  values: readonly (Instance[string] | undefined)[],
  of = NUMBER,
  more: Partial<SpreadOptions> = {},
) {
  const view = series(values.map((one): Instance => (one === undefined ? {} : { X: one })));
  return spreadOf(of.samples(view), of, { onlyPresence: false, instances: values.length, ...more });
}

describe('the values of a series', () => {
  it('are constant where they are one', () => {
    expect(spread([3, 3, 3])).toEqual({ kind: 'constant' });
    expect(spread(['A', 'A'], TEXT)).toEqual({ kind: 'constant' });
  });

  it('are one number where they differ by less than what rounding leaves', () => {
    expect(spread([0.9765625, 0.976562])).toEqual({ kind: 'constant' });
    expect(spread([0.9765625, 0.97656])).toMatchObject({ kind: 'varies' });
    expect(spread([0, 0])).toEqual({ kind: 'constant' });
    expect(spread([0, 1e-9])).toMatchObject({ kind: 'varies' });
  });

  it('may differ as much as they are allowed to', () => {
    const cosines = (tilt: number) => [1, 0, tilt];
    expect(spread([cosines(0), cosines(9e-4)], NUMBER, { absolute: 1e-3 })).toEqual({ kind: 'constant' });
    expect(spread([cosines(0), cosines(2e-3)], NUMBER, { absolute: 1e-3 })).toMatchObject({ kind: 'varies' });
    expect(spread([cosines(0), [1, 0]], NUMBER, { absolute: 1e-3 })).toMatchObject({ kind: 'varies' });
  });

  it('that vary name the fewer instances, and all values with how many have them', () => {
    expect(spread([3, 4, 3, 3, 5])).toEqual({
      kind: 'varies',
      actual: '3 in 3, 4 in 1, 5 in 1 of 5 instances',
      outliers: [1, 4],
    });
  });

  it('of which as many have one as the other are told in the order of the values', () => {
    expect(spread([4, 3])).toMatchObject({ actual: '3 in 1, 4 in 1 of 2 instances', outliers: [0] });
    expect(spread([3, 4])).toMatchObject({ actual: '3 in 1, 4 in 1 of 2 instances', outliers: [1] });
  });

  it('vary where some instances have none', () => {
    expect(spread([3, undefined, 3])).toMatchObject({
      kind: 'varies',
      actual: '3 in 2, absent in 1 of 3 instances',
      outliers: [1],
    });
    expect(spread([undefined, 3, null])).toMatchObject({ kind: 'varies', outliers: [1] });
  });

  it('are absent where no instance has one: absent and empty are the same', () => {
    expect(spread([undefined, null, ''])).toEqual({ kind: 'absent' });
    expect(spread([])).toEqual({ kind: 'absent' });
  });

  it('that may differ still have to be there', () => {
    expect(spread([3, 4], NUMBER, { onlyPresence: true })).toEqual({ kind: 'constant' });
    expect(spread([3, undefined, 4, 4], NUMBER, { onlyPresence: true })).toMatchObject({
      kind: 'varies',
      outliers: [1],
    });
  });

  it('of several texts are one only in one order', () => {
    expect(
      spread(
        [
          ['A', 'B'],
          ['A', 'B'],
        ],
        TEXT,
      ),
    ).toEqual({ kind: 'constant' });
    expect(
      spread(
        [
          ['A', 'B'],
          ['B', 'A'],
        ],
        TEXT,
      ),
    ).toMatchObject({ kind: 'varies' });
  });

  it('that cannot be read in some are not told to be one', () => {
    expect(spread([3, '?', 3])).toEqual({ kind: 'unreadable', outliers: [1] });
    expect(spread(['?', '?'])).toEqual({ kind: 'unreadable', outliers: [] });
  });

  it('vary all the same where others differ', () => {
    expect(spread([3, '?', 4, 3])).toMatchObject({ kind: 'varies', outliers: [2] });
  });

  it('of one instance are those of its frames', () => {
    const samples = [3, 4].map((one) => ({
      value: { state: 'value', texts: [String(one)], numbers: [one] } as const,
      instances: [0],
    }));
    expect(spreadOf(samples, NUMBER, { onlyPresence: false, instances: 1 })).toEqual({
      kind: 'varies',
      actual: '3, 4',
      outliers: [0],
    });
  });

  it('are not counted where some are of the series as a whole', () => {
    const samples = [
      { value: { state: 'value', texts: ['3'] } as const, instances: [0, 1] },
      { value: { state: 'value', texts: ['4'] } as const, instances: [] },
    ];
    expect(spreadOf(samples, TEXT, { onlyPresence: false, instances: 2 })).toEqual({
      kind: 'varies',
      actual: '3, 4',
      outliers: [],
    });
  });

  it('that are not known say why', () => {
    const samples = [{ value: { state: 'unknown', why: 'it is odd' } as const, instances: [] }];
    expect(spreadOf(samples, NUMBER, { onlyPresence: false, instances: 1 })).toEqual({
      kind: 'unknown',
      why: 'it is odd',
    });
  });

  it('are named up to five', () => {
    expect(spread([1, 2, 3, 4, 5, 6, 7])).toMatchObject({
      actual: '1 in 1, 2 in 1, 3 in 1, 4 in 1, 5 in 1, and 2 more values of 7 instances',
    });
  });
});
