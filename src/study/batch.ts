import type { DicomFile } from '../dicom/part10.js';
import type { Frame } from './frame.js';
import { COLUMN, FRAME_WIDTH } from './frame-columns.js';
import { readFrames } from './frames.js';
import { equalPlanes, type Plane, planeKey } from './plane.js';
import { SEPARATORS } from './separators.js';
import { readSeriesHeader, type SeriesHeader, seriesKey } from './series-header.js';

/** One instance of a batch, without what it shares with others. */
export interface BatchInstance {
  readonly sopInstanceUID: string;
  /** Number of the series header in the batch. */
  readonly header: number;
  /** Rows of the frame table that are this instance's: planes, so a mosaic has many. */
  readonly planes: number;
  /** Number of Frames as stored, 0 for objects without pixels. */
  readonly frames: number;
  readonly instanceNumber: number | undefined;
  /** Rows and Columns, 0 where absent: of the image as stored, not of a mosaic's tiles. */
  readonly rows: number;
  readonly columns: number;
}

/** The headers of many instances in a form that crosses threads cheaply: shared parts once, frames as doubles. */
export interface HeaderBatch {
  readonly headers: readonly SeriesHeader[];
  readonly planes: readonly Plane[];
  readonly texts: readonly string[];
  /** {@link FRAME_WIDTH} doubles a frame; numbers of planes and texts are the batch's own. */
  readonly frames: Float64Array<ArrayBuffer>;
}

/** Gives equal things the same number. Neighbours are mostly equal, so the last one is looked at first. */
class Numbering<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<string, number>();
  private last: { key: string; number: number } | undefined;

  /** @param make called for a key that is new */
  numberOf(key: string, make: () => T): number {
    if (this.last?.key === key) return this.last.number;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.values.push(make()) - 1;
      this.numbers.set(key, number);
    }
    this.last = { key, number };
    return number;
  }
}

/** Frames that a batch has room for before it must grow. */
const FIRST_FRAMES = 128;

/** Collects instances into a {@link HeaderBatch}. */
export class BatchBuilder {
  private readonly headers = new Numbering<SeriesHeader>();
  private readonly planes = new Numbering<Plane>();
  private readonly texts = new Numbering<string>();
  private frames = new Float64Array(FIRST_FRAMES * FRAME_WIDTH);
  private used = 0;
  private lastPlane: { readonly plane: Plane; readonly number: number } | undefined;

  /** @param further attributes that the headers hold besides, see {@link readSeriesHeader} */
  constructor(private readonly further: readonly string[] = []) {}

  /** Adds an instance; nothing of the file is kept but what the study model needs. */
  add(file: DicomFile): BatchInstance {
    const ds = file.dataset;
    const transferSyntax = file.transferSyntax.uid;
    const frames = readFrames(ds);
    const instanceNumber = ds.number('InstanceNumber');
    for (const frame of frames) this.addFrame(frame, instanceNumber);
    return {
      sopInstanceUID: ds.string('SOPInstanceUID') ?? '',
      header: this.headers.numberOf(seriesKey(ds, transferSyntax, this.further), () =>
        readSeriesHeader(ds, transferSyntax, this.further),
      ),
      planes: frames.length,
      frames: frames.length === 0 ? 0 : Math.max(1, ds.number('NumberOfFrames') ?? 1),
      instanceNumber,
      rows: ds.number('Rows') ?? 0,
      columns: ds.number('Columns') ?? 0,
    };
  }

  private addFrame({ plane, position, separators }: Frame, instanceNumber: number | undefined): void {
    const at = this.reserve();
    this.frames[at + COLUMN.plane] = plane ? this.planeNumber(plane) : Number.NaN;
    this.frames[at + COLUMN.x] = position?.[0] ?? Number.NaN;
    this.frames[at + COLUMN.y] = position?.[1] ?? Number.NaN;
    this.frames[at + COLUMN.z] = position?.[2] ?? Number.NaN;
    this.frames[at + COLUMN.instanceNumber] = instanceNumber ?? Number.NaN;
    this.frames[at + COLUMN.instance] = Number.NaN;
    for (const [i, { name }] of SEPARATORS.entries()) {
      const value = separators[name];
      const number = typeof value === 'string' ? this.texts.numberOf(value, () => value) : value;
      this.frames[at + COLUMN.firstSeparator + i] = number ?? Number.NaN;
    }
  }

  /** Neighbours mostly lie alike: comparing with the last plane is cheaper than making a key. */
  private planeNumber(plane: Plane): number {
    if (!this.lastPlane || !equalPlanes(this.lastPlane.plane, plane)) {
      this.lastPlane = { plane, number: this.planes.numberOf(planeKey(plane), () => plane) };
    }
    return this.lastPlane.number;
  }

  /** Room for one more frame. @returns where it starts */
  private reserve(): number {
    const at = this.used;
    this.used += FRAME_WIDTH;
    if (this.used > this.frames.length) {
      const grown = new Float64Array(2 * this.frames.length);
      grown.set(this.frames);
      this.frames = grown;
    }
    return at;
  }

  /** The batch so far. */
  build(): HeaderBatch {
    return {
      headers: this.headers.values,
      planes: this.planes.values,
      texts: this.texts.values,
      frames: this.frames.slice(0, this.used),
    };
  }
}
