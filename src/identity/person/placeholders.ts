import { folded } from '../../dicom/values/fold.js';
import { groupsOf } from './name-forms.js';
import { ANYBODY, NEUTRAL, NOBODY, ROLE, WHOLE_NOBODY } from './placeholder-words.js';

/** Runs of one character and of consecutive digits at least this long are typed, not issued. */
const MIN_RUN = 4;
const ASCENDING = '01234567890123456789';
const DESCENDING = '9876543210';
/** A run that goes down is typed less often: a shorter one may well be a number. */
const MIN_DESCENDING = 6;

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu;
/** A word and the serial number at its end, as `anonymized1`. */
const SERIAL = /^(\D+?)(\d+)$/u;
const ZEROS = /^0+$/;

function tokensOf(text: string): string[] {
  return folded(text).match(TOKEN) ?? [];
}

function isTypedRun(text: string): boolean {
  if (/^(?:0+|x+)$/.test(text)) return true;
  if (text.length < MIN_RUN) return false;
  if (/^(.)\1+$/u.test(text)) return true;
  if (text.startsWith('0') || text.startsWith('1')) return ASCENDING.includes(text);
  return text.length >= MIN_DESCENDING && DESCENDING.includes(text);
}

/** Whether the words, one of them a word for nobody or for a role, name nobody. */
function areEmptyWords(words: readonly string[]): boolean {
  const isEmpty = (word: string): boolean => NOBODY.has(word) || ROLE.has(word);
  return words.some(isEmpty) && words.every((word) => isEmpty(word) || NEUTRAL.has(word) || isTypedRun(word));
}

/**
 * Whether a word for nobody, or for a role, comes with a serial number that tells nobody apart: 0 with either, one
 * digit with a word for nobody, as `Anonymized1`: tools count so from 1 in every session. `ANON0012` and `PATIENT7`
 * are pseudonyms that a site keeps.
 */
function isEmptySerial(text: string): boolean {
  const [, word = '', serial = ''] = SERIAL.exec(text) ?? [];
  if (NOBODY.has(word)) return serial.length === 1 || ZEROS.test(serial);
  return ROLE.has(word) && ZEROS.test(serial);
}

/**
 * Whether a Patient ID names nobody: empty, punctuation only, zeros, a run of one character or of digits that is
 * typed, or a word that tools, consoles and people write in place of a number. A true number that is taken for one
 * costs a question; a placeholder that is taken for a number gives one subject's ID to another.
 */
export function isPlaceholder(id: string): boolean {
  const tokens = tokensOf(id);
  const whole = tokens.join('');
  if (whole === '' || isTypedRun(whole) || WHOLE_NOBODY.has(whole)) return true;
  if (NOBODY.has(whole) || ROLE.has(whole) || isEmptySerial(whole)) return true;
  // `SITE-000000` is what the RSNA anonymizer gives to all images without a Patient ID.
  const last = tokens.at(-1) ?? '';
  if (tokens.length > 1 && last.length >= MIN_RUN && ZEROS.test(last)) return true;
  return areEmptyWords(tokens);
}

/** Whether the words of one component group name nobody; a serial of any length does not make a name. */
export function isPlaceholderGroup(text: string): boolean {
  const tokens = tokensOf(text);
  const whole = tokens.join('');
  if (!/[\p{L}\p{N}]/u.test(whole) || isTypedRun(whole) || WHOLE_NOBODY.has(whole)) return true;
  if (ANYBODY.has([...tokens].sort().join(' '))) return true;
  const [, counted = ''] = SERIAL.exec(whole) ?? [];
  const isNobody = (word: string): boolean => NOBODY.has(word) || ROLE.has(word);
  return isNobody(whole) || isNobody(counted) || areEmptyWords(tokens);
}

/** Whether a person's name (PN) names nobody in any of its component groups: two of these never agree. */
export function isPlaceholderName(name: string): boolean {
  return groupsOf(name).every(isPlaceholderGroup);
}
