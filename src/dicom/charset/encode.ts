import { type CharacterSet, DEFAULT_CHARACTER_SET } from './character-set.js';
import { decodeTextChecked } from './decode.js';
import { delimitersOf, isGoverned } from './delimiters.js';
import { encodeExtended } from './encode-extended.js';
import { gbCode } from './encode-gb.js';

const ESC = '\x1b';
const utf8 = new TextEncoder();

/** Half a surrogate pair, or the character that stands for a loss: no text, whatever the set. */
const NO_TEXT = /[\p{Surrogate}\uFFFD]/u;

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x80) return false;
  return true;
}

function encodeGb(text: string, encoding: 'GB18030' | 'GBK'): Uint8Array | undefined {
  const out: number[] = [];
  for (const character of text) {
    const code = gbCode(character.codePointAt(0) ?? 0, encoding);
    if (code === undefined) return undefined;
    if (code > 0xffff) out.push(code >>> 24, (code >>> 16) & 0xff);
    if (code > 0xff) out.push((code >>> 8) & 0xff);
    out.push(code & 0xff);
  }
  return Uint8Array.from(out);
}

function encodeIn(text: string, charset: CharacterSet, vr: string): Uint8Array | undefined {
  if (charset.scheme === 'utf-8') return utf8.encode(text);
  if (charset.scheme === 'gb18030') return encodeGb(text, charset.terms.includes('GBK') ? 'GBK' : 'GB18030');
  return encodeExtended(text, charset, delimitersOf(vr));
}

/**
 * Encodes the text of a whole element, its values joined by backslashes, in the set that the file declares: the inverse
 * of `decodeTextChecked`. Escape sequences name declared sets only, and value 1 is active again before each delimiter and at
 * the end. Nothing is padded. VRs that Specific Character Set does not govern take the default repertoire, ISO_IR 6.
 * @param vr two letters; decides the delimiters at which code extensions end.
 * @returns undefined when a character cannot be written so that the decoder, and other readers, give it back: then the
 * file must change to ISO_IR 192. That holds for what is outside the declared sets, for ESC, U+FFFD and lone surrogates,
 * and in the East Asian sets for vendors' additions and private use.
 */
export function encodeText(text: string, charset: CharacterSet, vr: string): Uint8Array | undefined {
  const effective = isGoverned(vr) ? charset : DEFAULT_CHARACTER_SET;
  // PS3.5 6.1.3: ESC occurs in escape sequences only.
  if (text.includes(ESC)) return undefined;
  // ASCII is a part of every set but JIS romaji.
  if (effective.initial.g0 === 'ascii' && isAscii(text)) return utf8.encode(text);
  if (NO_TEXT.test(text)) return undefined;
  const bytes = encodeIn(text, effective, vr);
  if (bytes === undefined) return undefined;
  const read = decodeTextChecked(bytes, effective, vr);
  return read.text === text && !read.lossy ? bytes : undefined;
}
