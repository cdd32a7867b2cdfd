import { randomInt } from 'node:crypto';
import type { Reader } from '../crosswalk/contract.js';
import type { IdPattern } from '../schemes/id-pattern.js';
import { mostLostIds } from './lost-ids.js';
import { RegistryError } from './registry-error.js';
import { type AllocatedId, findSubject, type SubjectKind } from './subjects.js';

/** Where a new ID is wanted. */
export interface Place {
  readonly trial: number;
  readonly site: string;
  readonly kind: SubjectKind;
}

/** Draws before the gaps are listed: with half of all numbers taken, one of 40 fails once in a million million. */
const DRAWS = 40;

/**
 * The next ID of a pattern. Numbers are never given out twice, whatever became of the subject.
 * @param order `sequential` counts on from the highest number; when that is the last, the smallest gap is taken. After a
 * backup was accepted, numbers that a lost database may have given out are passed over; at `random` nobody can tell them.
 * @throws RegistryError `ids-exhausted`
 */
export function nextOfPattern(
  reader: Reader,
  place: Place,
  pattern: IdPattern,
  order: 'sequential' | 'random',
): AllocatedId {
  const numbers = new SequenceNumbers(reader, place, pattern.isPerSite ? place.site : '');
  for (const sequence of candidates(numbers, pattern.capacity, order)) {
    const id = pattern.format({ site: place.site, sequence });
    // A stated or listed ID may look like one of the pattern's without its number being known.
    if (!isWildcard(id) && !findSubject(reader, place.trial, id))
      return { id, scope: numbers.scope, sequence };
  }
  throw new RegistryError(
    'ids-exhausted',
    `the pattern has no ID left${pattern.isPerSite ? ` for site ${place.site}` : ''}`,
  );
}

/**
 * Whether a query for the ID would find others, too: MOD 37-2 has `*` for a check character, which in a query stands for
 * anything (PS3.4 C.2.2.2.4), as it does in a shell. Such an ID is valid, but not given out.
 */
export function isWildcard(id: string): boolean {
  return id.includes('*');
}

/** Numbers to try, from 1 to `capacity`: what is left is gone through whole before it is given up. */
function* candidates(
  numbers: SequenceNumbers,
  capacity: number,
  order: 'sequential' | 'random',
): Generator<number> {
  if (order === 'random') {
    for (let draw = 0; draw < DRAWS; draw++) {
      const sequence = randomInt(1, capacity + 1);
      if (!numbers.isUsed(sequence)) yield sequence;
    }
  } else {
    for (let next = numbers.highest() + 1; next <= capacity; next++) yield next;
    // Below are those, too, that a lost database gave out.
    if (numbers.someAreLost()) return;
  }
  const used = numbers.all();
  const start = order === 'random' ? randomInt(capacity) : 0;
  for (let i = 0; i < capacity; i++) {
    const sequence = ((start + i) % capacity) + 1;
    if (!used.has(sequence)) yield sequence;
  }
}

/** The sequence numbers that were given out of one pattern. */
class SequenceNumbers {
  constructor(
    private readonly reader: Reader,
    private readonly place: Place,
    readonly scope: string,
  ) {}

  /** The highest number that was given out, or may have been by a database that is lost. */
  highest(): number {
    const where =
      'trial = ? AND kind = ? AND scope = ? AND sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1';
    const last = this.reader.row('subjects', where, this.place.trial, this.place.kind, this.scope);
    return Number(last?.sequence ?? 0) + mostLostIds(this.reader, last?.id);
  }

  someAreLost(): boolean {
    return mostLostIds(this.reader, undefined) > 0;
  }

  isUsed(sequence: number): boolean {
    const { trial, kind } = this.place;
    const where = 'trial = ? AND kind = ? AND scope = ? AND sequence = ?';
    return this.reader.row('subjects', where, trial, kind, this.scope, sequence) !== undefined;
  }

  all(): Set<number> {
    const { trial, kind } = this.place;
    const where = 'trial = ? AND kind = ? AND scope = ? AND sequence IS NOT NULL';
    return new Set(
      this.reader.rows('subjects', where, trial, kind, this.scope).map(({ sequence }) => Number(sequence)),
    );
  }
}

/**
 * The first ID of a list that nobody has.
 * @param ids IDs that are free to be taken at the place, in the list's order
 * @throws RegistryError `list-used-up`
 */
export function nextOfList(reader: Reader, { trial, site }: Place, ids: Iterable<string>): AllocatedId {
  for (const id of ids) if (!findSubject(reader, trial, id)) return { id, scope: site, sequence: undefined };
  throw new RegistryError('list-used-up', `the list has no free subject ID left for site ${site}`);
}

/** An ID that was stated, with its number where it is one of the pattern's. */
export function statedId(id: string, place: Place, pattern: IdPattern | undefined): AllocatedId {
  const parsed = pattern?.parse(id);
  if (!pattern || parsed?.kind !== 'id') return { id, scope: place.site, sequence: undefined };
  return { id, scope: pattern.isPerSite ? place.site : '', sequence: parsed.sequence };
}
