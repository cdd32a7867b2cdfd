import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Course, LesionReading } from '../../../../src/rules/response/course.js';
import { measureTargets } from '../../../../src/rules/response/target/measure-targets.js';
import { course, type LesionSketch } from '../courses.js';
import { RECIST } from '../recist.js';

const BY = { criteria: RECIST, lengths: 'stored' } as const;

function at(visit: number, ...sketches: LesionSketch[]) {
  return seen(course(sketches), visit);
}

function seen(of: Course, visit: number) {
  const { sum, evaluatedSum, values, ...rest } = measureTargets(of, visit, BY);
  const each = Object.fromEntries(values.map(({ label, mm }) => [label, mm?.toFixed() ?? null]));
  const notes = values.flatMap(({ note }) => note ?? []);
  return { ...rest, sum: sum?.toFixed() ?? null, evaluated: evaluatedSum.toFixed(), each, notes };
}

const merged = (mergedInto?: string): Omit<LesionReading, 'visit'> => ({
  state: 'merged',
  diameters: [],
  ...(mergedInto === undefined ? {} : { mergedInto }),
});

/** A course in which nobody says of one lesion whether it is a node. */
function unsaid(label: string, ...sketches: LesionSketch[]): Course {
  const whole = course(sketches);
  const lesions = whole.lesions.map(({ isNode = false, ...one }) =>
    one.label === label ? one : { ...one, isNode },
  );
  return { ...whole, lesions };
}

describe('the sum of the target lesions', () => {
  it('is exact: 0.1 + 0.2 is 0.3', () => {
    const found = at(0, { label: 'T1', said: ['0.1'] }, { label: 'T2', said: ['0.2'] });
    expect(found).toMatchObject({ sum: '0.3', evaluated: '0.3', missing: [], isGone: false });
  });

  it('adds the short axis of nodes to the long axis of the others, and nothing that is no target', () => {
    const found = at(
      0,
      { label: 'T1', said: ['20.5'] },
      { label: 'T2', said: [15], isNode: true },
      { label: 'N1', said: [40], role: 'non-target' },
      { label: 'X1', said: [40], role: 'new' },
    );
    expect(found).toMatchObject({ sum: '35.5', each: { T1: '20.5', T2: '15' } });
  });

  it('is not there while one lesion is missing, which is named; the rest is added', () => {
    const found = at(1, { label: 'T1', said: [20, 18] }, { label: 'T2', said: [10, 'not-evaluated'] });
    const missing = [{ label: 'T2', why: 'not evaluated' }];
    expect(found).toEqual({
      ...{ sum: null, evaluated: '18', each: { T1: '18', T2: null } },
      ...{ missing, isGone: false, notes: ['not evaluated'] },
    });
  });

  it('is not there without target lesions, and nothing is gone then', () => {
    const found = at(0, { label: 'N1', said: ['present'], role: 'non-target' });
    expect(found).toMatchObject({ sum: null, evaluated: '0', missing: [], isGone: null, each: {} });
  });

  it('is not there at a visit that was not assessed, whatever was read, or that is none', () => {
    const missed = course([{ label: 'T1', said: [20, 10] }], {
      visits: { 1: { isAssessed: false, why: 'scanner down' } },
    });
    expect(seen(missed, 1)).toMatchObject({ sum: null, missing: [{ label: 'T1', why: 'scanner down' }] });
    const why = 'no assessment at this visit';
    expect(seen(missed, 2)).toMatchObject({ sum: null, missing: [{ label: 'T1', why }] });
  });

  it('says which state, note and fallback each value has', () => {
    const { values } = measureTargets(course([{ label: 'T1', said: ['too-small'] }]), 0, BY);
    expect(values).toEqual([
      {
        ...{ label: 'T1', role: 'target', state: 'too-small', mm: new Big(5) },
        ...{ note: 'too small to measure: 5 mm', isFallback: false },
      },
    ]);
    const drawn = course([{ label: 'T1', said: [20] }]);
    expect(measureTargets(drawn, 0, { ...BY, lengths: 'recomputed' }).values[0]?.isFallback).toBe(true);
  });
});

describe('whether every target is gone', () => {
  const isGone = (...sketches: LesionSketch[]) => at(0, ...sketches).isGone;

  it('needs 0 of a lesion and less than 10 mm of a node', () => {
    expect(isGone({ label: 'T1', said: ['absent'] })).toBe(true);
    expect(isGone({ label: 'T1', said: ['0.1'] })).toBe(false);
    expect(isGone({ label: 'T1', said: ['too-small'] })).toBe(false);
    expect(isGone({ label: 'T1', said: ['9.9'], isNode: true })).toBe(true);
    expect(isGone({ label: 'T1', said: ['10'], isNode: true })).toBe(false);
    expect(isGone({ label: 'T1', said: ['too-small'], isNode: true })).toBe(true);
  });

  it('is not known while one is missing, unless another is certainly there', () => {
    expect(isGone({ label: 'T1', said: ['absent'] }, { label: 'T2', said: ['not-evaluated'] })).toBe(null);
    expect(isGone({ label: 'T1', said: ['0.1'] }, { label: 'T2', said: ['not-evaluated'] })).toBe(false);
  });

  it('takes a merged lesion for what it merged into', () => {
    // Nothing merges into what is not there.
    expect(isGone({ label: 'T1', said: [merged('T2')] }, { label: 'T2', said: ['absent'] })).toBe(null);
    expect(isGone({ label: 'T1', said: [merged('T2')] }, { label: 'T2', said: [30] })).toBe(false);
  });
});

