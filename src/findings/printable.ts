/** C0 and C1 controls, DEL, line and paragraph separators, what reorders text (Unicode TR36 §3), and halves of characters. */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** What a page of HTML reads as a blank. */
const BLANKS: ReadonlySet<string> = new Set(['\t', '\n', '\r']);

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/**
 * Text that is safe on a terminal: what could move its cursor, colour it, or reorder what a person reads (a path or a
 * header value may hold any bytes) is shown as `\xNN` or `\uNNNN`.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

/** As {@link printable}, for text that may have several lines: tabs and line ends stay. */
export function printableLines(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (BLANKS.has(character) ? character : escaped(character)));
}
