import type { ByteSource } from '../../../dicom/byte-source.js';
import { walkFragments } from '../../../dicom/fragments.js';
import type { DicomFile } from '../../../dicom/part10.js';
import type { PixelDataElement } from '../../../dicom/pixel-element.js';
import { headerComments } from './codestream-comments.js';
import type { RegionSearch } from './region-search.js';
import { searchValue } from './value-search.js';
import { readFully } from './windows.js';

/** Bytes of a fragment that are read first: most headers of codestreams fit. */
const FIRST = 2048;
/** No header of a codestream is read beyond this; colour profiles and thumbnails may stand in it. */
const MOST = 16 * 1024 * 1024;

const place = (): string => 'codestream comment';

/** Searches the offset table and the headers of compressed frames; native pixel data has neither. PS3.5 A.4. */
export function searchCodestreams(search: RegionSearch, file: DicomFile, pixelData: PixelDataElement): void {
  if (!pixelData.encapsulated) return;
  const source = file.layout.body;
  let buffer = new Uint8Array(FIRST);
  walkFragments(source, pixelData.offset, {
    littleEndian: file.transferSyntax.littleEndian,
    visit: (offset, length) => {
      for (let wanted = FIRST; ; wanted *= 8) {
        if (buffer.length < wanted) buffer = new Uint8Array(wanted);
        if (!needsMore(search, headOf(source, buffer, { offset, length: Math.min(length, wanted) }))) return;
        if (wanted >= length || wanted >= MOST) return;
      }
    },
  });
}

function headOf(source: ByteSource, buffer: Uint8Array, at: { offset: number; length: number }): Uint8Array {
  const target = buffer.subarray(0, at.length);
  return target.subarray(0, readFully(source, target, at.offset));
}

function needsMore(search: RegionSearch, bytes: Uint8Array): boolean {
  const { segments, cut } = headerComments(bytes);
  for (const { from, to } of segments) searchValue(search, { bytes, from, to, policy: 'opaque', place });
  return cut;
}
