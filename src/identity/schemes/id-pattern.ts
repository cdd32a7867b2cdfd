import { MAX_LO_LENGTH } from '../trial/long-string.js';
import { type CheckScheme, checkCharacter } from './check-character.js';
import { fitsInId, type PatternPart, patternFaults, patternParts } from './pattern-parts.js';

/** What an ID is made of. */
export interface IdParts {
  /** Undefined where the pattern has no {site}. */
  readonly site: string | undefined;
  /** From 1 to the pattern's capacity. */
  readonly sequence: number;
}

/**
 * What an ID says, or why it is none of the pattern: wrong-form when its characters do not fit the pattern,
 * wrong-check when its check character does not fit the rest, unknown-site when both fit but no site has that ID.
 */
export type IdReading =
  | ({ readonly kind: 'id' } & IdParts)
  | { readonly kind: 'wrong-form' | 'wrong-check' | 'unknown-site' };

/** A pattern that makes IDs and reads them. */
export interface IdPattern {
  /** How many IDs it has, for each site where {@link isPerSite}: 10^N - 1, since sequences begin with 1. */
  readonly capacity: number;
  readonly isPerSite: boolean;
  /** @throws RangeError when the sequence is outside of the capacity, or the site is not one of the trial */
  format(parts: IdParts): string;
  /** IDs have one spelling: case and separators count. */
  parse(id: string): IdReading;
}

/** A pattern with its scheme of check characters and the IDs of the sites that may stand in it. */
export interface IdScheme {
  readonly pattern: string;
  readonly check: CheckScheme;
  readonly sites: readonly string[];
}

interface Compiled {
  readonly parts: readonly PatternPart[];
  readonly check: CheckScheme;
  readonly digits: number;
  readonly sites: ReadonlySet<string>;
  /** Groups `site`, `sequence` and `check`, where the pattern has them. */
  readonly form: RegExp;
}

/**
 * Makes a pattern usable.
 * @throws RangeError when the pattern or a site in it has a fault that `checkTrial` tells
 */
export function idPattern(scheme: IdScheme): IdPattern {
  const { pattern, check, sites } = scheme;
  const parts = patternParts(pattern) ?? [];
  const [fault] = patternFaults(pattern, check);
  if (fault !== undefined) throw new RangeError(`the ID pattern ${fault}`);
  const isPerSite = parts.some((part) => part.kind === 'site');
  if (isPerSite && !sites.every((site) => fitsInId(site, check)))
    throw new RangeError('a site ID does not fit in the ID pattern');
  const digits = parts.reduce((most, part) => (part.kind === 'sequence' ? part.digits : most), 0);
  const form = new RegExp(`^${parts.map(formOf).join('')}$`);
  const compiled = { parts, check, digits, sites: new Set(sites), form };
  return {
    capacity: 10 ** digits - 1,
    isPerSite,
    format: (wanted) => format(compiled, wanted),
    parse: (id) => parse(compiled, id),
  };
}

// All but the site has a fixed length and there is one site at most, so that an ID fits in one way only.
function formOf(part: PatternPart): string {
  if (part.kind === 'text') return part.text.replaceAll('.', '\\.');
  if (part.kind === 'site') return '(?<site>[A-Za-z0-9._-]+)';
  return part.kind === 'sequence' ? `(?<sequence>[0-9]{${part.digits}})` : '(?<check>[0-9A-Z*])';
}

function format({ parts, check, digits, sites }: Compiled, { site, sequence }: IdParts): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence >= 10 ** digits)
    throw new RangeError(`a sequence number is from 1 to ${10 ** digits - 1}`);
  let id = '';
  for (const part of parts) {
    if (part.kind === 'text') id += part.text;
    else if (part.kind === 'sequence') id += String(sequence).padStart(digits, '0');
    else if (part.kind === 'check') id += check === 'none' ? '' : checkCharacter(check, id);
    else if (site !== undefined && sites.has(site)) id += site;
    else throw new RangeError('an ID of this pattern needs a site of the trial');
  }
  if (id.length > MAX_LO_LENGTH) throw new RangeError(`an ID has more than ${MAX_LO_LENGTH} characters`);
  return id;
}

function parse({ check, sites, form }: Compiled, id: string): IdReading {
  const groups = id.length > MAX_LO_LENGTH ? undefined : form.exec(id)?.groups;
  const sequence = Number(groups?.sequence ?? 0);
  if (groups === undefined || sequence === 0) return { kind: 'wrong-form' };
  const { site } = groups;
  if (check !== 'none') {
    // Only the site can hold what is not covered; such a site is not one of the trial's.
    if (site !== undefined && !fitsInId(site, check)) return { kind: 'wrong-form' };
    if (checkCharacter(check, id.slice(0, -1)) !== groups.check) return { kind: 'wrong-check' };
  }
  if (site !== undefined && !sites.has(site)) return { kind: 'unknown-site' };
  return { kind: 'id', site, sequence };
}
