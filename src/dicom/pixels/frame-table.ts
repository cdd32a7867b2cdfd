import type { DicomFile } from '../part10.js';
import { FragmentList } from './fragment-list.js';
import { startsOfBasicTable, startsOfExtendedTable } from './offset-tables.js';
import { PixelError } from './pixel-error.js';

/** Which fragments make which frame. */
export interface FrameTable {
  readonly fragments: FragmentList;
  /** Frames that there are, at most as many as declared. */
  readonly frames: number;
  /** The fragments of a frame: from `first` to before `end`. */
  extentOf(frame: number): { readonly first: number; readonly end: number };
}

/** How codestreams of the 1.2.840.10008.1.2.4 family begin: JPEG and JPEG-LS, JPEG 2000, JP2, JPEG XL and its container. */
const BEGINNINGS: readonly (readonly number[])[] = [
  [0xff, 0xd8, 0xff],
  [0xff, 0x4f, 0xff, 0x51],
  [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20],
  [0xff, 0x0a],
  [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20],
];

/**
 * Finds the fragments of each frame: by the extended, then the basic offset table; where neither is there or true, by
 * how many fragments there are and where codestreams begin. PS3.5 A.4, PS3.3 C.7.6.3.1.8.
 * Where fewer frames are there than `declared`, the table has those, if there is no doubt which they are.
 * @param file whose pixel data is encapsulated
 * @param declared Number of Frames
 * @throws PixelError `fragments-damaged` where the fragments cannot be told apart by frame; `no-pixel-data`
 */
export function frameTable(file: DicomFile, declared: number): FrameTable {
  const { pixelData, layout, transferSyntax } = file;
  if (!pixelData) throw new PixelError('no-pixel-data');
  const fragments = new FragmentList(layout.body, pixelData.offset, transferSyntax.littleEndian);
  const starts =
    byExtendedTable(file, fragments, declared) ?? byBasicTable(transferSyntax.uid, fragments, declared);
  const frames = Math.min(starts.length, declared);
  return {
    fragments,
    frames,
    extentOf: (frame) => ({
      first: starts[frame] ?? 0,
      end: starts[frame + 1] ?? fragments.size,
    }),
  };
}

function byExtendedTable(
  file: DicomFile,
  fragments: FragmentList,
  declared: number,
): Uint32Array | undefined {
  const starts = startsOfExtendedTable(file, fragments);
  return starts?.length === declared ? starts : undefined;
}

function byBasicTable(syntax: string, fragments: FragmentList, declared: number): Uint32Array {
  const starts = startsOfBasicTable(fragments);
  if (starts && starts.length >= declared) return starts;
  if (declared === 1) return Uint32Array.of(0).subarray(0, Math.min(1, fragments.size));
  const found = beginningsOf(syntax, fragments);
  if (found?.length === declared) return found;
  // A true table of fewer frames, and no better reading of the fragments.
  if (starts) return starts;
  if (fragments.table.length === 0 && found && found.length < declared) return found;
  throw new PixelError('fragments-damaged');
}

/**
 * Fragments that begin a frame as far as their bytes tell: those that begin a codestream or, in syntaxes whose
 * codestreams begin with anything (RLE, deflated frames), every one that is not empty, since these have one a frame.
 * @returns undefined where that is not so
 */
function beginningsOf(syntax: string, fragments: FragmentList): Uint32Array | undefined {
  const canTell = syntax.startsWith('1.2.840.10008.1.2.4.');
  const starts = new Uint32Array(fragments.size);
  let count = 0;
  for (let i = 0; i < fragments.size; i++) {
    const isStart = canTell ? beginsCodestream(fragments, i) : fragments.lengthOf(i) > 0;
    // What comes before the first beginning belongs to no frame.
    if (!isStart && canTell && count === 0 && fragments.lengthOf(i) > 0) return undefined;
    if (isStart) starts[count++] = i;
  }
  return starts.slice(0, count);
}

function beginsCodestream(fragments: FragmentList, fragment: number): boolean {
  const head = new Uint8Array(8);
  const length = fragments.readHead(fragment, head);
  return BEGINNINGS.some(
    (beginning) => beginning.length <= length && beginning.every((byte, i) => head[i] === byte),
  );
}
