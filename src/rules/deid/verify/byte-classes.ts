/** What a byte is to the search. `whole`: the first of a character that is a word by itself (Han, Kana, Hangul). */
export const CLASS = { separator: 0, digit: 1, letter: 2, whole: 3 } as const;

/** Lower case of ASCII letters; all other bytes as they are. */
export const LOWER = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

function asciiClass(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return CLASS.digit;
  const lower = LOWER[byte] ?? 0;
  return lower >= 0x61 && lower <= 0x7a ? CLASS.letter : CLASS.separator;
}

/** Of bytes that nothing is known about: all but ASCII's letters and digits are signs. */
export const ASCII_CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => asciiClass(byte));

/** Of folded UTF-8, which holds letters only beyond ASCII: those of three and four bytes from U+3000 on stand alone. */
export const UTF8_CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 0x80) return asciiClass(byte);
  return byte >= 0xe3 ? CLASS.whole : CLASS.letter;
});

/** Where the token that begins at `at` ends: a run of letters, a run of digits, or one character that stands alone. */
export function tokenEnd(bytes: Uint8Array, at: number, to: number, classes: Uint8Array): number {
  const own = classes[bytes[at] ?? 0];
  let end = at + 1;
  if (own === CLASS.whole) {
    while (end < to && ((bytes[end] ?? 0) & 0xc0) === 0x80) end++;
    return end;
  }
  while (end < to && classes[bytes[end] ?? 0] === own) end++;
  return end;
}
