import { parseDecimal } from '../values/numbers.js';

/**
 * The measurement protocol that Siemens scanners keep as text ("ASCCONV" block): in CSA tag `MrPhoenixProtocol`
 * (older: `MrProtocol`), and from syngo XA on in (0021,xx19) of private creator `SIEMENS MR SDS 01`.
 */

/** What the line before the block's first assignment starts with. */
export const PHOENIX_BEGIN = '### ASCCONV BEGIN';
/** The line after its last. */
export const PHOENIX_END = '### ASCCONV END ###';
/** Up to 64 bits, the widest number a protocol has. */
const HEX = /^0[xX][0-9a-fA-F]{1,16}$/;

/** The value as it is meant: quotes off (doubled ones too: the block stands inside a quoted text), comments off. */
function decodeValue(raw: string): string {
  const text = raw.trim();
  if (text.startsWith('""')) {
    const end = text.indexOf('""', 2);
    return text.slice(2, end < 0 ? undefined : end);
  }
  if (text.startsWith('"')) {
    const end = text.indexOf('"', 1);
    return text.slice(1, end < 0 ? undefined : end);
  }
  const comment = text.indexOf('#');
  const bare = comment < 0 ? text : text.slice(0, comment).trim();
  return HEX.test(bare) ? BigInt(bare).toString() : bare;
}

/** The assignments, line by line; undefined when there is no block. A block without its end runs to the end. */
export function phoenixBlock(text: string): string | undefined {
  const begin = text.indexOf(PHOENIX_BEGIN);
  if (begin < 0) return undefined;
  const first = text.indexOf('\n', begin);
  if (first < 0) return '';
  const end = text.indexOf(PHOENIX_END, first);
  return text.slice(first + 1, end < 0 ? undefined : end);
}

/**
 * The assignments of the ASCCONV block, by their full key (`sSliceArray.asSlice[0].dThickness`), decoded: hexadecimal
 * numbers as decimal ones, strings without quotes, the rest as it stands. Where a key stands twice the last holds.
 * Empty when the text holds no block. Source: the blocks of syngo MR B17 to XA30 headers.
 */
export function parsePhoenix(text: string): Map<string, string> {
  const entries = new Map<string, string>();
  for (const line of (phoenixBlock(text) ?? '').split('\n')) {
    const equals = line.indexOf('=');
    const key = line.slice(0, Math.max(equals, 0)).trim();
    if (key !== '' && !key.startsWith('#')) entries.set(key, decodeValue(line.slice(equals + 1)));
  }
  return entries;
}

/** The value of a key as a finite number; undefined when the key is absent or its value is no number. */
export function phoenixNumber(entries: ReadonlyMap<string, string>, key: string): number | undefined {
  const text = entries.get(key);
  return text === undefined ? undefined : parseDecimal(text);
}
