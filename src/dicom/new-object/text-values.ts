import { parseDate, parseDateTime, parseTime } from '../values/dates.js';
import { NewObjectError, type NewObjectErrorCode } from './new-object-error.js';

/** What PS3.5 table 6.2-1 asks of the values of one text VR. */
interface TextRule {
  /** Of one value, in characters; of PN of one component group. */
  readonly longest: number;
  readonly form?: (value: string) => boolean;
  /** One value only, in which a backslash is a character like any other. */
  readonly single?: boolean;
  /** Governed by Specific Character Set; all others are ASCII. PS3.5 6.1.2.2. */
  readonly anyCharacter?: boolean;
}

const matches =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value);

/** PS3.5 6.2.1: at most three groups of at most five components. */
function isPersonName(value: string): boolean {
  const groups = value.split('=');
  return groups.length <= 3 && groups.every((group) => group.length <= 64 && group.split('^').length <= 5);
}

/** PS3.5 9.1: no component starts with 0 but 0 itself. */
const isUid = matches(/^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/);

const RULES: Readonly<Record<string, TextRule>> = {
  AE: { longest: 16, form: matches(/^ *[!-~][ -~]*$/) },
  AS: { longest: 4, form: matches(/^\d{3}[DWMY]$/) },
  CS: { longest: 16, form: matches(/^[A-Z0-9 _]*$/) },
  DA: { longest: 8, form: (value) => parseDate(value) !== undefined },
  DS: { longest: 16, form: matches(/^ *[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)? *$/) },
  DT: { longest: 26, form: (value) => parseDateTime(value) !== undefined },
  IS: { longest: 12, form: (value) => /^ *[+-]?\d+ *$/.test(value) && isInteger32(Number(value)) },
  LO: { longest: 64, anyCharacter: true },
  LT: { longest: 10240, anyCharacter: true, single: true },
  PN: { longest: 64 * 3 + 2, form: isPersonName, anyCharacter: true },
  SH: { longest: 16, anyCharacter: true },
  ST: { longest: 1024, anyCharacter: true, single: true },
  TM: { longest: 16, form: (value) => parseTime(value) !== undefined },
  UC: { longest: 0xfffffffe, anyCharacter: true },
  UI: { longest: 64, form: isUid },
  UR: { longest: 0xfffffffe, form: matches(/^[!-~]*$/), single: true },
  UT: { longest: 0xfffffffe, anyCharacter: true, single: true },
};

/** PS3.5 6.2: an IS is a 32-bit number with sign. */
function isInteger32(n: number): boolean {
  return Number.isInteger(n) && n >= -0x80000000 && n <= 0x7fffffff;
}

/** Whether a VR is text, DS and IS among them. */
export function isTextVr(vr: string): boolean {
  return vr in RULES;
}

/** Whether one value takes the whole field, backslashes included: LT, ST, UR, UT. */
export function isSingleText(vr: string): boolean {
  return RULES[vr]?.single === true;
}

/** Whether the text has characters beyond ASCII. */
export function isBeyondAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  return /[^\x00-\x7f]/.test(text);
}

/**
 * A number as decimal string of at most 16 characters, with as many digits as these can hold. PS3.5 6.2, VR DS.
 * dcmjs turns a number into its longest text and cuts that at 16 characters: of `-1.2345678901234e-7` it would keep
 * the digits and lose the exponent.
 * @returns undefined for what is no finite number, or rounds to none.
 */
export function decimalString(n: number): string | undefined {
  if (!Number.isFinite(n)) return undefined;
  const plain = String(n);
  for (let digits = 16; plain.length > 16 && digits > 0; digits--) {
    const rounded = Number(n.toPrecision(digits));
    if (!Number.isFinite(rounded)) return undefined;
    // A large number without an exponent stays as long as it is, however few digits are left.
    const text = [String(rounded), rounded.toExponential()].find((form) => form.length <= 16);
    if (text) return text;
  }
  return plain;
}

function fault(value: string, vr: string, rule: TextRule): NewObjectErrorCode | undefined {
  if (value.length > rule.longest) return 'too-long';
  // PS3.5 6.1.2.3: a lone surrogate has no UTF-8.
  if (/\p{Surrogate}/u.test(value)) return 'character-set';
  if (!rule.anyCharacter && isBeyondAscii(value)) return 'character-set';
  // PS3.5 6.1.3: of the control characters only TAB, LF, FF and CR, and these in LT, ST and UT alone.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = vr !== 'UR' && rule.single ? /[\x00-\x08\x0b\x0e-\x1f\x7f]/ : /[\x00-\x1f\x7f]/;
  if (controls.test(value)) return 'malformed';
  if (!rule.single && value.includes('\\')) return 'malformed';
  return rule.form && value !== '' && !rule.form(value) ? 'malformed' : undefined;
}

function asText(value: unknown, vr: string): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return undefined;
  if (vr === 'DS') return decimalString(value);
  return vr === 'IS' && isInteger32(value) ? String(value) : undefined;
}

/**
 * One value of a text VR, as it is to be written. Numbers are taken for DS and IS.
 * @throws NewObjectError for another kind, or text that PS3.5 table 6.2-1 does not allow. dcmjs cuts what is too
 * long, or writes it as it is, with a message to the console.
 */
export function textValue(value: unknown, vr: string, path: string): string {
  const rule = RULES[vr];
  const text = asText(value, vr);
  if (!rule || text === undefined) {
    const isNumber = typeof value === 'number' && (vr === 'DS' || vr === 'IS');
    throw new NewObjectError(isNumber ? 'out-of-range' : 'wrong-kind', path);
  }
  const code = fault(text, vr, rule);
  if (code) throw new NewObjectError(code, path);
  return text;
}
