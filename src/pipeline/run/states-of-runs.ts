import type { Reader } from '../../identity/crosswalk/contract.js';
import { eventsOf } from '../../identity/ledger/ledger.js';

/** The state folder of every run of a trial, by the run's ID: its reports lie there. */
export function stateOfRuns(reader: Reader, trial: number): ReadonlyMap<string, string> {
  return new Map(
    eventsOf(reader, trial, { kinds: ['begun'] }).flatMap((event) =>
      event.kind === 'begun' ? [[event.run ?? '', event.details.state] as const] : [],
    ),
  );
}
