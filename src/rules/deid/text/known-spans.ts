import type { Form } from './form-table.js';
import { COMPANY, IMAGING_WORDS } from './imaging-words.js';
import type { KnownForms } from './known-forms.js';
import type { Span } from './span.js';
import { type Token, tokensOf } from './tokens.js';

/** Between the parts of one value stand at most so many characters: `Smith, John`, `12 / 34`. */
const MAX_GAP = 3;
/** A value has at most so many letters and digits that count: 64 of an LO, and what folding adds. */
const MAX_FORM = 256;
/** Words that may touch a short ID: `ID4711`. */
const LABELS = new Set(
  'id ids mrn pid pat patid acc accession no nr case fall ref sn sr num number'.split(' '),
);
/** Parts of a name that are looked for inside a longer word are at least this long. */
const MIN_INSIDE = 4;
const MAX_INSIDE = 64;
/** From this length, a part of a name counts whatever letters it is written together with: `Zwetschgenbaums`. */
const MIN_STEM = 6;

/** A text's tokens, beside what they are searched for. */
interface Search {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly forms: KnownForms;
  /** The end of what was found last: what touches it does not touch a word. */
  covered: number;
}

/** How a token counts: folded, umlauts spelt, or as the first without its leading zeros. */
type Reading = 'folded' | 'spelt' | 'bare';

/** Where known values stand in a text. */
export function knownSpans(text: string, forms: KnownForms): Span[] {
  const search: Search = { text, tokens: tokensOf(text), forms, covered: 0 };
  const spans: Span[] = [];
  for (let at = 0; at < search.tokens.length; ) {
    const last = lastOf(search, at);
    const [from, to] = [search.tokens[at], search.tokens[last ?? at]];
    if (!from || !to) break;
    if (last !== undefined) {
      spans.push({ start: from.start, end: to.end });
      search.covered = to.end;
    } else spans.push(...insideOf(from, search));
    at = (last ?? at) + 1;
  }
  return spans;
}

/** The last token of the longest known value that begins with a token; undefined when none does. */
function lastOf(search: Search, at: number): number | undefined {
  const first = search.tokens[at];
  if (!first) return undefined;
  const plain = reach(search, at, 'folded');
  // Further readings are as the first, mostly.
  const isSame = first.spelt === first.folded;
  const spelt = isSame && !hasSpelt(search, at) ? undefined : reach(search, at, 'spelt');
  const bare = first.isDigits && first.folded.startsWith('0') ? reach(search, at, 'bare') : undefined;
  const ends = [plain, spelt, bare].filter((end) => end !== undefined);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

/** Whether one of the next tokens is spelt otherwise than it is folded. */
function hasSpelt({ tokens }: Search, at: number): boolean {
  for (let next = at + 1; next < Math.min(at + 8, tokens.length); next++) {
    if (tokens[next]?.spelt !== tokens[next]?.folded) return true;
  }
  return false;
}

function read(token: Token, reading: Reading, isFirst: boolean): string {
  if (reading === 'spelt') return token.spelt;
  return reading === 'bare' && isFirst ? token.folded.replace(/^0+(?=\d)/, '') : token.folded;
}

function reach(search: Search, at: number, reading: Reading): number | undefined {
  const { tokens, forms } = search;
  let squeezed = '';
  let words = 0;
  let found: number | undefined;
  for (let next = at; next < tokens.length && squeezed.length < MAX_FORM; next++) {
    const token = tokens[next];
    if (!token || (next > at && token.start - (tokens[next - 1]?.end ?? 0) > MAX_GAP)) break;
    if (next === at || !token.glued) words++;
    squeezed += read(token, reading, next === at);
    if (!forms.table.hasPrefix(squeezed)) break;
    const form = forms.table.get(squeezed);
    if (form && stands(search, { at, last: next, words }, form)) found = next;
  }
  return found;
}

function stands(search: Search, run: { at: number; last: number; words: number }, form: Form): boolean {
  const { at, last, words } = run;
  if (words > 1 && (form.gaps === 'none' || (form.gaps === 'exact' && words !== form.words))) return false;
  if (form.strict && touches(search, at, last)) return false;
  return !(form.inCompany && isInCompany(search, at, last));
}

/** Whether a short form is only a part of a word or of a decimal number. */
function touches({ text, tokens, covered }: Search, at: number, last: number): boolean {
  const [before, first, end, after] = [tokens[at - 1], tokens[at], tokens[last], tokens[last + 1]];
  if (!first || !end) return false;
  // A part of a name may touch digits, and an ID the word that says what it is.
  const isLabel = before && (before.isDigits || before.end <= covered || LABELS.has(before.folded));
  if (first.glued && before && !isLabel) return true;
  if (after?.glued && !after.isDigits) return true;
  const isDecimal =
    (first.isDigits && /\d[.]$/.test(text.slice(Math.max(first.start - 2, 0), first.start))) ||
    (end.isDigits && /^[.]\d/.test(text.slice(end.end, end.end + 2)));
  return isDecimal;
}

/** Whether the word before or after, a blank or a sign away, tells that no surname is meant. */
function isInCompany({ tokens }: Search, at: number, last: number): boolean {
  const [before, first, end, after] = [tokens[at - 1], tokens[at], tokens[last], tokens[last + 1]];
  const isAfter = end && after && after.start - end.end <= 1 && COMPANY.has(after.folded);
  return Boolean(isAfter || (before && first && first.start - before.end <= 1 && COMPANY.has(before.folded)));
}

/**
 * A known part of a name that is written together with another one, with a word of imaging (`SMITHHEAD`), or, where it
 * is long, with anything: an ending, a title, letters that were damaged.
 */
function insideOf(token: Token, { forms }: Search): Span[] {
  const { folded: word, start, end } = token;
  // Places in the folded word are places in the text only where folding keeps lengths.
  const isLong = word.length > MIN_STEM && word.length <= MAX_INSIDE;
  if (!isLong || token.isDigits || IMAGING_WORDS.has(word)) return [];
  if (hasStem(word, forms)) return [{ start, end }];
  if (word.length < 2 * MIN_INSIDE || word.length !== end - start) return [];
  for (let cut = 2; cut <= word.length - 2; cut++) {
    const [head, tail] = [word.slice(0, cut), word.slice(cut)];
    const isHead = head.length >= MIN_INSIDE && forms.parts.has(head);
    const isTail = tail.length >= MIN_INSIDE && forms.parts.has(tail);
    if (isHead && isTail) return [{ start, end }];
    if (isHead && IMAGING_WORDS.has(tail)) return [{ start, end: start + cut }];
    if (isTail && IMAGING_WORDS.has(head)) return [{ start: start + cut, end }];
  }
  return [];
}

/** Whether a word begins or ends with a long part of a known name. */
function hasStem(word: string, { parts }: KnownForms): boolean {
  for (let length = MIN_STEM; length < word.length; length++) {
    if (parts.has(word.slice(0, length)) || parts.has(word.slice(-length))) return true;
  }
  return false;
}
