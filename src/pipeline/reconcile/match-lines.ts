import { groupBy } from '../../findings/group-by.js';

/** What a line of a list says of a study. What is undefined is not said. */
export interface Claim {
  readonly subject: string;
  readonly visit: string | undefined;
  /** Days since 1970-01-01. */
  readonly day: number | undefined;
  /** Undefined where the line is of the whole study. */
  readonly modality: string | undefined;
  /** How many series. */
  readonly series: number | undefined;
}

/** A study that came. */
export interface Came {
  readonly subject: string;
  readonly visit: string | null;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly seriesByModality: Readonly<Record<string, number>>;
}

/** What a line speaks of. */
export interface Match<S> {
  /** One; several where their series together are as many as the line says. */
  readonly studies: readonly [S, ...S[]];
  /** Modalities that came where the one of the line did not. */
  readonly instead?: readonly string[];
}

/** A study of which the lines leave something out. */
export interface Left<S> {
  readonly study: S;
  /** The modalities of which no line speaks; undefined where none speaks of the study. */
  readonly modalities: readonly string[] | undefined;
}

/** What lines speak of, by their places in the list, and what none speaks of. */
interface Matches<S> {
  readonly ofLines: readonly (Match<S> | undefined)[];
  /** In the order of the studies. */
  readonly left: readonly Left<S>[];
}

/** What of a study no line speaks of yet. */
interface Unclaimed<S> {
  readonly study: S;
  readonly free: Set<string>;
  /** Visits and days, as the lines have them that speak of it. */
  readonly by: Set<string>;
  /** That of the line which speaks of the whole study. */
  whole?: string;
}

type VisitFit = 'same' | 'unsaid' | 'near' | 'other';
type DayFit = 'same' | 'unsaid' | 'other';

/** How well a study has to fit a line, the best first: the subject, then the visit, then the day. */
const TIERS: readonly { readonly visit: readonly VisitFit[]; readonly day: readonly DayFit[] }[] = [
  { visit: ['same', 'unsaid'], day: ['same', 'unsaid'] },
  { visit: ['same'], day: ['other'] },
  { visit: ['near'], day: ['same', 'unsaid'] },
  { visit: ['near'], day: ['other'] },
  { visit: ['other'], day: ['same'] },
];

/** How a text is compared with one that may be meant: without regard to case and blanks. */
export function folded(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/\s+/gu, '');
}

/** How the visit of a study fits a line. */
export function visitFit({ visit }: Claim, study: Came): VisitFit {
  if (visit === undefined) return 'unsaid';
  if (visit === study.visit) return 'same';
  return study.visit !== null && folded(visit) === folded(study.visit) ? 'near' : 'other';
}

function dayFit({ day }: Claim, study: Came): DayFit {
  if (day === undefined) return 'unsaid';
  return day === study.day ? 'same' : 'other';
}

/** How many series of a study a line speaks of. */
export function seriesCount({ modality }: Claim, { seriesByModality }: Came): number {
  if (modality !== undefined) return seriesByModality[modality] ?? 0;
  return Object.values(seriesByModality).reduce((sum, count) => sum + count, 0);
}

/**
 * Finds the study that each line speaks of. A line without a modality is of a whole study, and a line with one of that
 * modality: no two lines are of the same. Lines that say more choose first; none takes a worse fit while a better is free.
 */
export function matchLines<S extends Came>(lines: readonly Claim[], studies: readonly S[]): Matches<S> {
  const all = studies.map(unclaimed);
  const bySubject = groupBy(all, ({ study }) => study.subject);
  const ofLines: (Match<S> | undefined)[] = lines.map(() => undefined);
  const order = [...lines.entries()].sort(([, a], [, b]) => said(b) - said(a));
  for (const [rank, tier] of TIERS.entries()) {
    const fitting = (line: Claim): Unclaimed<S>[] =>
      (bySubject.get(line.subject) ?? []).filter(
        ({ study }) => tier.visit.includes(visitFit(line, study)) && tier.day.includes(dayFit(line, study)),
      );
    for (const [i, line] of order) ofLines[i] ??= claim(line, fitting(line), rank === 0);
    for (const [i, line] of order) ofLines[i] ??= claimInstead(line, fitting(line), rank === 0);
  }
  return { ofLines, left: all.flatMap(leftOf) };
}

