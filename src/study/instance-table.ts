import type { BatchInstance, HeaderBatch } from './batch.js';
import { COLUMN, FRAME_WIDTH, renumber } from './frame-columns.js';
import { BytesColumn, Float64Table, Uint32Column } from './growable.js';
import type { Plane } from './plane.js';
import type { SeriesHeader } from './series-header.js';

const ABSENT = 0xffffffff;

/**
 * The instances of a delivery in columns: about 250 bytes each, headers and planes shared. Batches are added in the
 * order of the files; everything is found again by number.
 */
export class InstanceTable {
  readonly headers: SeriesHeader[] = [];
  readonly planes: Plane[] = [];
  readonly texts: string[] = [];
  readonly frames = new Float64Table(FRAME_WIDTH);
  private readonly headerNumbers = new Map<string, number>();
  private readonly planeNumbers = new Map<string, number>();
  private readonly textNumbers = new Map<string, number>();
  private readonly sopUids = new BytesColumn();
  private readonly headerOf = new Uint32Column();
  private readonly firstFrame = new Uint32Column();
  private readonly planeCount = new Uint32Column();
  private readonly frameCount = new Uint32Column();
  private readonly fileOf = new Uint32Column();
  private readonly matrices = new Uint32Column();
  private readonly instanceNumbers = new Float64Table(1);

  /** Number of instances, repeated ones included. */
  get size(): number {
    return this.headerOf.length;
  }

  /**
   * Adds a batch's instances.
   * @param files the number of each instance's file
   * @returns the number of the first instance added
   */
  addBatch(batch: HeaderBatch, instances: readonly BatchInstance[], files: readonly number[]): number {
    const first = this.size;
    const headers = batch.headers.map((header) => numbered(this.headerNumbers, this.headers, header));
    const planes = batch.planes.map((plane) => numbered(this.planeNumbers, this.planes, plane));
    const texts = batch.texts.map((text) => numbered(this.textNumbers, this.texts, text));
    renumber(batch.frames, { plane: (own) => planes[own] ?? 0, text: (own) => texts[own] ?? 0 });
    let row = this.frames.append(batch.frames);
    for (const [i, instance] of instances.entries()) {
      const number = this.headerOf.push(headers[instance.header] ?? 0);
      this.sopUids.pushText(instance.sopInstanceUID);
      this.firstFrame.push(row);
      this.planeCount.push(instance.planes);
      this.frameCount.push(instance.frames);
      this.fileOf.push(files[i] ?? ABSENT);
      this.matrices.push(instance.rows * 0x10000 + instance.columns); // both are US: PS3.3 C.7.6.3
      this.instanceNumbers.push(instance.instanceNumber ?? Number.NaN);
      for (let plane = 0; plane < instance.planes; plane++) this.frames.set(row++, COLUMN.instance, number);
    }
    return first;
  }

  sopInstanceUID(instance: number): string {
    return this.sopUids.textAt(instance);
  }

  /** The SOP Instance UID's bytes; only good until the next batch. */
  sopBytes(instance: number): Buffer {
    return this.sopUids.at(instance);
  }

  /** @throws RangeError for a number that no instance has */
  header(instance: number): SeriesHeader {
    const header = instance < this.size ? this.headers[this.headerOf.at(instance)] : undefined;
    if (!header) throw new RangeError(`no instance ${instance}`);
    return header;
  }

  headerNumber(instance: number): number {
    return this.headerOf.at(instance);
  }

  /** The number of the file an instance came from. */
  file(instance: number): number {
    return this.fileOf.at(instance);
  }

  /** Number of Frames as stored. */
  frameTotal(instance: number): number {
    return this.frameCount.at(instance);
  }

  /** Rows and Columns as stored; undefined for objects without pixels. */
  matrix(instance: number): { rows: number; columns: number } | undefined {
    const packed = this.matrices.at(instance);
    return packed === 0 ? undefined : { rows: packed >>> 16, columns: packed & 0xffff };
  }

  /** Instance Number (0020,0013). */
  instanceNumber(instance: number): number | undefined {
    const number = this.instanceNumbers.get(instance, 0);
    return Number.isNaN(number) ? undefined : number;
  }

  /** Numbers of the frame rows of an instance. */
  frameRows(instance: number): { first: number; count: number } {
    return { first: this.firstFrame.at(instance), count: this.planeCount.at(instance) };
  }
}

function numbered<T>(numbers: Map<string, number>, values: T[], value: T): number {
  const key = typeof value === 'string' ? value : JSON.stringify(value);
  let number = numbers.get(key);
  if (number === undefined) {
    number = values.push(value) - 1;
    numbers.set(key, number);
  }
  return number;
}
