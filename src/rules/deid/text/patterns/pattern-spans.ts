import type { Span } from '../span.js';
import { addressSpans } from './addresses.js';
import { contactSpans } from './contacts.js';
import { dateSpans } from './dates.js';
import { labelSpans } from './labels.js';
import { titledNameSpans } from './names.js';
import { numberSpans } from './numbers.js';

/** What identifies by its form, whoever it is. None hangs on another: what two find goes once. */
const PATTERNS: readonly ((text: string) => readonly Span[])[] = [
  dateSpans,
  numberSpans,
  contactSpans,
  addressSpans,
  titledNameSpans,
  labelSpans,
];

/** Where a text has the form of something that identifies. */
export function patternSpans(text: string): Span[] {
  return PATTERNS.flatMap((find) => find(text));
}
