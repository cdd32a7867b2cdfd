import type { Float64Table } from './growable.js';
import type { Stack } from './stack.js';

/** Frames by volume: for each frame of a stack the number of its volume, and how many volumes there are. */
export interface Partition {
  readonly volumes: readonly number[];
  readonly count: number;
}

/** How crowded the places of the volumes are. */
export interface Crowding {
  /** The most frames at any place of a volume. */
  readonly most: number;
  /** Frames that are one too many at their place. */
  readonly extra: number;
  /** For each volume the number of places that hold a frame. */
  readonly filled: readonly number[];
}

/** All frames in one volume. */
export function undivided(stack: Stack): Partition {
  return { volumes: stack.frames.map(() => 0), count: 1 };
}

/** The cell of a frame: its volume and its place in one number. */
export function cellOf(stack: Stack, { volumes }: Partition, frame: number): number {
  return (volumes[frame] ?? 0) * stack.grid.places.length + (stack.placeNumbers[frame] ?? 0);
}

/** Counts how the frames of a partition share places. */
export function crowdingOf(stack: Stack, partition: Partition): Crowding {
  const seen = new Map<number, number>();
  const filled = new Array<number>(partition.count).fill(0);
  let most = 0;
  for (const [frame, volume] of partition.volumes.entries()) {
    const cell = cellOf(stack, partition, frame);
    const count = (seen.get(cell) ?? 0) + 1;
    seen.set(cell, count);
    most = Math.max(most, count);
    if (count === 1) filled[volume] = (filled[volume] ?? 0) + 1;
  }
  return { most, extra: stack.frames.length - seen.size, filled };
}

/** The volumes that the present ones fall into when a column is taken into account, too. Absent values are one value. */
export function refined(
  { table, column }: { table: Float64Table; column: number },
  stack: Stack,
  { volumes }: Partition,
): Partition {
  const numbers = new Map<string, number>();
  const finer = stack.frames.map((row, frame) => {
    const value = table.get(row, column);
    const key = `${volumes[frame]}/${Number.isNaN(value) ? '' : Number(value.toPrecision(9))}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    return number;
  });
  return { volumes: finer, count: numbers.size };
}
