import { damm } from './damm.js';
import { mod37Radix2 } from './mod37-2.js';

/** How check characters are computed: ISO/IEC 7064 MOD 37-2 over letters and digits, Damm over digits. */
export type CheckScheme = 'iso7064-mod37-2' | 'damm' | 'none';

/** The schemes that have a check character. */
export type CheckingScheme = Exclude<CheckScheme, 'none'>;

interface Method {
  /** What the check character covers, after folding. */
  readonly covers: RegExp;
  /** The whole with its check character at its end. */
  readonly whole: RegExp;
  /** What may be covered, for messages. */
  readonly alphabet: string;
  readonly compute: (text: string) => string;
}

const METHODS: Readonly<Record<CheckingScheme, Method>> = {
  'iso7064-mod37-2': {
    covers: /^[0-9A-Z]+$/,
    whole: /^[0-9A-Z]+[0-9A-Z*]$/,
    alphabet: 'letters A-Z and digits',
    compute: mod37Radix2,
  },
  damm: { covers: /^[0-9]+$/, whole: /^[0-9]{2,}$/, alphabet: 'digits', compute: damm },
};

/** What the check character of a scheme covers, in words. */
export function alphabetOf(scheme: CheckingScheme): string {
  return METHODS[scheme].alphabet;
}

/**
 * What is left of a text for the check character: letters A-Z in upper case, without the separators `.`, `_`, `-`.
 * Separators have no value in ISO/IEC 7064 and Damm; where they stand is a matter of the ID's form.
 */
export function folded(text: string): string {
  return text.replace(/[._-]/g, '').replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** True when the scheme covers every character of the text, and there is one. */
export function isCovered(scheme: CheckingScheme, text: string): boolean {
  return METHODS[scheme].covers.test(folded(text));
}

/**
 * The check character of a text, computed of what {@link folded} leaves.
 * @throws RangeError when the text is empty or has a character that the scheme does not cover
 */
export function checkCharacter(scheme: CheckingScheme, text: string): string {
  const { covers, alphabet, compute } = METHODS[scheme];
  const payload = folded(text);
  if (!covers.test(payload)) throw new RangeError(`the check character of ${scheme} covers only ${alphabet}`);
  return compute(payload);
}

/** True when the last character is the check character of what stands before it. */
export function isValid(scheme: CheckingScheme, text: string): boolean {
  const whole = folded(text);
  // The last character as it is written: a separator there would hide a check character that is missing.
  if (/[._-]$/.test(text) || !METHODS[scheme].whole.test(whole)) return false;
  return METHODS[scheme].compute(whole.slice(0, -1)) === whole.slice(-1);
}
