import { describe, expect, it } from 'vitest';
import { judgeCompleteness } from '../../../../src/rules/protocol/evaluate/completeness.js';
import { series, stack, type ViewOptions } from './views.js';

function judged(options: ViewOptions, checked: readonly string[] = []) {
  const row = { study: 0, view: series([{}, {}], options), entry: 't1' };
  return judgeCompleteness(row, new Set(checked));
}

describe('a series', () => {
  it('passes in one row when no slice is missing or doubled', () => {
    expect(judged({})).toEqual([
      {
        study: 0,
        series: 0,
        entry: 't1',
        scope: 'check',
        check: 'completeness',
        code: 'protocol-as-declared',
        outcome: 'pass',
        severity: 'major',
        expected: 'no slice missing or doubled',
        actual: '0',
      },
    ]);
  });

  it('fails without being asked when slices are missing', () => {
    expect(judged({ stacks: [stack({ missing: 2, incomplete: 1 })] })).toMatchObject([
      {
        check: 'missingSlices',
        code: 'protocol-series-incomplete',
        outcome: 'fail',
        expected: '0',
        actual: '2',
        difference: 2,
      },
      { check: 'incompleteVolumes', outcome: 'fail', actual: '1' },
    ]);
    expect(judged({ stacks: [stack({ missing: 2 })] })[0]).not.toHaveProperty('outliers');
  });

  it('fails when slices are doubled', () => {
    expect(judged({ stacks: [stack({ duplicates: 1 })] })).toMatchObject([
      { check: 'duplicateSlices', outcome: 'fail', actual: '1' },
    ]);
  });

  it('fails by its worst stack', () => {
    expect(judged({ stacks: [stack(), stack({ missing: 3 })] })).toMatchObject([
      { check: 'missingSlices', outcome: 'fail', actual: '3' },
    ]);
  });

  it('names the instances of the stack that lacks one, where those of others are told', () => {
    const views = [stack(), stack({ missing: 3 })];
    const slice = (instance: number, number: number) => ({ stack: number, slices: [{ instance }] });
    const view = {
      ...series([{}, {}], { stacks: views }),
      volumes: () => [slice(0, 0), slice(1, 1)] as never,
    };
    const rows = judgeCompleteness({ study: 0, view, entry: 't1' }, new Set());
    expect(rows).toMatchObject([{ check: 'missingSlices', outliers: [1] }]);
  });

  it('is not evaluable where the volumes cannot be told apart', () => {
    const stacks = [stack({ count: undefined, missing: undefined, timePoints: undefined })];
    expect(judged({ stacks })).toMatchObject([
      {
        check: 'completeness',
        outcome: 'not-evaluable',
        code: 'protocol-series-incomplete',
        note: 'the volumes cannot be told apart',
      },
    ]);
  });

  it('fails all the same where another stack lacks a slice', () => {
    const stacks = [stack({ count: undefined, missing: undefined }), stack({ missing: 1 })];
    expect(judged({ stacks })[0]).toMatchObject({ check: 'missingSlices', outcome: 'fail' });
  });

  it('lacks nothing that could be named where it is a single slice, or no image', () => {
    expect(judged({ stacks: [{ ...stack(), slices: 1 }] })).toMatchObject([{ outcome: 'pass' }]);
    const single = { ...stack({ missing: undefined }), slices: 1, regular: false };
    expect(judged({ stacks: [single] })).toMatchObject([{ outcome: 'pass' }]);
    expect(judged({ stacks: [] })).toEqual([]);
  });

  it('is not evaluable where its slices make no grid: whether one is missing is not known', () => {
    const stacks = [{ ...stack({ missing: undefined }), regular: false }];
    expect(judged({ stacks })).toMatchObject([
      {
        check: 'completeness',
        outcome: 'not-evaluable',
        note: 'the slices do not lie at one distance from each other',
      },
    ]);
    // Its own check says so.
    expect(judged({ stacks }, ['missingSlices'])).toMatchObject([{ outcome: 'pass' }]);
    expect(judged({ stacks: [...stacks, stack({ duplicates: 1 })] })).toMatchObject([{ outcome: 'fail' }]);
  });

  it('is not evaluable where frames have no place in the patient, and others have one', () => {
    expect(judged({ unplaced: 1 })).toMatchObject([
      { outcome: 'not-evaluable', note: '1 frame has no place in the patient' },
    ]);
  });

  it('is not evaluable where no slice of a body has a place; radiographs and single images need none', () => {
    expect(judged({ stacks: [], unplaced: 10 })).toMatchObject([
      { outcome: 'not-evaluable', note: '10 frames have no place in the patient' },
    ]);
    expect(judged({ stacks: [], unplaced: 10, header: { modality: 'DX' } })).toEqual([]);
    expect(judged({ stacks: [], unplaced: 1 })).toEqual([]);
  });

  it('is not judged by what has a check of its own', () => {
    const stacks = [stack({ missing: 2, incomplete: 1 })];
    expect(judged({ stacks }, ['missingSlices'])).toMatchObject([{ check: 'incompleteVolumes' }]);
    expect(judged({ stacks }, ['missingSlices', 'incompleteVolumes'])).toMatchObject([{ outcome: 'pass' }]);
    expect(judged({ stacks }, ['missingSlices', 'incompleteVolumes', 'duplicateSlices'])).toEqual([]);
  });
});
