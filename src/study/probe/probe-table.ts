import { Uint32Column } from '../growable.js';
import { CellTable } from './cell-table.js';
import { decodeKey, type EncodedReading, splitReading } from './encode-reading.js';
import { exactProbeKey, type Observed, type Probe, probeKey, type Reading } from './probe.js';
import type { ProbeBatch } from './probe-batch.js';
import { TextIndex } from './text-index.js';

/** A reading as its instances are counted. */
interface Tally {
  readonly instances: number[];
  frames: number;
}

/** What was read with every probe of every instance of a delivery: at most four bytes each, distinct readings once. */
export class ProbeTable {
  private readonly columns: ReadonlyMap<string, number>;
  /** The same by {@link exactProbeKey}. */
  private readonly exact: ReadonlyMap<string, number>;
  private readonly readings: TextIndex;
  private readonly cells: CellTable;
  private readonly frames: Uint32Column;

  /** @param whole a table that was read with these probes among others: this one is a view of it */
  constructor(
    readonly probes: readonly Probe[],
    private readonly whole?: ProbeTable,
  ) {
    this.readings = whole?.readings ?? new TextIndex();
    this.cells = whole?.cells ?? new CellTable(probes.length);
    this.frames = whole?.frames ?? new Uint32Column();
    const columns = probes.map((probe, column) => [probe, whole ? whole.columnOf(probe) : column] as const);
    this.columns = new Map(columns.map(([probe, column]) => [probeKey(probe), column]));
    this.exact = new Map(columns.map(([probe, column]) => [exactProbeKey(probe), column]));
  }

  /**
   * What these probes read, as if there had been no others: each with exactly its VR.
   * @throws RangeError for a probe that was not read
   */
  narrowedTo(probes: readonly Probe[]): ProbeTable {
    return new ProbeTable(probes, this);
  }

  /** Number of instances. */
  get size(): number {
    return this.frames.length;
  }

  /** True when the probe was read. */
  has(probe: Probe): boolean {
    return this.columns.has(probeKey(probe));
  }

  /** Adds the instances of a batch that was read with the same probes. @throws TypeError for a narrowed table */
  addBatch(batch: ProbeBatch): void {
    if (this.whole) throw new TypeError('a narrowed table takes in nothing');
    const numbers = Uint32Array.from(batch.readings, (text) => this.readings.numberOf(text));
    const { cells } = batch;
    for (const [row, frames] of batch.frames.entries()) {
      const from = row * this.probes.length;
      this.cells.push((column) => numbers[cells[from + column] ?? 0] ?? 0);
      this.frames.push(frames);
    }
  }

  /**
   * The distinct readings of some instances: those of most frames first, then in the order of the instances.
   * @throws RangeError for a probe that was not read
   */
  observed(probe: Probe, instances: readonly number[]): Observed[] {
    const column = this.columns.get(probeKey(probe));
    if (column === undefined) throw new RangeError(`not read: ${probeKey(probe)}`);
    const common = this.common(column, instances);
    if (common) return [{ reading: common, instances }];
    const parts = new Map<number, readonly EncodedReading[]>();
    const tallies = new Map<string, Tally>();
    let isFramewise = false;
    for (const instance of instances) {
      const cell = this.cellOf(instance, column);
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

  /** The one reading that all the instances have as a whole: then there is nothing to count. */
  private common(column: number, instances: readonly number[]): Reading | undefined {
    const [first] = instances;
    if (first === undefined) return undefined;
    const cell = this.cellOf(first, column);
    if (!instances.every((instance) => this.cellOf(instance, column) === cell)) return undefined;
    const [only, ...others] = splitReading(this.readings.text(cell));
    return only && others.length === 0 ? decodeKey(only.key) : undefined;
  }

  private columnOf(probe: Probe): number {
    const column = this.exact.get(exactProbeKey(probe));
    if (column === undefined) throw new RangeError(`not read: ${probeKey(probe)}`);
    return column;
  }

  private cellOf(instance: number, column: number): number {
    const cell = this.cells.at(instance, column);
    if (cell === undefined) throw new RangeError(`no instance ${instance}`);
    return cell;
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
