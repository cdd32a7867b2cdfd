import { describe, expect, it } from 'vitest';
import { beginnings, numberList } from '../../../src/pipeline/qc-motion/number-list.js';
import type { InstanceTable } from '../../../src/study/instance-table.js';
import type { PlannedVolume } from '../../../src/study/volume/plan.js';

it.each([
  [[], ''],
  [[4], '4'],
  [[4, 5], '4, 5'],
  [[9, 3, 5, 7, 6, 8], '3, 5–9'],
])('the numbers %j are told as %j', (numbers, text) => {
  expect(numberList(numbers)).toBe(text);
});

it('a long list ends in how many more there are', () => {
  expect(numberList([1, 3, 5, 6, 9], 2)).toBe('1, 3 and 3 more');
});

describe('volumes without a number in the run', () => {
  const plan = (instance: number, frame = 0) =>
    ({ slices: [{ instance, frame, row: 0 }] }) as unknown as PlannedVolume;
  const table = (frames: number, numbers: readonly (number | undefined)[]) =>
    ({
      frameRows: () => ({ first: 0, count: frames }),
      instanceNumber: (instance: number) => numbers[instance],
    }) as unknown as InstanceTable;

  it('are named by the images that they begin with', () => {
    expect(beginnings([plan(0), plan(2)], table(1, [41, 61, 82]))).toBe('those with images 41, 82');
  });

  it('are named by the frames that they begin with, from 1, in one object', () => {
    expect(beginnings([plan(0, 19), plan(0, 39)], table(60, [1]))).toBe('those with frames 20, 40');
  });

  it('are not named by half where an image has no number', () => {
    expect(beginnings([plan(0), plan(1)], table(1, [5, undefined]))).toBe(
      'those with images that have no number',
    );
  });
});
