import type { Entry, Protocol } from '../compiled.js';
import type { SeriesMatch } from '../match/match.js';
import type { SeriesView } from '../series-view.js';
import type { StudyView } from '../study-view.js';
import { isAtVisit } from '../visits/is-at-visit.js';
import { notAsked, unsettled, type Verdict } from './row.js';

/** A study, and what its series were taken for. */
export interface MatchedStudy {
  readonly protocol: Protocol;
  readonly study: StudyView;
  readonly matches: readonly SeriesMatch[];
}

/** Why a study has no series of a name. */
export interface Absence {
  /**
   * `optional`: the protocol does not insist on it. `elsewhere`: it asks for it at other visits. `unclear`: it may be
   * there. `missing`: it should be.
   */
  readonly kind: 'optional' | 'elsewhere' | 'unclear' | 'missing';
  /** A clause for people. */
  readonly why: string;
}

/** The series of a study that were taken for one of the protocol's, or why there are none. */
export interface NamedSeries {
  readonly name: string;
  /** In the study's order; repeated ones, but none that was superseded. */
  readonly views: readonly SeriesView[];
  readonly absence?: Absence;
}

/** Finds the series that were taken for one of the protocol's. */
export function namedSeries(name: string, matched: MatchedStudy): NamedSeries {
  const numbers = new Set(
    matched.matches
      .filter(({ kind, entry }) => kind === 'matched' && entry === name)
      .map(({ series }) => series),
  );
  const views = matched.study.series.filter(({ number }) => numbers.has(number));
  return views.length > 0 ? { name, views } : { name, views, absence: absenceOf(name, matched) };
}

/** Whether a series that was taken for none may be one of this name. */
export function mayBeAmbiguous(name: string, { matches }: MatchedStudy): boolean {
  return matches.some(
    ({ kind, candidates }) =>
      kind === 'ambiguous' && candidates.some(({ entry, score }) => entry === name && score === 1),
  );
}

function absenceOf(name: string, matched: MatchedStudy): Absence {
  const { protocol, study } = matched;
  if (mayBeAmbiguous(name, matched)) {
    return { kind: 'unclear', why: `a series may be ${name} or another of the protocol's` };
  }
  const entry = protocol.entries.find((one) => one.name === name);
  const asked = entry ? isAsked(entry, study.visit) : 'yes';
  if (asked === 'yes') return { kind: 'missing', why: `${name} is missing` };
  if (asked === 'unknown') {
    return { kind: 'unclear', why: `the visit, on which ${name} depends, is not known` };
  }
  return entry?.count.min === 0
    ? { kind: 'optional', why: `${name} is not there, and need not be` }
    : { kind: 'elsewhere', why: `${name} is not asked for at this visit` };
}

/** What a rule comes to whose series is not there. That it is missing counts elsewhere. */
export function absentVerdict({ kind, why }: Absence): Verdict {
  return kind === 'missing' || kind === 'unclear'
    ? unsettled('protocol-cross-unsettled', why)
    : notAsked('protocol-not-asked', why);
}

/** Of several series that are not there the one that decides; undefined where all are there. */
export function decisiveAbsence(named: readonly NamedSeries[]): Absence | undefined {
  const absences = named.flatMap(({ absence }) => absence ?? []);
  return absences.find(({ kind }) => kind === 'missing' || kind === 'unclear') ?? absences[0];
}

/** Whether the protocol asks for a series at a visit. */
export function isAsked({ count, visits }: Entry, visit: string | undefined): 'yes' | 'no' | 'unknown' {
  if (count.min === 0) return 'no';
  return isAtVisit(visits, visit);
}

/** A series in words: `ctac (Series Number 4)`. */
export function seriesText(name: string, { headers }: SeriesView): string {
  const number = headers.find(({ seriesNumber }) => seriesNumber !== undefined)?.seriesNumber;
  return number === undefined ? name : `${name} (Series Number ${number})`;
}
