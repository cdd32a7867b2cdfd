import { dateSpans } from '../rules/deid/text/patterns/dates.js';
import { mergeSpans } from '../rules/deid/text/span.js';
import { REDACTED } from '../study/redact.js';

/** A text with {@link REDACTED} in place of the days that people and systems write into it: `5.1.2026`, `05-JAN-26`. */
export function withoutDates(text: string): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of mergeSpans(dateSpans(text))) {
    rest += text.slice(at, start) + REDACTED;
    at = end;
  }
  return rest + text.slice(at);
}
