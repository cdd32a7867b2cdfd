import { Big } from 'big.js';
import type { Course, Lengths, LesionReading } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';
import type { LesionValue, TargetMeasure } from '../judgement.js';
import { type Family, familiesOf } from './families.js';
import { type At, type Member, type Missing, mmText, ownValue, type Part, readingAt } from './own-value.js';

/**
 * The target lesions at a visit, baseline included: a value a lesion, mm, and their sum (Eisenhauer 2009, 4.2 and
 * 4.3.2). A lesion that cannot be valued is missing, with the reason, and there is no sum; without target lesions
 * there is none either. Fragments count with the lesion that they broke from. Nothing is thrown.
 */
export function measureTargets(
  course: Course,
  visit: number,
  how: { readonly criteria: Criteria; readonly lengths: Lengths },
): TargetMeasure {
  const families = familiesOf(course.lesions);
  const at: At = { ...how, visit, members: membersOf(families) };
  const refusal = refusalAt(course, visit);
  const valued = families.map((family) => {
    const part: Part | Missing = refusal ?? familyValue(family, at);
    return { value: lesionValue(family, part, visit), part, isNode: family.root.isNode === true };
  });
  const values = valued.map(({ value }) => value);
  const missing = valued.flatMap(({ value: { label }, part }) =>
    'why' in part ? [{ label, why: part.why }] : [],
  );
  const evaluatedSum = values.reduce((sum, { mm }) => (mm ? sum.plus(mm) : sum), new Big(0));
  const isWhole = values.length > 0 && missing.length === 0;
  // Eisenhauer 2009, 4.3.1: all have disappeared, and every node is below 10 mm by its short axis.
  const isThere = valued.some(({ value: { mm }, isNode }) =>
    isNode ? mm?.gte(how.criteria.nodes.pathologicalFromMm) : mm?.gt(0),
  );
  const isGone = isThere ? false : isWhole || null;
  return { values, sum: isWhole ? evaluatedSum : null, evaluatedSum, missing, isGone };
}

function refusalAt({ visits }: Course, visit: number): Missing | undefined {
  const { isAssessed = false, why = 'no assessment at this visit' } = visits[visit] ?? {};
  return isAssessed ? undefined : { why };
}

function membersOf(families: readonly Family[]): ReadonlyMap<string, Member> {
  const members = families.flatMap(({ root, fragments, fault }) =>
    fault === null
      ? [root, ...fragments].map((lesion) => ({ lesion, isNode: lesion.isNode ?? root.isNode }))
      : [],
  );
  return new Map(members.map((member) => [member.lesion.label, member]));
}

function lesionValue({ root }: Family, part: Part | Missing, visit: number): LesionValue {
  const { label, role } = root;
  const said = readingAt(root, visit)?.state;
  if ('why' in part) {
    return { label, role, state: said ?? 'not-evaluated', mm: null, note: part.why, isFallback: false };
  }
  // Without a reading of its own it was measured by its fragments.
  return { label, role, state: said ?? 'measured', ...part };
}

/** A lesion with what broke off from it. */
function familyValue({ root, fragments, fault }: Family, at: At): Part | Missing {
  if (fault !== null) return { why: fault };
  const whole: Member = { lesion: root, isNode: root.isNode };
  // A fragment that nobody has seen yet is not there, and takes the place of nothing; one that was seen has to be
  // assessed ever after.
  const split = fragments.filter(({ readings }) =>
    readings.some((one) => one.visit <= at.visit && isSeen(one)),
  );
  if (split.length === 0) return ownValue(whole, at);
  const present = split.filter((one) => readingAt(one, at.visit)?.state !== 'absent');
  if (root.isNode && present.length > 0) {
    const labels = present.map(({ label }) => label).join(', ');
    return {
      why: `a node that split into ${labels}: Eisenhauer 2009, 4.3.2 adds fragments of non-nodal lesions`,
    };
  }
  const odd = split.find(({ isNode }) => isNode !== undefined && isNode !== root.isNode);
  if (odd) return { why: `its fragment ${odd.label} is ${odd.isNode ? 'a node' : 'no node'}, unlike itself` };
  const isRead = readingAt(root, at.visit) !== undefined;
  const members = split.map((lesion): Member => ({ lesion, isNode: root.isNode }));
  return added(isRead || root.isNode ? [whole, ...members] : members, root.label, at);
}

function isSeen({ state, diameters }: LesionReading): boolean {
  if (state === 'absent') return false;
  const lengths = diameters.flatMap(({ storedMm, recomputedMm }) => [storedMm, recomputedMm]);
  return lengths.every((mm) => mm === null) || lengths.some((mm) => mm?.gt(0));
}

// Eisenhauer 2009, 4.3.2: the longest diameters of the fragments are added.
function added(members: readonly Member[], label: string, at: At): Part | Missing {
  let mm = new Big(0);
  let isFallback = false;
  const texts: string[] = [];
  for (const member of members) {
    const part = ownValue(member, at);
    const own = member.lesion.label;
    if ('why' in part) return own === label ? part : { why: `its fragment ${own}: ${part.why}` };
    mm = mm.plus(part.mm);
    isFallback ||= part.isFallback;
    texts.push(`${own} ${mmText(part.mm)}${part.note === null ? '' : ` (${part.note})`}`);
  }
  return { mm, note: `fragments are added: ${texts.join(' + ')}`, isFallback };
}
