import { describe, expect, it } from 'vitest';
import { bestResponse } from '../../../../src/rules/response/best/best-response.js';
import type { Criteria } from '../../../../src/rules/response/criteria/criteria.js';
import { CONFIRMED, RECIST } from '../recist.js';
import { bestOf, type OnDay, timed } from './timed.js';

const alive = { treatmentStartDay: null, deathDay: null };

describe('durations', () => {
  const cases: [string, OnDay[], Criteria, number | null, boolean][] = [
    [
      'from the first PR, though CR is best',
      [
        ['PR', 56],
        ['CR', 112],
        ['PD', 168],
      ],
      RECIST,
      112,
      false,
    ],
    [
      'open at the last that was evaluated',
      [
        ['PR', 56],
        ['SD', 112],
        ['NE', 168],
      ],
      RECIST,
      56,
      true,
    ],
    ['nothing at once', [['PR', 56]], RECIST, 0, true],
    [
      'from the confirmed one',
      [
        ['PR', 56],
        ['SD', 84],
        ['PR', 112],
        ['PR', 140],
      ],
      CONFIRMED,
      28,
      true,
    ],
    [
      'from the PR before a confirmed CR',
      [
        ['PR', 56],
        ['CR', 84],
        ['CR', 112],
      ],
      CONFIRMED,
      56,
      true,
    ],
    [
      'none without the day of progression',
      [
        ['PR', 56],
        ['PD', null],
      ],
      RECIST,
      null,
      false,
    ],
    [
      'none without the first day',
      [
        ['PR', null],
        ['PD', 112],
      ],
      RECIST,
      null,
      false,
    ],
    [
      'none without the last day',
      [
        ['PR', 56],
        ['PR', null],
      ],
      RECIST,
      null,
      false,
    ],
  ];
  it.each(cases)('of response: %s', (_, responses, criteria, days, isOpen) => {
    const best = bestOf(timed(...responses), criteria);
    expect(best.durationOfResponse).toEqual(days === null ? null : { days, isOpen });
    expect(best.durationOfStable).toBeNull();
  });

  it('of stable disease run from the start of treatment, else from baseline', () => {
    const points = timed(['SD', 56], ['PD', 112]);
    expect(bestOf(points).durationOfStable).toEqual({ days: 112, isOpen: false });
    const treated = bestResponse(points, { ...alive, treatmentStartDay: 7 }, RECIST);
    expect(treated).toMatchObject({
      durationOfStable: { days: 105, isOpen: false },
      durationOfResponse: null,
    });
    const after = bestResponse(points, { ...alive, treatmentStartDay: 113 }, RECIST);
    expect(after.durationOfStable).toBeNull();
  });

  it('are of stable disease only, not of Non-CR/Non-PD, progression or nothing', () => {
    for (const answer of ['NON-CR/NON-PD', 'PD', 'NE']) {
      expect(bestOf(timed([answer, 56]))).toMatchObject({ durationOfStable: null, durationOfResponse: null });
    }
  });
});
