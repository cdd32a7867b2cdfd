import { type PatternPart, patternParts } from './pattern-parts.js';

/** The characters that may stand at one place of an ID. */
type Place = ReadonlySet<string>;

const DIGITS: Place = new Set('0123456789');
const CHECK: Place = new Set('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*');

/**
 * True when an ID of one pattern could be an ID of the other as well. It may say so of patterns that only come near
 * each other (check characters and the combination of site characters are not worked out), never the reverse.
 * @param sites the site IDs that may stand in either
 */
export function couldCollide(a: string, b: string, sites: readonly string[]): boolean {
  const forms = formsOf(b, sites);
  return formsOf(a, sites).some((form) => forms.some((other) => overlaps(form, other)));
}

const overlaps = (a: readonly Place[], b: readonly Place[]): boolean =>
  a.length === b.length && a.every((place, i) => [...place].some((character) => b[i]?.has(character)));

/** The places of a pattern's IDs, once for each length of a site ID. */
function formsOf(pattern: string, sites: readonly string[]): Place[][] {
  const parts = patternParts(pattern) ?? [];
  if (!parts.some((part) => part.kind === 'site')) return [parts.flatMap((part) => placesOf(part, []))];
  return sitePlaces(sites).map((site) => parts.flatMap((part) => placesOf(part, site)));
}

function placesOf(part: PatternPart, site: readonly Place[]): readonly Place[] {
  if (part.kind === 'text') return [...part.text].map((character) => new Set([character]));
  if (part.kind === 'sequence') return Array.from({ length: part.digits }, () => DIGITS);
  return part.kind === 'check' ? [CHECK] : site;
}

function sitePlaces(sites: readonly string[]): Place[][] {
  const byLength = new Map<number, Set<string>[]>();
  for (const site of sites) {
    const characters = [...site];
    const places = byLength.get(characters.length) ?? characters.map(() => new Set<string>());
    for (const [i, character] of characters.entries()) places[i]?.add(character);
    byLength.set(characters.length, places);
  }
  return [...byLength.values()];
}