function unclaimed<S extends Came>(study: S): Unclaimed<S> {
  const present = Object.entries(study.seriesByModality).filter(([, count]) => count > 0);
  return { study, free: new Set(present.map(([modality]) => modality)), by: new Set() };
}

const said = ({ visit, day }: Claim): number => Number(visit !== undefined) + Number(day !== undefined);

const whenOf = ({ visit, day }: Claim): string => JSON.stringify([visit ?? null, day ?? null]);

/** @param together whether several studies may be what one line speaks of */
function claim<S extends Came>(
  line: Claim,
  fitting: readonly Unclaimed<S>[],
  together: boolean,
): Match<S> | undefined {
  const sorted = nearestFirst(
    fitting.filter((one) => isFree(line, one)),
    line.day,
  );
  const [first, ...others] = chosen(line, sorted, together);
  if (!first) return undefined;
  for (const one of [first, ...others]) take(line, one);
  return { studies: [first.study, ...others.map(({ study }) => study)] };
}

/** A study is spoken of by lines of other days and visits only where each has a modality of its own. */
function isFree<S extends Came>(line: Claim, { free, by, whole }: Unclaimed<S>): boolean {
  if (line.modality !== undefined)
    return free.has(line.modality) && (whole === undefined || whole === whenOf(line));
  return whole === undefined && [...by].every((when) => when === whenOf(line));
}

function take<S extends Came>(line: Claim, one: Unclaimed<S>): void {
  one.by.add(whenOf(line));
  if (line.modality === undefined) one.whole = whenOf(line);
  else one.free.delete(line.modality);
}

/** By how far they lie from the day, where one is said, and then by their own. */
function nearestFirst<S extends Came>(
  all: readonly Unclaimed<S>[],
  day: number | undefined,
): readonly Unclaimed<S>[] {
  const distance = ({ study }: Unclaimed<S>): number => (day === undefined ? 0 : Math.abs(study.day - day));
  return [...all].sort((a, b) => distance(a) - distance(b) || a.study.day - b.study.day);
}

/** The one that has as many series as the line says; else all, where they have that many together; else the first. */
function chosen<S extends Came>(
  line: Claim,
  sorted: readonly Unclaimed<S>[],
  together: boolean,
): readonly Unclaimed<S>[] {
  if (!together || line.series === undefined) return sorted.slice(0, 1);
  const exact = sorted.find(({ study }) => seriesCount(line, study) === line.series);
  if (exact) return [exact];
  const sum = sorted.reduce((count, { study }) => count + seriesCount(line, study), 0);
  return sum === line.series ? sorted : sorted.slice(0, 1);
}

/** @param shared whether other lines may speak of the study as well */
function claimInstead<S extends Came>(
  line: Claim,
  fitting: readonly Unclaimed<S>[],
  shared: boolean,
): Match<S> | undefined {
  if (line.modality === undefined) return undefined;
  const candidates = fitting.filter(
    ({ study, free, by, whole }) =>
      free.size > 0 &&
      seriesCount(line, study) === 0 &&
      (whole === undefined || whole === whenOf(line)) &&
      (shared || by.size === 0),
  );
  const [first] = nearestFirst(candidates, line.day);
  if (!first) return undefined;
  const instead = [...first.free].sort();
  first.free.clear();
  first.by.add(whenOf(line));
  return { studies: [first.study], instead };
}

function leftOf<S extends Came>({ study, free, by, whole }: Unclaimed<S>): Left<S>[] {
  if (by.size === 0) return [{ study, modalities: undefined }];
  return whole !== undefined || free.size === 0 ? [] : [{ study, modalities: [...free].sort() }];
}
