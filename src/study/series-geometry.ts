import { COLUMN } from './frame-columns.js';
import type { InstanceTable } from './instance-table.js';
import { orientationOf } from './plane.js';
import type { SeparatedBy } from './separators.js';
import type { SeriesHeader } from './series-header.js';
import type { Stack } from './stack.js';
import { stacksOf } from './stacks.js';
import { splitVolumes, type VolumeHints, type VolumeSplit } from './volumes.js';

/** One orientation of a series: its planes, how far apart they lie, what is missing or doubled. */
export interface StackGeometry {
  readonly orientation: 'axial' | 'coronal' | 'sagittal';
  readonly obliquityDeg: number;
  readonly rows: number;
  readonly columns: number;
  /** Between rows, between columns. */
  readonly pixelSpacingMm: readonly [number, number] | undefined;
  /** Undefined when absent, or when the slices differ in it. */
  readonly sliceThicknessMm: number | undefined;
  /** Distinct places along the normal. */
  readonly slices: number;
  /** Centre to centre, from positions; undefined for a single slice. */
  readonly sliceSpacingMm: number | undefined;
  /** False when missing slices cannot be told from the positions. */
  readonly regular: boolean;
  /** True when the volumes lie at slightly different positions, as prospective motion correction leaves them. */
  readonly moved: boolean;
  readonly volumes: VolumeSplit;
}

/** The volumes and planes of a series. */
export interface SeriesGeometry {
  /** Largest first. */
  readonly stacks: readonly StackGeometry[];
  /** Frames without a position in the patient. */
  readonly unplaced: number;
  /** Matrix of the largest stack; of the images where none is placed and all have the same. */
  readonly rows: number | undefined;
  readonly columns: number | undefined;
}

/** The frames of a series that have a place in the patient, and what its headers say that bears on volumes. */
export interface PlacedFrames {
  /** Rows of the frame table. */
  readonly rows: readonly number[];
  /** Frames without a place. */
  readonly unplaced: number;
  readonly hints: VolumeHints;
}

/**
 * Finds the frames that stacks are made of.
 * @param instances numbers of the instances, each SOP Instance UID once
 */
export function placedFrames(table: InstanceTable, instances: readonly number[]): PlacedFrames {
  const rows: number[] = [];
  let unplaced = 0;
  for (const instance of instances) {
    const { first, count } = table.frameRows(instance);
    const before = rows.length;
    for (let row = first; row < first + count; row++) {
      if (!Number.isNaN(table.frames.get(row, COLUMN.plane))) rows.push(row);
    }
    // Number of Frames may exceed the frames that the functional groups describe; a mosaic has more planes than frames.
    const placed = rows.length - before;
    unplaced += Math.max(placed, count, table.frameTotal(instance)) - placed;
  }
  return { rows, unplaced, hints: hintsOf(instances.map((instance) => table.header(instance))) };
}

/**
 * Works out the geometry of a series from its frames' positions.
 * @param instances numbers of the instances, each SOP Instance UID once
 */
export function seriesGeometry(table: InstanceTable, instances: readonly number[]): SeriesGeometry {
  const { rows, unplaced, hints } = placedFrames(table, instances);
  const stacks = stacksOf({ table: table.frames, planes: table.planes }, rows);
  const matrix = stacks[0]?.plane ?? commonMatrix(table, instances);
  return {
    stacks: stacks.map((stack) => describe(stack, splitVolumes(table.frames, stack, hints), hints)),
    unplaced,
    rows: matrix?.rows,
    columns: matrix?.columns,
  };
}

/** Rows and Columns of images without a place; undefined where they differ. */
function commonMatrix(table: InstanceTable, instances: readonly number[]) {
  const images = instances.flatMap((instance) => table.matrix(instance) ?? []);
  const [first] = images;
  return images.every(({ rows, columns }) => rows === first?.rows && columns === first.columns)
    ? first
    : undefined;
}

/** Segmentation and Label Map Segmentation Storage: frames without a segment may be left out. PS3.3 C.8.20.2. */
const SPARSE_CLASSES = new Set(['1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7']);

/** What all headers of the series agree on. */
function hintsOf(ofInstances: readonly SeriesHeader[]): VolumeHints {
  const headers = [...new Set(ofInstances)];
  const declared = new Set(headers.map((header) => header.declared.temporalPositions));
  const [temporalPositions] = declared;
  return {
    sparse: headers.length > 0 && headers.every(({ sopClassUID }) => SPARSE_CLASSES.has(sopClassUID)),
    ...(declared.size === 1 && temporalPositions !== undefined && { temporalPositions }),
  };
}

function describe(stack: Stack, volumes: VolumeSplit, { sparse = false }: VolumeHints): StackGeometry {
  const { plane, grid } = stack;
  const { name, obliquityDeg } = orientationOf(plane);
  return {
    orientation: name,
    obliquityDeg,
    rows: plane.rows,
    columns: plane.columns,
    pixelSpacingMm: plane.pixelSpacingMm,
    sliceThicknessMm: stack.mixedThickness ? undefined : plane.thicknessMm,
    slices: grid.places.length,
    sliceSpacingMm: grid.spacingMm,
    regular: grid.regular && (sparse || !grid.patterned),
    moved: stack.moved,
    volumes,
  };
}

/** The separators of all stacks of a series, each once. */
export function separatorsOf(geometry: SeriesGeometry): SeparatedBy[] {
  return [...new Set(geometry.stacks.flatMap((stack) => stack.volumes.separatedBy))];
}
