import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import type { Diameter, LesionReading, Visit } from '../../../../src/rules/response/course.js';
import { nonTargetAnswer } from '../../../../src/rules/response/other/non-target-answer.js';
import { course, type LesionSketch, type Said } from '../courses.js';
import { RECIST } from '../recist.js';

const STORED = { criteria: RECIST, lengths: 'stored' } as const;
const TARGET: LesionSketch = { label: 'T1', said: [20, 20] };

function node(label: string, ...said: Said[]): LesionSketch {
  return { label, role: 'non-target', isNode: true, said };
}

function lump(label: string, ...said: Said[]): LesionSketch {
  return { label, role: 'non-target', said };
}

function measured(...diameters: (readonly ['long' | 'short', number | null, number | null])[]) {
  return {
    state: 'measured',
    diameters: diameters.map(
      ([axis, stored, recomputed]): Diameter => ({
        axis,
        storedMm: stored === null ? null : new Big(stored),
        recomputedMm: recomputed === null ? null : new Big(recomputed),
        agrees: null,
      }),
    ),
  } satisfies Omit<LesionReading, 'visit'>;
}

function answer(lesions: readonly LesionSketch[], visits?: Readonly<Record<number, Partial<Visit>>>) {
  return nonTargetAnswer(course([TARGET, ...lesions], visits ? { visits } : {}), 1, STORED);
}

describe('non-target lesions at a visit', () => {
  it('give no answer where there are none and no marker is followed', () => {
    expect(answer([])).toEqual({
      answer: 'NONE',
      decision: {
        step: 'non-target',
        answer: 'NONE',
        rule: 'none',
        text: 'no non-target lesions',
        source: 'Eisenhauer 2009, 4.3.3',
      },
    });
  });

  it('progress where the reader says so of one, whatever the others lack', () => {
    const { answer: is, decision } = answer([
      lump('N1', 'present', null),
      lump('N2', 'present', 'progressed'),
    ]);
    expect(is).toBe('PD');
    expect(decision).toMatchObject({
      rule: 'unequivocal-progression',
      text: 'unequivocal progression of N2, as the reader judged',
      source: 'Eisenhauer 2009, 4.3.3 and 4.3.4',
    });
  });

  it('never progress by growth of their numbers alone', () => {
    expect(answer([lump('N1', 10, 200)]).answer).toBe('NON-CR/NON-PD');
  });

  it.each<[string, Said, string]>([
    ['nothing is said', null, 'N1 (not assessed at this visit)'],
    ['it was not evaluated', 'not-evaluated', 'N1 (not evaluated)'],
    [
      'it was not evaluated for a reason',
      { state: 'not-evaluated', diameters: [], why: 'no contrast' },
      'N1 (no contrast)',
    ],
    ['it is equivocal', 'equivocal', 'N1 (whether it is there is equivocal)'],
    ['it is measured without a length', measured(), 'N1 (measured, but no length is there)'],
    ['its length is negative', measured(['long', -1, null]), 'N1 (measured, but no length is there)'],
  ])('are not evaluable where of one %s', (_, said, text) => {
    const { answer: is, decision } = answer([lump('N1', 'present', said), lump('N2', 'present', 'absent')]);
    expect(is).toBe('NE');
    expect(decision.rule).toBe('not-all-evaluated');
    expect(decision.text).toBe(`not all evaluated: ${text}`);
    expect(decision.source).toBe('Eisenhauer 2009, 4.4.2 and Table 1');
  });

  it('are not evaluable where one is still there and another was not looked at', () => {
    expect(answer([lump('N1', 'present', 'present'), lump('N2', 'present', null)]).answer).toBe('NE');
  });

  it.each<[string, LesionSketch, string]>([
    ['absent', lump('N1', 'present', 'absent'), 'CR'],
    ['0 mm', lump('N1', 12, 0), 'CR'],
    ['0 mm by a measured state', lump('N1', 12, measured(['long', 0, null])), 'CR'],
    ['0.1 mm', lump('N1', 12, '0.1'), 'NON-CR/NON-PD'],
    ['present', lump('N1', 'present', 'present'), 'NON-CR/NON-PD'],
    ['too small to measure', lump('N1', 12, 'too-small'), 'NON-CR/NON-PD'],
    ['measured by its short axis alone', lump('N1', 12, measured(['short', 3, null])), 'NON-CR/NON-PD'],
    ['a part of another now', lump('N1', 12, { state: 'merged', diameters: [] }), 'NON-CR/NON-PD'],
    ['an absent node', node('N1', 12, 'absent'), 'CR'],
    ['a node of 9.9 mm', node('N1', 12, '9.9'), 'CR'],
    ['a node of exactly 10 mm', node('N1', 12, 10), 'NON-CR/NON-PD'],
    ['a node too small to measure', node('N1', 12, 'too-small'), 'CR'],
    ['a node that is said to be present', node('N1', 12, 'present'), 'NON-CR/NON-PD'],
    [
      'a node of 0 mm and 12 mm',
      node('N1', 12, measured(['long', 0, null], ['short', 12, null])),
      'NON-CR/NON-PD',
    ],
    ['a node of 9 mm by 14 mm', node('N1', 12, measured(['long', 14, null], ['short', 9, null])), 'CR'],
    ['a node of 14 mm by its long axis alone', node('N1', 12, measured(['long', 14, null])), 'NE'],
  ])('of which the only one is %s', (_, lesion, is) => {
    expect(answer([lesion]).answer).toBe(is);
  });

  it('say what is unknown of a node without a short axis', () => {
    expect(answer([node('N1', 12, measured(['long', 14, null]))]).decision.text).toBe(
      'not all evaluated: N1 (a lymph node whose short axis is not known)',
    );
  });

  it.each<[string, Said, string]>([
    ['10 mm of short axis', measured(['short', 10, null]), 'NON-CR/NON-PD'],
    ['9 mm of short axis', measured(['short', 9, null]), 'NE'],
    ['12 mm of long axis', measured(['long', 12, null]), 'NE'],
    ['0 mm', measured(['long', 0, null]), 'CR'],
    ['too small to measure', 'too-small', 'NE'],
    ['present', 'present', 'NON-CR/NON-PD'],
  ])('of which nobody says whether it is a node, with %s', (_, said, is) => {
    const one = course([TARGET, lump('N1', 12, said)]);
    const lesions = one.lesions.map(({ isNode, ...rest }) =>
      rest.label === 'N1' ? rest : { ...rest, isNode },
    );
    expect(nonTargetAnswer({ ...one, lesions } as typeof one, 1, STORED).answer).toBe(is);
  });

  it('are told by the lengths that are asked for, else by the others', () => {
    const lesions = [TARGET, node('N1', 12, measured(['short', 9, 11]))];
    expect(nonTargetAnswer(course(lesions), 1, STORED).answer).toBe('CR');
    const recomputed = { criteria: RECIST, lengths: 'recomputed' } as const;
    expect(nonTargetAnswer(course(lesions), 1, recomputed).answer).toBe('NON-CR/NON-PD');
    const only = [TARGET, node('N1', 12, measured(['short', null, 11]))];
    expect(nonTargetAnswer(course(only), 1, STORED).answer).toBe('NON-CR/NON-PD');
  });

  it('list those that are gone and those that are left', () => {
    expect(answer([lump('N1', 12, 'absent'), node('N2', 12, 8)]).decision.text).toBe(
      'all are gone, nodes below their pathological size: N1, N2',
    );
    expect(answer([lump('N1', 12, 'absent'), node('N2', 12, 12)]).decision).toMatchObject({
      rule: 'persistence',
      text: 'still present: N2',
    });
  });
});

