import { finding } from '../../../findings/finding.js';
import type { NewEvent } from '../../../identity/ledger/event.js';
import { knownDigests } from '../../../identity/ledger/ledger.js';
import type { Report } from '../../../report/envelope.js';
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
  const known = (studyUID: string) => knownDigests(crosswalk, trial, studyUID);
  return work.finish(report, (step) =>
    withSeveralPatients(manifestEvents(step, delivered.scan, known), report),
  );
}

/** Most CDs are of one: a stranger's study that lies beside the subject's would be enrolled without a word. */
function withSeveralPatients(events: readonly NewEvent[], { summary, findings }: Report): NewEvent[] {
  const count = summary.patients ?? 0;
  // What is wrong within a study is told already.
  if (count < 2 || findings.some(({ code }) => code === 'several-patients-in-study')) return [...events];
  const { code, outcome, severity, message, source } = finding('run-several-patients', { params: { count } });
  const problem = { code, outcome, severity, message, source };
  return events.map((event) =>
    event.kind === 'reported'
      ? { ...event, details: { ...event.details, problems: [...event.details.problems, problem] } }
      : event,
  );
}
