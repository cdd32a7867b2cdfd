import type { Candidate, TermResult } from './match.js';

const holding = (terms: readonly TermResult[]) => terms.filter(({ holds }) => holds === 'yes').length;

/** `3 of 3 conditions` */
export function conditionsOf({ terms }: Candidate): string {
  return `${holding(terms)} of ${terms.length} ${terms.length === 1 ? 'condition' : 'conditions'}`;
}

/** What stands against it: `EchoTime does not fit, SeriesDescription cannot be told`; no values, which may identify. */
export function objectionsOf({ terms }: Candidate): string {
  return terms
    .filter(({ holds }) => holds !== 'yes')
    .map(({ quantity, holds }) => `${quantity} ${holds === 'no' ? 'does not fit' : 'cannot be told'}`)
    .join(', ');
}

/** `t2: 1 of 3 conditions (EchoTime does not fit)` */
export function wordsOf(candidate: Candidate): string {
  const objections = objectionsOf(candidate);
  const aside = objections === '' ? agreementOf(candidate) : objections;
  return `${candidate.entry}: ${conditionsOf(candidate)}${aside === '' ? '' : ` (${aside})`}`;
}

function agreementOf({ agreement }: Candidate): string {
  return agreement === undefined ? '' : `${Math.round(agreement * 100)}% of its checks pass`;
}
