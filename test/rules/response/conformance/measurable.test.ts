import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { course, type LesionSketch } from '../courses.js';
import { RECIST } from '../recist.js';
import { briefly, found, problemsOf, seen } from './problems-of.js';

function target(reading: LesionSketch['said'][number], more: Partial<LesionSketch> = {}): readonly string[] {
  return found({ label: 'T1', said: [reading], ...more });
}

const TOO_SMALL = ['not-measurable T1 @BL'];
const NOT_MEASURED = ['axis-missing T1 @BL'];

describe('a target lesion at baseline', () => {
  it('is measurable from 10 mm on by CT, MRI and clinically, and from 20 mm on by chest X-ray', () => {
    for (const method of ['ct', 'mri', 'clinical'] as const) {
      expect(target(seen(method, { long: 10 }))).toEqual([]);
      expect(target(seen(method, { long: '9.999999999999999999' }))).toEqual(TOO_SMALL);
    }
    expect(target(seen('chest-x-ray', { long: 20 }))).toEqual([]);
    expect(target(seen('chest-x-ray', { long: 19.9 }))).toEqual(TOO_SMALL);
  });

  it('says what was seen and what is asked for', () => {
    expect(problemsOf(course([{ label: 'T1', said: [9.5] }]))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'BL', lesion: 'T1', code: 'not-measurable' },
        detail: '9.5 mm by its long axis, CT, slices of 5 mm',
        ...{ expected: 'long axis ≥ 10 mm', actual: '9.5 mm' },
        source: 'Eisenhauer 2009, 3.1.1 and 3.2.2',
      },
    ]);
  });

  it('asks twice the slice thickness of slices over 5 mm, exactly', () => {
    expect(target(seen('ct', { long: 10 }, 5))).toEqual([]);
    expect(target(seen('ct', { long: 10.1 }, 5.1))).toEqual(TOO_SMALL);
    expect(target(seen('ct', { long: 10.2 }, 5.1))).toEqual([]);
    const [problem] = problemsOf(course([{ label: 'T1', said: [seen('mri', { long: 15.9 }, 8)] }]));
    expect(problem?.expected).toBe('long axis ≥ 16 mm (2 × slices of 8 mm)');
    expect(problem?.detail).toBe('15.9 mm by its long axis, MRI, slices of 8 mm');
  });

  it('asks the larger of both: 15 mm of a node in slices of 6 mm, 16 mm in slices of 8 mm', () => {
    const node = { isNode: true };
    expect(target(seen('ct', { short: 15 }, 6), node)).toEqual([]);
    expect(target(seen('ct', { short: 14.9 }, 6), node)).toEqual(['node-too-small T1 @BL']);
    expect(target(seen('ct', { short: 15.9 }, 8), node)).toEqual(['node-too-small T1 @BL']);
    expect(target(seen('ct', { short: 16 }, 8), node)).toEqual([]);
  });

  it('does not ask for slices where the method has none', () => {
    expect(target(seen('clinical', { long: 10 }, null))).toEqual([]);
    expect(target(seen('chest-x-ray', { long: 20 }, 30))).toEqual([]);
    const [problem] = problemsOf(course([{ label: 'T1', said: [seen('clinical', { long: 9 }, null)] }]));
    expect(problem?.detail).toBe('9 mm by its long axis, clinical examination');
  });

  it('is not judged by size in slices of unknown thickness, unless it is too small for any', () => {
    const unknown = 'slice-thickness-unknown T1 @BL';
    expect(target(seen('ct', { long: 10 }, null))).toEqual([unknown]);
    expect(target(seen('ct', { long: 9.9 }, null))).toEqual([...TOO_SMALL, unknown]);
    expect(target(seen('ct', { long: 10 }, 0))).toEqual([unknown]);
    const [problem] = problemsOf(course([{ label: 'T1', said: [seen('ct', { long: 9 }, null)] }]));
    expect(problem?.detail).toBe('9 mm by its long axis, CT, slices of unknown thickness');
  });

  it('is a node by its short axis: from 15 mm on a target, from 10 mm on a non-target, else normal', () => {
    const node = { isNode: true };
    expect(target(15, node)).toEqual([]);
    expect(target(14.9, node)).toEqual(['node-too-small T1 @BL']);
    expect(target(10, node)).toEqual(['node-too-small T1 @BL']);
    expect(target(9.9, node)).toEqual(['node-normal T1 @BL']);
    expect(target('too-small', node)).toEqual(['node-normal T1 @BL']);
    const [problem] = problemsOf(course([{ label: 'T1', ...node, said: [12] }]));
    expect(problem?.detail).toBe('12 mm by its short axis, CT, slices of 5 mm: a non-target lesion');
  });

  it('is not measurable without the axis that counts, and what is there is told', () => {
    const short = { label: 'T1', said: [seen('ct', { short: 30 })] };
    expect(found(short)).toEqual(NOT_MEASURED);
    expect(problemsOf(course([short]))[0]?.detail).toBe('its long axis is not there: short axis of 30 mm');
    expect(target(seen('ct', { long: 30 }), { isNode: true })).toEqual(NOT_MEASURED);
    expect(target(seen('ct', { long: 30, short: 15 }), { isNode: true })).toEqual([]);
  });

  it.each([
    [{ state: 'not-evaluated', diameters: [], why: 'motion' }, 'not evaluated, without a length: motion'],
    [{ state: 'present', diameters: [] }, 'present, without a length'],
    [{ state: 'measured', diameters: [] }, 'without a length'],
    [{ state: 'merged', diameters: [], mergedInto: 'T2' }, 'part of T2 at baseline, without a length'],
  ] as const)('cannot be told to be measurable without a length: %o', (reading, detail) => {
    const problems = problemsOf(
      course([
        { label: 'T1', said: [reading] },
        { label: 'T2', said: [20] },
      ]),
    );
    expect(briefly(problems)).toEqual(reading.state === 'merged' ? TOO_SMALL : NOT_MEASURED);
    expect(problems[0]?.detail).toBe(detail);
  });

  it('is not measurable where it is too small to measure', () => {
    const problems = problemsOf(course([{ label: 'T1', said: ['too-small'] }]));
    expect(briefly(problems)).toEqual(TOO_SMALL);
    expect(problems[0]?.detail).toContain('too small to measure (5 mm) by its long axis');
  });

  it('is not measurable where that is stated, whatever its size', () => {
    const problems = problemsOf(course([{ label: 'T1', isMeasurable: false, said: [60] }]));
    expect(problems).toMatchObject([{ code: 'not-measurable', detail: 'stated to be non-measurable' }]);
    expect(target(60, { isMeasurable: true })).toEqual([]);
  });

  it('is not accepted by a method that the criteria do not know for it', () => {
    expect(problemsOf(course([{ label: 'T1', said: [seen('ultrasound', { long: 60 })] }]))).toMatchObject([
      {
        ...{ code: 'method-not-accepted', lesion: 'T1', visit: 'BL', actual: 'ultrasound' },
        expected: 'CT, MRI, chest X-ray, clinical examination',
      },
    ]);
    expect(target(seen('chest-x-ray', { short: 60 }), { isNode: true })).toEqual([
      'method-not-accepted T1 @BL',
    ]);
    const none = problemsOf(course([{ label: 'T1', said: [20] }]), {
      criteria: { ...RECIST, measurable: [] },
    });
    expect(none).toMatchObject([{ code: 'method-not-accepted', expected: '', source: RECIST.source }]);
  });

  it('is not evaluable by an unknown method, told once', () => {
    expect(target(seen(null, { long: 3 }))).toEqual(['method-unknown T1 @BL']);
  });

  it('takes the lengths that are asked for, else the others', () => {
    const diameters = [
      { axis: 'long', storedMm: new Big(10), recomputedMm: new Big('9.9'), agrees: true },
    ] as const;
    const both = course([{ label: 'T1', said: [{ state: 'measured', diameters }] }]);
    expect(problemsOf(both)).toEqual([]);
    expect(problemsOf(both, { lengths: 'recomputed' })).toMatchObject([{ actual: '9.9 mm' }]);
    const [diameter] = diameters;
    const drawn = { state: 'measured', diameters: [{ ...diameter, storedMm: null }] } as const;
    expect(problemsOf(course([{ label: 'T1', said: [drawn] }]))).toMatchObject([{ actual: '9.9 mm' }]);
    expect(problemsOf(course([{ label: 'T1', said: [9] }]), { lengths: 'recomputed' })).toMatchObject([
      { actual: '9 mm' },
    ]);
  });

  it('is held against the numbers of the criteria', () => {
    const measurable = RECIST.measurable.map((rule) => ({ ...rule, atLeastMm: new Big(25) }));
    const problems = problemsOf(course([{ label: 'T1', said: [24.9] }]), {
      criteria: { ...RECIST, measurable },
    });
    expect(problems).toMatchObject([{ code: 'not-measurable', expected: 'long axis ≥ 25 mm' }]);
    const thrice = RECIST.measurable.map((rule) => ({
      ...rule,
      ...(rule.slices && { slices: { ...rule.slices, times: new Big(3) } }),
    }));
    const how = { criteria: { ...RECIST, measurable: thrice } };
    expect(problemsOf(course([{ label: 'T1', said: [seen('ct', { long: 10 }, 5)] }]), how)).toEqual([]);
    expect(problemsOf(course([{ label: 'T1', said: [seen('ct', { long: 18 }, 6)] }]), how)).toEqual([]);
    expect(problemsOf(course([{ label: 'T1', said: [seen('ct', { long: 17.9 }, 6)] }]), how)).toMatchObject([
      { code: 'not-measurable', expected: 'long axis ≥ 18 mm (3 × slices of 6 mm)' },
    ]);
  });

  it('is judged also where it is called a fragment and has a length', () => {
    const parent = { label: 'T1', said: [20] };
    expect(found(parent, { label: 'T2', splitFrom: 'T1', said: [9] })).toEqual(['not-measurable T2 @BL']);
  });
});
