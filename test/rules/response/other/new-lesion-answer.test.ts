import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diameter, LesionReading, Visit } from '../../../../src/rules/response/course.js';
import { newLesionAnswer } from '../../../../src/rules/response/other/new-lesion-answer.js';
import { course, type LesionSketch, type Said } from '../courses.js';
import { RECIST } from '../recist.js';

const TARGET: LesionSketch = { label: 'T1', said: [20, 20, 20, 20] };

function fresh(label: string, ...said: Said[]): LesionSketch {
  return { label, role: 'new', said: [null, ...said] };
}

function freshNode(label: string, ...said: Said[]): LesionSketch {
  return { ...fresh(label, ...said), isNode: true };
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

function answers(lesions: readonly LesionSketch[], visits: Readonly<Record<number, Partial<Visit>>> = {}) {
  const one = course([TARGET, ...lesions], { visits });
  return [1, 2, 3].map((visit) => newLesionAnswer(one, visit, RECIST));
}

const words = (...given: Parameters<typeof answers>) => answers(...given).map(({ answer }) => answer);

describe('new lesions at a visit', () => {
  it('are none where none is listed and nothing is stated', () => {
    expect(answers([])[0]).toEqual({
      answer: 'NO',
      decision: {
        step: 'new',
        answer: 'NO',
        rule: 'none-recorded',
        text: 'no new lesion is recorded',
        source: 'Eisenhauer 2009, 4.3.5',
      },
    });
  });

  it.each<Said>(['present', 'too-small', 'progressed', 12, '0.1'])('are one that is %s', (said) => {
    expect(words([fresh('X', null, said, said)])).toEqual(['NO', 'YES', 'YES']);
  });

  it('go when the lesion is absent, and come again with it', () => {
    expect(words([fresh('X', 12, 'absent', 12)])).toEqual(['YES', 'NO', 'YES']);
    expect(answers([fresh('X', 12, 0)])[1]?.decision).toMatchObject({
      rule: 'gone',
      text: 'no longer there: X',
    });
    expect(words([fresh('X', measured(['long', 0, null]))])).toEqual(['NO', 'NO', 'NO']);
  });

  it('are not known where one was seen and is not read any more', () => {
    expect(words([fresh('X', 12, null, 'not-evaluated')])).toEqual(['YES', 'NE', 'NE']);
    expect(words([fresh('X', 'equivocal', null, null)])).toEqual(['NO', 'NE', 'NE']);
    expect(words([fresh('X', 12, 'absent', null)])).toEqual(['YES', 'NO', 'NO']);
  });

  it('are one that is a part of another now', () => {
    expect(words([fresh('X', 12, { state: 'merged', diameters: [] })])).toEqual(['YES', 'YES', 'NE']);
  });

  it('are not known where a measured one has no length', () => {
    expect(words([fresh('X', measured())])[0]).toBe('NE');
  });

  it('count where another one is not known', () => {
    expect(words([fresh('X', 'not-evaluated'), fresh('Y', 5)])[0]).toBe('YES');
  });
});

describe('an equivocal new lesion', () => {
  it('is none while it is equivocal', () => {
    const [first] = answers([fresh('X', 'equivocal', 'equivocal', 'equivocal')]);
    expect(first?.answer).toBe('NO');
    expect(first?.decision).toMatchObject({
      rule: 'equivocal',
      text: 'equivocal, and no progression while it is: X',
    });
  });

  it('dates from the first scan once a later one confirms it', () => {
    const all = answers([fresh('X', 'equivocal', 'not-evaluated', 12)]);
    expect(all.map(({ answer }) => answer)).toEqual(['YES', 'NE', 'YES']);
    expect(all[0]?.decision).toMatchObject({
      rule: 'confirmed-later',
      text: 'new: X (equivocal here, unequivocal at V3)',
      source: 'Eisenhauer 2009, 4.3.5',
    });
  });

  it('is none for good where the next scan finds nothing', () => {
    expect(words([fresh('X', 'equivocal', 'absent', 12)])).toEqual(['NO', 'NO', 'YES']);
  });

  it('of a node is not confirmed by a short axis below 10 mm', () => {
    expect(words([freshNode('X', 'equivocal', 9)])).toEqual(['NO', 'NO', 'NE']);
    expect(words([freshNode('X', 'equivocal', 9, 10)])).toEqual(['YES', 'NO', 'YES']);
  });
});

describe('a new lymph node', () => {
  it.each<[string, Said, string]>([
    ['10 mm', 10, 'YES'],
    ['9.9 mm', '9.9', 'NO'],
    ['too small to measure', 'too-small', 'NO'],
    ['said to be present', 'present', 'YES'],
    ['14 mm by its long axis alone', measured(['long', 14, null]), 'NE'],
    ['9 mm stored and 10 mm recomputed', measured(['short', 9, 10]), 'YES'],
    ['10 mm stored and 9 mm recomputed', measured(['short', 10, 9]), 'YES'],
    ['9 mm recomputed alone', measured(['short', null, 9]), 'NO'],
    ['present, of 9 mm', { ...measured(['short', 9, null]), state: 'present' }, 'NO'],
  ])('of %s', (_, said, is) => {
    expect(words([freshNode('X', said)])[0]).toBe(is);
  });

  it('below its pathological size is told with the limit', () => {
    expect(answers([freshNode('X', 8)])[0]?.decision).toMatchObject({
      rule: 'small-node',
      text: 'lymph nodes that are not pathological: X (8 mm, below 10 mm)',
      source: 'Eisenhauer 2009, 4.3.5; RECIST working group, recist.eortc.org FAQ',
    });
  });

  it.each<[string, Said, string]>([
    ['10 mm of short axis', measured(['short', 10, null]), 'YES'],
    ['9 mm of short axis', measured(['short', 9, null]), 'NE'],
    ['30 mm of long axis', measured(['long', 30, null]), 'NE'],
    ['too small to measure', 'too-small', 'NE'],
    ['present', 'present', 'YES'],
  ])('or not, nobody says, of %s', (_, said, is) => {
    const one = course([TARGET, fresh('X', said)]);
    const lesions = one.lesions.map(({ isNode, ...rest }) =>
      rest.label === 'X' ? rest : { ...rest, isNode },
    );
    expect(newLesionAnswer({ ...one, lesions } as typeof one, 1, RECIST).answer).toBe(is);
  });
});

describe('what is stated of new lesions at a visit', () => {
  it.each([
    ['present', 'YES', 'stated'],
    ['equivocal', 'NO', 'equivocal'],
    ['not-evaluated', 'NE', 'not-evaluated'],
    ['none', 'NO', 'stated'],
  ] as const)('%s with none listed: %s', (newLesions, is, rule) => {
    const [first] = answers([], { 1: { newLesions } });
    expect([first?.answer, first?.decision.rule]).toEqual([is, rule]);
  });

  it.each(['present', 'equivocal', 'not-evaluated', 'none'] as const)(
    '%s never hides one that is seen',
    (said) => {
      expect(words([fresh('X', 12)], { 1: { newLesions: said } })[0]).toBe('YES');
    },
  );

  it('is named where it contradicts what is listed', () => {
    expect(answers([fresh('X', 12)], { 1: { newLesions: 'none' } })[0]?.decision.text).toBe(
      'new: X; contradicts the statement that there is none at this visit',
    );
  });

  it('does not make an equivocal visit new by a later visit', () => {
    expect(words([], { 1: { newLesions: 'equivocal' }, 2: { newLesions: 'present' } })).toEqual([
      'NO',
      'YES',
      'NO',
    ]);
  });
});

describe('a fragment', () => {
  const part = (splitFrom: string): LesionSketch => ({ ...fresh('X', 5), splitFrom });
  it('of a target or non-target lesion is no new lesion', () => {
    expect(words([part('T1')])[0]).toBe('NO');
    expect(words([{ label: 'N1', role: 'non-target', said: [12] }, part('N1')])[0]).toBe('NO');
  });

  it('of a new lesion, or of one that is not there, is a new lesion', () => {
    expect(words([fresh('Y', 'absent'), part('Y')])[0]).toBe('YES');
    expect(words([part('T9')])[0]).toBe('YES');
  });
});

describe('any new lesions', () => {
  const said = fc.constantFrom<Said>(
    ...([
      'present',
      'absent',
      'equivocal',
      'too-small',
      'not-evaluated',
      'progressed',
      0,
      9,
      10,
      null,
    ] as const),
  );
  const sketch = fc.record({ isNode: fc.boolean(), all: fc.array(said, { minLength: 3, maxLength: 3 }) });
  const stated = fc.constantFrom<Partial<Visit>>(
    {},
    ...(['none', 'present', 'equivocal', 'not-evaluated'] as const).map((newLesions) => ({ newLesions })),
  );
  const named = (all: readonly { readonly isNode: boolean; readonly all: readonly Said[] }[]) =>
    all.map((one, i) => ({ ...fresh(`X${i}`, ...one.all), isNode: one.isNode }));

  it('are never fewer by one more, and the same in any order', () => {
    const order = ['NO', 'NE', 'YES'];
    fc.assert(
      fc.property(fc.array(sketch, { maxLength: 3 }), sketch, stated, (some, more, visit) => {
        const before = words(named(some), { 1: visit });
        const after = words(named([...some, more]), { 1: visit });
        after.forEach((word, i) => {
          expect(order.indexOf(word)).toBeGreaterThanOrEqual(order.indexOf(before[i] ?? ''));
        });
        expect(words(named([...some, more]).reverse(), { 1: visit })).toEqual(after);
      }),
    );
  });
});
