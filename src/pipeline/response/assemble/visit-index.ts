import { groupBy } from '../../../findings/group-by.js';
import type { Observation, VisitFact } from '../observation.js';
import { byteOrder, distinct, listed, lookOf, type Telling, trimmed } from './telling.js';

/** What a visit goes by; the first that is there tells which it is. */
const LEVELS = ['visit', 'studyUID', 'date', 'day', 'number'] as const;
type Level = (typeof LEVELS)[number];

/** What a row or a line says of the visit that it is of. */
export type VisitKeys = Readonly<Record<Level, string | null>>;

/** A visit with all that is said to be of it. */
export interface KnownVisit {
  /** What it is told by, as `visit W8` or `day 56`; unique in a subject. */
  readonly key: string;
  /** As stated; null where no row names it. */
  readonly name: string | null;
  readonly said: Readonly<Record<Exclude<Level, 'visit'>, Set<string>>>;
}

/** What a row of measurements says of its visit. */
export function keysOfRow({ visit, studyUID, date, day, visitNumber }: Observation): VisitKeys {
  return keysOf([visit, studyUID, date], day, visitNumber);
}

/** What a line of `--visits` says of its visit. */
export function keysOfLine({ visit, studyUID, date, day, number }: VisitFact): VisitKeys {
  return keysOf([visit, studyUID, date], day, number);
}

/** Whether a row says of which visit it is. */
export function saysVisit(row: Observation): boolean {
  return levelOf(keysOfRow(row)) !== undefined;
}

function keysOf(
  [visit, studyUID, date]: readonly [string | null, string | null, string | null],
  day: number | null,
  number: number | null,
): VisitKeys {
  return {
    visit: trimmed(visit),
    studyUID: trimmed(studyUID),
    date: trimmed(date),
    day: day === null ? null : String(day),
    number: number === null ? null : String(number),
  };
}

/**
 * The visits of a subject. A visit is told by its name; a row without one by its study, else its date, day or number:
 * it is of the named visit that these belong to, or a visit of its own. What could be of two visits is of none.
 */
export class VisitIndex {
  private readonly visits = new Map<string, KnownVisit>();

  constructor(rows: readonly VisitKeys[], telling: Telling) {
    const byLevel = groupBy(rows, levelOf);
    for (const level of LEVELS) {
      // Matched before any is added: the order of rows within a level changes nothing.
      const matched = (byLevel.get(level) ?? []).map((keys) => ({ keys, keysOf: this.matches(keys, level) }));
      for (const { keys, keysOf } of matched) {
        if (keysOf.length < 2) this.add(keysOf[0] ?? `${level} ${keys[level]}`, keys);
      }
    }
    this.tellAmbiguous(telling);
  }

  /** In byte order of their keys. */
  get all(): readonly KnownVisit[] {
    return [...this.visits.values()].sort((a, b) => byteOrder(a.key, b.key));
  }

  /** The visit that a row is of; undefined where it is of none that is known, or could be of several. */
  keyOf(keys: VisitKeys): string | undefined {
    const level = levelOf(keys);
    const matches = level ? this.matches(keys, level) : [];
    return matches.length === 1 ? matches[0] : undefined;
  }

  private matches(keys: VisitKeys, level: Level): readonly string[] {
    const value = keys[level] ?? '';
    if (level === 'visit') return this.visits.has(`visit ${value}`) ? [`visit ${value}`] : [];
    return [...this.visits.values()].filter(({ said }) => said[level].has(value)).map(({ key }) => key);
  }

  private add(key: string, keys: VisitKeys): void {
    const known = this.visits.get(key);
    const said = known?.said ?? {
      studyUID: new Set<string>(),
      ...{ date: new Set<string>(), day: new Set<string>(), number: new Set<string>() },
    };
    for (const level of ['studyUID', 'date', 'day', 'number'] as const) {
      if (keys[level] !== null) said[level].add(keys[level]);
    }
    this.visits.set(key, { key, name: known?.name ?? keys.visit, said });
  }

  private tellAmbiguous(telling: Telling): void {
    const named = this.all.filter(({ name }) => name !== null);
    const byCase = groupBy(named, ({ name }) => lookOf(name ?? ''));
    for (const same of byCase.values()) {
      if (same.length < 2) continue;
      const names = distinct(same.map(({ name }) => name));
      const detail = `${listed(names)} differ by case or by characters that nobody sees: they may be one visit`;
      telling.block({ code: 'visit-ambiguous', detail });
    }
    const studies = named.flatMap((visit) => [...visit.said.studyUID].map((uid) => ({ uid, visit })));
    for (const same of groupBy(studies, ({ uid }) => uid).values()) {
      if (same.length < 2) continue;
      const names = distinct(same.map(({ visit }) => visit.name));
      telling.block({ code: 'visit-ambiguous', detail: `one study is of ${listed(names)}` });
    }
  }
}

function levelOf(keys: VisitKeys): Level | undefined {
  return LEVELS.find((level) => keys[level] !== null);
}
