import { Uint32Column } from '../growable.js';
import { decodeKey, type EncodedReading, splitReading } from './encode-reading.js';
import { type Observed, type Probe, probeKey } from './probe.js';
import type { ProbeBatch } from './probe-batch.js';
import { TextIndex } from './text-index.js';

/** Instances a block of cells holds. */
const BLOCK_ROWS = 1024;

/** A reading as its instances are counted. */
interface Tally {
  readonly instances: number[];
  frames: number;
}

/** What was read with every probe of every instance of a delivery: four bytes each, distinct readings once. */
export class ProbeTable {
  private readonly columns: ReadonlyMap<string, number>;
  private readonly width: number;
  private readonly readings = new TextIndex();
  private readonly blocks: Uint32Array[] = [];
  private readonly frames = new Uint32Column();

  constructor(readonly probes: readonly Probe[]) {
    this.columns = new Map(probes.map((probe, column) => [probeKey(probe), column]));
    this.width = probes.length;
  }

  /** Number of instances. */
  get size(): number {
    return this.frames.length;
  }

  /** True when the probe was read. */
  has(probe: Probe): boolean {
    return this.columns.has(probeKey(probe));
  }

  /** Adds the instances of a batch that was read with the same probes. */
  addBatch(batch: ProbeBatch): void {
    const numbers = Uint32Array.from(batch.readings, (text) => this.readings.numberOf(text));
    const { cells } = batch;
    for (let row = 0; row < batch.frames.length; row++) {
      const instance = this.frames.push(batch.frames[row] ?? 1);
      const block = this.blockOf(instance);
      const [from, to] = [row * this.width, (instance % BLOCK_ROWS) * this.width];
      for (let column = 0; column < this.width; column++) {
        block[to + column] = numbers[cells[from + column] ?? 0] ?? 0;
      }
    }
  }

  /**
   * The distinct readings of some instances: those of most frames first, then in the order of the instances.
   * @throws RangeError for a probe that was not read
   */
  observed(probe: Probe, instances: readonly number[]): Observed[] {
    const column = this.columns.get(probeKey(probe));
    if (column === undefined) throw new RangeError(`not read: ${probeKey(probe)}`);
    const parts = new Map<number, readonly EncodedReading[]>();
    const tallies = new Map<string, Tally>();
    let isFramewise = false;
    for (const instance of instances) {
      const cell =
        this.blocks[Math.floor(instance / BLOCK_ROWS)]?.[(instance % BLOCK_ROWS) * this.width + column];
      if (cell === undefined || instance >= this.size) throw new RangeError(`no instance ${instance}`);
      const split = parts.get(cell) ?? splitReading(this.readings.text(cell));
      parts.set(cell, split);
      isFramewise ||= split.length > 1;
      for (const part of split) count(tallies, part, { instance, frames: this.frames.at(instance) });
    }
    return [...tallies]
      .sort(([, a], [, b]) => b.frames - a.frames)
      .map(([key, tally]) => ({
        reading: decodeKey(key),
        instances: tally.instances,
        ...(isFramewise && { frames: tally.frames }),
      }));
  }

  private blockOf(instance: number): Uint32Array {
    const number = Math.floor(instance / BLOCK_ROWS);
    const block = this.blocks[number] ?? new Uint32Array(BLOCK_ROWS * this.width);
    this.blocks[number] = block;
    return block;
  }
}

function count(
  tallies: Map<string, Tally>,
  { key, frames }: EncodedReading,
  of: { readonly instance: number; readonly frames: number },
): void {
  const known = tallies.get(key) ?? { instances: [], frames: 0 };
  tallies.set(key, known);
  known.instances.push(of.instance);
  known.frames += frames ?? of.frames;
}
