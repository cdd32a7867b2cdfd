import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { lesionRows } from '../../../src/pipeline/response/lesion-rows.js';
import { course } from '../../rules/response/courses.js';
import { judged } from './judged.js';

const cells = (...args: Parameters<typeof course>) =>
  lesionRows(judged(course(...args))).map(({ lesion, visit, state, mm, axis, note }) => [
    ...[lesion, visit, state, mm, axis, note],
  ]);

describe('Rows of lesions', () => {
  it('are what was read, and what stands in the sum', () => {
    expect(
      cells([
        { label: 'L1', said: [20, 'too-small'] },
        { label: 'N1', isNode: true, said: [16, 8] },
        { label: 'NT', role: 'non-target', said: ['present', 'absent'] },
      ]),
    ).toEqual([
      ['L1', 'BL', 'measured', '20', 'long', null],
      ['N1', 'BL', 'measured', '16', 'short', null],
      ['NT', 'BL', 'present', null, null, null],
      ['L1', 'V1', 'too-small', '5', null, 'too small to measure: 5 mm'],
      ['N1', 'V1', 'measured', '8', 'short', null],
      ['NT', 'V1', 'absent', null, null, null],
    ]);
  });

  it('leave nothing out: a target of which nothing is said is not evaluated', () => {
    const rows = cells([
      { label: 'L1', said: [20, null] },
      { label: 'L2', said: [20, 20] },
    ]);
    expect(
      rows.filter(([lesion]) => lesion === 'L1').map(([, visit, state, mm]) => [visit, state, mm]),
    ).toEqual([
      ['BL', 'measured', '20'],
      ['V1', 'not-evaluated', null],
    ]);
  });

  it('of a node show its short axis beside its long one', () => {
    const mm = (axis: 'long' | 'short', value: number) => ({
      ...{ axis, storedMm: new Big(value), recomputedMm: null, agrees: null },
    });
    const both = { state: 'measured' as const, diameters: [mm('long', 30), mm('short', 16)] };
    const [row] = lesionRows(judged(course([{ label: 'N1', isNode: true, said: [both] }])));
    expect(row).toMatchObject({
      mm: '16',
      storedMm: '16',
      axis: 'short',
      method: 'ct',
      sliceThicknessMm: '5',
    });
  });
});
