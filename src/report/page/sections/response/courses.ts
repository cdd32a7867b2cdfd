import { OUTCOMES, type Outcome } from '../../../../findings/outcome.js';
import type {
  BestRow,
  DiscordanceRow,
  LesionRow,
  ResponseRow,
  ResponseSections,
} from '../../../response-sections.js';
import { each, of, type Told } from '../../told.js';

/** What a report says of responses, told from the report. */
type ToldResponses = Told<ResponseSections>;

/** A visit of a course: what was found there, and the lesions that stand in its column. */
export interface CourseVisit {
  readonly name: Told<string>;
  readonly day: Told<number | null>;
  /** Nothing where lesions were read that no response was made of. */
  readonly response: Told<ResponseRow> | undefined;
}

/** A lesion over the visits of a course. */
export interface CourseLesion {
  readonly role: LesionRow['role'];
  /** One a visit; more where a report says several things of one. */
  readonly cells: readonly Told<LesionRow>[];
}

/** One subject as one reader followed it. */
export interface Course {
  readonly number: number;
  readonly subject: Told<string>;
  readonly reader: Told<string>;
  readonly best: Told<BestRow> | undefined;
  readonly visits: readonly CourseVisit[];
  /** Targets first, then non-targets, then new ones. */
  readonly lesions: readonly CourseLesion[];
  /** Something of it asks for a person: see {@link coursesOf}. */
  readonly isOpen: boolean;
}

/** Targets first: the sum stands below what is summed. */
const ROLES: readonly LesionRow['role'][] = ['target', 'non-target', 'new'];

interface Owned {
  readonly subject: string;
  readonly reader: string;
}

/** A key of several texts that no text can imitate. */
function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const known = groups.get(key(row));
    if (known) known.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function byCourse<T extends Owned>(rows: readonly Told<T>[]): Map<string, Told<T>[]> {
  return grouped(rows, ({ value }) => keyOf(value.subject, value.reader));
}

function visitsOf(
  responses: readonly Told<ResponseRow>[],
  lesions: readonly Told<LesionRow>[],
): CourseVisit[] {
  const visits: CourseVisit[] = responses.map((response) => ({
    name: of(response, 'visit'),
    day: of(response, 'day'),
    response,
  }));
  const known = new Set(responses.map(({ value }) => value.visit));
  for (const lesion of lesions) {
    if (known.has(lesion.value.visit)) continue;
    known.add(lesion.value.visit);
    visits.push({ name: of(lesion, 'visit'), day: of(lesion, 'day'), response: undefined });
  }
  return visits;
}

function lesionsOf(rows: readonly Told<LesionRow>[]): CourseLesion[] {
  const groups = grouped(rows, ({ value }) => keyOf(value.role, value.lesion));
  const lesions = [...groups.values()].map(([first, ...rest]) => ({
    role: first?.value.role ?? 'target',
    cells: first ? [first, ...rest] : [],
  }));
  return lesions.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}

/** How a course conforms at its worst: the reader's selection of lesions, and the methods. */
export function conformanceOf({ visits }: Pick<Course, 'visits'>): Told<Outcome> | undefined {
  const told = visits.flatMap(({ response }) => (response ? [of(response, 'conformance')] : []));
  const rank = ({ value }: Told<Outcome>): number => OUTCOMES.indexOf(value);
  return [...told].sort((a, b) => rank(a) - rank(b))[0];
}

/** Whether nobody decided where readers differ. */
function isUndecided({ value }: Told<DiscordanceRow>): boolean {
  return value.adjudicated === null;
}

/**
 * The courses of a report, those of a subject side by side, each in the report's order; first come subjects that need a
 * person: what does not conform, what flips by the other lengths, and where readers differ and nobody decided.
 */
export function coursesOf(told: ToldResponses): readonly Course[] {
  const best = byCourse(each(of(told, 'best')));
  const responses = byCourse(each(of(told, 'responses')));
  const lesions = byCourse(each(of(told, 'lesions')));
  const undecided = new Set(
    each(of(told, 'discordances'))
      .filter(isUndecided)
      .map(({ value }) => value.subject),
  );
  const keys = [...new Set([...best.keys(), ...responses.keys(), ...lesions.keys()])];
  const drafts = keys.flatMap((key) => {
    const [own, rows, cells] = [best.get(key)?.[0], responses.get(key) ?? [], lesions.get(key) ?? []];
    const first: Told<Owned> | undefined = own ?? rows[0] ?? cells[0];
    if (!first) return [];
    const visits = visitsOf(rows, cells);
    const needs =
      undecided.has(first.value.subject) ||
      own?.value.response === 'NE' ||
      rows.some(({ value }) => value.otherwise?.flips);
    const outcome = conformanceOf({ visits })?.value ?? 'not-applicable';
    const rank = OUTCOMES.indexOf(outcome) * 2 + (needs ? 0 : 1);
    const isOpen = needs || outcome === 'fail' || outcome === 'not-evaluable';
    const parts = { best: own, visits, lesions: lesionsOf(cells), rank, isOpen };
    return [{ subject: of(first, 'subject'), reader: of(first, 'reader'), ...parts }];
  });
  return inOrder(drafts).map(({ rank, ...course }, number) => ({ ...course, number }));
}

/** By the worst course of a subject, else as they came. */
function inOrder<D extends { readonly subject: Told<string>; readonly rank: number }>(
  drafts: readonly D[],
): readonly D[] {
  const subjects = [...grouped(drafts, ({ subject }) => subject.value).values()];
  const rankOf = (own: readonly D[]): number => Math.min(...own.map(({ rank }) => rank));
  return subjects.sort((a, b) => rankOf(a) - rankOf(b)).flat();
}
