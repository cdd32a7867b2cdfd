import { finding } from '../../findings/finding.js';
import type { NewEvent } from '../../identity/ledger/event.js';
import { eventsOf, recordEvent } from '../../identity/ledger/ledger.js';
import { NO_PROGRESS } from '../../report/progress.js';
import { stamp } from './begin-run.js';
import type { Delivery } from './deliveries.js';
import { DeliveryWork } from './delivery-work.js';
import type { RunContext } from './run-context.js';
import { isDelivered } from './run-delivery.js';
import { RunError } from './run-error.js';

const COMMAND = 'run';

/** Numbers of the deliveries of this run that were given up. */
export function givenUp({ crosswalk, trial, run }: RunContext): ReadonlySet<number> {
  const events = eventsOf(crosswalk, trial, { run, kinds: ['reported'], command: COMMAND });
  return new Set(events.flatMap(({ delivery }) => delivery ?? []));
}

/**
 * Leaves deliveries that cannot be completed, as a CD that cannot be read any more. It stands in the ledger, for a person
 * to look at what they had written. What was completed is not left: it would be told a failure.
 * @param isEnded whether the run has come to its end
 * @throws RunError: nothing was changed
 */
export async function giveUp(context: RunContext, isEnded: boolean): Promise<void> {
  const { options, crosswalk, trial, deliveries } = context;
  const { giveUp: numbers, resume } = options;
  if (numbers.length === 0) return;
  if (!resume)
    throw new RunError('give-up-needs-resume', 'a delivery is given up of an interrupted run: give --resume');
  const before = givenUp(context);
  const events: NewEvent[] = [];
  for (const number of new Set(numbers)) {
    if (before.has(number)) continue;
    const delivery = deliveries.find((one) => one.number === number);
    if (!delivery) throw unknown(number, deliveries.length);
    const isDone = isEnded || (await isDelivered(new DeliveryWork(context, delivery, NO_PROGRESS)));
    if (isDone)
      throw new RunError('delivery-done', `--give-up ${number}: that delivery is done, and stays so`);
    events.push(eventOf(context, delivery));
  }
  crosswalk.write((writer) => {
    for (const event of events) recordEvent(writer, trial, event);
  });
}

function unknown(number: number, count: number): RunError {
  return new RunError('delivery-unknown', `--give-up ${number}: the run has deliveries 1 to ${count}`);
}

function eventOf({ options, run }: RunContext, { number, input, site }: Delivery): NewEvent {
  const params = { delivery: number, why: 'by a person' };
  const { code, outcome, severity, message, source } = finding('run-delivery-given-up', { params });
  const counts = { filesIn: 0, filesOut: 0, quarantined: 0, skipped: 0, duplicates: 0 };
  const problems = [{ code, outcome, severity, message, source }];
  return {
    ...{ ...stamp(options, run), kind: 'reported', command: COMMAND, delivery: number, site },
    details: { input, verdict: 'fail', ...counts, problems },
  };
}
