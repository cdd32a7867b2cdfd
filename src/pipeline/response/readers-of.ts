import { worst } from '../../findings/outcome.js';
import type { BestRow, DiscordanceRow, ResponseRow } from '../../report/response-sections.js';
import type { Criteria } from '../../rules/response/criteria/criteria.js';
import { adjudicate } from '../../rules/response/readers/adjudicate.js';
import { discordancesOf } from '../../rules/response/readers/discordances.js';
import type { Adjudicated, Adjudication } from '../../rules/response/readers/readers.js';
import { bestCells, isInLife } from './best-rows.js';
import { decisionCells } from './cells.js';
import type { Judged } from './judged.js';
import type { AdjudicationLine } from './observation.js';
import { type Dates, responseRows } from './response-rows.js';

/** What several readers of a subject come to. */
export interface SubjectReaders {
  readonly subject: string;
  readonly discordances: readonly DiscordanceRow[];
  /** Of the adjudicated course; empty without an adjudication. */
  readonly rows: readonly ResponseRow[];
  readonly best: readonly BestRow[];
  /** Lines of the adjudication that decide nothing. */
  readonly unused: Adjudicated['unused'];
}

/** Discordances and adjudications, by subject in the order of the courses. */
export function readersOf(
  judged: readonly Judged[],
  lines: readonly AdjudicationLine[],
  { criteria, dates }: { readonly criteria: Criteria; readonly dates: Dates },
): SubjectReaders[] {
  const bySubject = new Map<string, Judged[]>();
  for (const one of judged) {
    const { subject } = one.course;
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), one]);
  }
  const known = [...bySubject].map(([subject, courses]) => {
    const own = lines.filter((line) => line.subject === subject).map(adjudicationOf);
    return subjectReaders(subject, courses, { own, criteria, dates });
  });
  const unknown = lines.filter(({ subject }) => !bySubject.has(subject));
  return [
    ...known,
    ...unknown.map(({ subject, at }) => ({
      ...{ subject, discordances: [], rows: [], best: [] },
      unused: [{ line: at.line, why: 'no rows are of this subject' }],
    })),
  ];
}

interface Context {
  readonly own: readonly Adjudication[];
  readonly criteria: Criteria;
  readonly dates: Dates;
}

function adjudicationOf({ visit, reader, reason, at }: AdjudicationLine): Adjudication {
  return { visit, reader, reason, line: at.line };
}

function subjectReaders(
  subject: string,
  courses: readonly Judged[],
  { own, criteria, dates }: Context,
): SubjectReaders {
  const discordances = discordancesOf(courses, own).map((one): DiscordanceRow => ({ subject, ...one }));
  const adjudicated = adjudicate(courses, own, criteria);
  const [first] = courses;
  if (!adjudicated || !first) return { subject, discordances, rows: [], best: [], unused: [] };
  const { site, deathDay } = first.course;
  const rows = adjudicated.timePoints.map((point) => adjudicatedRow(point, courses, dates));
  const inLife = rows.filter(({ day }) => isInLife(day, deathDay));
  const visitNames = ['', ...adjudicated.timePoints.map(({ visit }) => visit)];
  return {
    subject,
    discordances,
    rows,
    best: [
      {
        ...{ subject, site, reader: 'adjudicated' },
        ...bestCells(adjudicated.best, visitNames),
        ...{ bestChangePercent: bestChangeOf(inLife, adjudicated), deathDay, otherwise: null },
      },
    ],
    unused: adjudicated.unused,
  };
}

/** The row of the reading that stands, with the adjudication's decision first; the answer alone where it is nobody's. */
function adjudicatedRow(
  point: Adjudicated['timePoints'][number],
  courses: readonly Judged[],
  dates: Dates,
): ResponseRow {
  const all = courses.map((one) => responseRows(one, dates).find(({ visit }) => visit === point.visit));
  const chosen = all.find((row) => row?.reader === point.from);
  const [first] = courses;
  const nothing: ResponseRow = {
    ...{ subject: first?.course.subject ?? '', site: first?.course.site ?? null },
    ...{ visit: point.visit, day: point.day, date: null, kind: 'follow-up' },
    ...{ sumMm: null, baselineSumMm: null, nadirSumMm: null, nadirVisit: null },
    ...{ changeFromBaselinePercent: null, changeFromNadirPercent: null, changeFromNadirMm: null },
    ...{ target: null, nonTarget: null, newLesion: null, missing: [] },
    ...{ margins: [], alternatives: [], otherwise: null },
    ...{ reader: 'adjudicated', overall: point.overall, decisions: [], isAfterProgression: false },
    conformance: worst([
      'pass',
      ...all.flatMap((row) => row?.conformance ?? []),
    ]) as ResponseRow['conformance'],
  };
  return {
    ...(chosen ?? nothing),
    ...{ reader: 'adjudicated', overall: point.overall },
    decisions: [...decisionCells([point.decision]), ...(chosen?.decisions ?? [])],
  };
}

/** The smallest change of the readings that stand, up to the first progression. */
function bestChangeOf(rows: readonly ResponseRow[], { best }: Adjudicated): number | null {
  const until = best.progression ? best.progression.visit : rows.length;
  const changes = rows
    .slice(0, until)
    .flatMap(({ changeFromBaselinePercent }) => changeFromBaselinePercent ?? []);
  return changes.length === 0 ? null : Math.min(...changes);
}
