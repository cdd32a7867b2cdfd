import { type Code, codeKey } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import { KNOWN_CODES } from './known-codes.js';
import { type KnownConcept, meaningAtOdds, textKey } from './meaning-words.js';
import { SNOMED_ANATOMY } from './snomed-anatomy.js';
import { SNOMED_LYMPH_NODES } from './snomed-lymph-nodes.js';
import {
  SNOMED_FINDINGS,
  SNOMED_MEASUREMENT,
  SNOMED_QUALIFIERS,
  UMLS_MEASUREMENT,
} from './snomed-measurement.js';
import type { SnomedRow } from './snomed-row.js';

/** Designators of SNOMED-RT style codes: PS3.16 table 8-1. */
const RT_SCHEMES: ReadonlySet<string> = new Set(['SRT', 'SNM3', '99SDM']);

/** Whether a meaning must share a word with ours: of measurements alone, whose meanings are prescribed. */
const SNOMED: readonly (readonly [rows: readonly SnomedRow[], strict: boolean])[] = [
  [SNOMED_MEASUREMENT, true],
  [SNOMED_QUALIFIERS, false],
  [SNOMED_FINDINGS, false],
  [SNOMED_ANATOMY, false],
  [SNOMED_LYMPH_NODES, false],
];

const CT_OF: ReadonlyMap<string, string> = new Map([
  ...SNOMED.flatMap(([rows]) => rows.map(([rt, ct]) => [`${rt}^SRT`, ct] as const)),
  ...UMLS_MEASUREMENT.map(([cui, ct]) => [`${cui}^UMLS`, ct] as const),
]);

/** By the key of the normal code. */
const KNOWN: ReadonlyMap<string, KnownConcept> = new Map([
  // From the back, so that of several rows of one concept the first, which has all its meanings, stays.
  ...SNOMED.flatMap(([rows, strict]) =>
    rows.map(([, ct, meanings]) => [`${ct}^SCT`, { meanings: meanings.split('|'), strict }] as const),
  ).reverse(),
  ...KNOWN_CODES.map(
    ([value, scheme, meanings]) =>
      [`${value}^${scheme}`, { meanings: meanings.split('|'), strict: true }] as const,
  ),
]);

/** Meanings as they are compared, of all known concepts. */
const ALL_MEANINGS: ReadonlySet<string> = new Set(
  [...KNOWN.values()].flatMap(({ meanings }) => meanings.map(textKey)),
);

/**
 * The code that today's standard has for a concept: SNOMED-RT style codes (SRT, SNM3, 99SDM) become SNOMED CT, where
 * PS3.16 annex L (or CID mappings) knows them, by code and never by meaning. Others stay as they are.
 */
export function normalCode(code: Code): Code {
  const scheme = RT_SCHEMES.has(code.scheme) ? 'SRT' : code.scheme;
  const value = CT_OF.get(codeKey({ value: code.value, scheme }));
  if (value === undefined) return code;
  return { value, scheme: 'SCT', meaning: KNOWN.get(`${value}^SCT`)?.meanings[0] ?? code.meaning };
}

/** True when both codes are one concept after {@link normalCode}; meanings are not looked at. */
export function sameConcept(a: Code, b: Code): boolean {
  return codeKey(normalCode(a)) === codeKey(normalCode(b));
}

/** Left, right, both, unpaired: by code. PS3.16 CID 244. Undefined for other codes. */
export function lateralityOf(code: Code): 'left' | 'right' | 'bilateral' | 'unilateral' | undefined {
  const { value, scheme } = normalCode(code);
  if (scheme !== 'SCT') return undefined;
  if (value === '7771000') return 'left';
  if (value === '24028007') return 'right';
  if (value === '51440002') return 'bilateral';
  return value === '66459002' ? 'unilateral' : undefined;
}

/** True for a known code under one of the meanings that it is known by: nothing of an object's own text. */
export function hasKnownMeaning(code: Code): boolean {
  const key = textKey(code.meaning);
  return KNOWN.get(codeKey(normalCode(code)))?.meanings.some((meaning) => textKey(meaning) === key) ?? false;
}

/** A known code that goes under a meaning that says something else; undefined where nothing is wrong or it is not known. */
export function meaningProblem(code: Code): MeasureProblem | undefined {
  const known = KNOWN.get(codeKey(normalCode(code)));
  if (!known || !meaningAtOdds(code.meaning, known, ALL_MEANINGS)) return undefined;
  // The code is one of the tables above and the meaning is not repeated: nothing of the object's own text is told.
  const detail = `${code.value} (${code.scheme}) stands for ${known.meanings[0]}, its meaning says something else`;
  return { code: 'code-meaning-at-odds', detail };
}
