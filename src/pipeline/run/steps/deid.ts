import type { NewEvent } from '../../../identity/ledger/event.js';
import { eventsOf } from '../../../identity/ledger/ledger.js';
import type { DeidSeriesRow } from '../../../report/deid-sections.js';
import { deidDelivery } from '../../deid/run.js';
import type { DeliveryWork } from '../delivery-work.js';
import { deidEvents } from '../events/step-events.js';
import { aboutStudy, sectionOf, stamped } from '../events/step-report.js';
import type { StepHead } from '../run-context.js';
import type { Step } from '../step.js';
import { writeTrialMarker } from '../trial-marker.js';
import { passedOn } from './passed-on.js';
import { type DeliveryStudies, studiesOfDelivery } from './studies.js';
import { standingStudies } from './unchecked-studies.js';

/** What may leave, verified; everything else is in quarantine. */
export async function deidStep(work: DeliveryWork): Promise<StepHead> {
  const { options, places, pipeline, needs, keyFile } = work.context;
  const { crosswalk, secret, jobs, signal } = options;
  const delivered = passedOn(await work.source(), work);
  const studies = await studiesOfDelivery(work);
  writeTrialMarker(work.deidState, pipeline.loaded.trial.protocol.id);
  const { report, released } = await deidDelivery({
    ...work.call(),
    ...{ inputs: [], delivered, profile: pipeline.pipeline.deid.profile, keyFile },
    ...{ out: places.out, state: work.deidState, assignments: work.reportPath('assign-id') },
    // The state is the delivery's own; the output is that of all.
    ...{ resume: true, append: true, dryRun: false, crosswalk: { crosswalk, secret } },
    ...{ exclude: [], jobs, signal, identifiers: false, identifiedReports: [], progress: work.progress },
    releasedNeeds: needs.released,
  });
  const head = work.finish(report, (step) => [
    ...untoldReleases(work, step, studies),
    ...deidEvents(step, delivered.scan, studies),
  ]);
  work.released = released;
  return head;
}

/**
 * What stands in the output, and that no event tells of, for the delivery that wrote it was given up before its report:
 * it left the source all the same. Told with the delivery that finds it there.
 */
function untoldReleases(work: DeliveryWork, step: Step, studies: DeliveryStudies): NewEvent[] {
  if ((step.report.summary.duplicates ?? 0) === 0) return [];
  const { crosswalk, trial } = work.context;
  const told = new Set([
    ...[...sectionOf<DeidSeriesRow>(step.report, 'series')].map((series) => series.studyUID),
    ...eventsOf(crosswalk, trial, { kinds: ['released'] }).flatMap((event) =>
      event.kind === 'released' ? [event.details.releasedUID] : [],
    ),
  ]);
  return standingStudies(work, studies)
    .filter(({ releasedUID }) => !told.has(releasedUID))
    .flatMap(({ studyUID, releasedUID, folders, ...ref }) =>
      [...folders].map(([folder, paths]): NewEvent => {
        const files = new Set(paths);
        const series = new Set([...files].map((path) => path.slice(0, path.lastIndexOf('/')))).size;
        const details = { files: files.size, series, releasedUID, folder };
        return { ...stamped(step), ...aboutStudy(studyUID, ref), kind: 'released', details };
      }),
    );
}
