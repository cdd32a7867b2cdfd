const ASCII = /^[\0-\x7f]*$/;
/** What is neither letter nor digit nor ASCII: quotes, dashes, blanks of other widths. */
const SIGNS = /[^\p{L}\p{N}\0-\x7f]/gu;

/** Letters that no decomposition takes apart, in their plain writing. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
};
const TO_PLAIN = /[ßøæœđðþłıħ]/g;

/** Lower case, without diacritics and width: values and texts are compared so. What is no letter outside ASCII is a blank. */
export function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const bare = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase();
  return bare.replace(TO_PLAIN, (letter) => PLAIN[letter] ?? letter).replace(SIGNS, ' ');
}

/** The letters that German, Nordic and others write with two where there is no umlaut: `müller` → `mueller`. */
export function spelt(text: string): string {
  const lower = text.normalize('NFC').toLowerCase();
  return folded(lower.replace(/ä/g, 'ae').replace(/[öø]/g, 'oe').replace(/ü/g, 'ue').replace(/å/g, 'aa'));
}
