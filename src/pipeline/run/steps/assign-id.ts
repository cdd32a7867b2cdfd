import { findSubject } from '../../../identity/registry/subjects.js';
import type { Report } from '../../../report/envelope.js';
import { runAssignId } from '../../assign-id/run.js';
import type { DeliveryWork } from '../delivery-work.js';
import { assignIdEvents } from '../events/step-events.js';
import type { StepHead } from '../run-context.js';
import { passedOn } from './passed-on.js';

/**
 * Whose the studies are. The report is written, and the ledger told, in the transaction that assigns: after an
 * interruption an ID that was given out is not taken for one that was known before.
 */
export async function assignIdStep(work: DeliveryWork): Promise<StepHead> {
  const { options, trial, keyFile } = work.context;
  const { crosswalk, secret, yes, jobs, signal } = options;
  let head: StepHead | undefined;
  const report = await runAssignId({
    ...work.call(),
    ...{ crosswalk, secret, keyFile, yes, jobs, signal },
    // What was left out is not in the scan.
    exclude: [],
    ...{
      inputs: [],
      delivered: passedOn(await work.source(), work),
      trial: options.trial,
      site: work.delivery.site,
    },
    ...{ resume: false, append: false, blinded: false, identifiers: false, progress: work.progress },
    keep: (kept: Report, writer) => {
      const step = work.keep(kept);
      work.record(
        writer,
        assignIdEvents(step, (id) => findSubject(writer, trial, id)?.row),
      );
      head = work.headOf(step);
    },
  });
  return head ?? work.finish(report, (step) => assignIdEvents(step, () => undefined));
}
