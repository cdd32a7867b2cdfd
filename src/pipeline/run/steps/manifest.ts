import { knownDigests } from '../../../identity/ledger/ledger.js';
import { runManifest } from '../../manifest/run.js';
import type { DeliveryWork } from '../delivery-work.js';
import { manifestEvents } from '../events/step-events.js';
import type { StepHead } from '../run-context.js';

/** What came, and how it goes together with what came before. */
export async function manifestStep(work: DeliveryWork): Promise<StepHead> {
  const { options, crosswalk, trial } = work.context;
  const { exclude, jobs, signal } = options;
  const delivered = await work.source();
  const report = await runManifest({
    ...work.call(),
    ...{ inputs: [], delivered, checksums: true, exclude, identifiers: false, jobs, signal },
    ...{ leftOut: work.leftOut, progress: work.progress },
  });
  return work.finish(report, (step) =>
    manifestEvents(step, delivered.scan, (studyUID) => knownDigests(crosswalk, trial, studyUID)),
  );
}
