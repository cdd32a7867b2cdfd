import { relative } from 'node:path';
import { finding } from '../../findings/finding.js';
import { OUTCOMES, type Outcome, SEVERITIES, worst } from '../../findings/outcome.js';
import type { LedgerEvent, Problem } from '../../identity/ledger/event.js';
import { eventsOf } from '../../identity/ledger/ledger.js';
import { needsPerson, type WorkItem, workItems } from '../../identity/ledger/work-items.js';
import { subjectInRow } from '../../identity/registry/subjects.js';
import type { RunDeliveryRow, RunProblemRow, RunStepRow } from '../../report/run-sections.js';
import type { Delivery } from './deliveries.js';
import type { RunContext } from './run-context.js';
import { reportPathOf } from './run-places.js';

/** Reasons that a row of a delivery tells; the section `problems` has them all. */
const MOST_REASONS = 5;

/** What the ledger says of a run: its report is made of nothing else, so that one that was resumed has the same. */
export class RunLedger {
  private readonly own: readonly LedgerEvent[];
  private readonly items: ReadonlyMap<string, WorkItem>;

  constructor(private readonly context: RunContext) {
    const { crosswalk, trial, run } = context;
    const all = eventsOf(crosswalk, trial);
    this.own = all.filter((event) => event.run === run);
    this.items = new Map(workItems(all).map((item) => [item.id, item]));
  }

  /** Of a delivery; undefined: of what was judged over all. */
  events(delivery: number | undefined): LedgerEvent[] {
    return this.own.filter((event) => event.delivery === delivery);
  }

  /** Everything that was found, in the order in which it was found. */
  problems(): RunProblemRow[] {
    return this.own.flatMap((event) => this.problemsOf(event));
  }

  steps(delivery: number | undefined): RunStepRow[] {
    const { state } = this.context.places;
    return this.events(delivery).flatMap((event) => {
      if (event.kind !== 'reported' || event.report === undefined) return [];
      const path = reportPathOf(state, event) ?? '';
      const { command = '', report } = event;
      return [{ command, verdict: event.details.verdict, report, path: relative(state, path) }];
    });
  }

  /** @param stopped why it was not brought to its end */
  delivery({ number, input, site }: Delivery, stopped: string | undefined): RunDeliveryRow {
    const events = this.events(number);
    const rows = events.flatMap((event) => this.problemsOf(event));
    const verdicts = [...rows.map(({ outcome }) => outcome), ...verdictsOf(events)];
    const outcome: Outcome = stopped === undefined ? worst(verdicts) : 'fail';
    const needing = rows.filter(({ item }) => item !== null);
    const reasons = [...new Set([...rows].sort(byWeight).filter(isTold).map(reasonText))];
    const subjects = events.flatMap((event) => (event.kind === 'assigned' ? this.subjectOf(event) : []));
    return {
      ...{ delivery: number, input, site },
      state: stopped === undefined ? 'done' : 'stopped',
      verdict: outcome,
      ...countsOf(events),
      subjects: [...new Set(subjects)].sort(),
      visits: [...new Set(events.flatMap(({ visit }) => visit ?? []))].sort(),
      needsPerson: needing.length,
      why: [...(stopped === undefined ? [] : [stopped]), ...reasons].slice(0, MOST_REASONS),
      steps: this.steps(number),
    };
  }

  private problemsOf(event: LedgerEvent): RunProblemRow[] {
    const found = problemsIn(event);
    const first = this.items.get(`${event.id}.1`);
    // A changed re-send and a quarantine are a problem as a whole.
    const problems = found.length > 0 || !first ? found : [first.problem];
    return problems.map((problem, i) => {
      const item = this.items.get(`${event.id}.${i + 1}`);
      return {
        delivery: event.delivery ?? null,
        command: event.command ?? event.kind,
        site: event.site ?? null,
        subject: this.subjectOf(event)[0] ?? null,
        visit: event.visit ?? null,
        ...rowOf(problem),
        item: item && needsPerson(item) ? item.id : null,
      };
    });
  }

  private subjectOf({ subject }: LedgerEvent): string[] {
    return subject === undefined ? [] : [subjectInRow(this.context.crosswalk, subject).id];
  }
}

function problemsIn(event: LedgerEvent): readonly Problem[] {
  if (event.kind === 're-sent') return [RE_SENT];
  const { details } = event;
  return 'problems' in details ? details.problems : [];
}

const { code, outcome, severity, message, source } = finding('re-sent');
const RE_SENT: Problem = { code, outcome, severity, message, source };

function rowOf({ code, outcome, severity, message, ...more }: Problem) {
  const { name = null, expected = null, actual = null, unit = null, source = null, count = 1 } = more;
  return { code, outcome, severity, message, name, expected, actual, unit, source, count };
}

function isTold({ outcome, code }: RunProblemRow): boolean {
  return (outcome !== 'pass' && outcome !== 'not-applicable') || code === RE_SENT.code;
}

function reasonText({ command, name, message }: RunProblemRow): string {
  return `${command}: ${name === null ? '' : `${name}: `}${message}`;
}

function byWeight(a: RunProblemRow, b: RunProblemRow): number {
  return (
    OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
  );
}

/** What reports came to, whatever was told of it: never falsely green. */
function verdictsOf(events: readonly LedgerEvent[]): Outcome[] {
  return events.flatMap((event) => (event.kind === 'reported' ? [event.details.verdict] : []));
}

/** What came is counted by `manifest`, what became of it by `deid`. */
function countsOf(
  events: readonly LedgerEvent[],
): Pick<RunDeliveryRow, 'filesIn' | 'filesOut' | 'quarantined' | 'skipped' | 'duplicates'> {
  const none = { filesIn: 0, filesOut: 0, quarantined: 0, skipped: 0, duplicates: 0 };
  let counts = none;
  for (const event of events) {
    if (event.kind !== 'reported') continue;
    const { filesIn, filesOut, quarantined, skipped, duplicates } = event.details;
    if (event.command === 'manifest') counts = { ...none, filesIn };
    if (event.command === 'deid') counts = { filesIn, filesOut, quarantined, skipped, duplicates };
  }
  return counts;
}
