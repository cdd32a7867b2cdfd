import { parseDate } from '../../../dicom/values/dates.js';
import { collapsed, folded, foldedSpelt } from '../../../dicom/values/fold.js';
import { longDigits } from '../known/long-digits.js';
import type { KnownValue } from '../known-value.js';
import { type Form, FormTable } from './form-table.js';
import { IMAGING_WORDS, IN_COMPANY, PARTICLES } from './imaging-words.js';
import { isAscii, levelled } from './levelled.js';
import { type NameWords, nameOrders, nameWords } from './name-orders.js';
import { isUnspaced, tokensOf } from './tokens.js';

/** Parts of names that are shorter are found only beside the others. */
const MIN_PART = 3;
const MIN_UNSPACED_PART = 2;
/** From this length, a part of a name may touch other letters: `xSmith`. */
const MIN_LOOSE_PART = 4;
const MIN_WHOLE_NAME = 3;
/** From this length, a whole name is found whatever separates it. */
const MIN_LOOSE_NAME = 5;
const MIN_ID = 4;
const MIN_LOOSE_ID = 6;
const MIN_PHONE = 6;

/** Values of a delivery that identify, ready to be searched for. */
export class KnownForms {
  readonly table = new FormTable();
  /** Parts of names that are found before and after words of imaging, too: `SMITHHEAD`. */
  readonly parts = new Set<string>();
  private readonly keep: ReadonlySet<string>;

  /**
   * @param known values of the delivery
   * @param remove words and phrases that go whatever they mean
   * @param keep words that stay though they are part of a known name
   */
  constructor(known: readonly KnownValue[], remove: readonly string[], keep: readonly string[]) {
    this.keep = new Set(keep.map(folded));
    for (const { kind, text } of known) {
      const plain = levelled(text.normalize('NFC'));
      if (kind === 'name') this.addName(plain);
      else if (kind === 'date') this.addDate(plain);
      else if (kind === 'phrase') this.addPhrase(plain);
      else if (kind === 'phone') this.addPhone(plain);
      else this.addId(plain);
    }
    for (const phrase of remove) this.addSqueezed(phrase, { gaps: 'any', words: 1, strict: true });
  }

  /** Words that are no part of a name by themselves. */
  private isCommon(word: string): boolean {
    if (this.keep.has(word) || PARTICLES.has(word)) return true;
    return IMAGING_WORDS.has(word) && !IN_COMPANY.has(word);
  }

  private addName(name: string): void {
    for (const words of nameWords(name)) {
      for (const word of [...words.family, ...words.given]) this.addPart(word);
      this.addOrders(words);
    }
    // A subject ID or a record number that stands where the name belongs.
    if (/\d/.test(name)) for (const group of name.split('=')) this.addId(group);
  }

  private addPart(word: string): void {
    const unspaced = isUnspaced(word);
    const plain = folded(word);
    if ([...plain].length < (unspaced ? MIN_UNSPACED_PART : MIN_PART)) return;
    for (const variant of writings(word)) {
      if (this.isCommon(variant) || (!unspaced && variant.length < MIN_PART)) continue;
      const strict = !unspaced && variant.length < MIN_LOOSE_PART;
      this.table.add(variant, { gaps: 'none', words: 1, strict, inCompany: IN_COMPANY.has(variant) });
      if (!unspaced) this.parts.add(variant);
    }
  }

  private addOrders(name: NameWords): void {
    const isFamilyCommon = name.family.every((word) => this.isCommon(folded(word)));
    for (const order of nameOrders(name)) {
      // `P Head` is no phantom's name: beside a word that may stand an initial proves nothing.
      const spelledOut = order.filter((word) => [...word].length > 1).length;
      if (isFamilyCommon && spelledOut < 2) continue;
      const form = { words: order.length, strict: false } as const;
      const whole = order.join('');
      for (const variant of writings(whole)) {
        const length = isUnspaced(variant) ? variant.length + MIN_LOOSE_NAME : variant.length;
        if (length < MIN_WHOLE_NAME) continue;
        const isShort = length < MIN_LOOSE_NAME;
        this.table.add(variant, { ...form, gaps: isShort ? 'exact' : 'any', strict: isShort });
      }
    }
  }

