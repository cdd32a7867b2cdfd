import { deidDelivery } from '../../deid/run.js';
import type { DeliveryWork } from '../delivery-work.js';
import { deidEvents } from '../events/step-events.js';
import type { StepHead } from '../run-context.js';
import { passedOn } from './passed-on.js';
import { studiesOfDelivery } from './studies.js';

/** What may leave, verified; everything else is in quarantine. */
export async function deidStep(work: DeliveryWork): Promise<StepHead> {
  const { options, places, pipeline, needs, keyFile } = work.context;
  const { crosswalk, secret, jobs, signal } = options;
  const delivered = passedOn(await work.source(), work);
  const studies = await studiesOfDelivery(work);
  const { report, released } = await deidDelivery({
    ...work.call(),
    ...{ inputs: [], delivered, profile: pipeline.pipeline.deid.profile, keyFile },
    ...{ out: places.out, state: work.deidState, assignments: work.reportPath('assign-id') },
    // The state is the delivery's own; the output is that of all.
    ...{ resume: true, append: true, dryRun: false, crosswalk: { crosswalk, secret } },
    ...{ exclude: [], jobs, signal, identifiers: false, identifiedReports: [], progress: work.progress },
    releasedNeeds: needs.released,
  });
  const head = work.finish(report, (step) => deidEvents(step, delivered.scan, studies));
  work.released = released;
  return head;
}
