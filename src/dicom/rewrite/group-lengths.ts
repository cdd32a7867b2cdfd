import { type ElementIndex, FLAG } from '../element-index.js';

/** A level of a file that is being changed. */
interface ChangedLevel {
  readonly index: ElementIndex;
  /** Positions of its elements, in the order of the file. */
  readonly children: readonly number[];
  /** Changed children by position, with how many bytes they grew. */
  readonly changed: ReadonlyMap<number, { readonly change: number }>;
  readonly inserted: readonly { readonly tag: number; readonly bytes: Uint8Array }[];
}

/** What a group came to. */
interface Group {
  /** Bytes of all its elements, edits applied. */
  bytes: number;
  /** True when an element of it grew, shrank or is new. */
  changed: boolean;
}

/**
 * New values of the group lengths (gggg,0000) of a level whose group is not as long as before. PS3.5 7.2, and PS3.10
 * 7.1 for group 0002. A group length that is itself edited, or is no UL of four bytes, is left as it is.
 * @returns positions of group lengths and their values; 0 where nothing of the group is left
 */
export function groupLengthsOf(level: ChangedLevel): Map<number, number> {
  const { index, children, changed } = level;
  const lengths = new Map<number, number>();
  const owners = children.filter(
    (at) => ((index.tags[at] ?? 0) & 0xffff) === 0 && !changed.has(at) && index.lengths[at] === 4,
  );
  if (owners.length === 0) return lengths;
  const groups = groupsOf(level);
  for (const at of owners) {
    const group = groups.get((index.tags[at] ?? 0) >>> 16);
    if (group?.changed) lengths.set(at, group.bytes - extent(index, at));
  }
  return lengths;
}

function groupsOf({ index, children, changed, inserted }: ChangedLevel): Map<number, Group> {
  const groups = new Map<number, Group>();
  const add = (tag: number, bytes: number, change: number): void => {
    const group = groups.get(tag >>> 16) ?? { bytes: 0, changed: false };
    group.bytes += bytes + change;
    group.changed ||= change !== 0;
    groups.set(tag >>> 16, group);
  };
  for (const at of children) add(index.tags[at] ?? 0, extent(index, at), changed.get(at)?.change ?? 0);
  for (const { tag, bytes } of inserted) add(tag, 0, bytes.length);
  return groups;
}

/** Bytes that an element takes, head and delimiter included. */
function extent(index: ElementIndex, at: number): number {
  const delimiter = ((index.flags[at] ?? 0) & FLAG.undefinedLength) !== 0 ? 8 : 0;
  return (index.files[at] ?? 0) + (index.lengths[at] ?? 0) + delimiter - (index.heads[at] ?? 0);
}
