// biome-ignore lint/suspicious/noControlCharactersInRegex: all that is not ASCII
const NOT_ASCII = /[^\u0000-\u007f]/;
const OTHER_FORMS =
  /[\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000\uff01-\uff5e\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g;

/** Code of the digit zero in scripts that have digits of their own. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];
/** From a full-width form to the ASCII character. */
const FULL_WIDTH = 0xfee0;

function levelledCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01) return String.fromCharCode(code - FULL_WIDTH);
  const zero = ZEROS.find((digit) => code >= digit && code <= digit + 9);
  if (zero !== undefined) return String(code - zero);
  return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? '-' : ' ';
}

/** True when a text is all ASCII. */
export function isAscii(text: string): boolean {
  return !NOT_ASCII.test(text);
}

/**
 * The text with digits of other scripts, full-width forms, dashes and blanks as ASCII has them, character by character:
 * places in it are places in the text.
 */
export function levelled(text: string): string {
  return isAscii(text) ? text : text.replace(OTHER_FORMS, levelledCharacter);
}
