import { FLAG } from '../element-index.js';
import type { ElementTable } from '../part10.js';
import type { Edit } from './edit-plan.js';

/**
 * An element that stands byte for byte as it stood in an earlier file, and whose edits are those of that file: then what
 * is written of it is the same, too. Whoever plans says so; the same object stands for it in every such file.
 */
export interface Repeat {
  /** Edits of the element and of what is in it, by their distance from its position, ascending. */
  readonly edits: readonly (readonly [distance: number, edit: Edit])[];
  /** What is written of the whole element; the rewriter fills it in with the first file. */
  encoded?: Uint8Array;
}

/** Offsets of a whole element in a table's bytes, its head and its delimiter included. */
export interface HeldSpan {
  readonly from: number;
  readonly to: number;
}

/** Where an element and all that is in it stands in memory; undefined when a part was left out. */
export function heldSpan({ index, bytes }: ElementTable, at: number): HeldSpan | undefined {
  const end = index.ends[at] ?? 0;
  for (let inner = at; inner < end; inner++) {
    if (((index.flags[inner] ?? 0) & (FLAG.deferred | FLAG.fragments)) !== 0) return undefined;
  }
  const value = index.values[at] ?? -1;
  const from = value - ((index.files[at] ?? 0) - (index.heads[at] ?? 0));
  const delimiter = ((index.flags[at] ?? 0) & FLAG.undefinedLength) !== 0 ? 8 : 0;
  const to = value + (index.lengths[at] ?? 0) + delimiter;
  return value < 0 || from < 0 || to > bytes.length ? undefined : { from, to };
}
