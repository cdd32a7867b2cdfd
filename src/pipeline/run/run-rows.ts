import { relative } from 'node:path';
import { finding } from '../../findings/finding.js';
import { OUTCOMES, type Outcome, SEVERITIES } from '../../findings/outcome.js';
import type { LedgerEvent, Problem } from '../../identity/ledger/event.js';
import { eventsOf } from '../../identity/ledger/ledger.js';
import { problemsOf } from '../../identity/ledger/problems-of.js';
import { itemsOfProblems, needsPerson, type WorkItem } from '../../identity/ledger/work-items.js';
import { subjectInRow } from '../../identity/registry/subjects.js';
import type { RunDeliveryRow, RunProblemRow, RunStepRow } from '../../report/run-sections.js';
import type { Delivery } from './deliveries.js';
import type { RunContext } from './run-context.js';
import { reportPathOf } from './run-places.js';
import { asksForPerson, type ItemedProblem, settledBy, verdictOfDelivery } from './settled.js';

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
    this.items = itemsOfProblems(all);
  }

  /** Of a delivery; undefined: of what was judged over all. */
  events(delivery: number | undefined): LedgerEvent[] {
    return this.own.filter((event) => event.delivery === delivery);
  }

  /** Everything that was found, in the order in which it was found. */
  problems(): RunProblemRow[] {
    return this.own.flatMap((event) => this.problemsOf(event)).map(({ row }) => row);
  }

  /** Whether a person has to do something about a delivery that was done, and did not pass. */
  asksForPerson(delivery: number): boolean {
    const events = this.events(delivery);
    return asksForPerson(
      events.flatMap((event) => this.problemsOf(event)),
      events,
    );
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
    const problems = events.flatMap((event) => this.problemsOf(event));
    const outcome: Outcome = stopped === undefined ? verdictOfDelivery(problems, events) : 'fail';
    const needing = new Set(problems.flatMap(({ row: { item } }) => item ?? []));
    const reasons = reasonsOf(problems, outcome, events);
    const subjects = events.flatMap((event) => (event.kind === 'assigned' ? this.subjectOf(event) : []));
    return {
      ...{ delivery: number, input, site },
      state: stopped === undefined ? 'done' : 'stopped',
      verdict: outcome,
      ...countsOf(events),
      subjects: [...new Set(subjects)].sort(),
      visits: [...new Set(events.flatMap(({ visit }) => visit ?? []))].sort(),
      needsPerson: needing.size,
      why: [...(stopped === undefined ? [] : [stopped]), ...reasons].slice(0, MOST_REASONS),
      steps: this.steps(number),
    };
  }

  private problemsOf(event: LedgerEvent): ItemedProblem[] {
    return problemsIn(event).map((problem, i) => {
      // Of what came again as it was: the item of an earlier run that stands for it.
      const item = this.items.get(`${event.id}.${i + 1}`);
      const row = {
        delivery: event.delivery ?? null,
        command: event.command ?? event.kind,
        ...this.placeOf(event, problem),
        ...rowOf(problem),
        item: item && needsPerson(item) ? item.id : null,
      };
      return { row, item };
    });
  }

  /** Of what is of no single delivery, the site is the subject's. */
  private placeOf(event: LedgerEvent, problem: Problem): Pick<RunProblemRow, 'site' | 'subject' | 'visit'> {
    const { subject: row = event.subject, visit = event.visit } = problem;
    const subject = row === undefined ? undefined : subjectInRow(this.context.crosswalk, row);
    return {
      site: event.site ?? subject?.site ?? null,
      subject: subject?.id ?? null,
      visit: visit ?? null,
    };
  }

  private subjectOf({ subject }: LedgerEvent): string[] {
    return subject === undefined ? [] : [subjectInRow(this.context.crosswalk, subject).id];
  }
}

function problemsIn(event: LedgerEvent): readonly Problem[] {
  if (event.kind === 're-sent') return [RE_SENT];
  const { details } = event;
  // A changed re-send and a quarantine are a problem as a whole.
  return 'problems' in details ? details.problems : problemsOf(event).map(({ problem }) => problem);
}

const { code, outcome, severity, message, source } = finding('re-sent');
const RE_SENT: Problem = { code, outcome, severity, message, source };

function rowOf({ code, outcome, severity, message, ...more }: Problem) {
  const { name = null, expected = null, actual = null, unit = null, source = null, count = 1 } = more;
  return { code, outcome, severity, message, name, expected, actual, unit, source, count };
}

/** Why a delivery came to this, the worst first, each once. What passed is a reason of nothing but a pass. */
function reasonsOf(
  problems: readonly ItemedProblem[],
  verdict: Outcome,
  events: readonly LedgerEvent[],
): string[] {
  const isTold = ({ row: { outcome, code } }: ItemedProblem): boolean =>
    isFine(verdict) ? code === RE_SENT.code : !isFine(outcome);
  const told = [...new Set([...problems].sort(byWeight).filter(isTold).map(reasonText))];
  if (told.length > 0 || isFine(verdict)) return told;
  const worstOnes = events.filter((one) => one.kind === 'reported' && one.details.verdict === verdict);
  return worstOnes.map(({ command = '' }) => `${command}: ${verdict}, as its report says`);
}

function isFine(outcome: Outcome): boolean {
  return outcome === 'pass' || outcome === 'not-applicable';
}

/** A message that names what it is about needs no name before it; what nobody has to decide any more says so. */
function reasonText(problem: ItemedProblem): string {
  const { command, name, message } = problem.row;
  const settled = settledBy(problem);
  const end = settled === undefined ? '' : ` (${settled})`;
  return `${command}: ${name === null || message.startsWith(name) ? '' : `${name}: `}${message}${end}`;
}

/** What is settled is no reason for a person to look: of what is told in few words it stands last. */
function byWeight(one: ItemedProblem, other: ItemedProblem): number {
  const [{ row: a }, { row: b }] = [one, other];
  return (
    Number(settledBy(one) !== undefined) - Number(settledBy(other) !== undefined) ||
    OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
  );
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