  private addSqueezed(text: string, form: Form): void {
    for (const squeezed of squeezedForms(levelled(text.normalize('NFC')))) this.table.add(squeezed, form);
  }

  private addId(text: string): void {
    const tokens = tokensOf(text);
    for (const squeezed of squeezedForms(text)) {
      // Leading zeros come and go on the way through systems of different lengths.
      for (const id of new Set([squeezed, squeezed.replace(/^0+(?=\d)/, '')])) {
        if (id.length < MIN_ID || this.isCommon(id)) continue;
        const isLong = id.length >= MIN_LOOSE_ID;
        const words = tokens.filter((token) => !token.glued).length;
        this.table.add(id, { gaps: isLong ? 'any' : 'exact', words, strict: !isLong });
      }
    }
    for (const digits of longDigits(text)) this.table.add(digits, { gaps: 'any', words: 1, strict: false });
  }

  private addDate(text: string): void {
    const date = parseDate(text);
    if (!date) return;
    const [year, month, day] = [String(date.year).padStart(4, '0'), String(date.month), String(date.day)];
    const two = (part: string): string => part.padStart(2, '0');
    for (const form of [
      [year, two(month), two(day)],
      [two(day), two(month), year],
      [two(month), two(day), year],
      [year, month, day],
      [day, month, year],
      [month, day, year],
    ]) {
      this.table.add(form.join(''), { gaps: 'exact', words: 3, strict: false });
    }
  }

  /** A phrase as a whole, and what stands between its commas. */
  private addPhrase(text: string): void {
    const pieces = [text, ...text.split(/[,;:/|()^\n\r]| - /)];
    for (const piece of pieces) {
      const words = tokensOf(piece);
      const isCommon = words.every(({ folded: word, isDigits }) => isDigits || this.isCommon(word));
      const letters = words.reduce((sum, word) => sum + word.folded.length, 0);
      if (letters < MIN_ID && !isUnspaced(piece)) continue;
      if (isCommon && (words.length < 2 || piece !== text)) continue;
      this.addSqueezed(piece, { gaps: 'any', words: words.length, strict: !isUnspaced(piece) });
    }
  }

  private addPhone(text: string): void {
    const digits = text.replace(/\D/g, '').replace(/^0+/, '');
    // A number is dialled with the country's code or without it, which has one to three digits (ITU-T E.164).
    const isForeign = /^\s*(?:\+|00)/.test(text);
    const forms = [digits, ...(isForeign ? [1, 2, 3].map((code) => digits.slice(code)) : [])];
    for (const form of forms) {
      if (form.length >= MIN_PHONE) this.table.add(form, { gaps: 'any', words: 1, strict: false });
    }
  }
}

/** Letters that stand for one, as `ae` for `ä`. */
const DIGRAPH = /[aou]e|aa|dj/;

/** A word in each way of folding; of plain letters there is one, mostly. */
function writings(word: string): Set<string> {
  const plain = isAscii(word) ? word.toLowerCase() : folded(word);
  const all = new Set([plain]);
  if (!isAscii(word)) all.add(foldedSpelt(word));
  if (!isUnspaced(word) && (!isAscii(word) || DIGRAPH.test(plain))) all.add(collapsed(word));
  return all;
}

/** A text's letters and digits in each way of folding. */
function squeezedForms(text: string): Set<string> {
  const tokens = tokensOf(text);
  const plain = tokens.map((token) => token.folded).join('');
  const spelt = tokens.map((token) => token.spelt).join('');
  return new Set([plain, spelt].filter((squeezed) => squeezed !== ''));
}
