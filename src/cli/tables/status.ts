import type { Report } from '../../report/envelope.js';
import type { StatusSections, StatusSiteRow, WorklistRow } from '../../report/ledger-sections.js';
import type { Cell, Column, Table } from '../../report/table.js';
import { statusTable } from '../../report/tables/status.js';

/** Rows of the worklist that stand below the sites; `--worklist` shows them all. */
const MOST_TASKS = 20;

/** Both tables have as many columns, so that one can stand below the other. */
const SITES: readonly Column[] = [
  { title: 'Site' },
  { title: 'Subjects' },
  { title: 'Visits' },
  { title: 'Passed' },
  { title: 'Need you' },
  { title: 'Queries' },
  { title: 'Overdue' },
  { title: 'Missed' },
  { title: 'Besides', wraps: true },
];
const TASKS: readonly Column[] = [
  { title: 'Site' },
  { title: 'Subject' },
  { title: 'Visit' },
  { title: 'What' },
  { title: 'Item' },
  { title: 'Days' },
  { title: 'Severity' },
  { title: 'Command' },
  { title: 'Why', wraps: true },
];

/**
 * A status report as a terminal shows it: a line a site, and below it what to do first; with `--worklist` everything that
 * is to do, with `--reconcile` what differs.
 */
export function statusTerminalTable({ sections }: Pick<Report, 'sections'>): Table {
  const { sites, worklist = [], reconciliation }: StatusSections = sections;
  if (reconciliation) return differences(sections);
  if (!sites) return { columns: TASKS, rows: worklist.map(taskCells) };
  return { columns: SITES, rows: [...sites.map(siteCells), ...worklistBelow(worklist)] };
}

function differences(sections: Report['sections']): Table {
  const { columns, rows } = statusTable({ sections });
  const titled = columns.map(({ title }) => ({ title: title.charAt(0).toUpperCase() + title.slice(1) }));
  return { columns: titled, rows };
}

function siteCells(row: StatusSiteRow): Cell[] {
  const withdrawn = row.withdrawn === 0 ? '' : ` (${row.withdrawn} withdrawn)`;
  return [
    row.site,
    `${row.subjects}${withdrawn}`,
    visitsOf(row),
    row.passed,
    row.needsPerson,
    row.openQueries,
    row.overdue,
    row.missed,
    besides(row),
  ];
}

/** Every visit is in one state. */
function visitsOf(row: StatusSiteRow): number {
  const { expected, due, overdue, missed, excused, received, passed, needsPerson, queried, rejected } = row;
  const came = received + passed + needsPerson + queried + rejected;
  return expected + due + overdue + missed + excused + came;
}

/** What a line has no column for, and is not nothing: `2 due, 9 expected; 3 re-sent; median 26.5 h`. */
function besides(row: StatusSiteRow): string {
  const { due, expected, excused, received, queried, rejected, resent, changed } = row;
  const { deliveries, quarantinedFiles, openItems } = row;
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  const { medianTurnaroundHours: median, longestTurnaroundHours: longest } = row;
  return [
    counts({ due, expected, excused, received, queried, rejected }),
    counts({ deliveries, 're-sent': resent, 're-sent and changed': changed }),
    counts({ 'items open': openItems, 'files quarantined': quarantinedFiles }),
    median === null ? '' : `turnaround ${median} h, longest ${longest} h`,
  ]
    .filter((text) => text !== '')
    .join('; ');
}

function* worklistBelow(worklist: readonly WorklistRow[]): Generator<Cell[]> {
  if (worklist.length === 0) return;
  yield TASKS.map(() => '');
  yield TASKS.map(({ title }) => title);
  for (const row of worklist.slice(0, MOST_TASKS)) yield taskCells(row);
  const more = worklist.length - MOST_TASKS;
  if (more > 0) yield [...TASKS.slice(1).map(() => ''), `and ${more} more: see --worklist`];
}

function taskCells(row: WorklistRow): Cell[] {
  const { site, subject, visit, what, item, days, overdue, severity, command, why, name } = row;
  const values = [
    row.expected === null ? '' : `, expected ${row.expected}`,
    row.actual === null ? '' : `, actual ${row.actual}`,
  ].join('');
  return [
    site ?? undefined,
    subject ?? undefined,
    visit ?? undefined,
    what,
    item ?? undefined,
    overdue ? `${days} !` : `${days}`,
    severity ?? undefined,
    command ?? undefined,
    `${name === null ? '' : `${name}: `}${why}${values}`,
  ];
}
