import { describe, expect, test } from 'vitest';
import { type SlicePanel, sliceBands, slicePanel } from '../../../src/report/plots/slice-panel.js';
import { sampleSlice } from './still-sample.js';

interface Drawn {
  readonly layer: readonly {
    readonly data: { readonly values: readonly unknown[] };
    readonly encoding: { readonly y: { readonly scale: { readonly domain: readonly number[] } } };
  }[];
}

function drawn(shifts: readonly (number | null)[], more: Partial<SlicePanel> = {}): Drawn {
  const slices = shifts.map((shiftMm, slice) => sampleSlice(slice, { shiftMm }));
  const shown = { title: 'Shift', unit: 'mm', colour: '#000000' };
  const at = ({ shiftMm }: { readonly shiftMm: number | null }) => shiftMm;
  return slicePanel({
    slices,
    count: slices.length,
    ...shown,
    at,
    atLeast: [0, 0.5],
    ...more,
  }) as unknown as Drawn;
}

describe('slices that are shaded', () => {
  test('are empty ones and duplicates, an empty duplicate as empty', () => {
    const slices = [
      sampleSlice(0),
      sampleSlice(1, { isEmpty: true }),
      sampleSlice(2, { duplicateOf: 0 }),
      sampleSlice(3, { isEmpty: true, duplicateOf: 1 }),
    ];
    expect(sliceBands(slices)).toEqual([
      { from: 1, to: 2, band: 'not measured' },
      { from: 2, to: 3, band: 'censored' },
      { from: 3, to: 4, band: 'not measured' },
    ]);
  });
});

describe('a panel over the slices', () => {
  test('has a point of each slice that has a value', () => {
    const { layer } = drawn([0.1, null, Number.NaN, 0.4]);
    expect(layer[1]?.data.values).toEqual([
      { slice: 0, value: 0.1 },
      { slice: 3, value: 0.4 },
    ]);
    expect(layer).toHaveLength(3);
  });

  test('reaches as far as asked for, and farther where values do', () => {
    expect(drawn([0.1]).layer[1]?.encoding.y.scale.domain).toEqual([0, 0.5]);
    expect(drawn([0.1, -3, 2]).layer[1]?.encoding.y.scale.domain).toEqual([-3, 2]);
  });

  test('says so where nothing was measured', () => {
    expect(drawn([null, null]).layer.at(-1)?.data.values).toEqual([{ text: 'not measured' }]);
  });
});
