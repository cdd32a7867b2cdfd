import type { Test } from '../compiled.js';
import { compareVersions } from '../version/parse.js';

type VersionTest = Extract<Test, { kind: 'version' }>;

/** Whether a test bounds versions from above or below, and whether the bound itself passes. */
const ABOVE: Readonly<Partial<Record<VersionTest['comparison'], boolean>>> = {
  '<': false,
  '<=': true,
  '=': true,
};
const BELOW: Readonly<Partial<Record<VersionTest['comparison'], boolean>>> = {
  '>': false,
  '>=': true,
  '=': true,
};

/** True where a version that passes the first passes the second, whatever it is. */
export function versionImplies(a: VersionTest, b: VersionTest): boolean {
  const order = orderOf(a, b);
  if (order === undefined) return false;
  return bounds(ABOVE, a, b, -order) && bounds(BELOW, a, b, order);
}

/** Where the second is bounded on a side, the first is, too, and no further out. `inside` is positive further in. */
function bounds(side: typeof ABOVE, a: VersionTest, b: VersionTest, inside: number): boolean {
  const wanted = side[b.comparison];
  if (wanted === undefined) return true;
  const own = side[a.comparison];
  if (own === undefined || inside < 0) return false;
  return inside > 0 || (sameLength(a, b) && (wanted || !own));
}

/** True where no version passes both. */
export function versionsApart(a: VersionTest, b: VersionTest): boolean {
  // Versions of two vendors have no order: one of the two cannot be told, and only what is told holds.
  if (a.version.family !== b.version.family) return true;
  return oneAbove(a, b) || oneAbove(b, a);
}

/** True where the first ends before the second begins. */
function oneAbove(low: VersionTest, high: VersionTest): boolean {
  const top = ABOVE[low.comparison];
  const bottom = BELOW[high.comparison];
  const order = orderOf(low, high);
  if (top === undefined || bottom === undefined || order === undefined) return false;
  return order < 0 || (order === 0 && sameLength(low, high) && !(top && bottom));
}

function orderOf(a: VersionTest, b: VersionTest): number | undefined {
  return compareVersions(a.version, b.version);
}

/** A shorter version equals all longer ones that begin so: then a bound says nothing about what lies between. */
function sameLength(a: VersionTest, b: VersionTest): boolean {
  return a.version.parts.length === b.version.parts.length;
}
