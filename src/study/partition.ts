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

/** Counts how the frames of a partition share places. */
export function crowdingOf(stack: Stack, partition: Partition): Crowding {
  const seen = new Map<number, number>();
  const filled = new Array<number>(partition.count).fill(0);
  let most = 0;
  for (const [frame, volume] of partition.volumes.entries()) {
    const cell = volume * stack.grid.places.length + (stack.placeNumbers[frame] ?? 0);
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
  partition: Partition,
): Partition {
  return refinedBy(partition, (frame) => {
    const value = table.get(stack.frames[frame] ?? -1, column);
    return Number.isNaN(value) ? value : Number(value.toPrecision(9));
  });
}

/** The volumes that the present ones fall into by a value of each frame. */
export function refinedBy({ volumes }: Partition, value: (frame: number) => number): Partition {
  const numbers = new Map<string, number>();
  const finer = volumes.map((volume, frame) => {
    const key = `${volume}/${value(frame)}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    return number;
  });
  return { volumes: finer, count: numbers.size };
}
