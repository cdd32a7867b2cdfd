import { Big } from 'big.js';
import type { Lengths, Lesion, LesionReading } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';

/** Why there is no value. */
export interface Missing {
  readonly why: string;
}

/** What one lesion, without its fragments, measures. */
export interface Part {
  readonly mm: Big;
  /** What made it this value, where it is not as measured. */
  readonly note: string | null;
  /** The length of the other kind was taken for want of this one. */
  readonly isFallback: boolean;
}

/** A target lesion or a fragment of one. */
export interface Member {
  readonly lesion: Lesion;
  /** A fragment is what its parent is where nothing else is said. */
  readonly isNode: boolean | undefined;
}

/** Where a value is asked for. */
export interface At {
  /** Index of the visit. */
  readonly visit: number;
  readonly criteria: Criteria;
  readonly lengths: Lengths;
  /** Everything that is in the sum, by label. */
  readonly members: ReadonlyMap<string, Member>;
}

/** Length for people: exact, never in powers of ten. */
export function mmText(mm: Big): string {
  return `${mm.toFixed()} mm`;
}

/** The reading of a visit, if there is one. */
export function readingAt({ readings }: Lesion, visit: number): LesionReading | undefined {
  return readings.find((reading) => reading.visit === visit);
}

/**
 * What a lesion adds to the sum at a visit, mm: a node its short axis, every other its long axis (Eisenhauer 2009,
 * 4.2). What contradicts itself has no value.
 * @param path Labels of those that merged into this one, by which the question came here.
 */
export function ownValue(member: Member, at: At, path: readonly string[] = []): Part | Missing {
  const { lesion, isNode } = member;
  const reading = readingAt(lesion, at.visit);
  if (!reading) return { why: 'not assessed at this visit' };
  if (lesion.readings.filter(({ visit }) => visit === at.visit).length > 1) {
    return { why: 'more than one reading at this visit' };
  }
  const { state, why = 'not evaluated' } = reading;
  if (state === 'not-evaluated') return { why };
  // Eisenhauer 2009, 4.2: which axis counts depends on it.
  if (isNode === undefined) return { why: 'whether it is a lymph node is not said' };
  if (state === 'absent') return gone(reading, 'absent') ?? part(new Big(0));
  if (state === 'merged') {
    return gone(reading, 'merged') ?? mergedValue(reading, { ...member, isNode }, { ...at, path });
  }
  if (state === 'too-small') return tooSmallValue(reading, isNode, at);
  const length = lengthOf(reading, isNode, at.lengths);
  if ('why' in length) return state === 'measured' ? length : { why: `${state}, but ${length.why}` };
  // A lesion that is there has no diameter of 0: one of the two is wrong.
  if (state !== 'measured' && length.mm.eq(0)) return { why: `${state}, but 0 mm` };
  return length;
}

function part(mm: Big, note: string | null = null): Part {
  return { mm, note, isFallback: false };
}

/** What is gone cannot have a length: undefined where it has none. */
function gone({ diameters }: LesionReading, state: string): Missing | undefined {
  for (const { axis, storedMm, recomputedMm } of diameters) {
    const mm = [storedMm, recomputedMm].find((one) => one && !one.eq(0));
    if (mm) return { why: `${state}, but its ${axis} axis is ${mmText(mm)}` };
  }
  return undefined;
}

// Eisenhauer 2009, 4.3.2: truly coalesced lesions are measured as one; the ones that went into it add nothing.
function mergedValue(
  { mergedInto }: LesionReading,
  { lesion, isNode }: Member,
  at: At & { readonly path: readonly string[] },
): Part | Missing {
  if (mergedInto === undefined) return { why: 'merged, but it is not said into what' };
  const path = [...at.path, lesion.label];
  if (path.includes(mergedInto)) return { why: `merged into ${mergedInto} in a circle` };
  const into = at.members.get(mergedInto);
  if (!into) return { why: `merged into ${mergedInto}, which is no target lesion` };
  if (into.isNode !== undefined && into.isNode !== isNode) {
    return { why: `merged into ${mergedInto}, which is ${into.isNode ? 'a node' : 'no node'}` };
  }
  const value = ownValue(into, at, path);
  if ('why' in value && !isInFragments(into, at)) {
    return { why: `merged into ${mergedInto}, which has no value: ${value.why}` };
  }
  // Two that are one are there when they meet; the one may be gone later.
  const isFirst = !lesion.readings.some(({ visit, state }) => visit < at.visit && state === 'merged');
  if (isFirst && 'mm' in value && value.mm.eq(0) && readingAt(into.lesion, at.visit)?.state !== 'merged') {
    return { why: `merged into ${mergedInto}, which is absent` };
  }
  return part(new Big(0), `merged into ${mergedInto}`);
}

/** Whether a lesion has no reading of its own, but its fragments have: they are valued in its place, or it is missing. */
function isInFragments({ lesion }: Member, { members, visit }: At): boolean {
  if (readingAt(lesion, visit)) return false;
  return [...members.values()].some(
    (other) => other.lesion.splitFrom === lesion.label && readingAt(other.lesion, visit),
  );
}

// Eisenhauer 2009, 4.3.2: an actual measure is recorded, even below 5 mm; 5 mm is for want of one.
function tooSmallValue(reading: LesionReading, isNode: boolean, at: At): Part | Missing {
  const { mm } = at.criteria.tooSmall;
  const byDefault = part(mm, `too small to measure: ${mmText(mm)}`);
  const hasLength = reading.diameters.some(({ storedMm, recomputedMm }) => storedMm ?? recomputedMm);
  if (!hasLength) return byDefault;
  const length = lengthOf(reading, isNode, at.lengths);
  if ('why' in length) return length;
  if (length.mm.eq(0)) return { why: 'too small to measure, but 0 mm' };
  if (length.mm.eq(mm)) return { ...byDefault, isFallback: length.isFallback };
  return { ...length, note: `said to be too small to measure, but measured: ${mmText(length.mm)}` };
}

function lengthOf({ diameters }: LesionReading, isNode: boolean, lengths: Lengths): Part | Missing {
  const axis = isNode ? 'short' : 'long';
  const [diameter, second] = diameters.filter((one) => one.axis === axis);
  if (second) return { why: `more than one ${axis} axis` };
  const { storedMm = null, recomputedMm = null } = diameter ?? {};
  const [wanted, other] = lengths === 'stored' ? [storedMm, recomputedMm] : [recomputedMm, storedMm];
  const mm = wanted ?? other;
  if (!mm) {
    const there = diameters.flatMap((one) => {
      const length = one.storedMm ?? one.recomputedMm;
      return length ? [`its ${one.axis} axis of ${mmText(length)}`] : [];
    });
    if (there.length === 0) return { why: `its ${axis} axis is not measured` };
    return { why: `only ${there.join(' and ')} is there; its ${axis} axis counts` };
  }
  if (mm.lt(0)) return { why: `${mmText(mm)} is no length` };
  return { mm, note: null, isFallback: wanted === null };
}
