import { bestResponse, type TimedResponse } from '../../../../src/rules/response/best/best-response.js';
import type { Criteria } from '../../../../src/rules/response/criteria/criteria.js';
import type { Best } from '../../../../src/rules/response/judgement.js';
import { RECIST } from '../recist.js';

/** A response on a day; null: the day is not known. */
export type OnDay = readonly [overall: string, day: number | null];

/** Responses at V1, V2 … in the order of time. */
export function timed(...responses: readonly OnDay[]): TimedResponse[] {
  return responses.map(([overall, day], i) => ({ visit: i + 1, name: `V${i + 1}`, day, overall }));
}

/** The best response of a subject who did not die and whose treatment began nobody says when. */
export function bestOf(responses: readonly TimedResponse[], criteria: Criteria = RECIST): Best {
  return bestResponse(responses, { treatmentStartDay: null, deathDay: null }, criteria);
}

/** Texts of the decisions of one step. */
export function texts({ decisions }: Pick<Best, 'decisions'>, step: string): string[] {
  return decisions.filter((one) => one.step === step).map(({ text }) => text);
}
