/** Marks that are dropped: those of Latin, Greek, Cyrillic, Hebrew and Arabic. Vowel signs and kana's stay letters. */
const MARKS =
  /(?![\u3099\u309a])\p{Script=Inherited}|(?=\p{M})[\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/gu;

/** Letters that no decomposition takes apart, in their plain writing. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ς: 'σ',
};

/** Letters that some write with two: umlauts (ICAO Doc 9303-3, section 6), Nordic ones, the Croatian đ. */
const SPELT: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
  đ: 'dj',
};

const HIRAGANA = /[\u3041-\u3096\u309d\u309e]/g;
/** From a hiragana to the katakana of the same sound. */
const TO_KATAKANA = 0x60;

/**
 * One writing of a text: compatibility forms (full and half width) made one, lower case, hiragana as katakana.
 * Twice composed, as lower case can take a letter apart. It is the same when done again, and hangs on no locale.
 */
export function uniform(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase().normalize('NFKC').toLowerCase();
  return lower.replace(HIRAGANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + TO_KATAKANA));
}

function plain(text: string): string {
  const bare = text.normalize('NFKD').replace(MARKS, '').normalize('NFC');
  return bare.replace(/[^a-z]/gu, (letter) => PLAIN[letter] ?? letter);
}

/** Case, width and marks dropped, special letters in their plain writing: `Müller` → `muller`, `Åse` → `ase`. */
export function folded(text: string): string {
  return plain(uniform(text));
}

/** As {@link folded}, with the letters of two spelt so: `Müller` → `mueller`, `Åse` → `aase`. */
export function foldedSpelt(text: string): string {
  return plain(uniform(text).replace(/[^a-z]/gu, (letter) => SPELT[letter] ?? letter));
}

/**
 * What all writings of a word have in common: `Müller`, `Mueller`, `Muller` → `muller`. It also makes one of a few
 * names that differ (`Bauer`, `Baur`): it finds people and tells what is alike, it does not prove that two are one.
 * A part of the keys that a crosswalk stores: see `demographicKeys`.
 */
export function collapsed(text: string): string {
  return foldedSpelt(text).replace(/([aou])e|aa|dj/g, (pair, vowel?: string) => vowel ?? pair.charAt(0));
}
