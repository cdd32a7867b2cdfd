import { areSameWord, matchWords, relateFamilies, relateGivens, type WordMatches } from './match-words.js';
import { areComparable, formOf, groupsOf, isInitial, type NameForm } from './name-forms.js';
import { isPlaceholderGroup } from './placeholders.js';

/**
 * same: one name, but for case, marks, spelling, order, missing middle names and initials. similar: family and given
 * names both go together, but something differs. partial: some word is shared, as after a marriage. different:
 * nothing is shared. unknown: there is nothing to compare.
 */
export type NameOutcome = 'same' | 'similar' | 'partial' | 'different' | 'unknown';

/** How names compare. */
export interface NameComparison {
  readonly outcome: NameOutcome;
  /** Whether one script has the names the same, and another has them different. */
  readonly isDisputed: boolean;
}

const BEST_FIRST: readonly NameOutcome[] = ['same', 'similar', 'partial', 'different', 'unknown'];
const UNKNOWN: NameComparison = { outcome: 'unknown', isDisputed: false };

function best(comparisons: readonly NameComparison[]): NameComparison {
  const rank = ({ outcome, isDisputed }: NameComparison): number =>
    2 * BEST_FIRST.indexOf(outcome) + (isDisputed ? 1 : 0);
  return comparisons.reduce((kept, next) => (rank(next) < rank(kept) ? next : kept), UNKNOWN);
}

function outcome(of: NameOutcome): NameComparison {
  return { outcome: of, isDisputed: false };
}

function allWords({ family, given }: NameForm): string[] {
  return [...family, ...given];
}

/** Names with both components, the one's family beside the other's `family`. */
function compareComponents(a: NameForm, b: Pick<NameForm, 'family' | 'given'>): NameComparison {
  const family = relateFamilies(a.family, b.family);
  const given = relateGivens(a.given, b.given);
  if (family === 'equal' && (given === 'equal' || given === 'within')) return outcome('same');
  if (family !== 'none' && given !== 'none') return outcome('similar');
  return UNKNOWN;
}

function sharesWord({ full, alike }: WordMatches): boolean {
  return full + alike > 0;
}

function compareWhole(a: NameForm, b: NameForm): NameComparison {
  const full = (words: readonly string[]): string[] => words.filter((word) => !isInitial(word));
  return outcome(sharesWord(matchWords(full(allWords(a)), full(allWords(b)))) ? 'partial' : 'different');
}

/** Whether the words without their boundaries are one, the given name first or last. */
function isSameRun(a: NameForm, b: NameForm): boolean {
  const runs = (form: NameForm): string[][] => [
    [...form.family, ...form.given],
    [...form.given, ...form.family],
  ];
  return runs(a).some((one) => runs(b).some((other) => areSameWord(one.join(''), other.join(''))));
}

/** A group of one component, which may hold the whole name, beside any other. */
function compareUnstructured(a: NameForm, b: NameForm): NameComparison {
  if (isSameRun(a, b)) return outcome('same');
  const [loose, other] = a.given.length === 0 ? [a, b] : [b, a];
  const { full, initial, alike, leftA, leftB } = matchWords(loose.family, allWords(other));
  if (other.given.length === 0) {
    if (leftA === 0 && leftB === 0 && initial + alike === 0) return outcome('same');
    return full >= 2 && (leftA === 0 || leftB === 0) ? outcome('similar') : compareWhole(a, b);
  }
  const family = relateFamilies(loose.family, other.family);
  const given = relateGivens(loose.family, other.given);
  const hasBoth =
    loose.family.length >= 2 && family !== 'none' && given !== 'none' && full + initial + alike >= 2;
  if (!hasBoth) return compareWhole(a, b);
  const isWhole = leftA === 0 && alike === 0 && matchWords(loose.family, other.family).leftB === 0;
  return outcome(isWhole ? 'same' : 'similar');
}

/** Initials in place of a name agree by chance: they are no more than similar. */
function compareInitials(a: NameForm, b: NameForm): NameComparison {
  const { full, initial, leftA, leftB } = matchWords(allWords(a), allWords(b));
  return outcome(full + initial > 0 && (leftA === 0 || leftB === 0) ? 'similar' : 'different');
}

function compareForms(a: NameForm, b: NameForm): NameComparison {
  if (allWords(a).every(isInitial) || allWords(b).every(isInitial)) return compareInitials(a, b);
  if (a.given.length === 0 || b.given.length === 0) return compareUnstructured(a, b);
  if (isSameRun(a, b)) return outcome('same');
  // Some systems write the given name first: the order of the two does not count.
  const swapped = { family: b.given, given: b.family };
  return best([compareComponents(a, b), compareComponents(a, swapped), compareWhole(a, b)]);
}

/** The component groups of a name that name somebody, in words. */
export function namingForms(name: string): NameForm[] {
  return groupsOf(name)
    .filter((group) => !isPlaceholderGroup(group))
    .flatMap((group) => formOf(group) ?? []);
}

/** Two names: the groups of one script beside each other, whichever groups they are. */
function comparePair(a: string, b: string): NameComparison {
  // Words are paired off in order: in one order, whichever side is asked about.
  const [first, second] = a <= b ? [a, b] : [b, a];
  const others = namingForms(second);
  const all = namingForms(first).flatMap((form) =>
    others.filter((other) => areComparable(form, other)).map((other) => compareForms(form, other)),
  );
  const found = best(all);
  const agrees = found.outcome === 'same' || found.outcome === 'similar';
  const isDisputed = agrees && all.some((one) => one.outcome === 'different');
  // Two people have one romanised name, and only the other script tells them apart: no more than similar, then.
  return isDisputed ? { ...found, outcome: 'similar', isDisputed } : found;
}

/**
 * Compares the names that one side has with those of the other (PN values, all groups): the pair that goes together
 * best decides, as a person is known under several names. The order of the two sides does not count.
 */
export function compareNames(a: readonly string[], b: readonly string[]): NameComparison {
  return best(a.flatMap((name) => b.map((other) => comparePair(name, other))));
}

/**
 * Compares each name of a delivery with all that a person is known under: the worst decides, so that a name in one
 * script does not cover up for another's name in a second.
 */
export function compareEachName(delivered: readonly string[], persons: readonly string[]): NameComparison {
  const all = delivered.map((name) => compareNames([name], persons));
  const telling = all.filter((one) => one.outcome !== 'unknown');
  return telling.reduce((kept, next) => (best([kept, next]) === next ? kept : next), telling[0] ?? UNKNOWN);
}

/** Nobody is written in more ways than these. */
const MAX_WRITINGS = 32;

/** The names of a delivery that do not go together: those of one patient are the same or similar, and not many. */
export function namesContradict(names: readonly string[]): boolean {
  if (names.length > MAX_WRITINGS) return true;
  return names.some((name, i) =>
    names.slice(i + 1).some((other) => {
      const { outcome } = comparePair(name, other);
      return outcome === 'partial' || outcome === 'different';
    }),
  );
}
