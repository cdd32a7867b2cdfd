import { longDigits } from '../known/long-digits.js';
import type { KnownKind, KnownValue } from '../known-value.js';
import { isCodeWord, isImagingWord } from './common-words.js';
import { folded } from './fold.js';
import { formsOfDate } from './forms-of-date.js';
import { formsOfName } from './forms-of-name.js';
import type { Pattern, PatternForm } from './pattern.js';
import type { PatternTable } from './pattern-table.js';

/** Shorter numbers of records and devices stand in texts by chance. */
const LEAST_ID = 4;
const LEAST_PHONE = 6;
/** A single everyday word (`Radiology`, `CT`) is no institution; one of so many letters that is none is. */
const LEAST_PHRASE = 5;
const ALPHANUMERIC = /[\p{L}\p{N}]+/gu;

/** Adds every form in which a value is searched for. @param isOwn the value is of the very file that is searched */
export function addValue(table: PatternTable, value: KnownValue, isOwn: boolean): void {
  for (const [text, form] of formsOf(value, isOwn)) table.add(text, patternOf(value, text, form, isOwn));
}

/** Adds an assigned identifier, as it is written. */
export function addExempt(table: PatternTable, text: string): void {
  const value: KnownValue = { kind: 'id', text, from: 'assigned' };
  table.add(text, patternOf(value, text, 'exempt', false));
}

function patternOf(value: KnownValue, text: string, form: PatternForm, isOwn: boolean): Pattern {
  const characters = (folded(text).match(ALPHANUMERIC) ?? []).join('');
  return {
    value,
    form,
    size: characters.length,
    isDigits: /^\d*$/.test(characters),
    isOwn,
    written: text.trim().toLowerCase(),
  };
}

type Form = readonly [text: string, form: PatternForm];

const FORMS: Readonly<Record<KnownKind, (text: string, isOwn: boolean) => readonly Form[]>> = {
  // Names with digits are numbers that somebody put there.
  name: (text) => [...formsOfName(text), ...(/\d/.test(text) ? formsOfNumber(text) : [])],
  id: formsOfId,
  date: (text, isOwn) => formsOfDate(text, isOwn).map((form) => [form, 'whole']),
  phrase: formsOfPhrase,
  phone: formsOfPhone,
  device: formsOfNumber,
};

function formsOf(value: KnownValue, isOwn: boolean): readonly Form[] {
  return FORMS[value.kind](value.text, isOwn);
}

/** As a number, and its long digits alone. */
function formsOfId(text: string): readonly Form[] {
  return [...formsOfNumber(text), ...longDigits(text).map((digits): Form => [digits, 'whole'])];
}

/** As it is written, whatever the separators, and without them. */
function formsOfNumber(text: string): readonly Form[] {
  const plain = folded(text);
  const joined = (plain.match(ALPHANUMERIC) ?? []).join('');
  if (joined === '') return [];
  // A year, or an everyday word, is found in too many places to tell anything.
  const isYear = /^(19|20)\d\d$/.test(joined);
  const isWord = !/\d/.test(joined) && (isCodeWord(joined) || isImagingWord(joined));
  if (joined.length < LEAST_ID || isYear || isWord) return [[text, 'exact']];
  return joined === plain
    ? [[text, 'whole']]
    : [
        [text, 'whole'],
        [joined, 'whole'],
      ];
}

function formsOfPhrase(text: string): readonly Form[] {
  const all = folded(text).match(ALPHANUMERIC) ?? [];
  const [first = ''] = all;
  if (all.length === 0) return [];
  const isCommon = all.every((word) => isImagingWord(word) || isCodeWord(word) || word.length < 3);
  const isTelling = all.length > 1 ? !isCommon : [...first].length >= LEAST_PHRASE && !isCommon;
  return [[text, isTelling ? 'whole' : 'exact']];
}

function formsOfPhone(text: string): readonly Form[] {
  const digits = text.replace(/\D/g, '');
  if (digits.length < LEAST_PHONE) return [];
  return [
    [text.replace(/\D+/g, ' '), 'whole'],
    [digits, 'whole'],
  ];
}
