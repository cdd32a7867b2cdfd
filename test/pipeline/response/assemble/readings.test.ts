import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { assembled, blockersOf, codesOf, courseOf, fact, firstReading, row } from './rows.js';

const NODE = { isNode: true, organ: null } as const;
const UNNAMED = { axis: null, isUnnamedAxis: true } as const;
const NONE = { value: null, unit: null, axis: null } as const;

describe('A length', () => {
  it.each([
    [{ value: '2.05', unit: 'cm' }, 'measured, long 20.5/-'],
    [{ value: '0.02', unit: 'm' }, 'measured, long 20/-'],
    [{ recomputed: '19.8' }, 'measured, long 20/19.8'],
    [{ value: null, recomputed: '19.8' }, 'measured, long -/19.8'],
    [{ value: '0' }, 'absent, long 0/-'],
    [{ value: '0.0', axis: null }, 'absent, long 0/-'],
    [{ value: '0', axis: null, ...NODE }, 'absent, short 0/-'],
    [UNNAMED, 'measured, long 20/-'],
    [{ ...NODE, axis: 'short' as const }, 'measured, short 20/-'],
  ])('%j is %s', (more, expected) => {
    expect(firstReading([row(more)])).toBe(expected);
    expect(codesOf([row(more)])).toEqual([]);
  });

  it.each([
    ['value-not-a-number', { value: '12,5' }],
    ['value-not-a-number', { recomputed: 'n/a' }],
    ['value-negative', { value: '-0.1' }],
    ['unit-missing', { unit: null }],
    ['unit-unknown', { unit: 'px' }],
    ['axis-missing', { axis: null }],
    ['axis-missing', { ...UNNAMED, ...NODE }],
    ['state-unknown', { unknownState: 'gone?' }],
  ])('is not evaluated, and told: %s of %j', (code, more) => {
    const { problems, courses } = assembled([row(more)]);
    const [reading] = courses[0]?.lesions[0]?.readings ?? [];
    expect(problems.map((one) => [one.code, one.lesion, one.visit])).toEqual([[code, 'L1', 'BL']]);
    expect(reading).toMatchObject({ state: 'not-evaluated', diameters: [], why: problems[0]?.detail });
    expect(courses[0]?.blockers).toEqual([]);
  });

  it('of a target that may be a node has no axis', () => {
    expect(codesOf([row({ ...UNNAMED, organ: null })])).toEqual([
      'node-unknown',
      'organ-missing',
      'axis-missing',
    ]);
  });

  it('without an axis does not count beside the axis that is needed', () => {
    expect(firstReading([row(), row({ ...UNNAMED, value: '31' })])).toBe('measured, long 20/-');
    const node = [row({ ...NODE, axis: 'short', value: '12' }), row({ ...NODE, ...UNNAMED, value: '31' })];
    expect(firstReading(node)).toBe('measured, short 12/-');
  });

  it('gets its axis of a fact', () => {
    const node = row({ ...NODE, ...UNNAMED });
    expect(firstReading([node, fact({ axis: 'short' })])).toBe('measured, short 20/-');
    expect(firstReading([node, fact({ axis: 'short', visit: 'BL' })])).toBe('measured, short 20/-');
    expect(codesOf([node, fact({ axis: 'short' }), fact({ axis: 'long' })])).toContain('facts-conflict');
  });

  it('in several units is converted, and told', () => {
    const rows = [row(), row({ visit: 'W8', value: '2.4', unit: 'cm' })];
    expect(codesOf(rows)).toEqual(['units-mixed']);
    expect(courseOf(rows).lesions[0]?.readings[1]?.diameters[0]?.storedMm).toEqual(new Big(24));
  });
});

describe('Rows of one axis', () => {
  it.each([
    [[row(), row({ value: '2.0', unit: 'cm' })], 'measured, long 20/-'],
    [[row(), row({ value: null, recomputed: '19' })], 'measured, long 20/19'],
    [[row({ recomputed: '19' }), row({ value: null, recomputed: '18' })], 'measured, long 20/19'],
    [[row(), row({ axis: 'short', value: '11' })], 'measured, long 20/-, short 11/-'],
  ])('are one: %#', (rows, expected) => {
    expect(firstReading(rows)).toBe(expected);
    expect(firstReading(rows.toReversed())).toBe(expected);
  });

  it.each([
    [[row(), row({ value: '20.1' })]],
    [[row({ recomputed: '19' }), row({ recomputed: '19.1' })]],
    [[row({ value: null, recomputed: '19' }), row({ value: null, recomputed: '18' })]],
  ])('that differ are a duplicate, not evaluated: %#', (rows) => {
    expect(codesOf(rows).filter((code) => code !== 'units-mixed')).toEqual(['lesion-duplicate']);
    expect(firstReading(rows)).toBe('not-evaluated');
  });

  it('agree as the row of both lengths says, and not beyond', () => {
    const agrees = (...rows: Parameters<typeof courseOf>[0]) =>
      courseOf(rows).lesions[0]?.readings[0]?.diameters[0]?.agrees;
    expect(agrees(row({ recomputed: '19', agrees: false }))).toBe(false);
    expect(agrees(row({ recomputed: '20', agrees: true }), row())).toBe(true);
    expect(agrees(row(), row({ value: null, recomputed: '19', agrees: true }))).toBeNull();
  });

  it('that cross are not evaluated', () => {
    expect(codesOf([row(), row({ axis: 'short', value: '20' })])).toEqual([]);
    expect(codesOf([row(), row({ axis: 'short', value: '20.1' })])).toEqual(['state-conflict']);
  });
});

