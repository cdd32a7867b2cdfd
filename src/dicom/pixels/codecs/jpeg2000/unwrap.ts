import { PixelError } from '../../pixel-error.js';
import { uint16 } from '../jpeg/segments.js';

const SIGNATURE = 0x6a502020;
const CODESTREAM = 0x6a703263;

function uint32(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at) * 0x10000 + uint16(bytes, at + 2);
}

/**
 * The codestream of a frame. PS3.5 A.4.4: a fragment holds no JP2 file, but some writers put one there; its boxes
 * (T.800 Annex I), the colour space among them, are passed over, as the standard's header is the one that counts.
 * @throws PixelError `codestream-damaged` when there is no codestream in the boxes
 */
export function unwrapJp2(bytes: Uint8Array): Uint8Array {
  if (uint32(bytes, 4) !== SIGNATURE) return bytes;
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = uint32(bytes, at);
    const head = short === 1 ? 16 : 8;
    // T.800 I.4: 1 stands for a length of 64 bits, 0 for all that follows.
    const length = short === 1 ? uint32(bytes, at + 8) * 2 ** 32 + uint32(bytes, at + 12) : short;
    const end = length === 0 ? bytes.length : at + length;
    if (end < at + head || end > bytes.length) throw new PixelError('codestream-damaged');
    if (uint32(bytes, at + 4) === CODESTREAM) return bytes.subarray(at + head, end);
    at = end;
  }
  throw new PixelError('codestream-damaged');
}
