import { DicomError } from './errors.js';
import type { HeaderWindow } from './header-window.js';

const ITEM = 0xfffee000;
const SEQUENCE_END = 0xfffee0dd;

/**
 * Walks over encapsulated fragments (PS3.5 A.4) without reading them.
 * @param position buffer offset of the first item
 * @returns the buffer offset after the sequence delimiter, and the file offset where the fragments end
 * @throws DicomError `truncated-pixel-data` when the file ends before the delimiter, `damaged-sequence` when an
 * item is not one.
 */
export function skipFragments(
  window: HeaderWindow,
  position: number,
  littleEndian: boolean,
): { position: number; contentEnd: number; fragments: number } {
  let at = position;
  for (let fragments = 0; ; fragments++) {
    const offset = at + window.delta;
    if (!window.ensure(at + 8)) throw new DicomError('truncated-pixel-data', offset);
    const tag =
      window.view.getUint16(at, littleEndian) * 0x10000 + window.view.getUint16(at + 2, littleEndian);
    const length = window.view.getUint32(at + 4, littleEndian);
    at += 8;
    if (tag === SEQUENCE_END) return { position: at, contentEnd: offset, fragments };
    if (tag !== ITEM || length === 0xffffffff) throw new DicomError('damaged-sequence', offset);
    if (at + window.delta + length > window.source.size) throw new DicomError('truncated-pixel-data', offset);
    if (at + length > window.filled) window.skip(at, length);
    else at += length;
  }
}
