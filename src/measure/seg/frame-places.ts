import type { Dataset } from '../../dicom/dataset.js';
import { directions, spacingPair } from '../../study/frame.js';
import { normalOf, type Plane, placeToleranceMm, samePlane } from '../../study/plane.js';
import { placeOf, placesOf } from '../../study/slice-grid.js';
import { addScaled, dot, type Vector3, vectorFrom } from '../../study/vectors.js';
import type { MeasureProblem } from '../problem.js';
import type { FrameMacros } from './frame-macros.js';
import type { FramePlaces } from './segmentation.js';
import { sliceSpacingProblems, stackGrid } from './stack-grid.js';
import { tiledPlaces } from './tiled-places.js';

/** Where frames lie, and what is wrong with it. */
type PlacesFound = FramePlaces & { readonly problems: readonly MeasureProblem[] };

/** Reads where the frames of a segmentation lie: in the patient (PS3.3 C.7.6.16.2.3), or on a slide (C.8.12.6.1). */
export function framePlaces(dataset: Dataset, macros: FrameMacros): PlacesFound {
  const isTiled = ['TotalPixelMatrixColumns', 'TotalPixelMatrixRows'].every(
    (of) => (dataset.number(of) ?? 0) > 0,
  );
  if (isTiled) return tiledPlaces(dataset, macros);
  const matrix = { rows: dataset.number('Rows') ?? 0, columns: dataset.number('Columns') ?? 0 };
  return stackedPlaces(readPlanes(macros, matrix), matrix);
}

interface FramePlanes {
  readonly planes: readonly (Plane | undefined)[];
  readonly positions: readonly (Vector3 | undefined)[];
  /** Spacing Between Slices where a frame has it, mm. */
  readonly declaredMm: number | undefined;
  /** Pixel Spacing: there, there but no pair of positive numbers, or nowhere. */
  readonly spacing: 'known' | 'damaged' | 'absent';
}

function readPlanes(macros: FrameMacros, matrix: { rows: number; columns: number }): FramePlanes {
  const planes: (Plane | undefined)[] = [];
  const positions: (Vector3 | undefined)[] = [];
  let declaredMm: number | undefined;
  let spacing: FramePlanes['spacing'] = 'absent';
  let last: { measures?: Dataset; orientation?: Dataset; plane: Plane | undefined } = { plane: undefined };
  for (let frame = 0; frame < macros.frameCount; frame++) {
    const measures = macros.macro(frame, 'PixelMeasuresSequence', true);
    const orientation = macros.macro(frame, 'PlaneOrientationSequence', true);
    // Shared macros are one object, so that thousands of frames share one plane.
    if (measures !== last.measures || orientation !== last.orientation || frame === 0) {
      const pair = spacingPair(measures?.numbers('PixelSpacing') ?? []);
      if (pair) spacing = spacing === 'damaged' ? spacing : 'known';
      else if (measures?.has('PixelSpacing')) spacing = 'damaged';
      declaredMm ??= measures?.number('SpacingBetweenSlices');
      const lies = directions(orientation?.numbers('ImageOrientationPatient') ?? []);
      const plane = lies && { ...lies, ...matrix, pixelSpacingMm: pair, thicknessMm: undefined };
      last = { ...(measures && { measures }), ...(orientation && { orientation }), plane };
    }
    planes.push(last.plane);
    const position = macros.macro(frame, 'PlanePositionSequence')?.numbers('ImagePositionPatient') ?? [];
    positions.push(vectorFrom(position));
  }
  return { planes, positions, declaredMm, spacing };
}

function stackedPlaces(
  found: FramePlanes,
  { rows, columns }: { rows: number; columns: number },
): PlacesFound {
  const count = found.planes.length;
  const { placeOf: place, places } = numberPlaces(found);
  const common = { placeOf: place, placeDims: [columns, rows, places] as const };
  const placed = Array.from(found.planes.keys()).filter((f) => found.planes[f] && found.positions[f]);
  const problems = spacingProblems(found);
  if (placed.length < count) problems.push(unplaced(count - placed.length));
  const none = new Int32Array(count).fill(-1);
  const [first] = placed;
  const plane = first === undefined ? undefined : found.planes[first];
  if (!plane?.pixelSpacingMm) return { ...common, sliceOf: none, problems };
  const at = placed.map((frame) => found.positions[frame]) as Vector3[];
  const areParallel = placed.every((frame) => samePlane(plane, found.planes[frame] ?? plane));
  const made = areParallel ? stackGrid(plane, at, found.declaredMm) : undefined;
  if (!made) {
    const detail = areParallel ? 'frames lie on no regular grid' : 'frames lie in several directions';
    return { ...common, sliceOf: none, problems: [...problems, { code: 'frames-irregular', detail }] };
  }
  for (const [n, frame] of placed.entries()) none[frame] = made.slices[n] ?? -1;
  const { grid, sliceSpacingFrom } = made;
  return {
    ...common,
    grid,
    sliceOf: none,
    ...(sliceSpacingFrom && { sliceSpacingFrom }),
    problems: [...problems, ...sliceSpacingProblems(sliceSpacingFrom)],
  };
}

/** Frames that have no place. */
function unplaced(frames: number): MeasureProblem {
  return {
    code: 'frame-unplaced',
    detail: `${frames} frames have no position or orientation in the patient`,
  };
}

function spacingProblems({ spacing }: FramePlanes): MeasureProblem[] {
  if (spacing === 'known') return [];
  return [{ code: spacing === 'absent' ? 'spacing-absent' : 'spacing-damaged' }];
}

/**
 * Numbers of places, whether or not they make a grid: frames of one direction, at one distance along their normal and
 * with one origin in their plane (to the pixel) share a number.
 */
function numberPlaces({ planes, positions }: FramePlanes): { placeOf: Int32Array; places: number } {
  const numbers = new Int32Array(planes.length).fill(-1);
  let places = 0;
  for (const { plane, frames } of families(planes, positions)) {
    const [betweenRows, betweenColumns] = plane.pixelSpacingMm ?? [1, 1];
    const normal = normalOf(plane);
    const distances = frames.map((frame) => dot(normal, positions[frame] ?? [0, 0, 0]));
    const steps = placesOf(distances, placeToleranceMm(plane));
    const origin = positions[frames[0] ?? 0] ?? [0, 0, 0];
    const found = new Map<string, number>();
    const stepOf = Int32Array.from(distances, (distance) => placeOf(steps, distance));
    const rising = [...frames.keys()].sort((a, b) => (stepOf[a] ?? 0) - (stepOf[b] ?? 0));
    for (const n of rising) {
      const frame = frames[n] ?? 0;
      const offset = addScaled(positions[frame] ?? origin, origin, -1);
      const row = Math.round(dot(plane.column, offset) / betweenRows);
      const column = Math.round(dot(plane.row, offset) / betweenColumns);
      const key = `${stepOf[n]} ${row} ${column}`;
      const place = found.get(key) ?? places++;
      found.set(key, place);
      numbers[frame] = place;
    }
  }
  for (const frame of numbers.keys()) if ((numbers[frame] ?? 0) < 0) numbers[frame] = places++;
  return { placeOf: numbers, places };
}

/** Frames by direction and sampling. */
function families(planes: FramePlanes['planes'], positions: FramePlanes['positions']) {
  const found: { plane: Plane; frames: number[] }[] = [];
  for (const [frame, plane] of planes.entries()) {
    if (!plane || !positions[frame]) continue;
    const family = found.find((one) => one.plane === plane || samePlane(one.plane, plane));
    if (family) family.frames.push(frame);
    else found.push({ plane, frames: [frame] });
  }
  return found;
}
