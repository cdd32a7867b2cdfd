import type { VolumeGrid } from '../../../study/volume/grid.js';
import type { SeriesView } from '../series-view.js';
import { cornersOf, frameOfReference, gridsOf } from './extent.js';

/** Corners of volumes that were planned alike lie this close; headers round positions and cosines to six digits. */
const SAME_CORNER_MM = 0.1;

/** Whether two series have the same geometry; `why` says what differs, or why it cannot be told. */
export interface GeometryFit {
  readonly fit: 'yes' | 'unknown' | 'no';
  readonly why: string;
}

/**
 * Compares orientation, matrix, spacing and position of two series in one: the matrix, and where the corners of the
 * first volume of each stack lie in the patient.
 */
export function sameGeometry(a: SeriesView, b: SeriesView): GeometryFit {
  const [first, second] = [gridsOf(a), gridsOf(b)];
  if ('why' in first) return { fit: 'unknown', why: first.why };
  if ('why' in second) return { fit: 'unknown', why: second.why };
  if (first.stacks.length !== second.stacks.length) return { fit: 'no', why: 'it has other orientations' };
  const [grids, others] = [first.stacks, second.stacks].map(firstOfEach) as [VolumeGrid[], VolumeGrid[]];
  if (grids.some((grid, i) => grid.dims.join() !== others[i]?.dims.join())) {
    return { fit: 'no', why: `its matrix is ${dimsText(others)}, not ${dimsText(grids)}` };
  }
  const frames = [frameOfReference(a), frameOfReference(b)];
  // PS3.3 C.7.4.1: positions can be compared within one frame of reference.
  if (frames[0] === undefined || frames[0] !== frames[1]) {
    return { fit: 'unknown', why: 'they do not share one frame of reference' };
  }
  const offMm = Math.max(...grids.map((grid, i) => cornerDistanceMm(grid, others[i])));
  if (offMm <= SAME_CORNER_MM) return { fit: 'yes', why: '' };
  return { fit: 'no', why: `its corners lie up to ${Math.round(offMm * 100) / 100} mm away` };
}

function firstOfEach(stacks: readonly (readonly VolumeGrid[])[]): VolumeGrid[] {
  return stacks.flatMap(([first]) => first ?? []);
}

function dimsText(grids: readonly VolumeGrid[]): string {
  return grids.map(({ dims }) => dims.join(' × ')).join(' and ');
}

function cornerDistanceMm(a: VolumeGrid, b: VolumeGrid | undefined): number {
  if (!b) return Number.POSITIVE_INFINITY;
  const others = cornersOf(b);
  return cornersOf(a).reduce((most, corner, i) => {
    const other = others[i] ?? corner;
    return Math.max(most, Math.hypot(...corner.map((mm, axis) => mm - (other[axis] ?? Number.NaN))));
  }, 0);
}
