import { type Outcome, worst } from '../../findings/outcome.js';
import type { PageSource } from './page-source.js';

/** A count that is not what it should be, and what that makes of a verdict at best. */
interface DoubtfulSum {
  readonly outcome: Outcome;
  readonly what: string;
}

/** What a count of the summary is made of. */
type Sum = readonly [total: string, parts: readonly string[]];

const OUTCOME_COUNTS = ['pass', 'warn', 'fail', 'notEvaluable', 'notApplicable'] as const;

/** The sums that prove that nothing was lost (DESIGN 1, law 3), by command. */
const SUMS: Readonly<Record<string, Sum>> = {
  manifest: ['filesIn', ['dicom', 'notDicom', 'unreadable']],
  'assign-id': ['filesIn', ['filesOut', 'passedOn', 'notAssigned', 'refused', 'skipped']],
  deid: ['filesIn', ['filesOut', 'planned', 'clean', 'suspect', 'quarantined', 'skipped', 'duplicates']],
  quarantine: ['entries', ['waiting', 'released', 'settled', 'damaged']],
  run: ['filesIn', ['filesOut', 'quarantined', 'skipped', 'duplicates']],
  'check-protocol': ['checks', OUTCOME_COUNTS],
  'measure-export': ['stored', ['agree', 'disagree', 'notEvaluable']],
};

/** Sections whose rows the summary counts by another name, or by the same. */
const LISTS: Readonly<Record<string, readonly (readonly [section: string, count: string])[]>> = {
  manifest: [['studies', 'studies']],
  deid: [['quarantine', 'quarantined']],
  quarantine: [['entries', 'entries']],
  run: [['deliveries', 'deliveries']],
  'check-protocol': [
    ['studies', 'studies'],
    ['checks', 'checks'],
  ],
  'measure-export': [['rows', 'rows']],
};

/** What of a command's own counts is worse than any pass, where it is more than none. */
const FAULTS: Readonly<Record<string, Readonly<Record<string, Outcome>>>> = {
  manifest: { unreadable: 'fail' },
  'assign-id': { refused: 'fail', conflicts: 'fail', unassigned: 'not-evaluable' },
  deid: { quarantined: 'fail', suspect: 'fail' },
  'check-protocol': { fail: 'fail', notEvaluable: 'not-evaluable' },
  'qc-motion': { fail: 'fail', notEvaluable: 'not-evaluable' },
  'measure-export': { disagree: 'fail' },
  quarantine: { damaged: 'fail' },
  crosswalk: { problems: 'fail' },
  run: { stopped: 'not-evaluable' },
};

type Report = PageSource['report'];

function rowsOf(report: Report, section: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const rows = (report as unknown as Readonly<Record<string, unknown>>)[section];
  return Array.isArray(rows) ? rows : undefined;
}

function sumsOf({ command, summary }: Report): DoubtfulSum[] {
  const sum = Object.hasOwn(SUMS, command) ? SUMS[command] : undefined;
  if (!sum) return [];
  const [total, parts] = sum;
  const whole = summary[total];
  // A report of another kind, as the words of a protocol, has no such counts.
  if (whole === undefined) return [];
  const made = parts.reduce((all, key) => all + (summary[key] ?? 0), 0);
  return made === whole ? [] : [{ outcome: 'fail', what: 'its counts do not add up' }];
}

function listsOf(report: Report): DoubtfulSum[] {
  const lists = Object.hasOwn(LISTS, report.command) ? (LISTS[report.command] ?? []) : [];
  const wrong = lists.some(([section, count]) => {
    const rows = rowsOf(report, section);
    return rows && report.summary[count] !== undefined && rows.length !== report.summary[count];
  });
  return wrong ? [{ outcome: 'fail', what: 'it lists more or fewer things than it counts' }] : [];
}

function faultsOf({ command, summary }: Report): DoubtfulSum[] {
  const faults = Object.hasOwn(FAULTS, command) ? (FAULTS[command] ?? {}) : {};
  const counted = Object.entries(faults).flatMap(([key, outcome]) =>
    (summary[key] ?? 0) > 0 ? [outcome] : [],
  );
  return counted.length > 0 ? [{ outcome: worst(counted), what: 'it counts things that are worse' }] : [];
}

/** What passes must have something that passed. */
function nothingOf(report: Report): DoubtfulSum[] {
  const { command, summary, config } = report;
  const none = (what: string): DoubtfulSum[] => [{ outcome: 'not-evaluable', what }];
  if (summary.filesIn === 0 && config.due === undefined) return none('no file came in: nothing was judged');
  const checks = rowsOf(report, 'checks');
  if (!checks) return [];
  const keys =
    command === 'check-protocol' ? (['study'] as const) : (['of', 'studyUID', 'seriesUID', 'run'] as const);
  const known = new Set(checks.map((check) => JSON.stringify(keys.map((key) => check[key]))));
  const rows = command === 'check-protocol' ? (rowsOf(report, 'studies') ?? []) : stillsAndRuns(report);
  const unjudged = rows.some(
    (row) => row.outcome === 'pass' && !known.has(JSON.stringify(keys.map((key) => row[key]))),
  );
  return unjudged ? none('something passes that no check was held against') : [];
}

/** Rows of qc-motion by the names that its checks have for them. */
function stillsAndRuns(report: Report): Readonly<Record<string, unknown>>[] {
  const kinds = { series: 'run', images: 'image', phantoms: 'phantom' } as const;
  return Object.entries(kinds).flatMap(([section, kind]) =>
    (rowsOf(report, section) ?? []).map((row) => ({ ...row, of: kind, run: row.run ?? row.image })),
  );
}

/** What was searched after the release, against what was released. */
function searchedOf(report: Report): DoubtfulSum[] {
  const { verification } = report as unknown as {
    readonly verification?: { readonly files?: unknown } | null;
  };
  const { filesOut } = report.summary;
  if (report.command !== 'deid' || !verification || filesOut === verification.files) return [];
  return [{ outcome: 'fail', what: 'not every released file was searched for what identifies' }];
}

function brokenChainOf(report: Report): DoubtfulSum[] {
  const { verification } = report as unknown as {
    readonly verification?: { readonly problems?: readonly unknown[] };
  };
  const problems = verification?.problems?.length ?? 0;
  return report.command === 'crosswalk' && problems > 0
    ? [{ outcome: 'fail', what: 'its chain of records is broken' }]
    : [];
}

/** Counts of a report that do not add up, say less than they should, or count what fails. */
export function doubtfulSums({ report }: PageSource): DoubtfulSum[] {
  return [sumsOf, listsOf, faultsOf, nothingOf, searchedOf, brokenChainOf].flatMap((rule) => rule(report));
}
