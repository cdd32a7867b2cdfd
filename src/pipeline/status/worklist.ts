import { OUTCOMES, type Outcome, SEVERITIES, type Severity } from '../../findings/outcome.js';
import { needsPerson, type WorkItem } from '../../identity/ledger/work-items.js';
import type { WorklistRow } from '../../report/ledger-sections.js';
import { startOfDay } from './clock.js';
import type { StatusFacts } from './facts.js';
import type { PlacedItem } from './occasions.js';
import { waitingOf, waitsSince } from './queries.js';
import type { VisitStanding } from './visits.js';

/** A row with what it is ordered by, which is not told: of a visit it would be a date of the patient's. */
interface Task {
  readonly sinceMs: number;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly row: Omit<WorklistRow, 'order'>;
}

/**
 * What a person must do: decide what is open or was answered, remind a site of what it was asked too long ago, and ask
 * for visits that are overdue or were missed. What is overdue comes first, then the most severe, then what failed, then
 * the oldest.
 */
export function worklistOf(
  facts: StatusFacts,
  items: readonly PlacedItem[],
  visits: readonly VisitStanding[],
): WorklistRow[] {
  const tasks = [
    ...items.flatMap((placed) => itemTask(facts, placed) ?? []),
    ...visits.flatMap((standing) => visitTask(facts, standing) ?? []),
  ];
  return tasks.sort(compare).map(({ row }, i) => ({ order: i + 1, ...row }));
}

function compare(a: Task, b: Task): number {
  return (
    Number(b.row.overdue) - Number(a.row.overdue) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
    a.sinceMs - b.sinceMs
  );
}

function itemTask(facts: StatusFacts, { item, place }: PlacedItem): Task | undefined {
  const { problem } = item;
  const waiting = waitingOf(facts, item);
  if (!needsPerson(item) && !(item.state === 'queried' && waiting.overdue)) return undefined;
  const since = waitsSince(item);
  const unit = problem.unit === undefined ? '' : ` ${problem.unit}`;
  const withUnit = (value: string | undefined) => (value === undefined ? null : `${value}${unit}`);
  return {
    sinceMs: Date.parse(since),
    outcome: problem.outcome,
    severity: problem.severity,
    row: {
      item: item.id,
      what: whatOf(item),
      site: place.site,
      subject: place.subject?.id ?? null,
      visit: place.visit,
      command: item.command ?? null,
      code: problem.code,
      outcome: problem.outcome,
      severity: problem.severity,
      why: whyOf(item),
      name: problem.name ?? null,
      expected: withUnit(problem.expected),
      actual: withUnit(problem.actual),
      since,
      ...waiting,
    },
  };
}

function whatOf({ state }: WorkItem): WorklistRow['what'] {
  if (state === 'queried') return 'query-overdue';
  return state === 'answered' ? 'answered' : 'decide';
}

/** What is wrong, how often, and what the site was asked or has answered. */
function whyOf({ problem, state, decided }: WorkItem): string {
  const { message, count = 1 } = problem;
  const text = count === 1 ? message : `${message} (${count} times)`;
  if (state === 'open' || decided?.text === undefined) return text;
  return `${text}; ${state === 'answered' ? 'the site answered' : 'the site was asked'}: ${decided.text}`;
}

function visitTask({ day }: StatusFacts, { occasion, due }: VisitStanding): Task | undefined {
  if (!due || due.state === 'due') return undefined;
  const isMissed = due.state === 'missed';
  const lastDay = isMissed ? due.closesDay : due.targetDay;
  const outcome = isMissed ? 'fail' : 'warn';
  const severity = isMissed ? 'major' : 'minor';
  return {
    sinceMs: startOfDay(lastDay + 1),
    outcome,
    severity,
    row: {
      item: null,
      what: isMissed ? 'visit-missed' : 'visit-overdue',
      site: occasion.subject.site,
      subject: occasion.subject.id,
      visit: occasion.visit,
      command: null,
      code: isMissed ? 'status-visit-missed' : 'status-visit-overdue',
      outcome,
      severity,
      why: isMissed ? 'the window has closed and nothing came' : 'the target day has passed and nothing came',
      ...{ name: null, expected: null, actual: null, since: null },
      days: day - lastDay,
      overdue: true,
    },
  };
}
