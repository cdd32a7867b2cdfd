import type { LesionState, Method, Role } from '../../../rules/response/words.js';

/** TUORRES of TUMIDENT, as CDISC writes it. `NEW TARGET` and the like are of other criteria: unknown here. */
export const SDTM_ROLES: ReadonlyMap<string, Role> = new Map([
  ['TARGET', 'target'],
  ['NON-TARGET', 'non-target'],
  ['NEW', 'new'],
]);

/** Results of TUMSTATE, and words that stand in the place of a length. */
export const SDTM_STATES: ReadonlyMap<string, LesionState> = new Map([
  ['PRESENT', 'present'],
  ['ABSENT', 'absent'],
  ['EQUIVOCAL', 'equivocal'],
  ['TOO SMALL TO MEASURE', 'too-small'],
  // Eisenhauer 2009, 4.3.4: only progression that is unequivocal counts. `INCREASED` alone does not say so: unknown.
  ['UNEQUIVOCAL PROGRESSION', 'progressed'],
  ['NOT EVALUABLE', 'not-evaluated'],
  ['NOT EVALUATED', 'not-evaluated'],
  ['NOT ASSESSED', 'not-evaluated'],
  ['UNEVALUABLE', 'not-evaluated'],
  ['NE', 'not-evaluated'],
]);

/** TUMETHOD and TRMETHOD, of the CDISC codelist Method. A plain X-RAY does not say that it is of the chest. */
export const SDTM_METHODS: ReadonlyMap<string, Method> = new Map([
  ['CT', 'ct'],
  ['CT SCAN', 'ct'],
  ['CT SCAN WITH CONTRAST', 'ct'],
  ['CT SCAN WITHOUT CONTRAST', 'ct'],
  ['SPIRAL CT', 'ct'],
  ['MRI', 'mri'],
  ['MRI WITH CONTRAST', 'mri'],
  ['MRI WITHOUT CONTRAST', 'mri'],
  ['CHEST X-RAY', 'chest-x-ray'],
  ['PHYSICAL EXAMINATION', 'clinical'],
  ['CALIPER', 'clinical'],
  ['CALIPERS', 'clinical'],
  ['PHOTOGRAPHY', 'clinical'],
  ['PALPATION', 'clinical'],
  ['ULTRASOUND', 'ultrasound'],
  ['PET', 'pet'],
  ['PET SCAN', 'pet'],
  ['FDG-PET SCAN', 'pet'],
  ['BONE SCAN', 'other'],
  ['SCINTIGRAPHY', 'other'],
  ['ENDOSCOPY', 'other'],
  ['BIOPSY', 'other'],
  ['CYTOLOGY', 'other'],
]);

/** Sums and changes: the criteria make them anew of the diameters. */
const DERIVED = new Set(['ACNSD', 'ACPSD', 'PCBSD', 'PCNSD', 'PCPSD', 'LNADIR']);

/** Of a lesion, and asked for by no rule of these criteria. */
const NOT_ASKED = new Set(['AREA', 'VOLUME', 'PRODUCT', 'SUV', 'SUVMAX', 'RADDEN']);

/** Why a test of TR is not read; undefined where it is. */
export function unreadTest(code: string): string | undefined {
  if (code.startsWith('SUM') || DERIVED.has(code)) return `${code} is derived: it is made anew`;
  return NOT_ASKED.has(code) ? `${code} is asked for by no rule` : undefined;
}

/** A lymph node by TULOC; null where the words leave it open. */
export function isNodeByPlace(place: string | null): boolean | null {
  if (place === null) return null;
  const words = place.toUpperCase();
  if (/\bLYMPH NODES?\b/.test(words)) return true;
  return /\b(NODES?|NODAL|LYMPH\w*)\b/.test(words) ? null : false;
}
