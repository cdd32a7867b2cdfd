import type { BestRow, ResponseRow } from '../../response-sections.js';
import { byCodeUnits, CUT_PERCENT, NOT_STATED } from './response-style.js';

/** A visit with a change from baseline. */
export interface SpiderPoint {
  /** Days since baseline, or the visit's number from 0. */
  readonly x: number;
  /** Change from baseline, percent. */
  readonly percent: number;
  /** Overall response at the visit; null at baseline. */
  readonly code: string | null;
  /** A new lesion was seen for the first time. */
  readonly isNew: boolean;
  /** Numbered over the course: points are joined within a stretch, never across a visit without a sum. */
  readonly stretch: number;
}

/** A visit that was assessed, but has no change from baseline. */
export type SumlessVisit = Pick<SpiderPoint, 'x' | 'isNew'> & { readonly code: string };

/** One subject as one reader followed it. */
export interface SpiderCourse {
  readonly subject: string;
  /** Best response. */
  readonly best: string;
  readonly points: readonly SpiderPoint[];
  readonly sumless: readonly SumlessVisit[];
  readonly missed: number;
}

/** Where a visit stands on the horizontal axis. */
export type Place = (row: ResponseRow, index: number) => number;

/** Whether a visit after baseline was read. */
function isRead({ kind }: ResponseRow): boolean {
  return kind !== 'missed';
}

/** How many visits that were read have no day, of how many. */
export function undated(rows: readonly ResponseRow[]): { readonly without: number; readonly of: number } {
  const read = rows.filter(isRead);
  return { without: read.filter(({ day }) => !Number.isFinite(day ?? Number.NaN)).length, of: read.length };
}

function courseOf(rows: readonly ResponseRow[], place: Place): Omit<SpiderCourse, 'subject' | 'best'> {
  const points: SpiderPoint[] = [];
  const sumless: SumlessVisit[] = [];
  let stretch = 0;
  let hadNew = false;
  rows.forEach((row, i) => {
    const isBaseline = row.kind === 'baseline';
    const percent = isBaseline ? (row.sumMm === null ? null : 0) : row.changeFromBaselinePercent;
    const isNew = row.newLesion === 'YES' && !hadNew;
    hadNew ||= isNew;
    const x = place(row, i);
    if (isRead(row) && percent !== null && Number.isFinite(percent)) {
      points.push({ x, percent, code: isBaseline ? null : (row.overall ?? NOT_STATED), isNew, stretch });
      return;
    }
    stretch++;
    if (isRead(row) && !isBaseline) sumless.push({ x, isNew, code: row.overall ?? NOT_STATED });
  });
  return { points, sumless, missed: rows.filter((row) => !isRead(row)).length };
}

/** The courses of one reader, by subject; whoever has a best response is among them. */
export function spiderCourses(
  rows: readonly ResponseRow[],
  best: readonly BestRow[],
  place: Place,
): SpiderCourse[] {
  const bestOf = new Map(best.map(({ subject, response }) => [subject, response]));
  const rowsOf = new Map<string, ResponseRow[]>([...bestOf.keys()].map((subject) => [subject, []]));
  for (const row of rows) {
    const known = rowsOf.get(row.subject);
    if (known) known.push(row);
    else rowsOf.set(row.subject, [row]);
  }
  return [...rowsOf]
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([subject, own]) => ({
      subject,
      best: bestOf.get(subject) ?? NOT_STATED,
      ...courseOf(own, place),
    }));
}

/** Whether there is more of a course than its baseline to draw. */
export function isDrawn({ points }: SpiderCourse): boolean {
  return points.some(({ code }) => code !== null);
}

/** Whether a point lies beyond what is drawn. */
export function isBeyond({ percent }: Pick<SpiderPoint, 'percent'>): boolean {
  return percent > CUT_PERCENT;
}
