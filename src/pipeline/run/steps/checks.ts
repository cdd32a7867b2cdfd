import { subjectInRow } from '../../../identity/registry/subjects.js';
import type { Report } from '../../../report/envelope.js';
import { buildDelivery } from '../../../study/model.js';
import { runCheckProtocol } from '../../check-protocol/run.js';
import { keyedSubjects } from '../../check-protocol/subjects.js';
import { runMeasureExport } from '../../measure-export/run.js';
import { sourceKind } from '../../measure-export/source-kind.js';
import { runQcMotion } from '../../qc-motion/run.js';
import type { Delivered } from '../../scan/delivered.js';
import type { DeliveryWork } from '../delivery-work.js';
import { checkEvents } from '../events/step-events.js';
import type { StepHead } from '../run-context.js';
import { earlierVisits } from './earlier-visits.js';
import { passedOn } from './passed-on.js';
import { studiesOfDelivery } from './studies.js';

/** A stored value may differ from the recomputed one by a hundredth, as `measure-export` has it. */
const TOLERANCE = 0.01;

/** What every check of a delivery is called with. */
function checked(work: DeliveryWork) {
  const { jobs, signal } = work.context.options;
  // What was left out stayed with the delivery: nothing is left out of what was released.
  const own = { inputs: [], delivered: passedOn(releasedOf(work), work), exclude: [], identifiers: false };
  return { ...work.call(), ...own, jobs, signal, progress: work.progress };
}

function releasedOf({ released }: DeliveryWork): Delivered {
  if (released) return released;
  throw new RangeError('what is checked has to be released first');
}

async function finish(work: DeliveryWork, report: Report): Promise<StepHead> {
  const { ofReleased } = await studiesOfDelivery(work);
  return work.finish(report, (step) => checkEvents(step, ofReleased));
}

/** Every deviation from the scanning protocol, held against the subject's earlier visits. */
export async function checkProtocolStep(work: DeliveryWork): Promise<StepHead | undefined> {
  const asked = work.context.pipeline.pipeline['check-protocol'];
  if (!asked) return undefined;
  const { protocol, dispositions } = asked;
  const visits = [...new Set(work.events(['assigned']).flatMap(({ visit }) => visit ?? []))];
  const [visit] = visits.length === 1 ? visits : [];
  const names = await subjectNames(work);
  const report = await runCheckProtocol({
    ...checked(work),
    ...{ protocol, site: work.delivery.site, keyFile: work.context.keyFile },
    earlier: await earlierVisits(work, protocol, (id) => names.get(id)),
    ...(visit !== undefined && { visit }),
    ...(dispositions !== undefined && { dispositions }),
  });
  return finish(work, report);
}

/** What `check-protocol` calls the delivery's subjects, by their IDs: released files need not have the trial's attributes. */
async function subjectNames(work: DeliveryWork): Promise<Map<string, string>> {
  const { crosswalk, keyFile } = work.context;
  const { ofReleased } = await studiesOfDelivery(work);
  const delivery = buildDelivery(releasedOf(work).scan.instances);
  const { subjectOf } = await keyedSubjects(keyFile, delivery);
  const names = new Map<string, string>();
  for (const study of delivery.studies) {
    const row = ofReleased.get(study.studyUID)?.subject;
    const name = subjectOf(study);
    if (row !== undefined && name !== undefined) names.set(subjectInRow(crosswalk, row).id, name);
  }
  return names;
}

/** Motion and image quality. */
export async function qcMotionStep(work: DeliveryWork): Promise<StepHead | undefined> {
  const { pipeline, options } = work.context;
  const asked = pipeline.pipeline['qc-motion'];
  if (!asked) return undefined;
  const { limits, qualification, series = [] } = asked;
  const report = await runQcMotion({
    ...checked(work),
    ...{ limits, series, trial: options.trial, reference: 'middle', thumbnails: false },
    ...(qualification !== undefined && { qualification }),
  });
  return finish(work, report);
}

/**
 * Every measurement, recomputed. Of a delivery without any object that could hold one there is nothing to tell: most
 * bring images alone, and no measurement of theirs is missing.
 */
export async function measureExportStep(work: DeliveryWork): Promise<StepHead | undefined> {
  const asked = work.context.pipeline.pipeline['measure-export'];
  if (!asked) return undefined;
  if (!holdsMeasurements(work)) return work.notApplicable('measure-export');
  const { tolerance = TOLERANCE } = asked;
  return finish(work, await runMeasureExport({ ...checked(work), images: [], tolerance }));
}

function holdsMeasurements(work: DeliveryWork): boolean {
  return releasedOf(work).scan.instances.headers.some((header) => sourceKind(header) !== undefined);
}
