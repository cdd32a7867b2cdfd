import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestResponse } from '../../../../src/rules/response/best/best-response.js';
import { CONFIRMED, RECIST } from '../recist.js';
import { bestOf, type OnDay, texts, timed } from './timed.js';

describe('best response without confirmation', () => {
  const cases: [OnDay[], string, number | null][] = [
    [
      [
        ['SD', 56],
        ['PR', 112],
        ['PD', 168],
      ],
      'PR',
      2,
    ],
    [[['PR', 10]], 'PR', 1],
    [[['PR', null]], 'PR', 1],
    [
      [
        ['PR', 56],
        ['CR', 112],
      ],
      'CR',
      2,
    ],
    [
      [
        ['SD', 56],
        ['PD', 112],
      ],
      'SD',
      1,
    ],
    [
      [
        ['PD', 56],
        ['PR', 112],
      ],
      'PD',
      1,
    ],
    [
      [
        ['NE', 56],
        ['NE', 112],
      ],
      'NE',
      null,
    ],
    [
      [
        ['NON-CR/NON-PD', 56],
        ['PD', 112],
      ],
      'NON-CR/NON-PD',
      1,
    ],
    [
      [
        ['NON-CR/NON-PD', 41],
        ['PD', 112],
      ],
      'PD',
      2,
    ],
    [[], 'NE', null],
  ];
  it.each(cases)('of %j is %s', (responses, response, visit) => {
    expect(bestOf(timed(...responses))).toMatchObject({ response, visit, isConfirmed: null });
  });

  it('says that nobody asked for confirmation', () => {
    expect(texts(bestOf(timed(['PR', 56])), 'best')).toEqual([
      'PR at V1 on day 56: confirmation is not asked for',
    ]);
  });
});

describe('stable disease', () => {
  it.each([
    [42, 'SD', 'SD at V1 on day 42: at least 42 days after baseline'],
    [41, 'NE', 'SD at V1 on day 41 only: 42 days after baseline asked for'],
    [null, 'NE', 'SD at V1: its day is not known, 42 days after baseline asked for'],
  ])('on day %s is %s', (day, response, text) => {
    const best = bestOf(timed(['SD', day]));
    expect(best.response).toBe(response);
    expect(best.decisions.at(-1)).toMatchObject({ step: 'best', text, source: RECIST.best.stable.source });
  });

  it('too early leaves progression, and says why', () => {
    const best = bestOf(timed(['SD', 41], ['PD', 56]));
    expect(best).toMatchObject({ response: 'PD', visit: 2 });
    expect(texts(best, 'best')).toEqual([
      'PD at V2 on day 56; SD at V1 on day 41 only: 42 days after baseline asked for',
    ]);
  });

  it('is what a response that is not confirmed counts as, which is told', () => {
    const best = bestOf(timed(['PR', 56]), CONFIRMED);
    expect(texts(best, 'best')).toEqual([
      'PR at V1 on day 56, which is not confirmed and counts as SD: at least 42 days after baseline',
    ]);
  });

  it('has another name without target lesions: Eisenhauer 2009, Table 2', () => {
    const best = bestOf(timed(['NON-CR/NON-PD', 30], ['CR', 60]), CONFIRMED);
    expect(best).toMatchObject({ response: 'NON-CR/NON-PD', visit: 2, isConfirmed: false });
    expect(bestOf(timed(['SD', 20], ['NON-CR/NON-PD', 30], ['CR', 60]), CONFIRMED).response).toBe('SD');
  });

  it.each([true, undefined, false])('is stable only with target lesions: %s', (hasTargets) => {
    const days = { treatmentStartDay: null, deathDay: null, ...(hasTargets !== undefined && { hasTargets }) };
    const best = bestResponse(timed(['CR', 56], ['NE', 112]), days, CONFIRMED);
    expect(best.response).toBe(hasTargets === false ? 'NON-CR/NON-PD' : 'SD');
    expect(best.durationOfStable === null).toBe(hasTargets === false);
  });

  it('goes by what the criteria call it', () => {
    const responses = RECIST.responses.map((one) => (one.code === 'SD' ? { ...one, code: 'STABIL' } : one));
    expect(bestOf(timed(['PR', 56]), { ...CONFIRMED, responses }).response).toBe('STABIL');
  });
});

