import { COLUMN, columnOf } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { normalOf, type Plane, placeToleranceMm, sameSampling, tiltDeg } from './plane.js';
import type { Family } from './plane-families.js';
import { placesOf, type SliceGrid, sliceGrid } from './slice-grid.js';
import { type FrameSet, isUnsettled, makeStack, positionOf, type Stack } from './stack.js';
import { dot } from './vectors.js';

/** Prospective correction turns a volume by less than this, degrees. */
const MAX_TURN_DEG = 5;
/** It moves a volume along its normal by less than this share of its extent. */
const MAX_SHIFT = 0.5;
/** Spacings of one scan agree within this share. */
const SPACING_SHARE = 0.01;
/** So many volumes must agree before turned planes are taken for one scan that moved. */
const MIN_TURNED = 3;

/** What may number the volumes of a scan, the instance itself for mosaics and multi-frame volumes. */
const VOLUME_COLUMNS = [
  COLUMN.instance,
  columnOf('TemporalPosition'),
  columnOf('AcquisitionNumber'),
  columnOf('AcquisitionTime'),
];

interface Volume {
  readonly frames: readonly number[];
  readonly distances: readonly number[];
  readonly grid: SliceGrid;
}

/**
 * Finds volumes that are alike but lie at slightly different positions or angles: prospective motion correction writes
 * new positions for each volume. Without this, every volume's slices would count as further slices of one stack.
 * @param families the series' planes, largest first
 * @returns the stack that the volumes make, slices numbered within each volume, and the families that have no part in
 * it; undefined when the frames do not fall into such volumes
 */
export function followMotion(
  frames: FrameSet,
  families: readonly Family[],
): { stack: Stack; rest: readonly Family[] } | undefined {
  const [largest] = families;
  if (!largest) return undefined;
  const alike = families.filter(
    ({ plane }) => sameSampling(plane, largest.plane) && tiltDeg(plane, largest.plane) <= MAX_TURN_DEG,
  );
  if (alike.length === 1 && !isUnsettled(makeStack(frames, largest))) return undefined;
  for (const column of VOLUME_COLUMNS) {
    const volumes = volumesBy(frames.table, alike, column);
    const minimum = alike.length > 1 ? MIN_TURNED : 2;
    if (!volumes || volumes.length < minimum || !areAlike(volumes)) continue;
    const rest = families.filter((family) => !alike.includes(family));
    return {
      stack: aligned(
        volumes,
        largest.plane,
        alike.some(({ mixedThickness }) => mixedThickness),
      ),
      rest,
    };
  }
  return undefined;
}

/** The volumes that a column's values make; undefined when one of them is no volume: absent, torn or irregular. */
function volumesBy(table: Float64Table, families: readonly Family[], column: number): Volume[] | undefined {
  const volumes: Volume[] = [];
  const seen = new Set<number>();
  for (const { plane, frames } of families) {
    const groups = new Map<number, number[]>();
    for (const row of frames) {
      const value = table.get(row, column);
      if (Number.isNaN(value)) return undefined;
      const group = groups.get(value);
      if (group) group.push(row);
      else groups.set(value, [row]);
    }
    for (const [value, group] of groups) {
      if (seen.has(value)) return undefined;
      seen.add(value);
      const volume = volumeOf(table, plane, group);
      if (!volume) return undefined;
      volumes.push(volume);
    }
  }
  return volumes;
}

function volumeOf(table: Float64Table, plane: Plane, frames: readonly number[]): Volume | undefined {
  const normal = normalOf(plane);
  const distances = frames.map((row) => dot(normal, positionOf(table, row)));
  const grid = sliceGrid(placesOf(distances, placeToleranceMm(plane)));
  return grid.places.length < 2 || isUnsettled({ grid }) ? undefined : { frames, distances, grid };
}

function extent({ grid: { places } }: Volume): { from: number; to: number } {
  return { from: places[0] ?? 0, to: places[places.length - 1] ?? 0 };
}

/** One spacing; most volumes of the full extent, none longer; all about the same place. */
function areAlike(volumes: readonly Volume[]): boolean {
  const sorted = [...volumes].sort((a, b) => slots(b) - slots(a) || extent(a).from - extent(b).from);
  const full = slots(sorted[0]);
  const reference = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!reference || slots(reference) !== full) return false;
  const { from, to } = extent(reference);
  const spacing = reference.grid.spacingMm ?? 0;
  return volumes.every((volume) => {
    const own = extent(volume);
    const shift = Math.abs((own.from + own.to - from - to) / 2);
    return (
      Math.abs((volume.grid.spacingMm ?? 0) / spacing - 1) <= SPACING_SHARE &&
      shift <= MAX_SHIFT * (to - from)
    );
  });
}

/** Places of a volume's grid, the empty ones between its ends included. */
function slots(volume: Volume | undefined): number {
  return volume ? volume.grid.places.length + volume.grid.gaps : 0;
}

function aligned(volumes: readonly Volume[], plane: Plane, mixedThickness: boolean): Stack {
  const frames: number[] = [];
  const slotNumbers: number[] = [];
  for (const volume of volumes) {
    const { from } = extent(volume);
    const spacing = volume.grid.spacingMm ?? 1;
    frames.push(...volume.frames);
    for (const distance of volume.distances) slotNumbers.push(Math.round((distance - from) / spacing));
  }
  const spacings = volumes.map(({ grid }) => grid.spacingMm ?? 0).sort((a, b) => a - b);
  const spacingMm = spacings[Math.floor((spacings.length - 1) / 2)] ?? 0;
  // Slots that no volume fills are gaps of the whole stack; the others are its places.
  const filled = [...new Set(slotNumbers)].sort((a, b) => a - b);
  const numberOf = new Map(filled.map((slot, number) => [slot, number]));
  const last = filled[filled.length - 1] ?? 0;
  return {
    plane,
    grid: {
      places: filled.map((slot) => slot * spacingMm),
      spacingMm,
      regular: true,
      gaps: last + 1 - filled.length,
      patterned: false,
    },
    frames,
    placeNumbers: slotNumbers.map((slot) => numberOf.get(slot) ?? 0),
    mixedThickness,
    moved: true,
  };
}
