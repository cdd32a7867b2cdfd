import { type DictionaryEntry, lookupKeyword } from '../dictionary.js';
import { NewObjectError } from './new-object-error.js';
import { isSingleText, isTextVr, textValue } from './text-values.js';

/** The whole numbers that a binary VR holds. PS3.5 table 6.2-1. */
const WHOLE: Readonly<Record<string, readonly [low: number, high: number]>> = {
  US: [0, 0xffff],
  SS: [-0x8000, 0x7fff],
  UL: [0, 0xffffffff],
  SL: [-0x80000000, 0x7fffffff],
};

/** What the bytes of a value are a multiple of. Pixels of 8 bits may be an odd number, in OW too: they are padded. */
const WORD_BYTES: Readonly<Record<string, number>> = { OB: 1, UN: 1, OW: 1, OF: 4, OD: 8 };

/** What decides the VRs that PS3.6 leaves open: the nearest values at or above the level. */
export interface PixelContext {
  /** Pixel Representation (0028,0103) is 1. */
  readonly isSigned: boolean;
  /** Bits Allocated (0028,0100), 16 where nothing says so. */
  readonly bitsAllocated: number;
  readonly isImplicit: boolean;
}

/** The values as a list: none for null, an empty text or an empty list. */
export function listOf(given: unknown): readonly unknown[] {
  if (given === null || given === '') return [];
  return Array.isArray(given) ? given : [given];
}

/** PS3.5 A.1 and A.2: native Pixel Data of more than 8 bits is OW; of fewer OB where the VR is written. */
function bytesVr(keyword: string, context: PixelContext): string {
  return keyword === 'PixelData' && context.bitsAllocated <= 8 && !context.isImplicit ? 'OB' : 'OW';
}

/** PS3.3 C.7.6.3.1: US or SS goes by Pixel Representation; a descriptor of several values also by its own sign. */
function wordVr(vm: string, values: readonly unknown[], context: PixelContext): string {
  const isNegative = vm !== '1' && values.some((value) => typeof value === 'number' && value < 0);
  return context.isSigned || isNegative ? 'SS' : 'US';
}

/**
 * The one VR an attribute is written in. dcmjs takes UN where its dictionary leaves a choice, US for US or SS, and
 * nothing but OW where it is asked to guess for bytes.
 */
export function settledVr(entry: DictionaryEntry, values: readonly unknown[], context: PixelContext): string {
  const { vr } = entry;
  if (!vr.includes(' or ')) return vr;
  const isBytes = values[0] instanceof Uint8Array;
  if (vr === 'OB or OW' || isBytes) return bytesVr(entry.keyword, context);
  return vr.includes('SS') ? wordVr(entry.vm, values, context) : 'US';
}

/** PS3.5 6.4: `1`, `2-4`, `1-n`, `2-2n`. An empty value is one of no values, whatever the multiplicity. */
function fitsMultiplicity(vm: string, count: number): boolean {
  if (count === 0) return true;
  const [low = '1', high = low] = vm.split(/-| or /);
  const least = Number(low);
  if (!high.endsWith('n')) return count >= least && count <= Number(high);
  return count >= least && count % (Number(high.slice(0, -1)) || 1) === 0;
}

/** An attribute's tag from a number or from a keyword. */
function tagValue(value: unknown, path: string): number {
  const tag = typeof value === 'string' ? lookupKeyword(value)?.tag : value;
  if (typeof tag !== 'number') throw new NewObjectError('wrong-kind', path);
  if (!Number.isInteger(tag) || tag < 0 || tag > 0xffffffff) throw new NewObjectError('out-of-range', path);
  return tag;
}

/** A copy of exactly these bytes: dcmjs reads what underlies a view from its beginning. */
function bytesValue(value: unknown, vr: string, path: string): ArrayBuffer {
  if (!(value instanceof Uint8Array)) throw new NewObjectError('wrong-kind', path);
  if (value.length % (WORD_BYTES[vr] ?? 1) !== 0) throw new NewObjectError('out-of-range', path);
  return Uint8Array.from(value).buffer;
}

function bigValue(value: unknown, path: string): bigint {
  const big = typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof big !== 'bigint') throw new NewObjectError('wrong-kind', path);
  if (big < 0n || big >= 1n << 64n) throw new NewObjectError('out-of-range', path);
  return big;
}

/** dcmjs writes any number into any field, its high bits lost. */
function numberValue(value: unknown, vr: string, path: string): number {
  if (typeof value !== 'number') throw new NewObjectError('wrong-kind', path);
  const limits = WHOLE[vr];
  const fits = limits
    ? Number.isInteger(value) && value >= limits[0] && value <= limits[1]
    : Number.isFinite(vr === 'FL' ? Math.fround(value) : value);
  if (!fits) throw new NewObjectError('out-of-range', path);
  return value;
}

function oneValue(value: unknown, vr: string, path: string): unknown {
  if (isTextVr(vr)) return textValue(value ?? '', vr, path);
  if (vr in WORD_BYTES) return bytesValue(value, vr, path);
  if (vr === 'AT') return tagValue(value, path);
  if (vr === 'UV') return bigValue(value, path);
  if (vr in WHOLE || vr === 'FL' || vr === 'FD') return numberValue(value, vr, path);
  // dcmjs 0.51 knows neither OL, OV nor SV: it would write them as UN.
  throw new NewObjectError('unsupported-vr', path);
}

/**
 * The values of an attribute that is no sequence, as dcmjs is to write them.
 * @throws NewObjectError for values of the wrong kind, number, range, form or length.
 */
export function plainValues(
  values: readonly unknown[],
  entry: { readonly vr: string; readonly vm: string },
  path: string,
): unknown[] {
  // The bytes of OB, OW and the like are one value, whatever they hold; so is a long text.
  const vm = entry.vr in WORD_BYTES || isSingleText(entry.vr) ? '1' : entry.vm;
  if (!fitsMultiplicity(vm, values.length)) throw new NewObjectError('wrong-multiplicity', path);
  return values.map((value) => oneValue(value, entry.vr, path));
}
