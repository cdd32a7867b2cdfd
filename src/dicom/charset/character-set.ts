import { unpadded } from '../values/padding.js';
import { type CodeElements, parseTerm, type Scheme, type Term } from './terms.js';

/** Specific Character Set (0008,0005) made ready for decoding. Immutable; one serves a whole data set. */
export interface CharacterSet {
  /** The defined terms in effect, in the standard's spelling; `ISO_IR 6` when the attribute is absent or empty. */
  readonly terms: readonly string[];
  /** Values without effect, as they stood in the file: unknown, or an encoding that may not follow another. */
  readonly unknown: readonly string[];
  /** Values that were understood although the standard spells them otherwise, as they stood in the file. */
  readonly misspelt: readonly string[];
  readonly scheme: Scheme;
  /** What is active at the start of a value and after each delimiter. */
  readonly initial: CodeElements;
}

const DEFAULT_TERM: Term = { name: 'ISO_IR 6', scheme: 'iso2022', g0: 'ascii', g1: 'none' };

function isDefault(term: Term): boolean {
  return term.scheme === 'iso2022' && term.g0 === 'ascii' && term.name.endsWith(' 6');
}

/** The term that decides: value 1, except that a default value 1 yields to an encoding that stands alone. */
function leading(terms: readonly (Term | undefined)[]): Term {
  const first = terms[0] ?? DEFAULT_TERM;
  // PS3.3 C.12.1.1.2: ISO_IR 192, GB18030 and GBK shall not be used with code extensions. Files with `\ISO_IR 192`
  // exist; ASCII is a subset of all three, so taking the later term cannot misread what value 1 allows.
  if (!isDefault(first)) return first;
  return terms.find((term) => term !== undefined && term.scheme !== 'iso2022') ?? first;
}

function isUsable(term: Term | undefined, lead: Term): term is Term {
  if (term === undefined) return false;
  return lead.scheme === 'iso2022' ? term.scheme === 'iso2022' : term === lead || isDefault(term);
}

/**
 * Reads the values of Specific Character Set (0008,0005). Never throws: what cannot be used is listed in
 * `unknown`, and bytes above 0x7F are then decoded as Latin-1 and flagged.
 * Source: PS3.3 C.12.1.1.2 and PS3.5 6.1.2.
 */
export function parseCharacterSets(values: readonly string[]): CharacterSet {
  const parsed = values.map(parseTerm);
  const lead = leading(parsed);
  const terms: string[] = [];
  const unknown: string[] = [];
  const misspelt: string[] = [];
  for (const [index, raw] of values.entries()) {
    const term = parsed[index];
    if (!isUsable(term, lead)) {
      unknown.push(raw);
      continue;
    }
    const spelling = unpadded(raw);
    if (spelling !== '' && spelling !== term.name) misspelt.push(raw);
    if (lead.scheme === 'iso2022' || term === lead) terms.push(term.name);
  }
  if (terms.length === 0) terms.push(lead.name);
  return Object.freeze({
    terms: Object.freeze(terms),
    unknown: Object.freeze(unknown),
    misspelt: Object.freeze(misspelt),
    scheme: lead.scheme,
    initial: Object.freeze({ g0: lead.g0, g1: lead.g1 }),
  });
}

/** The default repertoire, in force where (0008,0005) is absent: ISO_IR 6. */
export const DEFAULT_CHARACTER_SET: CharacterSet = parseCharacterSets([]);
