import { dirname, join } from 'node:path';
import { recordEvent } from '../../identity/ledger/ledger.js';
import { fingerprint, loadProjectKey } from '../../identity/project-key.js';
import { registerTrial } from '../../identity/registry/trials.js';
import type { Report } from '../../report/envelope.js';
import { openCrosswalk } from '../open-crosswalk.js';
import { beginRun, refuseForeignOutput, runToResume, stamp } from './begin-run.js';
import { deliveriesOf, emptyPlaces, refuseMissing } from './deliveries.js';
import { DeliveryWork } from './delivery-work.js';
import { givenUp, giveUp } from './give-up.js';
import { keepRunReport } from './keep-run-report.js';
import { type LoadedPipeline, loadPipeline } from './load-pipeline.js';
import type { RunOptions } from './options.js';
import { responseStep } from './response-step.js';
import type { RunContext } from './run-context.js';
import { runDelivery } from './run-delivery.js';
import { deliveryReason, endsWholeRun } from './run-errors.js';
import { runNeeds } from './run-needs.js';
import { makePlaces, runPlaces } from './run-places.js';
import { RunProgress } from './run-progress.js';
import { runReport } from './run-report.js';
import { lockTrial } from './trial-lock.js';

/**
 * Takes deliveries from the manifest to the measurements, as the trial's pipeline says, and writes down in the ledger
 * what came, what went and what was found. A delivery that fails does not stop the others; what all would fail by, as a
 * full disk, stops the run, which `resume` completes.
 * @throws RunError, ConfigError, KeyError, CrosswalkError, RegistryError, StateError, AssignIdError, InputError,
 *   AtomicWriteError
 */
export async function runRun(options: RunOptions): Promise<Report> {
  const pipeline = await loadPipeline(options.trial);
  const keyFile = keyFileOf(options, pipeline);
  const projectKey = await loadProjectKey(keyFile);
  const keyFingerprint = fingerprint(projectKey);
  const deliveries = deliveriesOf(options, pipeline.loaded.trial);
  if (!options.resume) refuseMissing(deliveries);
  const places = runPlaces(options, deliveries);
  const needs = await runNeeds(pipeline);
  const { protocol, sponsor } = pipeline.loaded.trial;
  const crosswalk = await openCrosswalk(options);
  try {
    const lock = lockTrial(options.crosswalk, protocol.id);
    try {
      const named = { protocol: protocol.id, sponsor, keyFingerprint };
      const trial = crosswalk.write((writer) => registerTrial(writer, named));
      refuseForeignOutput(crosswalk, trial, places);
      const identity = { options, pipeline, places, keyFingerprint, deliveries };
      // What is gone of a run that had begun stops its delivery, which can be given up: only a new run is refused.
      if (!runToResume(crosswalk, trial, identity)) refuseMissing(deliveries);
      makePlaces(places);
      const begun = beginRun(crosswalk, trial, identity);
      const context: RunContext = {
        ...{ options, pipeline, places, crosswalk, trial, run: begun.id },
        ...{ projectKey, keyFingerprint, keyFile, deliveries, needs },
        emptyPlaces: emptyPlaces(options, pipeline.loaded.trial),
      };
      return await goOn(context, begun.isEnded);
    } finally {
      lock.release();
    }
  } finally {
    crosswalk.close();
  }
}

/** `--key-file`, else the trial's, else the one beside the trial file. */
function keyFileOf({ keyFile, trial }: RunOptions, { pipeline }: LoadedPipeline): string {
  return keyFile ?? pipeline.keyFile ?? join(dirname(trial), 'corelab.key');
}

/** Does what is left to do, and tells what became of all. */
async function goOn(context: RunContext, isEnded: boolean): Promise<Report> {
  await giveUp(context, isEnded);
  if (isEnded) return runReport(context, new Map());
  const stopped = await runDeliveries(context);
  await responseStep(context);
  const report = await runReport(context, stopped);
  const sha256 = keepRunReport(context, report);
  // What was stopped has to be completed, or given up, before the run is over.
  if (stopped.size > 0) return report;
  const { crosswalk, trial, options, run } = context;
  const { verdict } = report;
  crosswalk.write((writer) =>
    recordEvent(writer, trial, {
      ...{ ...stamp(options, run), kind: 'ended', command: 'run', report: sha256, details: { verdict } },
    }),
  );
  return report;
}

/** @returns why deliveries were not brought to their end, by number */
async function runDeliveries(context: RunContext): Promise<Map<number, string>> {
  const { deliveries, options } = context;
  const { signal } = options;
  const progress = new RunProgress(options.progress, deliveries.length);
  const left = givenUp(context);
  const stopped = new Map<number, string>();
  for (const delivery of deliveries) {
    signal.throwIfAborted();
    if (left.has(delivery.number)) continue;
    progress.begin(delivery.number);
    const work = new DeliveryWork(context, delivery, progress.ofStep);
    try {
      await runDelivery(work, (step) => progress.beginStep(step));
    } catch (error) {
      if (endsWholeRun(error, signal)) throw error;
      stopped.set(delivery.number, deliveryReason(error, delivery));
    }
  }
  return stopped;
}
