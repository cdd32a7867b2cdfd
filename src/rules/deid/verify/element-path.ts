import { lookupTag, tagToString } from '../../../dicom/dictionary.js';
import type { ElementIndex } from '../../../dicom/element-index.js';

/** The keyword of a tag, or `(gggg,eeee)` where it has none. */
export function nameOf(tag: number): string {
  const odd = ((tag >>> 16) & 1) === 1;
  return odd ? tagToString(tag) : (lookupTag(tag)?.keyword ?? tagToString(tag));
}

/** The path of an element of an index, as `RequestAttributesSequence[0].RequestedProcedureID`. */
export function pathOf(index: ElementIndex, element: number): string {
  let path = '';
  let level = 0;
  for (;;) {
    const at = holding(index, level, element).at;
    path += nameOf(index.tags[at] ?? 0);
    if (at === element) return path;
    const item = holding(index, at + 1, element);
    path += `[${item.rank}]`;
    if (item.at === element) return path;
    path += '.';
    level = item.at + 1;
  }
}

/** Of the siblings from `first` on, the one that is the element or holds it. */
function holding(index: ElementIndex, first: number, element: number): { at: number; rank: number } {
  let at = first;
  let rank = 0;
  for (let end = index.ends[at] ?? 0; end <= element && end > at; end = index.ends[at] ?? 0) {
    at = end;
    rank++;
  }
  return { at, rank };
}
