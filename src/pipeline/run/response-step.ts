import { dirname, join } from 'node:path';
import type { Outcome } from '../../findings/outcome.js';
import type { NewEvent, Problem } from '../../identity/ledger/event.js';
import { eventsOf, recordEvent } from '../../identity/ledger/ledger.js';
import { studiesOf } from '../../identity/registry/studies.js';
import { subjectsOf } from '../../identity/registry/subjects.js';
import { ConfigError } from '../../io/config-error.js';
import { ReportError } from '../../report/report-error.js';
import { runResponse } from '../response/run.js';
import { InputError } from '../scan/inputs.js';
import { stamp } from './begin-run.js';
import { type NamedSubject, responsePlaces } from './events/response-places.js';
import { responseEvents } from './events/step-events.js';
import { keepRunReport } from './keep-run-report.js';
import { joinedReport } from './measured/joined-report.js';
import type { RunContext } from './run-context.js';

const COMMAND = 'response';

/** Whether the run has judged responses already. */
function isDone({ crosswalk, trial, run }: RunContext): boolean {
  return eventsOf(crosswalk, trial, { run, kinds: ['reported'], command: COMMAND }).length > 0;
}

/**
 * Judges the rows of every measurement that the trial has, those of earlier runs included: a response is held against
 * what came before. Subjects, sites and visits are the trial's, and a reader is the same in all of them. Nothing is done
 * where nothing was measured.
 * @throws RunError `report-changed` when a report is not the one that the ledger names
 */
export async function responseStep(context: RunContext): Promise<void> {
  const { crosswalk, trial, pipeline } = context;
  if (!pipeline.pipeline.response || isDone(context)) return;
  const events = await judged(context).catch((error: unknown) => {
    const isOfRows = [ConfigError, ReportError, InputError].some((kind) => error instanceof kind);
    if (!isOfRows || !(error instanceof Error)) throw error;
    return [notJudged(context, error.message)];
  });
  crosswalk.write((writer) => {
    for (const event of events) recordEvent(writer, trial, event);
  });
}

async function judged(context: RunContext): Promise<readonly NewEvent[]> {
  const rows = await joinedReport(context);
  if (!rows) return [told(context, 'not-applicable', [])];
  keepRunReport(context, rows);
  const { arguments: typed, operator, signal } = context.options;
  const { response = { criteria: '' } } = context.pipeline.pipeline;
  const { lengths = 'stored', ongoing: isOngoing = true, ...named } = response;
  const report = await runResponse({
    ...{ ...named, lengths, isOngoing, inputs: [rowsOf(context)], signal, identifiers: false },
    ...{ startedAt: new Date(), arguments: typed, ...(operator !== undefined && { operator }) },
  });
  const sha256 = keepRunReport(context, report);
  const ofRun = { ...stamp(context.options, context.run), delivery: 0, site: '' };
  const placeOf = responsePlaces(namedSubjects(context));
  return responseEvents({ report, sha256, input: '', stamp: ofRun }, placeOf).map(ofAll);
}

/** The subjects of the trial, with visits that the schedule no longer has, too. */
function namedSubjects({ crosswalk, trial, pipeline }: RunContext): NamedSubject[] {
  const schedule = pipeline.loaded.trial.visits.map(({ id }) => id);
  return subjectsOf(crosswalk, trial).map(({ row, id }) => {
    const came = studiesOf(crosswalk, row).flatMap(({ visit }) => visit ?? []);
    return { row, id, visits: [...new Set([...schedule, ...came])] };
  });
}

/** Where the rows stand that were judged: they are those of many reports. */
function rowsOf({ places, run }: RunContext): string {
  return join(places.state, run, 'measure-export.json');
}

/** It is of no single delivery, and of no site. */
function ofAll({ delivery: _, site: __, ...event }: NewEvent): NewEvent {
  return event;
}

/**
 * Rows that cannot be put together are no reason to lose what every delivery came to; nor do they pass. Files are told
 * by their names, for folders may be anybody's.
 */
function notJudged(context: RunContext, text: string): NewEvent {
  const { criteria, lesions, visits, adjudication } = context.pipeline.pipeline.response ?? {};
  const files = [rowsOf(context), criteria, lesions, visits, adjudication].filter(
    (file) => file !== undefined,
  );
  const folders = [...files.map(dirname), context.places.out, context.places.state];
  const message = folders
    .filter((folder) => folder.startsWith('/'))
    .sort((a, b) => b.length - a.length)
    .reduce((rest, folder) => rest.replaceAll(`${folder}/`, ''), text);
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
