import { OUTCOMES, type Outcome } from '../../../../findings/outcome.js';
import type { MeasurementRow } from '../../../measure-export-sections.js';
import type { Told } from '../../told.js';
import { agreement } from './agreement.js';

/** A measurement, and where it stands. */
export type Row = Told<MeasurementRow>;

/** Of rows with this finding there is nothing that could be held against the stored value: not applicable. */
const NOTHING_AGAINST = 'measure-nothing-to-hold-against';

/** Whether a stored value is borne out by what was recomputed; nothing where nothing was stored. */
export function outcomeOf({ value, at }: Row): Told<Outcome> | undefined {
  if (value.storedValue === null) return undefined;
  const told = agreement({ value: value.agrees, at: `${at}/agrees` });
  const isAlone = value.agrees === null && value.problems.includes(NOTHING_AGAINST);
  return isAlone ? { ...told, value: 'not-applicable' } : told;
}

/** The place of a row among others, worst first; what was not stored comes last. */
export function rankOf(row: Row): number {
  const outcome = outcomeOf(row);
  return outcome ? OUTCOMES.indexOf(outcome.value) : OUTCOMES.length;
}
