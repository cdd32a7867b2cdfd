import type { Finding } from '../../findings/finding.js';
import { OUTCOMES, type Outcome } from '../../findings/outcome.js';
import type { StatusSections, WorklistRow } from '../ledger-sections.js';
import type { RunProblemRow, RunSections } from '../run-sections.js';
import type { Need } from './needs.js';
import { type PageSource, toldReport } from './page-source.js';
import { each, isTold, of, type Told } from './told.js';

/** What stands row by row in a report of a trial, and which findings of the report do no more than sum it up. */
interface TrialNeeds {
  readonly needs: readonly Need[];
  readonly isSumOfRows: (finding: Finding) => boolean;
}

const NONE: TrialNeeds = { needs: [], isSumOfRows: () => false };

/** Optional parts of a {@link Need}, without those that are not told. */
export function told<T extends Partial<Record<keyof Need, Told<unknown>>>>(parts: T): Partial<Need> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part && isTold(part)));
}

/** What a day's work, or the state of a trial, tells in rows: with the number that `corelab decide` takes. */
export function trialNeeds(source: PageSource): TrialNeeds {
  if (source.report.command === 'run') return ofRun(source);
  return source.report.command === 'status' ? ofStatus(source) : NONE;
}

/** A sum that is worse than all of its rows would be lost with them. */
function asBad(row: Outcome | null, sum: Outcome): boolean {
  return row !== null && OUTCOMES.indexOf(row) <= OUTCOMES.indexOf(sum);
}

function ofRun(source: PageSource): TrialNeeds {
  const report = toldReport<RunSections>(source);
  const inputs = new Map(
    each(of(report, 'deliveries')).map((row) => [row.value.delivery, of(row, 'input')] as const),
  );
  const problems = each(of(report, 'problems'));
  return {
    needs: problems.map((problem) => {
      const { delivery } = problem.value;
      const input = delivery === null ? undefined : inputs.get(delivery);
      const who = [of(problem, 'subject'), of(problem, 'visit'), of(problem, 'name')].filter(isTold);
      return {
        source,
        outcome: of(problem, 'outcome'),
        severity: of(problem, 'severity'),
        code: of(problem, 'code'),
        message: of(problem, 'message'),
        named: [],
        about: [...(input ? [input] : []), ...who],
        ...told({
          expected: of(problem, 'expected'),
          actual: of(problem, 'actual'),
          unit: of(problem, 'unit'),
          because: of(problem, 'source'),
          item: of(problem, 'item'),
        }),
      };
    }),
    isSumOfRows: (finding) => problems.some(({ value }) => isSumOf(finding, value)),
  };
}

const OF_DELIVERY: ReadonlySet<string> = new Set([
  'run-delivery-open',
  'run-delivery-decided',
  'run-delivery-warns',
]);

/** Whether a finding of a run only says that its delivery, or a command over all of them, has such a problem. */
function isSumOf({ code, outcome, message, subject }: Finding, problem: RunProblemRow): boolean {
  if (!asBad(problem.outcome, outcome)) return false;
  if (code === 'run-step-open')
    return problem.delivery === null && message.startsWith(`${problem.command} over all deliveries: `);
  if (!OF_DELIVERY.has(code)) return false;
  return problem.delivery !== null && subject?.name === `delivery ${problem.delivery}`;
}

function ofStatus(source: PageSource): TrialNeeds {
  const worklist = each(of(toldReport<StatusSections>(source), 'worklist'));
  return {
    needs: worklist.flatMap((row) => needOfTask(source, row)),
    isSumOfRows: (finding) => worklist.some(({ value }) => isSumOfTask(finding, value)),
  };
}

function needOfTask(source: PageSource, row: Told<WorklistRow>): Need[] {
  const [outcome, severity, code] = [of(row, 'outcome'), of(row, 'severity'), of(row, 'code')];
  if (!isTold(outcome) || !isTold(severity) || !isTold(code)) return [];
  const { subject } = row.value;
  const who = [of(row, subject === null ? 'site' : 'subject'), of(row, 'visit'), of(row, 'name')];
  return [
    {
      ...{ source, outcome, severity, code, message: of(row, 'why') },
      ...{ named: [], about: who.filter(isTold) },
      ...told({ expected: of(row, 'expected'), actual: of(row, 'actual'), item: of(row, 'item') }),
    },
  ];
}

/** Whether a finding of `status` only says that a row of the worklist waits. */
function isSumOfTask({ code, outcome, message }: Finding, row: WorklistRow): boolean {
  const { what, site, subject, visit, item } = row;
  if (!asBad(row.outcome, outcome) || row.severity === null || row.code === null) return false;
  const of = [subject, visit].filter((name) => name !== null).join(', ');
  if (code === 'status-needs-person') {
    if (what !== 'decide' && what !== 'answered') return false;
    return subject === null ? isOfNobody(message, site) : message.startsWith(`${of}: `);
  }
  if (code === 'status-query-overdue') {
    const place = [site === null ? null : `site ${site}`, item].filter((name) => name !== null).join(', ');
    return what === 'query-overdue' && message.startsWith(`${subject === null ? place : of}: `);
  }
  return code === row.code && message.startsWith(`${of}: `);
}

/** As `site 02, delivery 4 of run …: 3 to be decided`; what is of no site bears none. */
function isOfNobody(message: string, site: string | null): boolean {
  return site === null
    ? /^(all deliveries|delivery |what is of )/.test(message)
    : message.startsWith(`site ${site}, `);
}