describe('a lesion that merged into another', () => {
  it('adds nothing where that one has a value, over a chain too', () => {
    const found = at(
      0,
      { label: 'T1', said: [merged('T2')] },
      { label: 'T2', said: [merged('T3')] },
      { label: 'T3', said: [45] },
    );
    expect(found).toMatchObject({ sum: '45', each: { T1: '0', T2: '0', T3: '45' } });
    expect(found.notes).toEqual(['merged into T2', 'merged into T3']);
  });

  it('may merge into a fragment of a target', () => {
    const found = at(
      1,
      { label: 'T1', said: [30, 10] },
      { label: 'T1a', said: [null, 12], splitFrom: 'T1', role: 'new' },
      { label: 'T2', said: [20, merged('T1a')] },
    );
    expect(found).toMatchObject({ sum: '22', each: { T1: '22', T2: '0' } });
  });

  it('may merge into a target that is measured by its fragments alone', () => {
    const into = { label: 'T1', said: [30, null] };
    const found = at(
      1,
      into,
      { label: 'T2', said: [20, merged('T1')] },
      {
        ...{ label: 'T1a', said: [null, 12], splitFrom: 'T1' },
      },
    );
    expect(found).toMatchObject({ sum: '12', each: { T1: '12', T2: '0' } });
  });

  it.each([
    ['nothing that is named', merged(), 'merged, but it is not said into what'],
    ['itself', merged('T1'), 'merged into T1 in a circle'],
    [
      'one that merged into it',
      merged('T4'),
      'merged into T4, which has no value: merged into T1 in a circle',
    ],
    ['one that is not evaluated', merged('T3'), 'merged into T3, which has no value: not evaluated'],
    ['one that is no target', merged('N1'), 'merged into N1, which is no target lesion'],
    ['one that is not there', merged('T9'), 'merged into T9, which is no target lesion'],
    ['a node', merged('T2'), 'merged into T2, which is a node'],
  ])('is missing where it is %s', (_, said, why) => {
    const { missing } = at(
      0,
      { label: 'T1', said: [said] },
      { label: 'T2', said: [20], isNode: true },
      { label: 'T3', said: ['not-evaluated'] },
      { label: 'T4', said: [merged('T1')] },
      { label: 'N1', said: ['present'], role: 'non-target' },
    );
    expect(missing.find(({ label }) => label === 'T1')).toEqual({ label: 'T1', why });
  });

  it('is missing where its fate hangs on a lesion that is not evaluated itself, though a fragment is', () => {
    const found = at(
      1,
      { label: 'T1', said: [30, 'not-evaluated'] },
      { label: 'T1a', said: [null, 12], splitFrom: 'T1' },
      { label: 'T2', said: [20, merged('T1')] },
    );
    expect(found.missing).toEqual([
      { label: 'T1', why: 'not evaluated' },
      { label: 'T2', why: 'merged into T1, which has no value: not evaluated' },
    ]);
  });

  it('is missing where nobody says whether the other one is a node, which is said then', () => {
    const sketches = [
      { label: 'T1', said: [merged('T2')] },
      { label: 'T2', said: [20] },
    ];
    const [why] = seen(unsaid('T2', ...sketches), 0).missing.map((one) => one.why);
    expect(why).toBe('merged into T2, which has no value: whether it is a lymph node is not said');
  });

  it('is missing where it is a node and the other one is none', () => {
    const found = at(0, { label: 'T1', said: [merged('T2')], isNode: true }, { label: 'T2', said: [20] });
    expect(found.missing).toEqual([{ label: 'T1', why: 'merged into T2, which is no node' }]);
  });
});

