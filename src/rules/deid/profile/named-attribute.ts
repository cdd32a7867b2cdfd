import { lookupKeyword, lookupTag, nearestKeyword } from '../../../dicom/dictionary.js';

/** An attribute that a profile names. */
export interface NamedAttribute {
  /** `0xggggeeee`. */
  readonly tag: number;
  /** Of PS3.6; of alternatives the first; `UN` where the dictionary does not know the tag. */
  readonly vr: string;
  /** Undefined where the dictionary does not know the tag. */
  readonly keyword: string | undefined;
}

/** Why a name cannot be used, and what was probably meant. */
interface BadName {
  readonly fault: string;
  readonly meant?: string | undefined;
}

const TAG = /^\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)$/;

/** The attribute of a keyword, or of a tag `(gggg,eeee)` of an even group. */
export function namedAttribute(name: string): NamedAttribute | BadName {
  const [, group, element] = TAG.exec(name) ?? [];
  if (group === undefined || element === undefined) return byKeyword(name);
  const tag = Number.parseInt(group + element, 16);
  // PS3.5 7.8: odd groups are private.
  if ((tag >>> 16) % 2 === 1) return { fault: "is a private element; name it under 'private.elements'" };
  const entry = lookupTag(tag);
  return { tag, vr: entry?.vr.slice(0, 2) ?? 'UN', keyword: entry?.keyword };
}

function byKeyword(name: string): NamedAttribute | BadName {
  const entry = lookupKeyword(name);
  if (entry) return { tag: entry.tag, vr: entry.vr.slice(0, 2), keyword: name };
  return { fault: 'is no keyword of a DICOM attribute, and no tag (gggg,eeee)', meant: nearestKeyword(name) };
}
