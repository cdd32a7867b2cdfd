import { type Outcome, worst } from '../../findings/outcome.js';
import type { Report } from '../../report/envelope.js';
import type { BestRow, ResponseRow, ResponseSections } from '../../report/response-sections.js';
import type { Cell, Column, Table } from '../../report/table.js';

const COLUMNS: readonly Column[] = [
  { title: 'Subject', shrinks: true },
  { title: 'Reader', shrinks: true },
  { title: 'Visits', align: 'right' },
  { title: 'Baseline mm', align: 'right' },
  { title: 'Nadir mm', align: 'right' },
  { title: 'Best change', align: 'right' },
  { title: 'Best response', wraps: true },
  { title: 'Progression', shrinks: true },
  { title: 'Conformance' },
  { title: 'Flips', wraps: true },
];

/**
 * Responses as a terminal shows them: a row a subject and reader, with how many visits were read, the sum at baseline,
 * the smallest sum of all visits, the best response, and the visits whose response the other lengths would change.
 */
export function responseTerminalTable({ sections }: Pick<Report, 'sections'>): Table {
  const { responses = [], best = [] }: Partial<ResponseSections> = sections;
  const courses = new Map<string, { rows: ResponseRow[]; best?: BestRow }>();
  const courseOf = ({ subject, reader }: Pick<BestRow, 'subject' | 'reader'>) => {
    const key = JSON.stringify([subject, reader]);
    const course = courses.get(key) ?? { rows: [] };
    courses.set(key, course);
    return course;
  };
  for (const row of responses) courseOf(row).rows.push(row);
  for (const row of best) courseOf(row).best = row;
  return { columns: COLUMNS, rows: [...courses.values()].map((course) => cells(course.rows, course.best)) };
}

function cells(rows: readonly ResponseRow[], best: BestRow | undefined): Cell[] {
  const [first] = rows;
  const baseline = rows.find(({ kind }) => kind === 'baseline');
  return [
    best?.subject ?? first?.subject,
    best?.reader ?? first?.reader,
    visitsText(rows),
    baseline?.sumMm ?? rows.find(({ baselineSumMm }) => baselineSumMm !== null)?.baselineSumMm ?? undefined,
    nadirOf(rows),
    changeText(best),
    bestText(best),
    progressionText(best),
    rows.length > 0 ? worst(rows.map(({ conformance }): Outcome => conformance)) : undefined,
    flipsText(rows, best),
  ];
}

/** `5`, or `4 of 5` where some were missed. */
function visitsText(rows: readonly ResponseRow[]): string | undefined {
  const read = rows.filter(({ kind }) => kind !== 'missed').length;
  if (rows.length === 0) return undefined;
  return read === rows.length ? String(read) : `${read} of ${rows.length}`;
}

/** The smallest complete sum, as its row has it; the size is compared, not decided by. */
function nadirOf(rows: readonly ResponseRow[]): string | undefined {
  const sums = rows
    .flatMap(({ sumMm, nadirSumMm }) => [sumMm, nadirSumMm])
    .filter((sum): sum is string => sum !== null);
  return sums.reduce<string | undefined>(
    (least, sum) => (least === undefined || Number(sum) < Number(least) ? sum : least),
    undefined,
  );
}

function changeText(best: BestRow | undefined): string | undefined {
  const change = best?.bestChangePercent ?? null;
  return change === null ? undefined : `${change > 0 ? '+' : ''}${change}%`;
}

/** `PR, confirmed`; `SD, a response was not confirmed` where one was seen once: an `isConfirmed` of false is not about the best. */
function bestText(best: BestRow | undefined): string | undefined {
  if (!best) return undefined;
  const { response, isConfirmed } = best;
  if (isConfirmed === null) return response;
  return `${response}, ${isConfirmed ? 'confirmed' : 'a response was not confirmed'}`;
}

/** `W24 (day 168)`. */
function progressionText(best: BestRow | undefined): string | undefined {
  if (!best) return undefined;
  const day = best.progressionDay === null ? undefined : `day ${best.progressionDay}`;
  if (best.progressionVisit === null) return day;
  return day === undefined ? best.progressionVisit : `${best.progressionVisit} (${day})`;
}

/** `W8 SD → PR, best SD → PR`: the visits whose response the other lengths change, and the best response. */
function flipsText(rows: readonly ResponseRow[], best: BestRow | undefined): string | undefined {
  const visits = rows.flatMap(({ visit, target, overall, otherwise }) => {
    if (!otherwise?.flips) return [];
    // The target response may flip where the overall one does not.
    return otherwise.overall === overall
      ? [`${visit} target ${target} → ${otherwise.target}`]
      : [`${visit} ${overall} → ${otherwise.overall}`];
  });
  const ofBest = best && best.otherwise !== null ? [`best ${best.response} → ${best.otherwise}`] : [];
  return [...visits, ...ofBest].join(', ') || undefined;
}
