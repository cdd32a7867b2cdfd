import type { HeaderBatch } from '../../study/batch.js';
import { FRAME_WIDTH, renumber } from '../../study/frame-columns.js';
import type { ProbeBatch } from '../../study/probe/probe-batch.js';
import type { ScannedFile } from './scan-file.js';
import type { ScanResult } from './scan-job.js';

/** A file of a batch of which every file holds an instance. */
export interface BatchPlace {
  readonly result: ScanResult;
  /** Index among its files. */
  readonly file: number;
}

/**
 * Files of several batches as one batch that was read in this order: what they share is numbered as it comes. All
 * batches were read with the same attributes and probes.
 * @throws RangeError for a file that is not there, or of a batch with a file that holds no instance
 */
export function reordered(places: readonly BatchPlace[]): ScanResult {
  const rows = new FrameRows();
  const found = places.map(({ result, file }): Found => {
    const scanned = instanceAt(result, file);
    return { scanned, batch: result.batch, row: rows.first(result, file) };
  });
  const headers = new Numbers<HeaderBatch['headers'][number]>();
  const files = found.map(({ scanned, batch }): ScannedFile => {
    const header = headers.numberOf(own(batch.headers, scanned.instance.header));
    return { ...scanned, instance: { ...scanned.instance, header } };
  });
  const batch = { headers: headers.values, ...framesOf(found) };
  const isProbed = places.some(({ result }) => result.probed);
  return { files, batch, ...(isProbed && { probed: probedOf(places) }) };
}

type Instance = Extract<ScannedFile, { kind: 'dicom' }>;

interface Found {
  readonly scanned: Instance;
  readonly batch: HeaderBatch;
  /** Of its first frame. */
  readonly row: number;
}

function instanceAt({ files }: ScanResult, file: number): Instance {
  const scanned = files[file];
  if (scanned?.kind !== 'dicom') throw new RangeError(`no instance in place ${file} of its batch`);
  return scanned;
}

/** Where the frames of each file of a batch begin; worked out once a batch. */
class FrameRows {
  private readonly known = new Map<ScanResult, readonly number[]>();

  first(result: ScanResult, file: number): number {
    let starts = this.known.get(result);
    if (!starts) {
      let next = 0;
      starts = result.files.map((_, i) => {
        const start = next;
        next += instanceAt(result, i).instance.planes;
        return start;
      });
      this.known.set(result, starts);
    }
    return own(starts, file);
  }
}

function framesOf(found: readonly Found[]): Omit<HeaderBatch, 'headers'> {
  const planes = new Numbers<HeaderBatch['planes'][number]>();
  const texts = new Numbers<string>();
  const total = found.reduce((sum, { scanned }) => sum + scanned.instance.planes, 0);
  const frames = new Float64Array(total * FRAME_WIDTH);
  let at = 0;
  for (const { scanned, batch, row } of found) {
    const end = at + scanned.instance.planes * FRAME_WIDTH;
    const copy = frames.subarray(at, end);
    copy.set(batch.frames.subarray(row * FRAME_WIDTH, row * FRAME_WIDTH + copy.length));
    renumber(copy, {
      plane: (number) => planes.numberOf(own(batch.planes, number)),
      text: (number) => texts.numberOf(own(batch.texts, number)),
    });
    at = end;
  }
  return { planes: planes.values, texts: texts.values, frames };
}

function probedOf(places: readonly BatchPlace[]): ProbeBatch {
  const readings = new Numbers<string>();
  const batches = places.map(({ result: { probed } }) => {
    if (!probed) throw new RangeError('a batch without probes');
    return probed;
  });
  const [first] = batches;
  const width = first ? first.cells.length / first.frames.length : 0;
  const cells = new Uint32Array(places.length * width);
  const frames = new Uint32Array(places.length);
  for (const [row, { file }] of places.entries()) {
    const probed = own(batches, row);
    for (let column = 0; column < width; column++) {
      const reading = own(probed.readings, own(probed.cells, file * width + column));
      cells[row * width + column] = readings.numberOf(reading);
    }
    frames[row] = own(probed.frames, file);
  }
  return { readings: readings.values, cells, frames };
}

/** Numbers things in the order in which they are met; of equal objects each has its own. */
class Numbers<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<T, number>();

  numberOf(value: T): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.numbers.set(value, number);
    }
    return number;
  }
}

function own<T>(values: { readonly [index: number]: T }, index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no number ${index} in a batch`);
  return value;
}
