import type { Code } from '../../measure/code.js';
import { hasKnownMeaning, normalCode } from '../../measure/codes/normal-code.js';
import { isOwnTerm } from '../../measure/codes/own-terms.js';
import { isUnitName } from '../../measure/codes/unit-meanings.js';
import { knownUnit } from '../../measure/codes/units.js';
import type { RowCode } from '../../report/measure-export-sections.js';

/** Public schemes: no value of theirs is made up by whoever wrote the object. PS3.16 table 8-1. */
const PUBLIC: ReadonlySet<string> = new Set([
  ...['SCT', 'SRT', 'SNM3', '99SDM', 'DCM', 'LN', 'UMLS', 'NCIt', 'NCIT', 'FMA', 'RADLEX', 'RadLex'],
  ...['BI', 'NDC', 'MDC', 'ICDO3', 'I10', 'I9', 'CPT4', 'RXNORM', 'IBSI', '99CORELAB', '99NCIAIM', 'NCI'],
]);

/**
 * Codes as rows have them. Meanings are free text, and so are values of private schemes, and units that are none: they
 * are described; known codes under their own meanings stay as they are, whatever names people bear. Each is held once,
 * however many rows name it.
 */
export class RowCodes {
  private readonly known = new Map<string, RowCode>();

  constructor(private readonly describe: (text: string) => string) {}

  /** The code of a row; null where there is none. */
  of(code: Code | undefined): RowCode | null {
    if (!code) return null;
    const key = `${code.scheme}\n${code.value}\n${code.meaning}`;
    const known = this.known.get(key) ?? this.described(code);
    this.known.set(key, known);
    return known;
  }

  /** The same in today's codes: SNOMED CT for what was SNOMED-RT, by code. */
  today(code: Code | undefined): RowCode | null {
    return code ? this.of(normalCode(code)) : null;
  }

  private described(code: Code): RowCode {
    const { value, scheme, meaning } = code;
    const { describe } = this;
    const isUnit = knownUnit(code) !== undefined;
    // Word for word what the standard, or this program, calls it: nobody typed that.
    const isOurs = hasKnownMeaning(code) || isOwnTerm(code) || (isUnit && isUnitName(code));
    const isPublic = PUBLIC.has(scheme) || isUnit;
    return {
      value: isPublic || /^\d+$/.test(value) ? value : describe(value),
      scheme: isPublic || scheme === 'UCUM' ? scheme : describe(scheme),
      meaning: isOurs || (isUnit && meaning === value) ? meaning : describe(meaning),
    };
  }
}

/** A UID as it stands; what is none, as annotations may have it, is text. */
export function rowUid(uid: string | undefined, describe: (text: string) => string): string | null {
  if (uid === undefined) return null;
  return /^[\d.]+$/.test(uid) ? uid : describe(uid);
}
