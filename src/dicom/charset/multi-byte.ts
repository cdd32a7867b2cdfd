import { TextDecoder } from 'node:util';
import { REPLACEMENT } from './tables.js';

/** A text and whether a byte of it had no meaning in the set that the file declares. */
export interface DecodedText {
  readonly text: string;
  /** True when a character is a replacement or a guess: the text may not be what the sender wrote. */
  readonly lossy: boolean;
}

/** Encodings of the platform's decoder that this module reads through. */
export type Encoding = 'utf-8' | 'gb18030' | 'gbk' | 'euc-kr' | 'euc-jp' | 'shift_jis';

interface Decoders {
  readonly strict: TextDecoder;
  readonly lenient: TextDecoder;
}

const cache = new Map<Encoding, Decoders>();

function decoders(encoding: Encoding): Decoders {
  let pair = cache.get(encoding);
  if (pair === undefined) {
    // ignoreBOM keeps a U+FEFF that stands in the value: a reader must not drop characters.
    pair = {
      strict: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }),
      lenient: new TextDecoder(encoding, { ignoreBOM: true }),
    };
    cache.set(encoding, pair);
  }
  return pair;
}

/** Decodes bytes of one encoding; malformed sequences become U+FFFD and set `lossy`. Never throws. */
export function decodeEncoding(bytes: Uint8Array, encoding: Encoding): DecodedText {
  const { strict, lenient } = decoders(encoding);
  try {
    return { text: strict.decode(bytes), lossy: false };
  } catch {
    return { text: lenient.decode(bytes), lossy: true };
  }
}

/**
 * Platform decoders read six cells of JIS X 0208 as the full-width characters that Windows prefers; the standard's own
 * mapping (JIS X 0208:1997, as iconv and Python apply it) is put back.
 */
const JIS_X_0208_CELLS: Readonly<Record<string, string>> = {
  '\uFF5E': '\u301C',
  '\u2225': '\u2016',
  '\uFF0D': '\u2212',
  '\uFFE0': '\u00A2',
  '\uFFE1': '\u00A3',
  '\uFFE2': '\u00AC',
};

/** Decodes byte pairs of a 94×94 set in G0 (0x21–0x7E). A byte left over becomes U+FFFD. */
export function decodeJisPairs(bytes: Uint8Array, set: 'jis-x-0208' | 'jis-x-0212'): DecodedText {
  const width = set === 'jis-x-0208' ? 2 : 3;
  const pairs = bytes.length >> 1;
  const euc = new Uint8Array(pairs * width);
  for (let pair = 0; pair < pairs; pair++) {
    let at = pair * width;
    if (width === 3) euc[at++] = 0x8f; // EUC-JP: single shift 3 announces JIS X 0212
    euc[at] = (bytes[2 * pair] ?? 0) | 0x80;
    euc[at + 1] = (bytes[2 * pair + 1] ?? 0) | 0x80;
  }
  const { text, lossy } = decodeEncoding(euc, 'euc-jp');
  const standard =
    width === 3 ? text : text.replace(/[\uFF5E\u2225\uFF0D\uFFE0-\uFFE2]/g, (c) => JIS_X_0208_CELLS[c] ?? c);
  return bytes.length % 2 === 0 ? { text: standard, lossy } : { text: standard + REPLACEMENT, lossy: true };
}
