import type { Reader } from '../../identity/crosswalk/contract.js';
import type { LedgerEvent } from '../../identity/ledger/event.js';
import { knownPerson } from '../../identity/registry/people.js';
import { subjectInRow } from '../../identity/registry/subjects.js';

/** Takes out of a text what identifies. */
export type Mask = (text: string) => string;

const MASK = '***';

/** Shorter values would be found in words that name nobody. */
const SHORTEST = { path: 4, folder: 6, number: 4, name: 4, foreignNumber: 6 };

/** A text from an absolute path on: with blanks in names nobody can say where it ends. */
const FROM_PATH = /(?<![^\s"'`(=:<])(?:\/[^\s/][^/]*\/|[A-Za-z]:[\\/]|\\\\).*$/su;
/** PS3.5 9.1: five components or more, so that versions stay. UIDs of the standard itself are nobody's. */
const UID = /(?<![\d.])(?!1\.2\.840\.10008\.)(?:2\.25\.\d{6,}|[0-2](?:\.\d+){5,})(?!\d)/gu;

/** Masks what looks like a UID or an absolute path, whoever's it is. */
export function masked(text: string): string {
  return text.replace(UID, MASK).replace(FROM_PATH, MASK);
}

/**
 * What is taken out of the words of each event: its study's delivered UID, the paths of its run, and names, record
 * numbers and birth dates of the person it is about, beside all that looks like a UID or a path. Of an event that is of
 * no subject, whole names and record numbers of everybody in the store. Words of people are told otherwise as they are.
 * @param events all of the trial: they tell which paths and persons belong to an event
 */
export class Masks {
  readonly #byId: ReadonlyMap<number, LedgerEvent>;
  readonly #paths = new Map<string, Set<string>>();
  readonly #subjects = new Map<string, number>();
  readonly #people = new Map<number, readonly string[]>();
  readonly #reader: Reader;
  #everybody: readonly [RegExp | undefined] | undefined;

  constructor(reader: Reader, events: readonly LedgerEvent[]) {
    this.#reader = reader;
    this.#byId = new Map(events.map((event) => [event.id, event]));
    for (const event of events) {
      const key = placeOf(event);
      const known = this.#paths.get(key) ?? new Set<string>();
      for (const path of pathsIn(event)) known.add(path);
      this.#paths.set(key, known);
      if (event.studyUID !== undefined && event.subject !== undefined)
        this.#subjects.set(event.studyUID, event.subject);
    }
  }

  /** What is taken out of an event's words. */
  of(event: LedgerEvent): Mask {
    const decidedOn = this.#byId.get(Number(event.item?.split('.')[0]));
    const own = [event, ...(decidedOn ? [decidedOn] : [])];
    const known = [
      literalPattern(own.flatMap((one) => this.#literals(one))),
      this.#peoplePattern(own),
    ].filter((pattern) => pattern !== undefined);
    // Paths first: what follows one that is known would stay.
    return (text) => known.reduce((rest, pattern) => rest.replace(pattern, MASK), masked(text));
  }

  #literals(event: LedgerEvent): string[] {
    const { studyUID, run = '' } = event;
    const paths = [...(this.#paths.get(placeOf(event)) ?? []), ...(this.#paths.get(`${run} `) ?? [])];
    return [...(studyUID === undefined ? [] : [studyUID]), ...paths.flatMap(withName)];
  }

  #peoplePattern(events: readonly LedgerEvent[]): RegExp | undefined {
    const rows = events.flatMap(
      ({ subject, studyUID = '' }) => subject ?? this.#subjects.get(studyUID) ?? [],
    );
    if (rows.length > 0) return wordPattern(rows.flatMap((row) => this.#personIn(row)));
    this.#everybody ??= [wordPattern(everybody(this.#reader))];
    return this.#everybody[0];
  }

  #personIn(row: number): readonly string[] {
    const known = this.#people.get(row) ?? identities(this.#reader, row);
    this.#people.set(row, known);
    return known;
  }
}

/** Run and delivery: what belongs to the whole run stands under the run alone. */
function placeOf({ run = '', delivery }: LedgerEvent): string {
  return `${run} ${delivery ?? ''}`;
}

function pathsIn(event: LedgerEvent): string[] {
  if (event.kind === 'begun') return [...event.details.inputs, event.details.out, event.details.state];
  if (event.kind === 'reported') return [event.details.input];
  return event.kind === 'released' ? [event.details.folder] : [];
}

/** A path, and the name of its folder by itself. */
function withName(path: string): string[] {
  const name = path.split(/[\\/]/u).findLast((part) => part !== '') ?? '';
  return [...(path.length >= SHORTEST.path ? [path] : []), ...(name.length >= SHORTEST.folder ? [name] : [])];
}

function identities(reader: Reader, row: number): string[] {
  const { person } = subjectInRow(reader, row);
  if (person === undefined) return [];
  const { numbers, names, birthDates } = knownPerson(reader, person);
  const parts = names.flatMap((name) => name.split(/[\^=\s,]+/u));
  return [
    ...numbers.map(({ id }) => id).filter(({ length }) => length >= SHORTEST.number),
    ...parts.filter(({ length }) => length >= SHORTEST.name),
    ...birthDates.flatMap((date) => [date, date.replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3')]),
  ];
}

/** Parts of names, and short numbers, of everybody would take out words that name nobody. */
function everybody(reader: Reader): string[] {
  return reader.rows('people', '1 ORDER BY id').flatMap(({ id: person }) => {
    const { numbers, names } = knownPerson(reader, person);
    const known = numbers.map(({ id }) => id).filter(({ length }) => length >= SHORTEST.foreignNumber);
    return [...known, ...names.flatMap((name) => [name, name.replace(/[\^=]+/gu, ' ').trim()])];
  });
}

function literalPattern(values: readonly string[]): RegExp | undefined {
  const choices = choicesOf(values);
  return choices === '' ? undefined : new RegExp(choices, 'gu');
}

function wordPattern(values: readonly string[]): RegExp | undefined {
  const choices = choicesOf(values);
  return choices === ''
    ? undefined
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${choices})(?![\\p{L}\\p{N}])`, 'giu');
}

/** Longest first: a value that begins another one must not leave its end. */
function choicesOf(values: readonly string[]): string {
  const sorted = [...new Set(values)].filter((value) => value !== '').sort((a, b) => b.length - a.length);
  return sorted.map((value) => value.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')).join('|');
}
