import { COLUMN, columnOf } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { type Crowding, crowdingOf, type Partition, refined, undivided } from './partition.js';
import { rankedByTime } from './ranking.js';
import { SEPARATORS, type SeparatedBy, type Separator, type SeparatorName } from './separators.js';
import type { Stack } from './stack.js';

/** How the frames of a stack fall into volumes. */
export interface VolumeSplit {
  /** Undefined when several frames lie at each place and nothing tells them apart. */
  readonly count: number | undefined;
  /** The attributes that tell the volumes apart, none for a single volume. */
  readonly separatedBy: readonly SeparatedBy[];
  /**
   * The most moments at which one and the same contrast was taken, 1 when nothing temporal separates the volumes;
   * undefined when `count` is.
   */
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

/**
 * Splits a stack into volumes: attributes are tried in the order of {@link SEPARATORS} and kept when they leave fewer
 * frames at one place. What they leave is ordered by time where that is certain. Frames that are left over then are
 * duplicates when they are few; when they are many the split is not known, and is not guessed.
 */
export function splitVolumes(table: Float64Table, stack: Stack, hints: VolumeHints = {}): VolumeSplit {
  return partitionVolumes(table, stack, hints).split;
}

/** A split, and the volume of each frame. */
export interface PartitionedVolumes {
  readonly split: VolumeSplit;
  /** Means nothing where the split's `count` is undefined. */
  readonly partition: Partition;
}

/** {@link splitVolumes} with the volume that each frame of the stack falls into. */
export function partitionVolumes(
  table: Float64Table,
  stack: Stack,
  hints: VolumeHints = {},
): PartitionedVolumes {
  return new Splitter(table, stack, hints).split();
}

class Splitter {
  private readonly chosen: Separator[] = [];
  private partition: Partition;
  private crowding: Crowding;
  /** What orders the volumes where no attribute's values tell them apart. */
  private order: SeparatedBy | undefined;

  constructor(
    private readonly table: Float64Table,
    private readonly stack: Stack,
    private readonly hints: VolumeHints,
  ) {
    this.partition = undivided(stack);
    this.crowding = crowdingOf(stack, this.partition);
  }

  split(): PartitionedVolumes {
    for (const separator of SEPARATORS) {
      if (this.crowding.most === 1) break;
      this.tryValues(separator);
    }
    if (this.isAmbiguous) this.tryTimeOrder();
    if (this.isAmbiguous) this.tryDeclaredOrder();
    return { split: this.result(), partition: this.partition };
  }

  private get isAmbiguous(): boolean {
    return this.crowding.extra > MAX_DUPLICATE_SHARE * this.stack.frames.length;
  }

  private tryValues(separator: Separator): void {
    const column = columnOf(separator.name as SeparatorName);
    const trial = refined({ table: this.table, column }, this.stack, this.partition);
    if (trial.count === this.partition.count) return;
    const after = crowdingOf(this.stack, trial);
    if (after.extra >= this.crowding.extra || !this.acceptable(separator, after)) return;
    this.partition = trial;
    this.crowding = after;
    this.chosen.push(separator);
  }

  private acceptable(separator: Separator, { filled }: Crowding): boolean {
    const places = this.stack.grid.places.length;
    if (separator.strength === 'strong') {
      return this.stack.frames.length >= MIN_FILL * filled.length * places;
    }
    return filled.filter((count) => count >= FULL_SHARE * places).length * 2 > filled.length;
  }

  private tryTimeOrder(): void {
    const ranking = rankedByTime(this.table, this.stack, this.partition);
    if (ranking) this.settle(ranking.partition, ranking.name);
  }

  /**
   * The last resort, and no guess: the header declares as many temporal positions as there are frames at every place,
   * and in the order of instance numbers each run of slices covers every place once.
   */
  private tryDeclaredOrder(): void {
    const { frames, grid } = this.stack;
    const places = grid.places.length;
    const count = this.hints.temporalPositions ?? 0;
    if (this.chosen.length > 0 || count < 2 || frames.length !== count * places) return;
    const numbers = frames.map((row) => this.table.get(row, COLUMN.instanceNumber));
    if (numbers.some(Number.isNaN) || new Set(numbers).size !== frames.length) return;
    const order = [...frames.keys()].sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    const volumes = new Array<number>(frames.length).fill(0);
    for (const [rank, frame] of order.entries()) volumes[frame] = Math.floor(rank / places);
    if (crowdingOf(this.stack, { volumes, count }).most === 1)
      this.settle({ volumes, count }, 'InstanceNumber');
  }

  private settle(partition: Partition, order: SeparatedBy): void {
    this.partition = partition;
    this.crowding = crowdingOf(this.stack, partition);
    this.order = order;
  }

  private result(): VolumeSplit {
    const separatedBy: SeparatedBy[] = this.chosen.map(({ name }) => name as SeparatorName);
    if (this.order) separatedBy.push(this.order);
    if (this.isAmbiguous) {
      const unknown = { count: undefined, timePoints: undefined, missing: undefined };
      return { ...unknown, separatedBy, duplicates: 0, incomplete: 0 };
    }
    const { places, gaps, regular, patterned } = this.stack.grid;
    const { sparse = false } = this.hints;
    const { filled, extra } = this.crowding;
    const expected = places.length + gaps;
    const countable = regular && !patterned && !sparse;
    const known = patterned || !regular ? places.length : expected;
    return {
      count: this.partition.count,
      separatedBy,
      timePoints: this.timePoints(),
      missing: countable ? filled.reduce((sum, count) => sum + expected - count, 0) : undefined,
      duplicates: extra,
      incomplete: sparse ? 0 : filled.filter((count) => count < known).length,
    };
  }

  /** The most distinct moments among the volumes of one contrast: repeated b=0 images do not make a time series. */
  private timePoints(): number {
    const moments = this.chosen.filter(({ temporal }) => temporal).map(columnNumber);
    if (moments.length === 0 && !this.order) return 1;
    const contrasts = this.chosen.filter(({ temporal }) => !temporal).map(columnNumber);
    const momentsOf = new Map<string, Set<string>>();
    for (const [frame, row] of this.stack.frames.entries()) {
      const read = (columns: readonly number[]): string =>
        columns.map((column) => this.table.get(row, column)).join('/');
      const moment = this.order ? `${this.partition.volumes[frame]}` : read(moments);
      const contrast = read(contrasts);
      const known = momentsOf.get(contrast);
      if (known) known.add(moment);
      else momentsOf.set(contrast, new Set([moment]));
    }
    return [...momentsOf.values()].reduce((most, { size }) => Math.max(most, size), 0);
  }
}

function columnNumber({ name }: Separator): number {
  return columnOf(name as SeparatorName);
}
