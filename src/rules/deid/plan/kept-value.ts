import type { Element } from '../../../dicom/element.js';
import { text } from '../../../dicom/rewrite/new-value.js';
import { VR, type Vr } from '../../../dicom/vr.js';
import type { TextCleaner } from '../text/text-cleaner.js';
import type { Outcome } from './new-values.js';

const bytesOf = (signs: string): Uint8Array => {
  const known = new Uint8Array(256);
  for (const sign of `${signs}0123456789+-. \\\0`) known[sign.charCodeAt(0)] = 1;
  return known;
};

/** PS3.5 Table 6.2-1: what values are written with, ACR-NEMA's forms and decimal commas among them; none is a word. */
const SIGNS = new Map<Vr, Uint8Array>([
  ...[VR.DS, VR.IS].map((vr) => [vr, bytesOf('eE,')] as const),
  ...[VR.TM, VR.DA, VR.DT].map((vr) => [vr, bytesOf(':')] as const),
  [VR.UI, bytesOf('')],
]);
const TEXTS = new Set<Vr>([VR.CS, VR.AE, VR.LO, VR.SH, VR.ST, VR.LT, VR.UC, VR.UT, VR.UR]);
/** What writers put where a number is none, and numbers with a unit. */
const ODD_NUMBER = /^[+-]?(?:nan|inf(?:inity)?|[\d.]+(?:#(?:ind|inf|qnan)\d*| ?[a-z%]{1,2}))$/i;
/** So many digits are no count, slice position or dose by chance. */
const LONG_NUMBER = /^[+-]?\d{6,}(?:\.0*)?$/;

type Knowing = Pick<TextCleaner, 'knows'>;

/**
 * Looks at a value that a rule keeps, since any VR can be filled with anything: a number, a time or a UID that is none
 * goes, and so does a text, or a long number, that is a known value of somebody.
 */
export function keptValue(element: Element, cleaner: Knowing): Outcome {
  const { vr, length, deferred } = element;
  if (length === 0 || deferred) return 'same';
  if (TEXTS.has(vr)) return keptTexts(element, cleaner);
  const signs = SIGNS.get(vr);
  if (!signs) return 'same';
  const isPlain = element.bytes.every((byte) => signs[byte] === 1);
  if (vr !== VR.DS && vr !== VR.IS) return isPlain ? 'same' : 'nothing';
  if (isPlain && length < 6) return 'same';
  const values = element.strings();
  if (!isPlain && !values.every((value) => isOdd(value))) return 'nothing';
  return values.some((value) => LONG_NUMBER.test(value) && cleaner.knows(value)) ? 'nothing' : 'same';
}

function isOdd(value: string): boolean {
  return ODD_NUMBER.test(value.trim()) || /^[\d+\-.eE, ]*$/.test(value);
}

/** A code or a text that names somebody goes, and the others of the attribute keep their places. */
function keptTexts(element: Element, cleaner: Knowing): Outcome {
  const before = element.strings();
  if (!before.some((code) => cleaner.knows(code))) return 'same';
  const after = before.map((code) => (cleaner.knows(code) ? '' : code));
  return after.every((code) => code === '') ? 'nothing' : text(...after);
}
