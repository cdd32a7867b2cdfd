import { packVr } from '../../../dicom/vr.js';
import type { PrivateEntry } from '../profile/profile.js';
import type { PrivateVerdict } from './private-verdict.js';

/** What a source says of a creator's elements, by {@link elementKey}. */
export type ElementMap = Map<number, PrivateVerdict>;

/** What one source says of private elements, by creator. */
export type PrivateLayer = ReadonlyMap<string, ElementMap>;

/** Low byte that stands for a whole block in {@link elementKey}. */
export const WHOLE_BLOCK = 0x100;

/** One number for a group and the low byte of an element, or {@link WHOLE_BLOCK}. */
export function elementKey(group: number, element: number): number {
  return group * 0x200 + element;
}

function keyOf({ group, element }: PrivateEntry): number {
  const low = element === '*' ? WHOLE_BLOCK : Number.parseInt(element, 16);
  return elementKey(Number.parseInt(group, 16), low);
}

/**
 * The entries of a profile or of a list as a layer; of two for one element the first holds.
 * @param source where they stand: `profile trial`, `private list siemens-mr`
 */
export function layerOf(entries: readonly PrivateEntry[], source: string): PrivateLayer {
  const layer = new Map<string, ElementMap>();
  for (const entry of entries) {
    const creator = entry.creator.trim();
    const known = layer.get(creator) ?? new Map<number, PrivateVerdict>();
    layer.set(creator, known);
    const key = keyOf(entry);
    if (known.has(key)) continue;
    known.set(key, {
      action: entry.action,
      vrs: entry.vr === undefined ? [] : [packVr(entry.vr)],
      isExact: entry.element !== '*',
      rule: `${entry.action} ${creator} (${entry.group},xx${entry.element})`,
      source,
    });
  }
  return layer;
}
