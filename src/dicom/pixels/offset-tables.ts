import type { ByteSource } from '../byte-source.js';
import type { DicomFile } from '../part10.js';
import { type FragmentList, readFully } from './fragment-list.js';

const EXTENDED_OFFSET_TABLE = 0x7fe00001;
const WORD = 2 ** 32;

/**
 * The first fragment of each frame by the Basic Offset Table. PS3.5 A.4.
 * @returns undefined where the table is empty, or an entry is not where a fragment begins
 */
export function startsOfBasicTable(fragments: FragmentList): Uint32Array | undefined {
  const { offset, length } = fragments.table;
  // No frame is without a fragment, so a longer table lies, and is not read.
  if (length === 0 || length % 4 !== 0 || length / 4 > fragments.size) return undefined;
  const view = viewOf(fragments.source, offset, length);
  if (!view) return undefined;
  const offsets = new Float64Array(length / 4);
  for (let i = 0, last = 0; i < offsets.length; i++) {
    let entry = view.getUint32(i * 4, true);
    // Entries have 32 bits: beyond 4 GiB writers let them begin at 0 again, and no frame is that long.
    entry += Math.floor(last / WORD) * WORD;
    if (entry < last) entry += WORD;
    offsets[i] = entry;
    last = entry;
  }
  return startsAt(offsets, fragments);
}

/**
 * The first fragment of each frame by the Extended Offset Table (7FE0,0001). PS3.3 C.7.6.3.1.8.
 * @returns undefined where there is none, or an entry is not where a fragment begins
 */
export function startsOfExtendedTable(file: DicomFile, fragments: FragmentList): Uint32Array | undefined {
  const element = file.dataset.element(EXTENDED_OFFSET_TABLE);
  if (!element || element.length === 0 || element.length % 8 !== 0) return undefined;
  if (element.length / 8 > fragments.size) return undefined;
  const offset = file.layout.dataset.index.files[element.at] ?? 0;
  const view = viewOf(file.layout.body, offset, element.length);
  if (!view) return undefined;
  const offsets = new Float64Array(element.length / 8);
  for (let i = 0; i < offsets.length; i++) {
    offsets[i] = view.getUint32(i * 8, true) + view.getUint32(i * 8 + 4, true) * WORD;
  }
  return startsAt(offsets, fragments);
}

function viewOf(source: ByteSource, offset: number, length: number): DataView | undefined {
  const bytes = new Uint8Array(length);
  return readFully(source, bytes, offset) === length ? new DataView(bytes.buffer) : undefined;
}

/** Both rise; the first frame begins with the first fragment. */
function startsAt(offsets: Float64Array, fragments: FragmentList): Uint32Array | undefined {
  const starts = new Uint32Array(offsets.length);
  let fragment = 0;
  for (const [i, offset] of offsets.entries()) {
    while (fragment < fragments.size && fragments.tableOffsetOf(fragment) < offset) fragment++;
    const isHere = fragment < fragments.size && fragments.tableOffsetOf(fragment) === offset;
    if (!isHere || (i === 0 && fragment !== 0) || (i > 0 && starts[i - 1] === fragment)) return undefined;
    starts[i] = fragment;
  }
  return starts;
}
