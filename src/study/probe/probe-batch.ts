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

/** Collects what probes find in instance after instance, on the thread that reads the files. */
export class ProbeCollector {
  private readonly readings: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly rows: Uint32Array[] = [];
  private readonly frames: number[] = [];
  private last: readonly string[] = [];

  constructor(private readonly reader: ProbeReader) {}

  /** Reads an instance. */
  add(ds: Dataset): void {
    const { readings, frames } = this.reader.read(ds);
    const before = this.rows.at(-1);
    const row = new Uint32Array(readings.length);
    // A plain loop: it runs once for every instance and probe.
    for (let column = 0; column < readings.length; column++) {
      const reading = readings[column] ?? '';
      const isSame = before !== undefined && reading === this.last[column];
      row[column] = isSame ? (before[column] ?? 0) : this.numberOf(reading);
    }
    this.rows.push(row);
    this.frames.push(frames);
    this.last = readings;
  }

  /** What was collected so far. */
  build(): ProbeBatch {
    const width = this.reader.probes.length;
    const cells = new Uint32Array(this.rows.length * width);
    for (const [i, row] of this.rows.entries()) cells.set(row, i * width);
    return { readings: this.readings, cells, frames: Uint32Array.from(this.frames) };
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
