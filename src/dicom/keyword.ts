import { lookupKeyword, nearestKeyword } from './dictionary.js';

/** Thrown when code or configuration names an attribute that PS3.6 does not know. */
export class UnknownKeywordError extends Error {
  readonly code = 'unknown-keyword';

  constructor(
    readonly keyword: string,
    /** The keyword that was probably meant. */
    readonly suggestion: string | undefined,
  ) {
    super(`unknown attribute '${keyword}'${suggestion ? `; did you mean '${suggestion}'?` : ''}`);
  }
}

const tags = new Map<string, number>();

/**
 * The tag (`0xggggeeee`) of a keyword, remembered: looking attributes up by keyword is on the hot path.
 * @throws UnknownKeywordError
 */
export function tagOf(keyword: string): number {
  let tag = tags.get(keyword);
  if (tag === undefined) {
    const entry = lookupKeyword(keyword);
    if (!entry) throw new UnknownKeywordError(keyword, nearestKeyword(keyword));
    tag = entry.tag;
    tags.set(keyword, tag);
  }
  return tag;
}
