import type { KnownValue } from '../known-value.js';
import type { Profile } from '../profile/profile.js';
import { isCodeWord } from '../verify/common-words.js';
import { KnownForms } from './known-forms.js';
import { knownSpans } from './known-spans.js';
import { levelled } from './levelled.js';
import { OwnPatterns } from './own-patterns.js';
import { patternSpans } from './patterns/pattern-spans.js';
import { mergeSpans, type Span } from './span.js';
import { withoutSpans } from './tidy.js';
import { tokensOf } from './tokens.js';

/** What is taken out can bring together what was apart. A text that never comes to rest was made to do so. */
const MAX_ROUNDS = 8;
/** Texts that are remembered: series of one protocol share theirs. */
const MAX_REMEMBERED = 20_000;
/** Longer texts are reports, which do not come twice. */
const MAX_REMEMBERED_LENGTH = 1024;

/**
 * Takes out of free text what identifies somebody and keeps the rest, PS3.15 E.3.5 (Clean Descriptors Option): values
 * that are known from the delivery, the profile's words and patterns, and what has the form of a date, an address, a
 * number of a person or a telephone, or a name behind a title or a label. One cleaner serves a whole delivery: it
 * takes time linear in the length of a text, whatever number of values is known.
 */
export class TextCleaner {
  private readonly known: KnownForms;
  private readonly own: OwnPatterns;
  private readonly done = new Map<string, string>();
  private readonly looked = new Map<string, boolean>();

  /**
   * @param known identifying values of the delivery
   * @param text what the profile says of texts
   * @throws RangeError when a pattern of the profile is none
   */
  constructor(known: readonly KnownValue[], text: Profile['text']) {
    this.known = new KnownForms(known, text?.remove ?? [], text?.keep ?? []);
    this.own = new OwnPatterns(text?.patterns ?? []);
  }

  /**
   * One decoded value without what identifies, and without separators that this leaves behind; may be empty.
   * @returns the very same text when there is nothing to take out; never a longer one
   */
  clean(text: string): string {
    const before = this.done.get(text);
    if (before !== undefined) return before;
    const cleaned = this.cleaned(text);
    if (text.length <= MAX_REMEMBERED_LENGTH) {
      if (this.done.size >= MAX_REMEMBERED) this.done.clear();
      this.done.set(text, cleaned);
    }
    return cleaned;
  }

  /**
   * Whether a code or a number names somebody by a known value: what has only the form of something that identifies
   * does not count, and neither do words that codes are made of.
   */
  knows(text: string): boolean {
    const before = this.looked.get(text);
    if (before !== undefined) return before;
    const plain = levelled(text.normalize('NFC'));
    const knows = knownSpans(plain, this.known).some(({ start, end }) => isTelling(plain.slice(start, end)));
    if (this.looked.size >= MAX_REMEMBERED) this.looked.clear();
    this.looked.set(text, knows);
    return knows;
  }

  private cleaned(text: string): string {
    let rest = text;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const composed = rest.normalize('NFC');
      const spans = this.spans(composed);
      if (spans.length === 0) return rest;
      rest = withoutSpans(composed, spans);
    }
    return '';
  }

  private spans(text: string): Span[] {
    if (text === '') return [];
    const plain = levelled(text);
    return mergeSpans([...knownSpans(plain, this.known), ...patternSpans(plain), ...this.own.spans(text)]);
  }
}

/** Shorter words among codes are abbreviations: COR, MAX. */
const LEAST_IN_CODE = 4;

function isTelling(found: string): boolean {
  return tokensOf(found).some(({ folded }) => folded.length >= LEAST_IN_CODE && !isCodeWord(folded));
}
