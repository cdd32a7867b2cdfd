import type { Lesion } from '../course.js';

/** A target lesion with the fragments that it broke into. */
export interface Family {
  readonly root: Lesion;
  /** Lesions split from it, and from those, whatever their role: they are parts of a target. */
  readonly fragments: readonly Lesion[];
  /** Why it has no value at any visit: nobody can say what it is a fragment of. */
  readonly fault: string | null;
}

/**
 * The target lesions, each once, in the order of the course. A fragment of a target is in the family of that
 * one and in no other. A target that is a fragment of nothing known stays, with the fault: nothing is lost.
 */
export function familiesOf(lesions: readonly Lesion[]): readonly Family[] {
  const byLabel = new Map(lesions.map((lesion) => [lesion.label, lesion]));
  const origins = new Map(lesions.map((lesion) => [lesion, originOf(lesion, byLabel)]));
  return lesions.flatMap((root): Family[] => {
    if (root.role !== 'target') return [];
    const origin = origins.get(root);
    if (typeof origin === 'string') return [{ root, fragments: [], fault: origin }];
    if (origin === root) {
      const fragments = lesions.filter((lesion) => lesion !== root && origins.get(lesion) === root);
      return [{ root, fragments, fault: null }];
    }
    if (origin?.role === 'target') return [];
    return [{ root, fragments: [], fault: `split from ${origin?.label}, which is no target lesion` }];
  });
}

/** The lesion that was there before the first split, or why it cannot be found. */
function originOf(lesion: Lesion, byLabel: ReadonlyMap<string, Lesion>): Lesion | string {
  const seen = new Set([lesion]);
  let origin = lesion;
  while (origin.splitFrom !== undefined) {
    const parent = byLabel.get(origin.splitFrom);
    if (!parent) return `split from ${origin.splitFrom}, which is not among the lesions`;
    if (seen.has(parent)) return `split from ${origin.splitFrom} in a circle`;
    seen.add(parent);
    origin = parent;
  }
  return origin;
}
