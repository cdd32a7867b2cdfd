import type { ByteSource } from '../../../dicom/byte-source.js';
import type { Dataset } from '../../../dicom/dataset.js';
import { lookupTag, tagToString } from '../../../dicom/dictionary.js';
import type { Element } from '../../../dicom/element.js';
import type { DicomFile } from '../../../dicom/part10.js';
import { isPixelData } from '../../../dicom/pixel-element.js';

/** Shorter words stand in headers by chance. */
const SHORTEST = 4;
const PARTS = /[\p{L}\p{N}]+/gu;
const DIGITS = /\d+/g;
/** VRs of numbers, in which digits stand by chance: there a word is found when it is the whole value. */
const NUMBERS = new Set(['DS', 'IS', 'TM', 'AS']);
const DAYS = new Set(['DA', 'DT']);
const BINARY = new Set(['OB', 'OW', 'OD', 'OF', 'OL', 'OV', 'UN']);
/** Bytes of a long value that are searched at once. */
const WINDOW = 1024 * 1024;

/**
 * Finds every value of a file's header that still holds one of the concealed words: at any level, in any VR, in bytes of
 * unknown meaning too, whatever the case and the diacritics. A word is searched as a whole, in its parts of letters
 * and digits, and in its runs of digits, where these have four characters or more. Pixel data is not searched.
 * @param file read with `toEnd`
 * @returns paths such as `RequestAttributesSequence[0].RequestedProcedureID`; values never
 */
export function residues(file: DicomFile, words: readonly string[]): string[] {
  const { layout } = file;
  const all = wanted(words);
  const inMeta = new Search(all, layout.file, layout.meta.index.files);
  const preamble = new Uint8Array(Math.min(layout.metaStart, WINDOW));
  layout.file.read(preamble, 0, preamble.length, 0);
  const found = inMeta.inBytes(preamble) ? ['preamble'] : [];
  inMeta.level(file.meta, '', found);
  new Search(all, layout.body, layout.dataset.index.files).level(file.dataset, '', found);
  return found;
}

/** What is searched for: folded, each once. */
function wanted(words: readonly string[]): string[] {
  const all = words
    .map(fold)
    .flatMap((word) => [word.trim(), ...(word.match(PARTS) ?? []), ...(word.match(DIGITS) ?? [])]);
  return [...new Set(all)].filter((word) => word.length >= SHORTEST);
}

/** Lower case without diacritics. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

class Search {
  private readonly patterns: readonly Buffer[];

  constructor(
    private readonly words: readonly string[],
    private readonly body: ByteSource,
    private readonly offsets: Float64Array,
  ) {
    const encodings = ['utf8', 'utf16le'] as const;
    this.patterns = words.flatMap((word) => encodings.map((encoding) => Buffer.from(word, encoding)));
  }

  level(level: Dataset, path: string, found: string[]): void {
    for (const element of level.elements()) {
      const keyword = lookupTag(element.tag)?.keyword ?? tagToString(element.tag);
      const own = path + keyword;
      for (const [i, item] of level.items(element).entries()) this.level(item, `${own}[${i}].`, found);
      if (path === '' && isPixelData(element.tag)) continue;
      if (element.vrName !== 'SQ' && this.inElement(element)) found.push(own);
    }
  }

  /** Bytes are searched as they are, which finds ASCII and, by its little-endian form, UTF-16. */
  inBytes(bytes: Uint8Array): boolean {
    const folded = Buffer.from(bytes);
    // ASCII letters in lower case: what the patterns are in.
    for (const [i, byte] of folded.entries()) if (byte >= 0x41 && byte <= 0x5a) folded[i] = byte + 0x20;
    return this.patterns.some((pattern) => folded.includes(pattern));
  }

  private inElement(element: Element): boolean {
    if (element.deferred) return this.inFile(this.offsets[element.at] ?? 0, element.length);
    const vr = element.vrName;
    if (BINARY.has(vr)) return this.inBytes(element.bytes);
    const values = element.strings().map(fold);
    return values.some((value) => this.words.some((word) => holds(value, word, vr)));
  }

  private inFile(from: number, length: number): boolean {
    const overlap = Math.max(0, ...this.patterns.map((pattern) => pattern.length));
    const bytes = new Uint8Array(WINDOW + overlap);
    for (let at = 0; at < length; at += WINDOW) {
      const got = this.body.read(bytes, 0, Math.min(bytes.length, length - at), from + at);
      if (this.inBytes(bytes.subarray(0, got))) return true;
    }
    return false;
  }
}

function holds(value: string, word: string, vr: string): boolean {
  // PS3.5 9.1: a UID's components; its digits are many, and those of new UIDs are random.
  if (vr === 'UI') return value === word || value.split('.').includes(word);
  if (NUMBERS.has(vr)) return value.trim() === word;
  if (DAYS.has(vr)) return value === word || (word.length >= 8 && value.includes(word));
  return value.includes(word);
}
