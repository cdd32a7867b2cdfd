import { COLUMN, columnOf } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { SEPARATORS, type SeparatedBy, type Separator, type SeparatorName } from './separators.js';
import type { Stack } from './stacks.js';

/** How the frames of a stack fall into volumes. */
export interface VolumeSplit {
  /** Undefined when several frames lie at each place and nothing tells them apart. */
  readonly count: number | undefined;
  /** The attributes that tell the volumes apart, none for a single volume. */
  readonly separatedBy: readonly SeparatedBy[];
  /** Distinct moments among the volumes, 1 when nothing temporal separates them; undefined when `count` is. */
  readonly timePoints: number | undefined;
  /** Slices absent from the regular grid, over all volumes; undefined when the grid is irregular or `count` is. */
  readonly missing: number | undefined;
  /** Frames too many at a place of a volume. */
  readonly duplicates: number;
  /** Volumes that lack a slice. */
  readonly incomplete: number;
}

/** More repeats than this share of the frames are not duplicates but volumes nobody can tell apart. */
const MAX_DUPLICATE_SHARE = 0.25;
/** A volume with this share of the places counts as full. */
const FULL_SHARE = 0.9;
/** A strong separator that leaves volumes emptier than this on average separates slices, not volumes. */
const MIN_FILL = 0.2;

/** What the header says that bears on volumes. */
export interface VolumeHints {
  /** Number of Temporal Positions (0020,0105). */
  readonly temporalPositions?: number;
  /** Frames without content may be left out, as in segmentations (PS3.3 C.8.20.2): then none is missing. */
  readonly sparse?: boolean;
}

/** Frames by volume. The key of a volume is built from its separators' values. */
type Partition = readonly number[];

/**
 * Splits a stack into volumes: attributes are tried in the order of {@link SEPARATORS} and kept when they leave fewer
 * frames at one place. Frames that are left over are duplicates when they are few; when they are many the split is
 * not known, and is not guessed.
 */
export function splitVolumes(table: Float64Table, stack: Stack, hints: VolumeHints = {}): VolumeSplit {
  const splitter = new Splitter(table, stack, hints);
  return splitter.split();
}

class Splitter {
  private readonly places: number;
  private readonly chosen: Separator[] = [];
  /** For each frame the number of its volume. */
  private volumes: number[];
  private volumeCount = 1;
  /** Volumes follow the order of instance numbers. */
  private ordered = false;

  constructor(
    private readonly table: Float64Table,
    private readonly stack: Stack,
    private readonly hints: VolumeHints,
  ) {
    this.places = stack.grid.places.length;
    this.volumes = stack.frames.map(() => 0);
  }

  split(): VolumeSplit {
    let crowding = this.crowding(this.volumes);
    for (const separator of SEPARATORS) {
      if (crowding.most === 1) break;
      const trial = this.refine(separator.name as SeparatorName);
      if (trial.count === this.volumeCount) continue;
      const after = this.crowding(trial.volumes);
      if (after.extra >= crowding.extra || !this.acceptable(separator, trial)) continue;
      this.volumes = trial.volumes;
      this.volumeCount = trial.count;
      this.chosen.push(separator);
      crowding = after;
    }
    if (crowding.most > 1) crowding = this.byDeclaredOrder() ?? crowding;
    return this.result(crowding.extra);
  }

  /**
   * The last resort, and no guess: the header declares as many temporal positions as there are frames at every place,
   * and in the order of instance numbers each run of slices covers every place once.
   */
  private byDeclaredOrder(): { most: number; extra: number } | undefined {
    const { frames } = this.stack;
    const volumes = this.hints.temporalPositions ?? 0;
    if (this.chosen.length > 0 || volumes < 2 || frames.length !== volumes * this.places) return undefined;
    const number = (i: number): number => this.table.get(frames[i] ?? -1, COLUMN.instanceNumber);
    const order = frames.map((_, i) => i).sort((a, b) => number(a) - number(b));
    const trial = new Array<number>(frames.length).fill(0);
    for (const [rank, i] of order.entries()) trial[i] = Math.floor(rank / this.places);
    const after = this.crowding(trial);
    if (after.most > 1 || new Set(order.map(number)).size !== frames.length) return undefined;
    this.volumes = trial;
    this.volumeCount = volumes;
    this.ordered = true;
    return after;
  }

  /** The volumes that the present ones fall into when `name` is taken into account, too. */
  private refine(name: SeparatorName): { volumes: number[]; count: number } {
    const numbers = new Map<string, number>();
    const column = columnOf(name);
    const volumes = this.stack.frames.map((row, i) => {
      const value = this.table.get(row, column);
      const key = `${this.volumes[i]}/${Number.isNaN(value) ? '' : Number(value.toPrecision(9))}`;
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
      }
      return number;
    });
    return { volumes, count: numbers.size };
  }

  /** How many frames share a place of a volume: the most at any, and how many are too many in all. */
  private crowding(volumes: Partition): { most: number; extra: number } {
    const seen = new Map<number, number>();
    let most = 0;
    for (const [i, volume] of volumes.entries()) {
      const cell = volume * this.places + (this.stack.placeNumbers[i] ?? 0);
      const count = (seen.get(cell) ?? 0) + 1;
      seen.set(cell, count);
      most = Math.max(most, count);
    }
    return { most, extra: volumes.length - seen.size };
  }

  private acceptable(separator: Separator, trial: { volumes: Partition; count: number }): boolean {
    const fill = this.stack.frames.length / (trial.count * this.places);
    if (separator.strength === 'strong') return fill >= MIN_FILL;
    const filled = this.filled(trial.volumes, trial.count);
    const full = filled.filter((places) => places >= FULL_SHARE * this.places).length;
    return full * 2 > trial.count;
  }

  /** For each volume the number of places that hold a frame. */
  private filled(volumes: Partition, count: number): number[] {
    const cells = new Set<number>();
    const filled = new Array<number>(count).fill(0);
    for (const [i, volume] of volumes.entries()) {
      const cell = volume * this.places + (this.stack.placeNumbers[i] ?? 0);
      if (cells.has(cell)) continue;
      cells.add(cell);
      filled[volume] = (filled[volume] ?? 0) + 1;
    }
    return filled;
  }

  private result(extra: number): VolumeSplit {
    const separatedBy: SeparatedBy[] = this.chosen.map(({ name }) => name as SeparatorName);
    if (this.ordered) separatedBy.push('InstanceNumber');
    if (extra > MAX_DUPLICATE_SHARE * this.stack.frames.length) {
      return {
        count: undefined,
        separatedBy,
        timePoints: undefined,
        missing: undefined,
        duplicates: 0,
        incomplete: 0,
      };
    }
    const filled = this.filled(this.volumes, this.volumeCount);
    const { gaps, regular } = this.stack.grid;
    const { sparse = false } = this.hints;
    const expected = sparse ? 0 : this.places + gaps;
    return {
      count: this.volumeCount,
      separatedBy,
      timePoints: this.timePoints(),
      missing: regular && !sparse ? filled.reduce((sum, places) => sum + expected - places, 0) : undefined,
      duplicates: extra,
      incomplete: filled.filter((places) => places < expected).length,
    };
  }

  private timePoints(): number {
    if (this.ordered) return this.volumeCount;
    const columns = this.chosen.filter((s) => s.temporal).map((s) => columnOf(s.name as SeparatorName));
    if (columns.length === 0) return 1;
    const moments = new Set<string>();
    for (const row of this.stack.frames) {
      moments.add(columns.map((column) => this.table.get(row, column)).join('/'));
    }
    return moments.size;
  }
}
