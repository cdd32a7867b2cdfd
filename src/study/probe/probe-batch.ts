import type { Dataset } from '../../dicom/dataset.js';
import type { ProbeReader } from './probe-reader.js';

/** What was read of many instances, in a form that crosses threads cheaply: distinct readings once. */
export interface ProbeBatch {
  /** As `encodeReading` makes them. */
  readonly readings: readonly string[];
  /** Instance by instance, one number of `readings` for each probe. */
  readonly cells: Uint32Array<ArrayBuffer>;
  /** Frames of each instance. */
  readonly frames: Uint32Array<ArrayBuffer>;
}

/** Cells of the first table: a batch of files and as many probes as a protocol has fit without growing it. */
const FIRST_CELLS = 16_384;

/** Collects what probes find in instance after instance, on the thread that reads the files. */
export class ProbeCollector {
  private readonly readings: string[] = [];
  private readonly numbers = new Map<string, number>();
  private cells = new Uint32Array(FIRST_CELLS);
  private readonly frames: number[] = [];
  private last: readonly string[] = [];

  constructor(private readonly reader: ProbeReader) {}

  /** Reads an instance. */
  add(ds: Dataset): void {
    const { readings, frames } = this.reader.read(ds);
    const width = readings.length;
    const row = this.frames.length * width;
    const cells = this.cellsFor(row + width);
    // A plain loop: it runs once for every instance and probe. Most instances hold what the one before them holds.
    for (let column = 0; column < width; column++) {
      const reading = readings[column] ?? '';
      const isSame = reading === this.last[column];
      cells[row + column] = isSame ? (cells[row - width + column] ?? 0) : this.numberOf(reading);
    }
    this.frames.push(frames);
    this.last = readings;
  }

  /** What was collected so far. */
  build(): ProbeBatch {
    const cells = this.cells.slice(0, this.frames.length * this.reader.probes.length);
    return { readings: this.readings, cells, frames: Uint32Array.from(this.frames) };
  }

  /** The table, grown where it is too small. */
  private cellsFor(count: number): Uint32Array {
    if (count > this.cells.length) {
      const grown = new Uint32Array(Math.max(count, this.cells.length * 2));
      grown.set(this.cells);
      this.cells = grown;
    }
    return this.cells;
  }

  private numberOf(reading: string): number {
    let number = this.numbers.get(reading);
    if (number === undefined) {
      number = this.readings.push(reading) - 1;
      this.numbers.set(reading, number);
    }
    return number;
  }
}
