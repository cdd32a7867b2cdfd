import type { Constraint, Entry, Protocol } from '../compiled.js';
import { conditionsExclude, excludes } from './excludes.js';
import type { LintNote } from './lint.js';

/** How many of the series above are told of one: a protocol whose series all overlap is told briefly. */
const MOST = 5;

/** Series whose match conditions can hold together, and whose checks do not part them either. */
export function overlappingMatches({ entries, margin }: Protocol): LintNote[] {
  // Every pair is looked at: what an entry asks for is gathered once.
  const asked = entries.map((entry): Asked => ({ entry, constraints: constraintsOf(entry) }));
  return asked.flatMap((second, i) => {
    const { entry: later } = second;
    const notes: LintNote[] = [];
    for (const first of asked.slice(0, i)) {
      const { entry: earlier } = first;
      if (notes.length >= MOST) break;
      if (areParted([first, second], margin)) continue;
      const names = `'${earlier.name}' and '${later.name}'`;
      const message = `a scan can fit both ${names}: ${whyNot(earlier, later)}, and their checks do not tell them apart`;
      const path = [...later.path, 'match'];
      notes.push({ code: 'protocol-matches-overlap', outcome: 'warn', message, path });
    }
    return notes;
  });
}

/** An entry with what it and its variants ask of each quantity. */
interface Asked {
  readonly entry: Entry;
  readonly constraints: ReadonlyMap<string, readonly Constraint[]>;
}

/** Whether visits, match conditions or checks keep two series apart. */
function areParted([earlier, later]: readonly [Asked, Asked], margin: number): boolean {
  if (!atCommonVisit(earlier.entry, later.entry)) return true;
  if (conditionsExclude(earlier.entry.match, later.entry.match)) return true;
  const share = partedShare(earlier.constraints, later.constraints);
  return share > 0 && share >= margin;
}

/** Whether there may be a visit at which both are asked for. */
function atCommonVisit({ visits: one }: Entry, { visits: other }: Entry): boolean {
  return !one || !other || one.some((visit) => other.includes(visit));
}

function whyNot(one: Entry, other: Entry): string {
  const names = new Set(one.match.terms.map(({ constraint }) => constraint.quantity.name));
  const common = other.match.terms
    .map(({ constraint }) => constraint.quantity.name)
    .filter((name) => names.has(name));
  if (common.length === 0) return 'their match conditions have no quantity in common';
  return `${common.join(', ')} can be what both match conditions ask for`;
}

/**
 * How far the agreements of a scan that meets all checks of one of them are apart at least: checks that no value meets
 * for both, as a share of the checks. The judgement calls it ambiguous below the protocol's margin.
 */
function partedShare(a: Asked['constraints'], b: Asked['constraints']): number {
  const parted = [...a].filter(([name, own]) => {
    const others = b.get(name);
    return others?.every((constraint) => own.every((each) => excludes(each, constraint)));
  });
  return parted.length === 0 ? 0 : parted.length / Math.max(a.size, b.size);
}

/** What an entry and its variants ask of each quantity. */
function constraintsOf({ checks, variants }: Entry): Map<string, Constraint[]> {
  const found = new Map<string, Constraint[]>();
  for (const check of [...checks, ...variants.flatMap((variant) => variant.checks)]) {
    const { name } = check.quantity;
    found.set(name, [...(found.get(name) ?? []), check]);
  }
  return found;
}