describe('death', () => {
  const dead = (deathDay: number, ...responses: OnDay[]) =>
    bestResponse(timed(...responses), { treatmentStartDay: null, deathDay }, RECIST);

  it.each([
    ['before an assessment', [], 'died on day 30 before an assessment after baseline'],
    ['with nothing evaluated', [['NE', 20]], 'nothing can be evaluated at V1; died on day 30'],
    [
      'before stable disease was long enough',
      [['SD', 20]],
      'SD at V1 on day 20 only: 42 days after baseline asked for; died on day 30',
    ],
  ] as [string, OnDay[], string][])('%s is not evaluable, and no progression', (_, responses, text) => {
    const best = dead(30, ...responses);
    expect(best).toMatchObject({ response: 'NE', visit: null, progression: null });
    expect(texts(best, 'best')).toEqual([text]);
  });

  it('ends what counts: the day itself still does', () => {
    expect(dead(56, ['PR', 56]).response).toBe('PR');
    const best = dead(55, ['PR', 56], ['CR', null]);
    expect(best.response).toBe('NE');
    expect(best.decisions.map(({ rule }) => rule)).toEqual(['after-death', 'not-evaluable']);
    expect(best.decisions[0]?.text).toContain('V1 on day 56 is after death on day 55');
  });

  it('closes durations where there was no progression', () => {
    expect(dead(130, ['PR', 56], ['PR', 112]).durationOfResponse).toEqual({ days: 74, isOpen: false });
    expect(dead(130, ['PR', 56], ['PD', 112]).durationOfResponse).toEqual({ days: 56, isOpen: false });
    expect(dead(130, ['SD', 56]).durationOfStable).toEqual({ days: 130, isOpen: false });
  });
});

describe('what the criteria do not know', () => {
  it('is refused, not guessed', () => {
    expect(() => bestOf(timed(['XX', 56]))).toThrow(RangeError);
    const responses = RECIST.responses.filter(({ kind }) => kind !== 'not-evaluable');
    expect(() => bestOf([], { ...RECIST, responses })).toThrow('have no response that is not-evaluable');
  });
});

describe('whatever the responses are', () => {
  /** Best first; progression last, since a subject who was never evaluated may still progress. */
  const RANK = ['CR', 'PR', 'SD', 'NON-CR/NON-PD', 'NE', 'PD'];
  const rank = (code: string) => RANK.indexOf(code);
  const responses = fc
    .array(fc.tuple(fc.constantFrom(...RANK), fc.option(fc.integer({ min: 1, max: 60 }))), { maxLength: 7 })
    .map((all) => {
      let day = 0;
      const run: OnDay[] = all.map(([code, gap]) => {
        day += gap ?? 20;
        return [code, gap === null ? null : day];
      });
      return run;
    });
  const criteria = fc.constantFrom(RECIST, CONFIRMED);

  it('a progression at the end never improves the best', () => {
    fc.assert(
      fc.property(responses, criteria, (all, by) => {
        const after = bestOf(timed(...all, ['PD', 600]), by);
        expect(rank(after.response)).toBeGreaterThanOrEqual(rank(bestOf(timed(...all), by).response));
      }),
    );
  });

  it('nothing after a progression changes anything', () => {
    fc.assert(
      fc.property(responses, responses, criteria, (before, later, by) => {
        const till: OnDay[] = [...before, ['PD', 500]];
        expect(bestOf(timed(...till, ...later), by)).toEqual(bestOf(timed(...till), by));
      }),
    );
  });

  it('asking for confirmation never improves the best', () => {
    fc.assert(
      fc.property(responses, (all) => {
        const points = timed(...all);
        const asked = rank(bestOf(points, CONFIRMED).response);
        expect(asked).toBeGreaterThanOrEqual(rank(bestOf(points).response));
      }),
    );
  });

  it('the last decision is the answer, and every decision says why', () => {
    fc.assert(
      fc.property(responses, criteria, (all, by) => {
        const { decisions, response } = bestOf(timed(...all), by);
        expect(decisions.at(-1)).toMatchObject({ step: 'best', answer: response });
        expect(decisions.every(({ text, source, rule }) => text && source && rule)).toBe(true);
      }),
    );
  });
});

describe('a marker above normal after a complete response, and no lesion: Eisenhauer 2009, 4.3.3', () => {
  const points = timed(['CR', 56], ['PR', 112], ['CR', 168]).map((one) => ({
    ...one,
    isDiseaseSeen: one.overall === 'PR' ? ('marker' as const) : false,
  }));

  it('is no progression', () => {
    expect(bestOf(points)).toMatchObject({ response: 'CR', visit: 1, progression: null });
  });

  it('was evaluated, so it ends a complete response that is to be confirmed, and confirms a partial one', () => {
    expect(bestOf(points, CONFIRMED)).toMatchObject({ response: 'PR', isConfirmed: true, progression: null });
  });
});
