import type { Dataset } from '../dataset.js';
import type { Element } from '../element.js';
import { PixelError } from './pixel-error.js';
import type { PixelHeader } from './pixel-header.js';

/** An overlay plane of an image: bits over pixels. PS3.3 C.9.2. */
export interface Overlay {
  /** 0x6000 to 0x601E, even. */
  readonly group: number;
  readonly rows: number;
  readonly columns: number;
  /** Row and column of the image's pixel that the first bit lies over, 1-based; may lie outside the image. */
  readonly origin: readonly [number, number];
  /** `G` graphics, `R` region of interest. */
  readonly type: string;
  readonly subtype: string;
  readonly label: string;
  readonly description: string;
  readonly frames: number;
  /** Number of the image's frame that the first overlay frame belongs to, 1-based. */
  readonly firstImageFrame: number;
  /** Where the bits are: in Overlay Data, or in an unused bit of the pixel data's words (retired). */
  readonly bits:
    | { readonly kind: 'data'; readonly element: Element }
    | { readonly kind: 'embedded'; readonly bitPosition: number };
}

const FIRST_GROUP = 0x6000;
const LAST_GROUP = 0x601e;
/** Elements of a group. PS3.6. */
const ELEMENT = {
  rows: 0x0010,
  columns: 0x0011,
  frames: 0x0015,
  description: 0x0022,
  type: 0x0040,
  subtype: 0x0045,
  origin: 0x0050,
  imageFrameOrigin: 0x0051,
  bitPosition: 0x0102,
  label: 0x1500,
  data: 0x3000,
} as const;

/**
 * The overlays of an image, by group; their bits are not read. A group without Overlay Rows is none: files carry
 * leftovers of groups.
 * @throws PixelError `overlay-damaged` naming the group's attribute that is absent, impossible or too short
 */
export function overlaysOf(header: PixelHeader): Overlay[] {
  const overlays: Overlay[] = [];
  for (let group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
    const overlay = new Group(header.dataset, group).overlay(header);
    if (overlay) overlays.push(overlay);
  }
  return overlays;
}

function damaged(attribute: string): PixelError {
  return new PixelError('overlay-damaged', { attribute });
}

/** Reads one repeating group. */
class Group {
  constructor(
    private readonly dataset: Dataset,
    private readonly group: number,
  ) {}

  overlay(header: PixelHeader): Overlay | undefined {
    if (!this.element('rows')) return undefined;
    const rows = this.size('rows', 'OverlayRows');
    const columns = this.size('columns', 'OverlayColumns');
    const frames = this.element('frames') ? this.size('frames', 'NumberOfFramesInOverlay') : 1;
    const size = { rows, columns, frames };
    return {
      ...{ group: this.group, ...size },
      origin: this.origin(),
      type: this.text('type'),
      subtype: this.text('subtype'),
      label: this.text('label'),
      description: this.text('description'),
      firstImageFrame: this.number('imageFrameOrigin') ?? 1,
      bits: this.bits(header, size),
    };
  }

  private bits(
    header: PixelHeader,
    { rows, columns, frames }: { rows: number; columns: number; frames: number },
  ) {
    const element = this.element('data');
    if (element) {
      // PS3.5 8.1.2: the bits of all frames follow each other without gaps.
      if (element.length < Math.ceil((rows * columns * frames) / 8)) throw damaged('OverlayData');
      return { kind: 'data', element } as const;
    }
    return { kind: 'embedded', bitPosition: this.embeddedPosition(header) } as const;
  }

  /** PS3.3-2004 C.9.2 (retired): without Overlay Data the bits stand in the pixel data, outside the stored bits. */
  private embeddedPosition({ dataset }: PixelHeader): number {
    const position = this.number('bitPosition');
    const allocated = dataset.number('BitsAllocated');
    const highBit = dataset.number('HighBit');
    const stored = dataset.number('BitsStored');
    const isKnown = position !== undefined && highBit !== undefined && stored !== undefined;
    if (!isKnown || allocated !== 16 || position < 0 || position > 15) throw damaged('OverlayBitPosition');
    if (position <= highBit && position > highBit - stored) throw damaged('OverlayBitPosition');
    return position;
  }

  /** PS3.3 C.9.2.1.1: 1\1 is the first pixel; values below lie above or left of the image. */
  private origin(): [number, number] {
    const element = this.element('origin');
    if (!element) throw damaged('OverlayOrigin');
    const [row, column] = element.numbers();
    if (row === undefined || column === undefined) throw damaged('OverlayOrigin');
    // SS by the standard; some files say US.
    const signed = (value: number): number => (value > 0x7fff ? value - 0x10000 : value);
    return [signed(row), signed(column)];
  }

  private size(name: keyof typeof ELEMENT, attribute: string): number {
    const value = this.number(name);
    if (value === undefined || !Number.isInteger(value) || value < 1) throw damaged(attribute);
    return value;
  }

  private number(name: keyof typeof ELEMENT): number | undefined {
    return this.element(name)?.numbers()[0];
  }

  private text(name: keyof typeof ELEMENT): string {
    return this.element(name)?.firstString() ?? '';
  }

  private element(name: keyof typeof ELEMENT): Element | undefined {
    return this.dataset.element(this.group * 0x10000 + ELEMENT[name]);
  }
}

/**
 * The bits of one frame of an overlay from Overlay Data, as 0 and 1, row by row. `readOverlay` reads them wherever they
 * are.
 * @param frame 0-based, among the overlay's frames
 * @throws PixelError `frame-out-of-range`; `overlay-damaged` where the data is too short or stands in the pixel data
 */
export function overlayBits(header: PixelHeader, overlay: Overlay, frame = 0): Uint8Array {
  const { rows, columns, frames, bits } = overlay;
  if (!Number.isInteger(frame) || frame < 0 || frame >= frames) {
    throw new PixelError('frame-out-of-range', { frame });
  }
  if (bits.kind !== 'data') throw damaged('OverlayData');
  const size = rows * columns;
  const first = frame * size;
  // PS3.5 8.1.2 and annex D: least significant bit first, in 16-bit words of the file's byte order (OW). Bytes (OB)
  // are the same in little endian; in big endian PS3.5 A.3 only knows OW.
  const isBytes = bits.element.vrName === 'OB';
  const unit = isBytes ? 8 : 16;
  const from = Math.floor(first / unit);
  const count = Math.ceil((first + size) / unit) - from;
  const units = isBytes
    ? header.bytes(bits.element, from, { length: count, code: 'overlay-damaged' })
    : wordsOf(header, bits.element, { from, count });
  const out = new Uint8Array(size);
  for (let i = 0, bit = first - from * unit; i < size; i++, bit++) {
    out[i] = ((units[Math.floor(bit / unit)] ?? 0) >> (bit % unit)) & 1;
  }
  return out;
}

/** Words of a value; a last odd byte, which no conforming file has, is a word of its own. */
function wordsOf(
  header: PixelHeader,
  element: Element,
  { from, count }: { from: number; count: number },
): Uint16Array {
  const code = 'overlay-damaged';
  if (2 * (from + count) <= element.length) return header.words(element, from, { count, code });
  const words = new Uint16Array(count);
  words.set(header.words(element, from, { count: count - 1, code }));
  words[count - 1] = header.bytes(element, 2 * (from + count - 1), { length: 1, code })[0] ?? 0;
  return words;
}
