import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Outcome } from '../../findings/outcome.js';
import type { NewEvent, Problem } from '../../identity/ledger/event.js';
import { eventsOf, recordEvent } from '../../identity/ledger/ledger.js';
import { ConfigError } from '../../io/config-error.js';
import { properties } from '../../report/parse-report.js';
import { ReportError } from '../../report/report-error.js';
import { runResponse } from '../response/run.js';
import { stamp } from './begin-run.js';
import { responseEvents } from './events/step-events.js';
import { keepRunReport } from './keep-run-report.js';
import type { RunContext } from './run-context.js';
import { RunError } from './run-error.js';
import { reportPathOf } from './run-places.js';
import { stateOfRuns } from './states-of-runs.js';

const COMMAND = 'response';

/** Whether the run has judged responses already. */
function isDone({ crosswalk, trial, run }: RunContext): boolean {
  return eventsOf(crosswalk, trial, { run, kinds: ['reported'], command: COMMAND }).length > 0;
}

/**
 * Judges the rows of every measurement that the trial has, those of earlier runs included: a response is held against
 * what came before. Nothing is done where nothing was measured.
 * @throws RunError `report-changed` when a report is not the one that the ledger names
 */
export async function responseStep(context: RunContext): Promise<void> {
  const asked = context.pipeline.pipeline.response;
  if (!asked || isDone(context)) return;
  const inputs = measurements(context);
  const { arguments: typed, operator, signal } = context.options;
  const { lengths = 'stored', ...named } = asked;
  const { crosswalk, trial } = context;
  if (inputs.length === 0) {
    crosswalk.write((writer) => recordEvent(writer, trial, told(context, 'not-applicable', [])));
    return;
  }
  try {
    const report = await runResponse({
      ...{ ...named, lengths, inputs, signal, identifiers: false, startedAt: new Date(), arguments: typed },
      ...(operator !== undefined && { operator }),
    });
    const sha256 = keepRunReport(context, report);
    const events = responseEvents({
      report,
      sha256,
      input: '',
      stamp: { ...stamp(context.options, context.run), delivery: 0, site: '' },
    });
    crosswalk.write((writer) => {
      for (const event of events) recordEvent(writer, trial, ofAll(event));
    });
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof ReportError)) throw error;
    const event = notJudged(context, error.message);
    crosswalk.write((writer) => recordEvent(writer, trial, event));
  }
}

/** It is of no single delivery, and of no site. */
function ofAll({ delivery: _, site: __, ...event }: NewEvent): NewEvent {
  return event;
}

/** Rows that cannot be put together are no reason to lose what every delivery came to; nor do they pass. */
function notJudged(context: RunContext, message: string): NewEvent {
  const problem: Problem = {
    ...{ code: 'run-step-open', outcome: 'not-evaluable', severity: 'major', message },
    source: 'corelab: never falsely green',
  };
  return told(context, 'not-evaluable', [problem]);
}

function told({ options, run }: RunContext, verdict: Outcome, problems: readonly Problem[]): NewEvent {
  const counts = { filesIn: 0, filesOut: 0, quarantined: 0, skipped: 0, duplicates: 0 };
  return {
    ...stamp(options, run),
    kind: 'reported',
    command: COMMAND,
    details: { input: '', verdict, ...counts, problems },
  };
}

/** Paths of the reports that hold rows, in the order in which they were made. */
function measurements({ crosswalk, trial }: RunContext): string[] {
  const states = stateOfRuns(crosswalk, trial);
  return eventsOf(crosswalk, trial, { kinds: ['reported'], command: 'measure-export' }).flatMap((event) => {
    const path = reportPathOf(states.get(event.run ?? '') ?? '', event);
    if (path === undefined) return [];
    return hasRows(path, event.report ?? '') ? [path] : [];
  });
}

function hasRows(path: string, sha256: string): boolean {
  const message = `the report ${path} is gone, or is not what the ledger says`;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new RunError('report-changed', message, { cause });
  }
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new RunError('report-changed', message);
  const summary = properties(properties(JSON.parse(bytes.toString('utf8')))?.summary);
  return Number(summary?.rows ?? 0) > 0;
}
