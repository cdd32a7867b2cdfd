import type { CharacterSet } from './character-set.js';
import { codesOf } from './encode-tables.js';
import { escapeTo } from './escapes.js';
import { type CodeElements, type G0Set, type G1Set, parseTerm } from './terms.js';

/** A set and the code element that it is designated to. */
type Place = { readonly half: 'g0'; readonly set: G0Set } | { readonly half: 'g1'; readonly set: G1Set };

/** Sets of several bytes a character, which never stand at the start of a value: PS3.3 Table C.12-4. */
const MULTI_BYTE: Readonly<Record<string, Place>> = {
  'ISO 2022 IR 87': { half: 'g0', set: 'jis-x-0208' },
  'ISO 2022 IR 159': { half: 'g0', set: 'jis-x-0212' },
  'ISO 2022 IR 149': { half: 'g1', set: 'ks-x-1001' },
  'ISO 2022 IR 58': { half: 'g1', set: 'gb-2312' },
};

const placesIn = ({ g0, g1 }: CodeElements): Place[] => [
  { half: 'g0', set: g0 },
  { half: 'g1', set: g1 },
];

/** What is active at the start of a value for every reader. A term of Table C.12-4 alone designates nothing. */
function startOf({ initial }: CharacterSet): CodeElements {
  const isMultiByte = initial.g1 === 'ks-x-1001' || initial.g1 === 'gb-2312';
  return isMultiByte ? { g0: initial.g0, g1: 'none' } : initial;
}

/** The sets that may be used: those of the start, then those of the terms for code extensions, in their order. */
function declared(charset: CharacterSet, start: CodeElements): Place[] {
  // PS3.3 C.12.1.1.2: only the terms `ISO 2022 IR n` declare that escape sequences occur.
  const extended = charset.terms.filter((name) => name.startsWith('ISO 2022'));
  const later = extended.flatMap((name): Place[] => {
    const multiByte = MULTI_BYTE[name];
    if (multiByte) return [multiByte];
    const term = parseTerm(name);
    return term ? placesIn(term) : [];
  });
  return [...placesIn(start), ...later];
}

function isDoubleByte(set: G0Set): boolean {
  return set === 'jis-x-0208' || set === 'jis-x-0212';
}

/** The code of a character at a place; undefined when it has none, or one that would read as a delimiter. */
function codeAt(
  { half, set }: Place,
  codePoint: number,
  delimiters: ReadonlySet<number>,
): number | undefined {
  if (set === 'none') return undefined;
  const code = codesOf(set).get(codePoint);
  // PS3.5 6.1.2.3: 0x5C separates values although JIS X 0201 has YEN SIGN there.
  return half === 'g0' && code !== undefined && delimiters.has(code) ? undefined : code;
}

/**
 * The bytes so far, and what is designated where they end. Many readers cut a text at its escape sequences and read each
 * piece in one set: hence G1 is designated while G0 holds a single-byte set only, and anew after G0 was.
 */
class Extended {
  readonly out: number[] = [];
  private state: CodeElements;
  /** False where an escape sequence for G0 stands between the last one for G1 and here. */
  private g1IsRecent = true;

  constructor(private readonly start: CodeElements) {
    this.state = start;
  }

  /** Places in the order of preference: those that are active, then those that are declared. */
  places(declaredPlaces: readonly Place[]): Place[] {
    return [...placesIn(this.state), ...declaredPlaces];
  }

  /** Appends a character of one or two bytes, after the escape sequence where one is needed. */
  write({ half, set }: Place, code: number): void {
    if (half === 'g0') this.designateG0(set);
    else this.designateG1(set);
    if (code > 0xff) this.out.push(code >> 8);
    this.out.push(code & 0xff);
  }

  /** PS3.5 6.1.2.5.3: value 1 is active before line ends, TAB, FF, delimiters and the end of the value. */
  reset(): void {
    this.designateG0(this.start.g0);
    if (this.state.g1 !== this.start.g1) this.designateG1(this.start.g1);
    this.state = this.start;
    this.g1IsRecent = true;
  }

  private designateG0(set: G0Set): void {
    if (this.state.g0 === set) return;
    this.out.push(...escapeTo(set));
    this.state = { ...this.state, g0: set };
    this.g1IsRecent = false;
  }

  private designateG1(set: G1Set): void {
    if (set === 'none' || (this.state.g1 === set && this.g1IsRecent)) return;
    if (isDoubleByte(this.state.g0)) this.designateG0(this.start.g0);
    this.out.push(...escapeTo(set));
    this.state = { ...this.state, g1: set };
    this.g1IsRecent = true;
  }
}

/**
 * Encodes a text with code extensions (PS3.5 6.1.2.5), using the sets that `charset` declares and no others.
 * Undefined when a character is in none of them.
 * @param delimiters bytes at which the extensions end, see `delimitersOf`.
 */
export function encodeExtended(
  text: string,
  charset: CharacterSet,
  delimiters: ReadonlySet<number>,
): Uint8Array | undefined {
  const start = startOf(charset);
  const sets = declared(charset, start);
  const writer = new Extended(start);
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (delimiters.has(codePoint)) {
      writer.reset();
      writer.out.push(codePoint);
      continue;
    }
    const place = writer.places(sets).find((each) => codeAt(each, codePoint, delimiters) !== undefined);
    if (place === undefined) return undefined;
    writer.write(place, codeAt(place, codePoint, delimiters) ?? 0);
  }
  writer.reset();
  return Uint8Array.from(writer.out);
}
