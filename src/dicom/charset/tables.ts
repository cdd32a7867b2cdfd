import type { SingleByteSet } from './terms.js';

/**
 * Encoding Standard labels whose rows 0xA0–0xFF equal the ISO 8859 part. Only those rows are taken: the labels
 * for parts 1, 9 and 11 mean Windows code pages, which put printable characters at 0x80–0x9F.
 */
const LABELS: Readonly<Record<Exclude<SingleByteSet, 'latin1'>, string>> = {
  latin2: 'iso-8859-2',
  latin3: 'iso-8859-3',
  latin4: 'iso-8859-4',
  cyrillic: 'iso-8859-5',
  arabic: 'iso-8859-6',
  greek: 'iso-8859-7',
  hebrew: 'iso-8859-8',
  latin5: 'windows-1254',
  thai: 'windows-874',
  latin9: 'iso-8859-15',
};

/** The character that stands for a byte without a meaning. */
export const REPLACEMENT = '\uFFFD';

const cache = new Map<SingleByteSet, readonly string[]>();

function build(set: SingleByteSet): readonly string[] {
  const decoder = set === 'latin1' ? undefined : new TextDecoder(LABELS[set]);
  return Array.from({ length: 128 }, (_, index) => {
    const byte = 0x80 + index;
    // PS3.5 6.1.3: C1 (0x80–0x9F) holds control characters in every set, never a code page's letters.
    if (byte < 0xa0 || decoder === undefined) return String.fromCharCode(byte);
    const character = decoder.decode(Uint8Array.of(byte));
    const privateUse = character >= '\uE000' && character <= '\uF8FF';
    return privateUse ? REPLACEMENT : character;
  });
}

/** The 128 characters of a single-byte set for bytes 0x80–0xFF; {@link REPLACEMENT} where it has a hole. */
export function highTable(set: SingleByteSet): readonly string[] {
  let table = cache.get(set);
  if (table === undefined) {
    table = build(set);
    cache.set(set, table);
  }
  return table;
}
