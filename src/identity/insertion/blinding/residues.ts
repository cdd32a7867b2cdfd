import type { ByteSource } from '../../../dicom/byte-source.js';
import type { Dataset } from '../../../dicom/dataset.js';
import { lookupTag, tagToString } from '../../../dicom/dictionary.js';
import type { Element } from '../../../dicom/element.js';
import type { DicomFile } from '../../../dicom/part10.js';
import { isPixelData } from '../../../dicom/pixel-element.js';
import { lookupUid } from '../../../dicom/uids.js';

/** Shorter words stand in headers by chance. */
const SHORTEST = 4;
/** Shorter runs of digits are numbers by chance: of an image, of rows, of a time of day. */
const SHORTEST_NUMBER = 6;
/** Shorter components of UIDs are roots of makers, serial numbers of devices and times of day. */
const SHORTEST_COMPONENT = 8;
const PARTS = /[\p{L}\p{N}]+/gu;
const DIGITS = /\d+/g;
const UID = /^\d+(\.\d+){3,}$/;
/** VRs of numbers, in which digits stand by chance: there a long word is found when it is the whole value. */
const NUMBERS = new Set(['DS', 'IS', 'TM', 'AS', 'FD', 'FL', 'SS', 'SL', 'SV', 'US', 'UL', 'UV', 'AT']);
/** PS3.3 8.8: besides values of VR CS, what codes consist of. Words stand alone there: PRIMARY is not of a Mary. */
const CODES = new Set([
  'CodeValue',
  'LongCodeValue',
  'CodeMeaning',
  'CodingSchemeDesignator',
  'CodingSchemeVersion',
]);
const DAYS = new Set(['DA', 'DT']);
const BINARY = new Set(['OB', 'OW', 'OD', 'OF', 'OL', 'OV', 'UN']);
/** Bytes of a long value that are searched at once. */
const WINDOW = 1024 * 1024;

/** A text that is searched for, folded. */
interface Word {
  readonly text: string;
  /** Of letters, and part of an ID: PROSTATE of PROSTATE-0001, which in a code tells nobody. */
  readonly isPlain: boolean;
}

/**
 * Finds every value of a file's header that still holds one of the concealed words: at any level, in any VR, in bytes of
 * unknown meaning too, whatever the case and the diacritics. A word is searched as a whole, in its parts of letters
 * and digits, and in its runs of digits, where these have four characters or more; a UID as a whole, and in components of
 * eight digits or more. In codes, numbers and UIDs a word must stand alone. Registered UIDs and pixel data are not
 * searched.
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
function wanted(words: readonly string[]): Word[] {
  const byText = new Map<string, Word>();
  for (const { text, isPlain } of words.flatMap((word) => partsOf(fold(word).trim()))) {
    if (text.length < SHORTEST) continue;
    byText.set(text, { text, isPlain: isPlain && (byText.get(text)?.isPlain ?? true) });
  }
  return [...byText.values()];
}

/** A word, and what of it could stand without the rest. */
function partsOf(word: string): Word[] {
  const whole = { text: word, isPlain: false };
  const digits = word.match(DIGITS) ?? [];
  const parts = UID.test(word)
    ? digits.filter((component) => component.length >= SHORTEST_COMPONENT)
    : [...(word.match(PARTS) ?? []), ...digits].filter((part) => part !== word);
  return [whole, ...parts.map((text) => ({ text, isPlain: digits.length > 0 && !/\d/.test(text) }))];
}

/** Lower case without diacritics. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

class Search {
  private readonly patterns: readonly Buffer[];

  constructor(
    private readonly words: readonly Word[],
    private readonly body: ByteSource,
    private readonly offsets: Float64Array,
  ) {
    const encodings = ['utf8', 'utf16le'] as const;
    this.patterns = words.flatMap(({ text }) => encodings.map((encoding) => Buffer.from(text, encoding)));
  }

  level(level: Dataset, path: string, found: string[]): void {
    for (const element of level.elements()) {
      const keyword = lookupTag(element.tag)?.keyword ?? tagToString(element.tag);
      const own = path + keyword;
      for (const [i, item] of level.items(element).entries()) this.level(item, `${own}[${i}].`, found);
      if (path === '' && isPixelData(element.tag)) continue;
      if (element.vrName !== 'SQ' && this.inElement(element, keyword)) found.push(own);
    }
  }

  /** Bytes are searched as they are, which finds ASCII and, by its little-endian form, UTF-16. */
  inBytes(bytes: Uint8Array): boolean {
    const folded = Buffer.from(bytes);
    // ASCII letters in lower case: what the patterns are in.
    for (const [i, byte] of folded.entries()) if (byte >= 0x41 && byte <= 0x5a) folded[i] = byte + 0x20;
    return this.patterns.some((pattern) => folded.includes(pattern));
  }

  private inElement(element: Element, keyword: string): boolean {
    if (element.deferred) return this.inFile(this.offsets[element.at] ?? 0, element.length);
    const vr = element.vrName;
    if (BINARY.has(vr)) return this.inBytes(element.bytes);
    const values = element.strings().map(fold);
    const kind = CODES.has(keyword) ? 'CS' : vr;
    return values.some((value) => this.words.some((word) => holds(value, word, kind)));
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

function holds(value: string, { text, isPlain }: Word, vr: string): boolean {
  if (vr === 'UI') return inUid(value, text);
  if (NUMBERS.has(vr)) return text.length >= SHORTEST_NUMBER && value.trim() === text;
  if (DAYS.has(vr)) return value === text || (text.length >= 8 && value.includes(text));
  if (vr === 'CS') return !isPlain && standsAlone(value, text);
  return value.includes(text);
}

/** PS3.5 9.1: a UID's components; its digits are many, and those of new UIDs are random. Registered ones name nobody. */
function inUid(value: string, text: string): boolean {
  return (value === text || value.split('.').includes(text)) && !lookupUid(value);
}

const ALPHANUMERIC = /[\p{L}\p{N}]/u;

/** Whether a text stands in a value with neither letter nor digit beside it. */
function standsAlone(value: string, text: string): boolean {
  for (let at = value.indexOf(text); at >= 0; at = value.indexOf(text, at + 1)) {
    const around = [value[at - 1], value[at + text.length]];
    if (!around.some((character) => character !== undefined && ALPHANUMERIC.test(character))) return true;
  }
  return false;
}
