import { columnOf } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { cellOf, type Partition } from './partition.js';
import type { SeparatorName } from './separators.js';
import type { Stack } from './stack.js';

/** Moments whose order at each place may number the volumes, where their values differ from slice to slice. */
const RANKED: readonly { readonly name: SeparatorName; readonly sequential: boolean }[] = [
  // PS3.3 C.7.6.2.1.4 and C.8.9.4: moments of acquisition. One volume is over before the next begins.
  { name: 'FrameReferenceTime', sequential: true },
  { name: 'AcquisitionNumber', sequential: true },
  { name: 'AcquisitionTime', sequential: true },
  // PS3.3 C.7.6.18.1: time after the trigger. Each slice has heart beats of its own, so that phases of different
  // slices may overlap; at one place they follow each other.
  { name: 'TriggerTime', sequential: false },
];

/** This share of the places must hold equally many frames before their order is believed. */
const EQUAL_SHARE = 0.9;

/** Volumes by order in time. */
export interface Ranking {
  readonly name: SeparatorName;
  readonly partition: Partition;
}

/**
 * Numbers the frames at each place of each volume by a moment that differs from slice to slice. Nothing is guessed:
 * the places hold equally many frames, no two at one moment, and, where slices are acquired one after the other, each
 * volume ends before the next begins.
 */
export function rankedByTime(table: Float64Table, stack: Stack, partition: Partition): Ranking | undefined {
  for (const { name, sequential } of RANKED) {
    const values = stack.frames.map((row) => table.get(row, columnOf(name)));
    if (values.some(Number.isNaN)) continue;
    const ranks = ranksOf(cells(stack, partition), values);
    if (!ranks) continue;
    const depth = Math.max(...ranks) + 1;
    const volumes = partition.volumes.map((volume, frame) => volume * depth + (ranks[frame] ?? 0));
    if (sequential && !followEachOther(volumes, values)) continue;
    return { name, partition: renumbered(volumes) };
  }
  return undefined;
}

function cells(stack: Stack, partition: Partition): Map<number, number[]> {
  const frames = new Map<number, number[]>();
  for (const frame of stack.frames.keys()) {
    const cell = cellOf(stack, partition, frame);
    const there = frames.get(cell);
    if (there) there.push(frame);
    else frames.set(cell, [frame]);
  }
  return frames;
}

/** For each frame its rank in its cell; undefined where moments coincide or the cells hold unequal numbers of frames. */
function ranksOf(
  cells: ReadonlyMap<number, readonly number[]>,
  values: readonly number[],
): number[] | undefined {
  const ranks = new Array<number>(values.length).fill(0);
  const sizes = new Map<number, number>();
  for (const frames of cells.values()) {
    const order = [...frames].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    for (const [rank, frame] of order.entries()) {
      if (rank > 0 && values[frame] === values[order[rank - 1] ?? -1]) return undefined;
      ranks[frame] = rank;
    }
    sizes.set(order.length, (sizes.get(order.length) ?? 0) + 1);
  }
  const deepest = Math.max(...sizes.keys());
  return (sizes.get(deepest) ?? 0) >= EQUAL_SHARE * cells.size ? ranks : undefined;
}

/** True when the moments of one volume all lie before those of the next; volumes of different contrast may overlap. */
function followEachOther(volumes: readonly number[], values: readonly number[]): boolean {
  const spans = new Map<number, { from: number; to: number }>();
  for (const [frame, volume] of volumes.entries()) {
    const value = values[frame] ?? 0;
    const span = spans.get(volume);
    spans.set(volume, { from: Math.min(span?.from ?? value, value), to: Math.max(span?.to ?? value, value) });
  }
  return [...spans].every(
    ([volume, { to }]) => to < (spans.get(volume + 1)?.from ?? Number.POSITIVE_INFINITY),
  );
}

function renumbered(volumes: readonly number[]): Partition {
  const numbers = new Map<number, number>();
  const dense = volumes.map((volume) => {
    const number = numbers.get(volume) ?? numbers.size;
    numbers.set(volume, number);
    return number;
  });
  return { volumes: dense, count: numbers.size };
}
