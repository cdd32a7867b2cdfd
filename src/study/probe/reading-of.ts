import { lookupTag } from '../../dicom/dictionary.js';
import type { Element } from '../../dicom/element.js';
import { parseDecimal, parseInteger } from '../../dicom/values/numbers.js';
import { unpadded } from '../../dicom/values/padding.js';
import { VR, type Vr, vrName } from '../../dicom/vr.js';
import type { Reading } from './probe.js';

/** Nothing there. */
export const ABSENT = { state: 'absent' } as const satisfies Reading;
/** There, without a value. */
export const EMPTY = { state: 'empty' } as const satisfies Reading;
/** There, but not as what it should be. */
export const UNREADABLE = { state: 'unreadable' } as const satisfies Reading;

/** Bytes of a value, PS3.5 table 6.2-1. */
const SIZES: ReadonlyMap<Vr, number> = new Map([
  ...([VR.US, VR.SS] as const).map((vr) => [vr, 2] as const),
  ...([VR.UL, VR.SL, VR.FL, VR.AT] as const).map((vr) => [vr, 4] as const),
  ...([VR.FD, VR.UV, VR.SV] as const).map((vr) => [vr, 8] as const),
]);

const TEXT = new Set<Vr>([
  ...[VR.AE, VR.AS, VR.CS, VR.DA, VR.DS, VR.DT, VR.IS, VR.LO, VR.LT],
  ...[VR.PN, VR.SH, VR.ST, VR.TM, VR.UC, VR.UI, VR.UR, VR.UT],
]);

/** How the values of a number VR that is text are read. */
const PARSERS: ReadonlyMap<string, (text: string) => number | undefined> = new Map([
  ['DS', parseDecimal],
  ['IS', parseInteger],
]);

/** A reading of texts: empty where all of them are, unreadable where one is no number but should be. */
export function readingOfTexts(texts: readonly string[], vr?: string): Reading {
  if (texts.every((text) => text === '')) return EMPTY;
  const parse = vr === undefined ? undefined : PARSERS.get(vr);
  if (!parse) return { state: 'value', texts };
  // `+ 0` makes one zero of the two.
  const numbers = texts.map((text) => (parse(text) ?? Number.NaN) + 0);
  return numbers.every(Number.isFinite) ? { state: 'value', texts, numbers } : UNREADABLE;
}

/** Tag values as eight hexadecimal digits, as DICOM JSON writes them (PS3.18 F.2.2). */
function tagText(value: number | bigint): string {
  return value.toString(16).toUpperCase().padStart(8, '0');
}

/** Nine digits tell every single from its neighbours: IEEE 754-2019 5.12.2. */
const SINGLE_DIGITS = 9;

/** The shortest decimal number that is this single: 0.1, where the double of its bits is 0.10000000149. */
function shortest(single: number): number {
  for (let digits = 6; digits < SINGLE_DIGITS; digits++) {
    const decimal = Number(single.toPrecision(digits));
    if (Math.fround(decimal) === single) return decimal;
  }
  return single;
}

function readingOfBinary(element: Element, vr: Vr): Reading {
  const size = SIZES.get(vr) ?? 1;
  const value = element.value();
  // PS3.5 6.2: values of a fixed length. What is left over says that the element is damaged.
  if (element.length % size !== 0 || value.kind !== 'numbers') return UNREADABLE;
  if (vr === VR.AT) return { state: 'value', texts: value.values.map(tagText) };
  const exact = value.values.map((number) => Number(number) + 0);
  const numbers = vr === VR.FL ? exact.map(shortest) : exact;
  if (!numbers.every(Number.isFinite)) return UNREADABLE;
  const isWide = vr === VR.UV || vr === VR.SV;
  return { state: 'value', texts: isWide ? value.values.map(String) : numbers.map(String), numbers };
}

/** The VR that decides whether a text is a number: the file's own, and where that is another text VR, PS3.6's. */
function numberVr(element: Element, vr: Vr): string {
  const own = vrName(vr);
  return PARSERS.has(own) ? own : (lookupTag(element.tag)?.vr ?? own);
}

/** A value of no known VR as what it looks like: printable ASCII is text, the rest cannot be told. PS3.5 6.2.2. */
function readingOfUnknown(element: Element): Reading {
  const text = Buffer.from(element.bytes).toString('latin1').replace(/\0$/, '');
  if (!/^[\t\n\r\x20-\x7e]*$/.test(text)) return UNREADABLE;
  return readingOfTexts(text.split('\\').map(unpadded));
}

/** What an element holds. A sequence, bulk data, and what is malformed or was left out of memory are unreadable. */
export function readingOf(element: Element | undefined): Reading {
  if (!element) return ABSENT;
  const { vr } = element;
  if (element.deferred || vr === VR.SQ) return UNREADABLE;
  if (element.length === 0) return EMPTY;
  if (SIZES.has(vr)) return readingOfBinary(element, vr);
  if (TEXT.has(vr)) return readingOfTexts(element.strings(), numberVr(element, vr));
  return vr === VR.UN ? readingOfUnknown(element) : UNREADABLE;
}

/** The readings of the items of one macro as one: their values in a row. Unreadable where only some have a value. */
export function joined(readings: readonly Reading[]): Reading {
  const [first = ABSENT] = readings;
  if (readings.length < 2) return first;
  const values = readings.flatMap((reading) => (reading.state === 'value' ? [reading] : []));
  if (values.length === 0) return readings.every(({ state }) => state === first.state) ? first : UNREADABLE;
  if (values.length < readings.length) return UNREADABLE;
  const texts = values.flatMap((value) => value.texts);
  const numbers = values.flatMap((value) => value.numbers ?? []);
  return numbers.length === texts.length ? { state: 'value', texts, numbers } : { state: 'value', texts };
}
