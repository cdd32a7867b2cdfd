import { reportedVisits } from '../../rules/protocol/visits/history.js';
import type { VisitFacts, VisitValue } from '../../rules/protocol/visits/visit-facts.js';
import type { Concealer } from './concealed.js';
import type { Checked } from './run-state.js';

/** What a later run compares with: the visits of this delivery, and those of the report that it was held against. */
export function visitRows({ judgement, earlier, options, conceal }: Checked): VisitFacts[] {
  const current = judgement.visits.map((facts) => concealed(facts, conceal));
  return reportedVisits(current, earlier, options.identifiers);
}

/** Two values that differ only in what is hidden would look the same later on: what must not be shown is not known. */
function concealed(facts: VisitFacts, conceal: Concealer): VisitFacts {
  const series = Object.entries(facts.series).map(([entry, values]) => {
    const shown = Object.entries(values).map(([quantity, value]): [string, VisitValue] => [
      quantity,
      conceal.shows(quantity, value.texts ?? []) ? value : { state: 'unknown' },
    ]);
    return [entry, Object.fromEntries(shown)] as const;
  });
  return { ...facts, series: Object.fromEntries(series) };
}
