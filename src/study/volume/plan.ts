import { COLUMN, columnOf } from '../frame-columns.js';
import type { InstanceTable } from '../instance-table.js';
import type { Plane } from '../plane.js';
import { SEPARATORS, type SeparatedBy, type SeparatorName } from '../separators.js';
import { placedFrames } from '../series-geometry.js';
import { positionOf, type Stack } from '../stack.js';
import { stacksOf } from '../stacks.js';
import { partitionVolumes } from '../volumes.js';
import { type VolumeGrid, volumeGrid } from './grid.js';
import { inTimeOrder, type Moments, momentsOf } from './time-order.js';
import { VolumeError } from './volume-error.js';

/** Where the pixels of one slice are. */
export interface SliceRef {
  /** Number of the instance in the table. */
  readonly instance: number;
  /** 0-based frame of the instance. */
  readonly frame: number;
  /** 0-based tile of the frame, where the frame is a mosaic. */
  readonly tile?: number;
  /** Row of the frame table: what the header says of this slice alone. */
  readonly row: number;
}

/** One volume of a series before its pixels are read. */
export interface PlannedVolume {
  /** Number of its stack in the series, largest first, as in the series' geometry. */
  readonly stack: number;
  /** Its place among the volumes of its stack in time, from 0. */
  readonly number: number;
  /** Along row × column of the plane. */
  readonly slices: readonly SliceRef[];
  /** Where the voxels lie, or why these slices make no volume. */
  readonly grid: VolumeGrid | VolumeError;
  /** What told the stack's volumes apart, none where it is only one. */
  readonly separatedBy: readonly SeparatedBy[];
  /** Values of those attributes that all slices of this volume share: its echo time, its b-value. */
  readonly separators: Readonly<Partial<Record<SeparatorName, number | string>>>;
  /** The earliest of each moment that its slices state, in the attribute's unit; times of day in seconds. */
  readonly moments: Moments;
}

/** The volumes of a series. */
export interface SeriesVolumes {
  /** Stack by stack, each in time order. */
  readonly volumes: readonly PlannedVolume[];
  /** Frames without a place in the patient: they are in no volume. */
  readonly unplaced: number;
}

/**
 * Plans the volumes of a series: which slice of which instance goes where. Every placed frame is in exactly one volume;
 * one that is incomplete or irregular is there with the reason in the place of its grid.
 * @param instances numbers of the instances, each SOP Instance UID once, as in `Series.instances`
 */
export function planVolumes(table: InstanceTable, instances: readonly number[]): SeriesVolumes {
  const { rows, unplaced, hints } = placedFrames(table, instances);
  const stacks = stacksOf({ table: table.frames, planes: table.planes }, rows);
  const volumes = stacks.flatMap((stack, number) => {
    const { split, partition } = partitionVolumes(table.frames, stack, hints);
    const planner = new StackPlanner(table, stack, { number, separatedBy: split.separatedBy });
    if (split.count === undefined) return [planner.ambiguous()];
    return planner.volumes(partition.volumes, split.count, hints.sparse ?? false);
  });
  return { volumes, unplaced };
}

interface StackFacts {
  readonly number: number;
  readonly separatedBy: readonly SeparatedBy[];
}

class StackPlanner {
  constructor(
    private readonly table: InstanceTable,
    private readonly stack: Stack,
    private readonly facts: StackFacts,
  ) {}

  ambiguous(): PlannedVolume {
    const all = this.stack.frames.map((_, frame) => frame);
    return this.planned(this.alongNormal(all), { number: 0, grid: new VolumeError('ambiguous-volumes') });
  }

  volumes(volumeOf: readonly number[], count: number, sparse: boolean): PlannedVolume[] {
    const members = Array.from({ length: count }, (): number[] => []);
    for (const [frame, volume] of volumeOf.entries()) members[volume]?.push(frame);
    const ordered = inTimeOrder(
      this.table,
      members.filter((frames) => frames.length > 0).map((frames) => this.alongNormal(frames)),
      { rowOf: (frame) => this.rowOf(frame), separatedBy: this.facts.separatedBy },
    );
    return ordered.map((frames, number) =>
      this.planned(frames, { number, grid: this.gridOf(frames, sparse) }),
    );
  }

  private planned(
    frames: readonly number[],
    own: { number: number; grid: VolumeGrid | VolumeError },
  ): PlannedVolume {
    const rows = frames.map((frame) => this.rowOf(frame));
    return {
      stack: this.facts.number,
      number: own.number,
      slices: rows.map((row) => this.sliceOf(row)),
      grid: own.grid,
      separatedBy: this.facts.separatedBy,
      separators: this.shared(rows),
      moments: momentsOf(this.table, rows),
    };
  }

  private rowOf(frame: number): number {
    return this.stack.frames[frame] ?? -1;
  }

  private planeOf(row: number): Plane {
    return this.table.planes[this.table.frames.get(row, COLUMN.plane)] ?? this.stack.plane;
  }

  /** Frames by place; at one place in the order of the table. */
  private alongNormal(frames: readonly number[]): number[] {
    const place = (frame: number): number => this.stack.placeNumbers[frame] ?? 0;
    return [...frames].sort((a, b) => place(a) - place(b) || this.rowOf(a) - this.rowOf(b));
  }

  private gridOf(frames: readonly number[], sparse: boolean): VolumeGrid | VolumeError {
    const { grid, placeNumbers } = this.stack;
    const places = new Set(frames.map((frame) => placeNumbers[frame]));
    if (places.size < frames.length) return new VolumeError('duplicate-slices');
    // Frames without content may be left out of a segmentation: PS3.3 C.8.20.2.
    if (!sparse && places.size < grid.places.length) return new VolumeError('missing-slices');
    const rows = frames.map((frame) => this.rowOf(frame));
    const [first] = rows;
    // The first slice's own plane: volumes that moved lie differently, and the stack's plane is one of them.
    const plane = first === undefined ? this.stack.plane : this.planeOf(first);
    const positionsMm = rows.map((row) => positionOf(this.table.frames, row));
    return volumeGrid({ plane, positionsMm, singleSliceMm: this.singleSliceMm(first, plane) });
  }

  private singleSliceMm(row: number | undefined, plane: Plane): number | undefined {
    if (row === undefined) return undefined;
    const instance = this.table.frames.get(row, COLUMN.instance);
    return this.table.header(instance).declared.sliceSpacingMm ?? plane.thicknessMm;
  }

  private sliceOf(row: number): SliceRef {
    const instance = this.table.frames.get(row, COLUMN.instance);
    const at = row - this.table.frameRows(instance).first;
    const matrix = this.table.matrix(instance);
    const { rows, columns } = this.planeOf(row);
    const isTile = matrix !== undefined && (matrix.rows !== rows || matrix.columns !== columns);
    return isTile ? { instance, frame: 0, tile: at, row } : { instance, frame: at, row };
  }

  private shared(rows: readonly number[]): PlannedVolume['separators'] {
    const found: Partial<Record<SeparatorName, number | string>> = {};
    for (const { name, type } of SEPARATORS) {
      if (!this.facts.separatedBy.includes(name)) continue;
      const values = new Set(rows.map((row) => this.table.frames.get(row, columnOf(name))));
      const [value] = values;
      if (values.size !== 1 || value === undefined || Number.isNaN(value)) continue;
      found[name] = type === 'text' ? (this.table.texts[value] ?? '') : value;
    }
    return found;
  }
}
