import { type Outcome, worst } from '../../findings/outcome.js';
import { canBeWaived } from '../../identity/ledger/can-be-waived.js';
import type { LedgerEvent } from '../../identity/ledger/event.js';
import type { ItemState, WorkItem } from '../../identity/ledger/work-items.js';
import type { RunProblemRow } from '../../report/run-sections.js';

/** A problem of a run with the item that it is: of what came again as it was, that of an earlier run. */
export interface ItemedProblem {
  readonly row: RunProblemRow;
  /** Undefined for what nobody has to decide. */
  readonly item: WorkItem | undefined;
}

/** What became of an item that nobody has to decide, in words. */
const SETTLED: Readonly<Partial<Record<ItemState, string>>> = {
  accepted: 'accepted',
  waived: 'waived',
  rejected: 'rejected',
  queried: 'the site was asked',
  released: 'let go from the quarantine',
  superseded: 'void by what came later',
};

/** What a problem is settled by, in words; undefined while a person has to decide it, or nobody ever had. */
export function settledBy({ item, row }: ItemedProblem): string | undefined {
  // It stays a failure, whatever is decided.
  if (!item || row.code === 'run-delivery-given-up') return undefined;
  return SETTLED[item.state];
}

/**
 * What a delivery came to. A deviation that a person waived or accepted warns, as one of a disposition does; what is held,
 * or of which it is not certain whose it is, stays what it is, whoever has seen it.
 */
export function verdictOfDelivery(
  problems: readonly ItemedProblem[],
  events: readonly LedgerEvent[],
): Outcome {
  return worst([...problems.map(outcomeOf), ...untoldVerdicts(problems, events)]);
}

/**
 * Whether a person has to do something about a delivery that did not pass: decide on an item, or look into a report that
 * says more than was told of it.
 */
export function asksForPerson(problems: readonly ItemedProblem[], events: readonly LedgerEvent[]): boolean {
  const isOpen = (problem: ItemedProblem): boolean =>
    isBad(problem.row.outcome) && settledBy(problem) === undefined;
  return problems.some(isOpen) || untoldVerdicts(problems, events).some(isBad);
}

function outcomeOf({ row: { outcome }, item }: ItemedProblem): Outcome {
  const isTaken = item !== undefined && (item.state === 'waived' || item.state === 'accepted');
  return isTaken && canBeWaived(item) && isBad(outcome) ? 'warn' : outcome;
}

/** What reports came to beyond what was told of it, whatever that is: never falsely green. */
function untoldVerdicts(problems: readonly ItemedProblem[], events: readonly LedgerEvent[]): Outcome[] {
  return events.flatMap((event) => {
    if (event.kind !== 'reported') return [];
    const { verdict } = event.details;
    const own = problems.filter(({ row }) => row.command === event.command);
    const isTold = own.some(({ row: { outcome } }) => worst([outcome, verdict]) === outcome);
    return isTold ? [] : [verdict];
  });
}

function isBad(outcome: Outcome): boolean {
  return outcome === 'fail' || outcome === 'not-evaluable';
}
