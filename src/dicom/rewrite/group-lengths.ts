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

/**
 * New values of the group lengths (gggg,0000) of a level whose group is not as long as before. PS3.5 7.2, and PS3.10
 * 7.1 for group 0002. A group length that is itself edited, or is no UL of four bytes, is left as it is.
 * @returns positions of group lengths and their values; 0 where nothing of the group is left
 */
export function groupLengthsOf(level: ChangedLevel): Map<number, number> {
  const { index, children, changed, inserted } = level;
  const lengths = new Map<number, number>();
  for (const at of children) {
    const tag = index.tags[at] ?? 0;
    if ((tag & 0xffff) !== 0 || changed.has(at) || index.lengths[at] !== 4) continue;
    const group = tag >>> 16;
    const members = children.filter((child) => child !== at && (index.tags[child] ?? 0) >>> 16 === group);
    const changes = members.map((member) => changed.get(member)?.change ?? 0);
    const added = inserted.filter((element) => element.tag >>> 16 === group).map(({ bytes }) => bytes.length);
    if (changes.every((change) => change === 0) && added.length === 0) continue;
    const before = extent(index, members);
    lengths.set(
      at,
      [...changes, ...added].reduce((sum, bytes) => sum + bytes, before),
    );
  }
  return lengths;
}

/** Bytes that the elements of a group take. */
function extent(index: ElementIndex, members: readonly number[]): number {
  let bytes = 0;
  for (const at of members) {
    const delimiter = ((index.flags[at] ?? 0) & FLAG.undefinedLength) !== 0 ? 8 : 0;
    bytes += (index.files[at] ?? 0) + (index.lengths[at] ?? 0) + delimiter - (index.heads[at] ?? 0);
  }
  return bytes;
}
