import { columnOf } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { type Partition, refinedBy } from './partition.js';
import type { SeparatorName } from './separators.js';
import type { Stack } from './stack.js';

/** For each frame of one volume the number of its turn; undefined where time gives none. */
type Turns = (frames: readonly number[], view: View) => ReadonlyMap<number, number> | undefined;

/** What the turns of frames are told from. */
interface View {
  readonly place: (frame: number) => number;
  readonly value: (frame: number) => number;
  readonly places: number;
}

/** Moments whose order may number the volumes, where their values differ from slice to slice. */
const RANKED: readonly (readonly [SeparatorName, Turns])[] = [
  // PS3.3 C.8.9.4.1.5 and C.7.6.1: moments of acquisition. One volume is over before the next begins.
  ['FrameReferenceTime', oneAfterTheOther],
  ['AcquisitionNumber', oneAfterTheOther],
  ['AcquisitionTime', oneAfterTheOther],
  // PS3.3 C.7.6.18.1: time after the trigger. Each slice has heart beats of its own, so that phases of different
  // slices may overlap; at one place they follow each other.
  ['TriggerTime', placeByPlace],
];

/** This share of the places must hold equally many frames, or of the volumes be full, before an order is believed. */
const EQUAL_SHARE = 0.9;

/** Volumes by order in time. */
export interface Ranking {
  readonly name: SeparatorName;
  readonly partition: Partition;
}

/**
 * Numbers the frames at each place of each volume by a moment that differs from slice to slice. Nothing is guessed: no
 * two frames at a place have one moment, and time gives turns that nearly all cover every place once.
 */
export function rankedByTime(table: Float64Table, stack: Stack, partition: Partition): Ranking | undefined {
  for (const [name, turnsOf] of RANKED) {
    const values = stack.frames.map((row) => table.get(row, columnOf(name)));
    if (values.some(Number.isNaN)) continue;
    const turns = allTurns(stack, partition, { values, turnsOf });
    if (turns) return { name, partition: refinedBy(partition, (frame) => turns[frame] ?? 0) };
  }
  return undefined;
}

function allTurns(
  stack: Stack,
  partition: Partition,
  { values, turnsOf }: { values: readonly number[]; turnsOf: Turns },
): number[] | undefined {
  const framesOf = Array.from({ length: partition.count }, (): number[] => []);
  for (const [frame, volume] of partition.volumes.entries()) framesOf[volume]?.push(frame);
  const all = new Array<number>(values.length).fill(0);
  const view = {
    place: (frame: number) => stack.placeNumbers[frame] ?? 0,
    value: (frame: number) => values[frame] ?? 0,
    places: stack.grid.places.length,
  };
  for (const frames of framesOf) {
    const turns = turnsOf(frames, view);
    if (!turns) return undefined;
    for (const [frame, turn] of turns) all[frame] = turn;
  }
  return all;
}

/** In the order of time a turn ends where a place comes again. */
function oneAfterTheOther(frames: readonly number[], { place, value, places }: View) {
  const order = [...frames].sort((a, b) => value(a) - value(b) || place(a) - place(b));
  const turns = new Map<number, number>();
  const lastAt = new Map<number, { turn: number; value: number }>();
  const sizes = [0];
  for (const frame of order) {
    const last = lastAt.get(place(frame));
    if (last?.value === value(frame)) return undefined;
    if (last?.turn === sizes.length - 1) sizes.push(0);
    const turn = sizes.length - 1;
    sizes[turn] = (sizes[turn] ?? 0) + 1;
    lastAt.set(place(frame), { turn, value: value(frame) });
    turns.set(frame, turn);
  }
  const full = sizes.filter((size) => size >= EQUAL_SHARE * places).length;
  return full * 2 > sizes.length ? turns : undefined;
}

/** At each place by itself the frames take turns. */
function placeByPlace(frames: readonly number[], { place, value }: View) {
  const order = [...frames].sort((a, b) => value(a) - value(b));
  const turns = new Map<number, number>();
  const lastAt = new Map<number, { turn: number; value: number }>();
  for (const frame of order) {
    const last = lastAt.get(place(frame));
    if (last?.value === value(frame)) return undefined;
    const turn = last ? last.turn + 1 : 0;
    lastAt.set(place(frame), { turn, value: value(frame) });
    turns.set(frame, turn);
  }
  const depths = [...lastAt.values()].map(({ turn }) => turn);
  const deepest = depths.reduce((most, depth) => Math.max(most, depth), 0);
  return depths.filter((depth) => depth === deepest).length >= EQUAL_SHARE * depths.length
    ? turns
    : undefined;
}
