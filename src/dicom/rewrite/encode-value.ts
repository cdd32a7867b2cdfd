import type { CharacterSet } from '../charset/character-set.js';
import { encodeText } from '../charset/encode.js';
import { isKnownVr, VR, type Vr, vrName } from '../vr.js';
import type { NewValue } from './new-value.js';
import { RewriteError } from './rewrite-error.js';

/** Thrown where a text has characters that the file's character set lacks: the file must be switched to UTF-8. */
export class OutsideCharacterSet extends RewriteError {
  constructor(tag: number) {
    super('value-not-encodable', tag);
  }
}

/** How values are written at one place of a file. */
export interface ValueCoding {
  readonly littleEndian: boolean;
  readonly characterSet: CharacterSet;
}

const GOVERNED = new Set<Vr>([VR.LO, VR.LT, VR.PN, VR.SH, VR.ST, VR.UC, VR.UT]);
const STRINGS = new Set<Vr>([
  ...GOVERNED,
  ...[VR.AE, VR.AS, VR.CS, VR.DA, VR.DS, VR.DT, VR.IS, VR.TM, VR.UI, VR.UR],
]);
/** PS3.5 6.2: VRs of one value, in which a backslash is a character. */
const SINGLE = new Set<Vr>([VR.LT, VR.ST, VR.UT, VR.UR]);

/** Bytes a value, and how one is written. PS3.5 6.2. */
const BINARY = new Map<Vr, readonly [number, (view: DataView, value: bigint, little: boolean) => void]>([
  [VR.US, [2, (view, value, little) => view.setUint16(0, Number(value), little)]],
  [VR.SS, [2, (view, value, little) => view.setInt16(0, Number(value), little)]],
  [VR.UL, [4, (view, value, little) => view.setUint32(0, Number(value), little)]],
  [VR.SL, [4, (view, value, little) => view.setInt32(0, Number(value), little)]],
  [VR.UV, [8, (view, value, little) => view.setBigUint64(0, value, little)]],
  [VR.SV, [8, (view, value, little) => view.setBigInt64(0, value, little)]],
]);
const RANGES = new Map<Vr, readonly [bigint, bigint]>([
  [VR.US, [0n, 0xffffn]],
  [VR.SS, [-0x8000n, 0x7fffn]],
  [VR.UL, [0n, 0xffffffffn]],
  [VR.SL, [-0x80000000n, 0x7fffffffn]],
  [VR.UV, [0n, 0xffffffffffffffffn]],
  [VR.SV, [-0x8000000000000000n, 0x7fffffffffffffffn]],
]);

/** True for VRs whose text Specific Character Set governs. PS3.5 6.1.2.2. */
export function isGovernedVr(vr: Vr): boolean {
  return GOVERNED.has(vr);
}

/**
 * The value field, of even length, for a value that is no sequence.
 * @throws OutsideCharacterSet; RewriteError `vr-unknown`, `value-kind-wrong`, `value-not-encodable`
 */
export function encodeValue(
  value: Exclude<NewValue, { kind: 'items' }>,
  element: { tag: number; vr: Vr },
  coding: ValueCoding,
): Uint8Array {
  const { tag, vr } = element;
  if (value.kind === 'bytes') return padded(value.bytes, vr);
  if (!isKnownVr(vr) || vr === VR.UN) throw new RewriteError('vr-unknown', tag);
  if (value.kind === 'text') return padded(encodeTexts(value.values, element, coding), vr);
  return encodeNumbers(value.values, element, coding);
}

function encodeTexts(
  values: readonly string[],
  { tag, vr }: { tag: number; vr: Vr },
  { characterSet }: ValueCoding,
): Uint8Array {
  if (!STRINGS.has(vr)) throw new RewriteError('value-kind-wrong', tag);
  // A backslash would make two values of one (PS3.5 6.4).
  const isSplit = SINGLE.has(vr) ? values.length > 1 : values.some((value) => value.includes('\\'));
  if (isSplit) throw new RewriteError('value-not-encodable', tag);
  const encoded = encodeText(values.join('\\'), characterSet, vrName(vr));
  if (encoded) return encoded;
  // PS3.5 6.1.2.2: other VRs are in the default repertoire whatever the file's character set is.
  if (!GOVERNED.has(vr) || characterSet.scheme === 'utf-8')
    throw new RewriteError('value-not-encodable', tag);
  throw new OutsideCharacterSet(tag);
}

function encodeNumbers(
  values: readonly (number | bigint)[],
  { tag, vr }: { tag: number; vr: Vr },
  { littleEndian }: ValueCoding,
): Uint8Array {
  if (vr === VR.FL || vr === VR.FD) return encodeFloats(values, { tag, vr }, littleEndian);
  if (vr === VR.AT) return encodeTags(values.map(Number), tag, littleEndian);
  const [width, write] = BINARY.get(vr) ?? [0];
  const [low, high] = RANGES.get(vr) ?? [];
  if (!write || low === undefined || high === undefined) throw new RewriteError('value-kind-wrong', tag);
  const out = new Uint8Array(values.length * width);
  for (const [i, given] of values.entries()) {
    if (typeof given === 'number' && !Number.isInteger(given))
      throw new RewriteError('value-not-encodable', tag);
    const value = BigInt(given);
    if (value < low || value > high) throw new RewriteError('value-not-encodable', tag);
    write(new DataView(out.buffer, i * width, width), value, littleEndian);
  }
  return out;
}

function encodeFloats(
  values: readonly (number | bigint)[],
  { tag, vr }: { tag: number; vr: Vr },
  little: boolean,
): Uint8Array {
  const width = vr === VR.FL ? 4 : 8;
  const out = new Uint8Array(values.length * width);
  const view = new DataView(out.buffer);
  for (const [i, given] of values.entries()) {
    const value = Number(given);
    // A number too large for single precision would become infinite.
    if (width === 4 && Number.isFinite(value) && !Number.isFinite(Math.fround(value)))
      throw new RewriteError('value-not-encodable', tag);
    if (width === 4) view.setFloat32(i * 4, value, little);
    else view.setFloat64(i * 8, value, little);
  }
  return out;
}

/** PS3.5 6.2: AT is a pair of words, group first. */
function encodeTags(values: readonly number[], tag: number, little: boolean): Uint8Array {
  const out = new Uint8Array(values.length * 4);
  const view = new DataView(out.buffer);
  for (const [i, value] of values.entries()) {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff)
      throw new RewriteError('value-not-encodable', tag);
    view.setUint16(i * 4, value >>> 16, little);
    view.setUint16(i * 4 + 2, value & 0xffff, little);
  }
  return out;
}

/** PS3.5 6.2: text is padded with a space, UI and bytes with NUL. */
function padded(bytes: Uint8Array, vr: Vr): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const out = new Uint8Array(bytes.length + 1);
  out.set(bytes);
  out[bytes.length] = STRINGS.has(vr) && vr !== VR.UI ? 0x20 : 0;
  return out;
}
