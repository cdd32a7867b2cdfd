/** Values 0 to 36; the asterisk stands only as a check character. ISO/IEC 7064:2003, table of MOD 37-2. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';
const MODULUS = 37;
const RADIX = 2;

/**
 * The check character of ISO/IEC 7064 MOD 37-2 (pure system, radix 2), that ISBT 128 uses too.
 * It catches every single wrong character and every two neighbours that changed places: their difference is
 * multiplied by a power of 2, and 37 is a prime.
 * @param text one or more of 0-9 and A-Z
 * @returns one of 0-9, A-Z and *
 */
export function mod37Radix2(text: string): string {
  let product = 0;
  // ISO/IEC 7064:2003 7.2, pure system recursive method: the whole string, its check character last, is congruent to 1.
  for (const character of text) product = ((product + ALPHABET.indexOf(character)) * RADIX) % MODULUS;
  return ALPHABET.charAt((MODULUS + 1 - product) % MODULUS);
}
