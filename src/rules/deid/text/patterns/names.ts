import { folded } from '../../../../dicom/values/fold.js';
import { IMAGING_WORDS, IN_COMPANY } from '../imaging-words.js';
import type { Span } from '../span.js';

/** Titles that are no words of imaging in the case in which they are written: `MR` and `MS` are, `Mr` is not. */
const TITLE =
  /(?<![\p{L}\p{N}])(?:(?:dr|prof|drs|dott|dra|doc)(?:\. ?|\s)(?:(?:med|rer|nat|dr|h\.c|univ|dipl|phil|habil|dent)\.? ?){0,5}|(?:doctor|doktor|docteur|professor|frau|herrn?|miss|mrs|mme|mlle|madame|monsieur|señora?|signora?)\.?\s|(?:Mr|Ms|Mx|Sr|Sra|Sig)\.?\s|(?:MR|MS|Pr|PD)\.\s)/giu;
const CASED = /^(?:mr|ms|mx|sr|sra|sig|pr|pd)$/i;
const EXACT = /^(?:Mr|Ms|Mx|Sr|Sra|Sig|MR\.|MS\.|Pr\.|PD\.)/;
const TITLE_HINT =
  /dr|prof|dott|doc|dok|frau|herr|miss|mrs|mme|mlle|mada|mons|señor|signor|m[rsx]|sra?|sig|pr|pd/i;

/** What is behind a title: words and initials of a name, and what connects them. */
const WORD = /^[ ,.]{0,2}(\p{Lu}\.(?=[ \p{Lu}])|['’]?[\p{L}\p{M}][\p{L}\p{M}'’-]*)/u;
const CONNECTS = new Set('von van de der den del della di da la le dos el al bin ben ter zu und'.split(' '));
/** Words of everyday language that are behind a title without being a name. */
const NO_NAME = new Set(
  'is was has had will can not the a an of in on at to for by from as it he she who that this said says ist hat war im am est a et y'.split(
    ' ',
  ),
);
const MOST_WORDS = 5;
const MOST_LETTERS = 60;

/** Behind a name: `Smith, M.D.`, `Smith FRCR`. */
const SUFFIXED =
  /(?<!\p{L})\p{Lu}[\p{L}'’-]{1,40}(?: \p{Lu}\.?)?(?:,? (?:M\. ?D\.|Ph\. ?D\.?|D\.O\.|FRCR|FRCP|FACR|MBBS|MBChB|F\.R\.C\.R\.)|, (?:MD|DO|RN|RT\(R\)))(?!\p{L})/gu;
const SUFFIX_HINT = /D\.|O\.|R\.|PhD|FRC|FACR|MBB|MBC|, (?:MD|DO|RN|RT)/;

/** Whether a word can be somebody's name. */
function canBeName(word: string): boolean {
  const plain = folded(word);
  return !NO_NAME.has(plain) && (!IMAGING_WORDS.has(plain) || IN_COMPANY.has(plain));
}

/**
 * Where the name that begins at a place ends: its words begin with a capital, or, the first, with any letter.
 * @param needsCapital the first, too
 * @returns `at` when no name is there
 */
export function nameEnd(text: string, at: number, needsCapital: boolean): number {
  let end = at;
  let place = at;
  const limit = at + MOST_LETTERS;
  for (let count = 0; count < MOST_WORDS && place < limit; count++) {
    const match = WORD.exec(text.slice(place, limit));
    const word = match?.[1];
    if (match === null || word === undefined) break;
    place += match[0].length;
    if (CONNECTS.has(word.toLowerCase()) && !/^\p{Lu}/u.test(word)) continue;
    const isNamed = /^\p{Lu}|^\p{Lo}/u.test(word) || (count === 0 && !needsCapital);
    if (!isNamed || !canBeName(word)) break;
    end = place;
    // The end of a sentence.
    if (/^\.(?:\s|$)/.test(text.slice(place, place + 2)) && word.length > 2) break;
  }
  return end;
}

/** Where people are named with a title or a degree, whoever they are. */
export function titledNameSpans(text: string): Span[] {
  const spans: Span[] = [];
  if (TITLE_HINT.test(text)) {
    for (const match of text.matchAll(TITLE)) {
      const title = match[0].trim();
      if (CASED.test(title.replace('.', '')) && !EXACT.test(title)) continue;
      const from = match.index + match[0].length;
      const end = nameEnd(text, from, CASED.test(title.replace('.', '')));
      if (end > from) spans.push({ start: match.index, end });
    }
  }
  if (SUFFIX_HINT.test(text)) {
    for (const match of text.matchAll(SUFFIXED)) {
      const [name = ''] = match[0].split(/[ ,]/);
      if (canBeName(name)) spans.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return spans;
}
