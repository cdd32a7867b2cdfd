import { type Span, spansOf } from '../span.js';

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const URL = /(?:https?|ftps?|file|mailto|sftp|smb):\/{0,3}[^\s<>"]{2,}|(?<![\p{L}\p{N}])www\.[^\s<>"]{3,}/giu;
/** Folders that are named for a person: `C:\Users\smith`, `\\server\share`, `/home/smith`. */
const PATH = /(?<!\p{L})[a-z]:\\[^\s<>"|]{2,}|\\\\[\p{L}\p{N}][^\s<>"|]{2,}|\/(?:home|users)\/[^\s<>"|]+/giu;

const PHONE = new RegExp(
  [
    // ITU-T E.123: +49 (0)531 1234-56, 0049 531 123456.
    '(?<![\\d.])(?:\\+|00(?=[1-9]))\\d(?:[ ()/.-]{0,3}\\d){6,14}(?!\\d)',
    // (617) 555-1234, (0531) 12345.
    '\\(\\d{2,5}\\)[ -]?\\d{3,}(?:[ .-]?\\d{2,}){0,3}',
    // 617-555-1234, 617.555.1234; 617 555 1234, where the last is no size of a matrix.
    '(?<![\\d.-])[2-9]\\d\\d([.-])[2-9]\\d\\d\\1\\d{4}(?![\\d.-])',
    '(?<![\\d.-])[2-9]\\d\\d [2-9]\\d\\d[ -](?!1024|2048|4096)\\d{4}(?![\\d.-])',
    // 0531/12345, 0531-12345, 030 1234567.
    '(?<![\\d.])0\\d{2,5} ?[/-] ?\\d{4,9}(?![\\d.])',
    '(?<![\\d.])0\\d{1,4} \\d{5,8}(?![\\d.])',
    // 01 23 45 67 89, as in France.
    '(?<![\\d.])0\\d(?:[ .]\\d\\d){4}(?![\\d.])',
    // A number behind the word.
    '(?<!\\p{L})(?:tel(?:e?ph?on|ephone|efono|éfono)?|phone|fax|telefax|mobile?|handy|cell|pager|beeper|ext|durchwahl|电话|電話)\\.?(?: ?no\\.?)? ?[:#]? ?\\+?\\d(?:[ ()/.-]{0,2}\\d){2,14}',
  ].join('|'),
  'giu',
);
const PHONE_HINT = /\d{3}|(?:\d\d[ .]){4}|tel|phone|fax|mobil|handy|cell|pager|beeper|ext/i;

/** Where people can be reached: mail, pages, folders, telephones. A pattern is tried where its marks are. */
export function contactSpans(text: string): Span[] {
  const spans: Span[] = [];
  if (text.includes('@')) spans.push(...spansOf(EMAIL, text));
  if (text.includes(':') || /www\./i.test(text)) spans.push(...spansOf(URL, text));
  if (text.includes('\\') || /\/(?:home|users)\//i.test(text)) spans.push(...spansOf(PATH, text));
  if (/\d.*\d/s.test(text) && PHONE_HINT.test(text)) spans.push(...spansOf(PHONE, text));
  return spans;
}
