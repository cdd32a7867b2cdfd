import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criteria } from '../../../../src/rules/response/criteria/criteria.js';
import { course, type LesionSketch, type Said } from '../courses.js';
import { RECIST } from '../recist.js';
import { answersOf } from './answers.js';

const VISITS = 4;
const RANK = ['CR', 'PR', 'SD', 'PD'];
const SAID: Said[] = ['absent', 'too-small', 'present', 'not-evaluated', null];

/** Tenths of a millimetre as exact text; not 0, which is absent. */
const mm = fc.integer({ min: 1, max: 600 }).map((tenths) => new Big(tenths).times('0.1').toFixed());

function lesions(one: fc.Arbitrary<Said>, isNode: fc.Arbitrary<boolean>): fc.Arbitrary<LesionSketch[]> {
  const said = fc.array(one, { minLength: VISITS, maxLength: VISITS });
  const sketch = fc.record({ said, isNode });
  return fc
    .array(sketch, { minLength: 1, maxLength: 5 })
    .map((all) => all.map((more, i) => ({ label: `T${i + 1}`, ...more })));
}

const any = lesions(fc.oneof(mm, fc.constantFrom(...SAID)), fc.boolean());
const measured = lesions(mm, fc.boolean());
const WITHOUT_MM: Criteria = {
  ...RECIST,
  target: {
    ...RECIST.target,
    rules: RECIST.target.rules.map((rule) =>
      rule.when === 'increased' ? { ...rule, mm: new Big(0) } : rule,
    ),
  },
};

const answers = (sketches: readonly LesionSketch[], criteria?: Criteria) =>
  answersOf(course(sketches), criteria).map(({ answer }) => answer);

function scaled(sketches: readonly LesionSketch[], k: string): LesionSketch[] {
  return sketches.map((one) => ({
    ...one,
    said: one.said.map((said) =>
      typeof said === 'string' && /\d/.test(said) ? new Big(said).times(k).toFixed() : said,
    ),
  }));
}

describe('target answers', () => {
  it('do not depend on the order of lesions', () => {
    fc.assert(
      fc.property(
        any.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(answers(shuffled)).toEqual(answers(all));
        },
      ),
    );
  });

  it('do not depend on the scale where no threshold is in mm', () => {
    const gone = lesions(fc.oneof(mm, fc.constant<Said>('absent')), fc.constant(false));
    fc.assert(
      fc.property(gone, fc.constantFrom('0.37', '3', '1234.5'), (all, k) => {
        expect(answers(scaled(all, k), WITHOUT_MM)).toEqual(answers(all, WITHOUT_MM));
      }),
    );
  });

  it('change with the scale only between stable, partial and progression by 5 mm, without nodes', () => {
    const lumps = lesions(mm, fc.constant(false));
    fc.assert(
      fc.property(lumps, (all) => {
        const [small, large] = [answers(scaled(all, '0.001')), answers(all, WITHOUT_MM)];
        for (const [i, answer] of small.entries()) {
          // A thousandth of 60 mm, five times, cannot grow by 5 mm.
          if (large[i] === 'PD') expect(['SD', 'PR']).toContain(answer);
          else expect(answer).toBe(large[i]);
        }
      }),
    );
  });

  it('never get better when a lesion is larger', () => {
    const last = VISITS - 1;
    fc.assert(
      fc.property(measured, fc.nat(4), mm, (all, which, more) => {
        const grown = all.map((one, i) => {
          if (i !== which % all.length) return one;
          const said = [...one.said];
          said[last] = new Big(String(said[last])).plus(more).toFixed();
          return { ...one, said };
        });
        const rank = (sketches: LesionSketch[]) => RANK.indexOf(answers(sketches).at(-1) ?? '');
        expect(rank(grown)).toBeGreaterThanOrEqual(rank(all));
        expect(rank(all)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('are PD or NE with a missing lesion, and PD only if any value of it gives PD', () => {
    fc.assert(
      fc.property(measured, fc.nat(4), fc.oneof(mm, fc.constant<Said>('absent')), (all, which, value) => {
        const withLast = (said: Said) =>
          all.map((one, i) =>
            i === which % all.length ? { ...one, said: [...one.said.slice(0, -1), said] } : one,
          );
        const without = answers(withLast('not-evaluated')).at(-1);
        expect(['PD', 'NE']).toContain(without);
        if (without === 'PD') expect(answers(withLast(value)).at(-1)).toBe('PD');
      }),
    );
  });

  it('are told by the margins for every other sum', () => {
    const single = lesions(mm, fc.constant(false)).map(([one]) => one as LesionSketch);
    fc.assert(
      fc.property(single, mm, (one, other) => {
        const found = answersOf(course([one])).at(-1);
        if (!found || found.answer === 'NE') throw new Error('every length is a number');
        const asked = [other, ...found.margins.map(({ sumMm }) => sumMm.toFixed())];
        for (const sum of asked) {
          const moved = { ...one, said: [...one.said.slice(0, -1), sum] };
          expect(answers([moved]).at(-1), `${one.said} at ${sum} mm`).toBe(toldFor(new Big(sum), found));
        }
      }),
      { numRuns: 500 },
    );
  });
});

type Found = ReturnType<typeof answersOf>[number];

/** What the answer has to be at a sum by the margins alone: that of the last one on the way there, else as it is. */
function toldFor(sum: Big, { answer, margins }: Found): string {
  const reached = margins.filter(({ side, sumMm, changeMm }) => {
    if (side === 'at-least') return sum.gte(sumMm);
    if (side === 'at-most') return sum.lte(sumMm);
    const isOnTheWay = side === 'above' ? changeMm.gte(0) : changeMm.lte(0);
    return isOnTheWay && (side === 'above' ? sum.gt(sumMm) : sum.lt(sumMm));
  });
  return reached.at(-1)?.answer ?? answer;
}