describe('fragments of a lesion', () => {
  const fragments = (...says: LesionSketch['said'][]) =>
    says.map((said, i): LesionSketch => ({ label: `T1${'abc'[i]}`, splitFrom: 'T1', role: 'new', said }));

  it('are added to it, and count nowhere else', () => {
    const found = at(1, { label: 'T1', said: [30, 12] }, ...fragments([null, 8], [null, 'too-small']));
    expect(found).toMatchObject({ sum: '25', each: { T1: '25' }, missing: [] });
    expect(found.notes).toEqual([
      'fragments are added: T1 12 mm + T1a 8 mm + T1b 5 mm (too small to measure: 5 mm)',
    ]);
  });

  it('stand for it where it has no reading of its own', () => {
    const found = at(1, { label: 'T1', said: [30, null] }, ...fragments([null, 8], [null, 6]));
    expect(found).toMatchObject({ sum: '14', isGone: false });
  });

  it('change nothing before the split, and are gone when all are', () => {
    const parts = fragments([null, 8, 'absent'], [null, 6, 'absent']);
    const sketches = [{ label: 'T1', said: [30, null, null] }, ...parts];
    expect(at(0, ...sketches)).toMatchObject({ sum: '30', notes: [] });
    expect(at(2, ...sketches)).toMatchObject({ sum: '0', isGone: true });
  });

  it('stand for nothing while nobody has seen one', () => {
    const sketches = [{ label: 'T1', said: [30, null] }, ...fragments([null, 'absent'], [null, 0])];
    expect(at(1, ...sketches)).toMatchObject({ sum: null, isGone: null });
  });

  it('make it missing where one that was seen is not assessed, or the lesion itself is not', () => {
    const lost = at(2, { label: 'T1', said: [30, 12, 12] }, ...fragments([null, 8, null]));
    expect(lost.missing).toEqual([{ label: 'T1', why: 'its fragment T1a: not assessed at this visit' }]);
    const blind = at(1, { label: 'T1', said: [30, 'present'] }, ...fragments([null, 8]));
    expect(blind.missing).toEqual([{ label: 'T1', why: 'present, but its long axis is not measured' }]);
  });

  it('may merge again into the lesion', () => {
    const found = at(2, { label: 'T1', said: [30, 12, 20] }, ...fragments([null, 8, merged('T1')]));
    expect(found).toMatchObject({ sum: '20', missing: [] });
  });

  it('of a node make it missing while they are there: 4.3.2 speaks of non-nodal lesions', () => {
    const sketches = [{ label: 'T1', said: [20, 8, 8], isNode: true }, ...fragments([null, 7, 'absent'])];
    const node = sketches.map((one) => ({ ...one, isNode: true }));
    expect(at(0, ...node)).toMatchObject({ sum: '20' });
    expect(at(1, ...node).missing[0]?.why).toBe(
      'a node that split into T1a: Eisenhauer 2009, 4.3.2 adds fragments of non-nodal lesions',
    );
    expect(at(2, ...node)).toMatchObject({ sum: '8', isGone: true });
  });

  it('do not stand for a node that has no reading of its own', () => {
    const sketches = [{ label: 'T1', said: [20, null] }, ...fragments([null, 'absent'])];
    const found = at(1, ...sketches.map((one) => ({ ...one, isNode: true })));
    expect(found.missing).toEqual([{ label: 'T1', why: 'not assessed at this visit' }]);
  });

  it('are of the kind of the lesion where nothing else is said', () => {
    const sketches = [
      { label: 'T1', said: [30, 10] },
      { label: 'T1a', said: [null, 12], splitFrom: 'T1' },
      { label: 'T2', said: [20, merged('T1a')] },
    ];
    expect(seen(unsaid('T1a', ...sketches), 1)).toMatchObject({ sum: '22', missing: [] });
  });

  it('make it a fallback where one of them is', () => {
    const drawn = { axis: 'long', storedMm: null, recomputedMm: new Big(8), agrees: null } as const;
    const sketches = [
      { label: 'T1', said: [30, 12] },
      { label: 'T1a', said: [null, { state: 'measured', diameters: [drawn] } as const], splitFrom: 'T1' },
    ];
    const [value] = measureTargets(course(sketches), 1, BY).values;
    expect(value).toMatchObject({ mm: new Big(20), isFallback: true });
  });

  it('of another kind than the lesion make it missing', () => {
    const [fragment] = fragments([null, 8]);
    const found = at(
      1,
      { label: 'T1', said: [30, 12] },
      { label: 'T1a', said: [], ...fragment, isNode: true },
    );
    expect(found.missing).toEqual([{ label: 'T1', why: 'its fragment T1a is a node, unlike itself' }]);
  });

  it('of nothing known are missing targets, and never lost', () => {
    const found = at(0, { label: 'T1', said: [20], splitFrom: 'T9' });
    const why = 'split from T9, which is not among the lesions';
    expect(found).toMatchObject({ sum: null, missing: [{ label: 'T1', why }] });
  });

  it('are summed with the lesion like any cut of it: the sum is the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 3 }), (tenths) => {
        const mm = tenths.map((one) => new Big(one).times('0.1').toFixed());
        const found = at(1, { label: 'T1', said: [30, null] }, ...fragments(...mm.map((one) => [null, one])));
        expect(found.sum).toBe(mm.reduce((sum, one) => sum.plus(one), new Big(0)).toFixed());
      }),
    );
  });
});
