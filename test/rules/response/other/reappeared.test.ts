import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import type { LesionValue, TargetMeasure, TimePoint } from '../../../../src/rules/response/judgement.js';
import { reappeared } from '../../../../src/rules/response/other/reappeared.js';
import { course, type LesionSketch, type Said } from '../courses.js';
import { RECIST } from '../recist.js';

function measure(values: Readonly<Record<string, string | null>>): TargetMeasure {
  return {
    values: Object.entries(values).map(
      ([label, mm]): LesionValue => ({
        ...{ label, role: 'target', state: 'measured', note: null, isFallback: false },
        mm: mm === null ? null : new Big(mm),
      }),
    ),
    ...{ sum: null, evaluatedSum: new Big(0), missing: [], isGone: null },
  };
}

function point(overall: string, visit: number): TimePoint {
  return {
    ...{ visit, measure: measure({}), baselineSum: null, nadir: null, target: 'NE', nonTarget: 'NE' },
    ...{ newLesion: 'NE', overall, decisions: [], margins: [], alternatives: [] },
    ...{ reappeared: [], isAfterProgression: false },
  };
}

const TARGETS: LesionSketch[] = [
  { label: 'T1', said: [20] },
  { label: 'T2', isNode: true, said: [16] },
];

function back(
  earlier: readonly string[],
  values: Readonly<Record<string, string | null>>,
  others: readonly LesionSketch[] = [],
) {
  const visit = earlier.length + 1;
  const days = Array.from({ length: visit + 1 }, (_, i) => i * 56);
  return reappeared(course([...TARGETS, ...others], { days }), visit, {
    criteria: RECIST,
    measure: measure(values),
    earlier: earlier.map((overall, i) => point(overall, i + 1)),
  });
}

describe('lesions that are back', () => {
  it.each([
    ['a lesion of 0.1 mm', { T1: '0.1', T2: '9.9' }, ['T1']],
    ['a lesion of 0 mm and a node of 9.9 mm', { T1: '0', T2: '9.9' }, []],
    ['a node of exactly 10 mm', { T1: '0', T2: '10' }, ['T2']],
    ['both', { T1: '5', T2: '12' }, ['T1', 'T2']],
    ['nothing that is known', { T1: null, T2: null }, []],
  ])('after a complete response: %s', (_, values, labels) => {
    expect(back(['CR'], values)).toEqual(labels);
  });

  it.each([
    [['CR'], true],
    [['CR', 'NE'], true],
    [['PR', 'CR', 'CR'], true],
    [['PD', 'CR'], true],
    [[], false],
    [['PR'], false],
    [['NE', 'SD'], false],
    [['CR', 'PD'], false],
    [['CR', 'PD', 'NE'], false],
  ])('after %j: %s', (earlier, isBack) => {
    expect(back(earlier, { T1: '5' })).toEqual(isBack ? ['T1'] : []);
  });

  it('do not come of a complete response of the targets alone', () => {
    const targetOnly = { ...point('PR', 1), target: 'CR' as const };
    const found = reappeared(course(TARGETS), 2, {
      ...{ criteria: RECIST, measure: measure({ T1: '5' }), earlier: [targetOnly] },
    });
    expect(found).toEqual([]);
  });

  it.each<[string, Partial<LesionSketch>, Said, boolean]>([
    ['present again', {}, 'present', true],
    ['progressed', {}, 'progressed', true],
    ['too small to measure', {}, 'too-small', true],
    ['absent', {}, 'absent', false],
    ['not evaluated', {}, 'not-evaluated', false],
    ['not read', {}, null, false],
    ['a node of 10 mm', { isNode: true }, 10, true],
    ['a node of 9.9 mm', { isNode: true }, '9.9', false],
  ])('are a non-target lesion that is %s', (_, more, said, isBack) => {
    const other: LesionSketch = { label: 'N1', role: 'non-target', ...more, said: [12, 'absent', said] };
    expect(back(['CR'], {}, [other])).toEqual(isBack ? ['N1'] : []);
  });

  it('take the lengths of non-target nodes that are asked for', () => {
    const said: Said = {
      state: 'measured',
      diameters: [{ axis: 'short', storedMm: new Big(9), recomputedMm: new Big(11), agrees: false }],
    };
    const one = course([{ label: 'N1', role: 'non-target', isNode: true, said: [12, 'absent', said] }]);
    const how = { criteria: RECIST, measure: measure({}), earlier: [point('CR', 1)] };
    expect(reappeared(one, 2, how)).toEqual([]);
    expect(reappeared(one, 2, { ...how, lengths: 'recomputed' })).toEqual(['N1']);
  });

  it('are of the course alone: a value that is no target is none', () => {
    const values = measure({ X: '5' }).values.map((value) => ({ ...value, role: 'new' as const }));
    const how = { criteria: RECIST, measure: { ...measure({}), values }, earlier: [point('CR', 1)] };
    expect(reappeared(course(TARGETS), 2, how)).toEqual([]);
  });
});