describe('fragments of a non-target lesion', () => {
  const fragment = (label: string, ...said: Said[]): LesionSketch => ({
    ...{ label, role: 'new', splitFrom: 'N1' },
    said,
  });

  it('stand for it when it is read no longer', () => {
    const parts = (b: Said) => [
      lump('N1', 12, null),
      fragment('N1.1', null, 'absent'),
      fragment('N1.2', null, b),
    ];
    // A fragment that nobody has seen stands for nothing.
    expect(answer(parts('absent')).answer).toBe('NE');
    expect(answer(parts(3)).answer).toBe('NON-CR/NON-PD');
    expect(answer(parts('progressed')).answer).toBe('PD');
  });

  it('do not hide that the lesion itself is there, and are waited for only after the split', () => {
    expect(answer([lump('N1', 12, 12), fragment('N1.1', null, 'absent')]).answer).toBe('NON-CR/NON-PD');
    expect(answer([lump('N1', 12, 'absent', 12), fragment('N1.1', null, null, 5)]).answer).toBe('CR');
  });

  it('are missed when they were seen before and are not now', () => {
    const lesions = [TARGET, lump('N1', 12, null, null), fragment('N1.1', null, 5, null)];
    expect(nonTargetAnswer(course(lesions), 2, STORED).answer).toBe('NE');
  });

  it('stand alone where the lesion that they are of is not there, or is a circle', () => {
    const alone: LesionSketch = { label: 'N9', role: 'non-target', splitFrom: 'N8', said: [12, 'present'] };
    expect(answer([alone]).answer).toBe('NON-CR/NON-PD');
    const circle = (label: string, splitFrom: string): LesionSketch => ({
      ...{ label, splitFrom, role: 'non-target' },
      said: [12, 'present'],
    });
    expect(answer([circle('A', 'B'), circle('B', 'A')]).decision.text).toBe('still present: A, B');
  });
});

describe('the tumour marker', () => {
  const gone = lump('N1', 12, 'absent');
  it.each([
    ['normal', 'CR', 'all-gone'],
    ['above', 'NON-CR/NON-PD', 'marker-above'],
    ['not-evaluated', 'NE', 'marker-not-evaluated'],
  ] as const)('%s, with all lesions gone: %s', (marker, is, rule) => {
    const { answer: got, decision } = answer([gone], { 1: { marker } });
    expect([got, decision.rule]).toEqual([is, rule]);
  });

  it('is not evaluated where the trial follows one and says nothing at this visit', () => {
    expect(answer([gone], { 0: { marker: 'above' } }).answer).toBe('NE');
  });

  it('changes nothing where a lesion is left or progressed', () => {
    for (const marker of ['normal', 'above', 'not-evaluated'] as const) {
      expect(answer([lump('N1', 12, 12)], { 1: { marker } }).answer).toBe('NON-CR/NON-PD');
      expect(answer([lump('N1', 12, 'progressed')], { 1: { marker } }).answer).toBe('PD');
      expect(answer([lump('N1', 12, null)], { 1: { marker } }).answer).toBe('NE');
    }
  });

  it('counts without non-target lesions beside target lesions only', () => {
    expect(answer([], { 1: { marker: 'normal' } }).answer).toBe('CR');
    expect(answer([], { 1: { marker: 'above' } }).answer).toBe('NON-CR/NON-PD');
    const nothing = course([], { days: [0, 56], visits: { 1: { marker: 'normal' } } });
    expect(nonTargetAnswer(nothing, 1, STORED).answer).toBe('NONE');
  });
});