describe('The state of a lesion', () => {
  it.each([
    [{ ...NONE, state: 'absent' as const }, 'absent'],
    [{ ...NONE, state: 'too-small' as const }, 'too-small'],
    [{ value: '5', state: 'too-small' as const }, 'too-small, long 5/-'],
    [{ value: '0', state: 'absent' as const }, 'absent, long 0/-'],
    [{ state: 'present' as const }, 'measured, long 20/-'],
    [{ state: 'present' as const, role: 'non-target' as const }, 'present, long 20/-'],
    [{ state: 'progressed' as const, role: 'non-target' as const }, 'progressed, long 20/-'],
    [{ ...NONE, mergedInto: 'L2' }, 'merged'],
    [{ ...NONE, why: 'not in the field of view' }, 'not-evaluated'],
    [NONE, 'none'],
  ])('%j is %s', (more, expected) => {
    expect(firstReading([row(more)])).toBe(expected);
    expect(codesOf([row(more)])).toEqual([]);
  });

  it.each([
    { state: 'absent' as const },
    { state: 'not-evaluated' as const },
    { mergedInto: 'L2' },
    { state: 'absent' as const, mergedInto: 'L2', value: null },
    { state: 'too-small' as const, value: '5.1' },
    { state: 'too-small' as const, value: '0' },
    { state: 'measured' as const, value: null },
    { state: 'measured' as const, value: '0' },
    { state: 'present' as const, value: '0' },
    { state: 'equivocal' as const, value: '0' },
    { value: '0', recomputed: '6' },
  ])('contradicts itself in %j, and is not evaluated', (more) => {
    expect(codesOf([row(more)])).toEqual(['state-conflict']);
    expect(firstReading([row(more)])).toBe('not-evaluated');
    expect(blockersOf([row(more)])).toEqual([]);
  });

  it('keeps why, and what it merged into by its label', () => {
    const gone = row({ visit: 'W8', ...NONE, mergedInto: 'T2' });
    const { lesions } = courseOf([row({ why: 'blurred', ...NONE }), gone, row({ label: 'L2', id: 'T2' })]);
    expect(lesions[0]?.readings.map(({ why, mergedInto }) => why ?? mergedInto)).toEqual(['blurred', 'L2']);
  });
});

describe('How a lesion was seen', () => {
  const seen = (...rows: Parameters<typeof courseOf>[0]) => {
    const { method, sliceThicknessMm } = courseOf(rows).lesions[0]?.readings[0] ?? {};
    return [method, sliceThicknessMm?.toFixed()];
  };

  it('is said by rows, else by facts', () => {
    expect(seen(row({ method: 'ct', sliceThicknessMm: '5.0' }), row({ sliceThicknessMm: '5' }))).toEqual([
      'ct',
      '5',
    ]);
    expect(seen(row(), fact({ method: 'mri', sliceThicknessMm: '1.25' }))).toEqual(['mri', '1.25']);
    expect(seen(row({ sliceThicknessMm: '0' }))).toEqual([undefined, undefined]);
  });

  it.each([
    ['method-unknown', [row({ unknownMethod: 'scan' })], 0],
    ['method-unknown', [row({ method: 'ct' }), row({ method: 'mri' })], 0],
    ['slice-thickness-unknown', [row({ sliceThicknessMm: '5' }), row({ sliceThicknessMm: '3' })], 0],
    ['facts-conflict', [row({ method: 'ct' }), fact({ method: 'mri' })], 1],
    ['facts-conflict', [row({ sliceThicknessMm: '5' }), fact({ sliceThicknessMm: '3' })], 1],
  ])('is left open where it is not clear: %s', (code, rows, blockers) => {
    expect(codesOf(rows)).toEqual([code]);
    expect(blockersOf(rows)).toHaveLength(blockers);
    expect(seen(...rows)).toEqual([undefined, undefined]);
  });
});
