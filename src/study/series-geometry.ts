import { COLUMN } from './frame-columns.js';
import type { InstanceTable } from './instance-table.js';
import { orientationOf, type Plane } from './plane.js';
import type { SeparatedBy } from './separators.js';
import { type Stack, stacksOf } from './stacks.js';
import { splitVolumes, type VolumeHints, type VolumeSplit } from './volumes.js';

/** One orientation of a series: its planes, how far apart they lie, what is missing or doubled. */
export interface StackGeometry {
  readonly orientation: 'axial' | 'coronal' | 'sagittal';
  readonly obliquityDeg: number;
  readonly rows: number;
  readonly columns: number;
  /** Between rows, between columns. */
  readonly pixelSpacingMm: readonly [number, number] | undefined;
  readonly sliceThicknessMm: number | undefined;
  /** Distinct places along the normal. */
  readonly slices: number;
  /** Centre to centre, from positions; undefined for a single slice. */
  readonly sliceSpacingMm: number | undefined;
  readonly regular: boolean;
  readonly volumes: VolumeSplit;
}

/** The volumes and planes of a series. */
export interface SeriesGeometry {
  /** Largest first. */
  readonly stacks: readonly StackGeometry[];
  /** Planes without a position in the patient. */
  readonly unplaced: number;
  /** Matrix of the first plane or image, whether it is placed or not. */
  readonly rows: number | undefined;
  readonly columns: number | undefined;
}

/**
 * Works out the geometry of a series from its frames' positions.
 * @param instances numbers of the instances, each SOP Instance UID once
 */
export function seriesGeometry(table: InstanceTable, instances: readonly number[]): SeriesGeometry {
  const rows: number[] = [];
  let unplaced = 0;
  for (const instance of instances) {
    const { first, count } = table.frameRows(instance);
    for (let row = first; row < first + count; row++) {
      if (Number.isNaN(table.frames.get(row, COLUMN.plane))) unplaced++;
      else rows.push(row);
    }
  }
  const stacks = stacksOf(table.frames, table.planes, rows);
  const hints = hintsOf(table, instances);
  const largest: Plane | undefined = stacks[0]?.plane;
  const matrix = largest ?? (instances[0] === undefined ? undefined : table.matrix(instances[0]));
  return {
    stacks: stacks.map((stack) => describe(stack, splitVolumes(table.frames, stack, hints))),
    unplaced,
    rows: matrix?.rows,
    columns: matrix?.columns,
  };
}

/** Segmentation and Label Map Segmentation Storage: frames without a segment may be left out. PS3.3 C.8.20.2. */
const SPARSE_CLASSES = new Set(['1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7']);

function hintsOf(table: InstanceTable, instances: readonly number[]): VolumeHints {
  const [first] = instances;
  if (first === undefined) return {};
  const { declared, sopClassUID } = table.header(first);
  const { temporalPositions } = declared;
  return {
    sparse: SPARSE_CLASSES.has(sopClassUID),
    ...(temporalPositions !== undefined && { temporalPositions }),
  };
}

function describe(stack: Stack, volumes: VolumeSplit): StackGeometry {
  const { plane, grid } = stack;
  const { name, obliquityDeg } = orientationOf(plane);
  return {
    orientation: name,
    obliquityDeg,
    rows: plane.rows,
    columns: plane.columns,
    pixelSpacingMm: plane.pixelSpacingMm,
    sliceThicknessMm: plane.thicknessMm,
    slices: grid.places.length,
    sliceSpacingMm: grid.spacingMm,
    regular: grid.regular,
    volumes,
  };
}

/** The separators of all stacks of a series, each once. */
export function separatorsOf(geometry: SeriesGeometry): SeparatedBy[] {
  return [...new Set(geometry.stacks.flatMap((stack) => stack.volumes.separatedBy))];
}
