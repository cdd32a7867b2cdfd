/** Numbers as bytes: PS3.5 Table 6.2-1 and 7.3 (byte ordering). */

/** VRs whose values are binary numbers that a double holds exactly. */
export type NumericVr = 'US' | 'SS' | 'UL' | 'SL' | 'FL' | 'FD';

interface Reader {
  readonly size: number;
  readonly get: (view: DataView, at: number, littleEndian: boolean) => number;
}

const READERS: Readonly<Record<NumericVr, Reader>> = {
  US: { size: 2, get: (view, at, little) => view.getUint16(at, little) },
  SS: { size: 2, get: (view, at, little) => view.getInt16(at, little) },
  UL: { size: 4, get: (view, at, little) => view.getUint32(at, little) },
  SL: { size: 4, get: (view, at, little) => view.getInt32(at, little) },
  FL: { size: 4, get: (view, at, little) => view.getFloat32(at, little) },
  FD: { size: 8, get: (view, at, little) => view.getFloat64(at, little) },
};

/** Calls `read` at the start of each whole value; bytes left over at the end are no value. */
function collect<T>(bytes: Uint8Array, size: number, read: (view: DataView, at: number) => T): T[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: T[] = [];
  for (let at = 0; at + size <= bytes.byteLength; at += size) values.push(read(view, at));
  return values;
}

/** Whether the VR is one that {@link readNumbers} reads. */
export function isNumericVr(vr: string): vr is NumericVr {
  return Object.hasOwn(READERS, vr);
}

/** The whole values of an element of a binary numeric VR. The view need not be aligned. */
export function readNumbers(bytes: Uint8Array, vr: NumericVr, littleEndian: boolean): number[] {
  const { size, get } = READERS[vr];
  return collect(bytes, size, (view, at) => get(view, at, littleEndian));
}

/** The whole values of an element of VR UV or SV (64-bit integers). */
export function readBigInts(bytes: Uint8Array, vr: 'UV' | 'SV', littleEndian: boolean): bigint[] {
  return collect(bytes, 8, (view, at) =>
    vr === 'UV' ? view.getBigUint64(at, littleEndian) : view.getBigInt64(at, littleEndian),
  );
}

/** The whole values of an AT element as tags, group × 65536 + element. Each half has the file's byte order. */
export function readTags(bytes: Uint8Array, littleEndian: boolean): number[] {
  return collect(
    bytes,
    4,
    (view, at) => view.getUint16(at, littleEndian) * 0x10000 + view.getUint16(at + 2, littleEndian),
  );
}
