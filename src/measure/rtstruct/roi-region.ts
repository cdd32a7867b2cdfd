import type { MeasureProblem, MeasureProblemCode } from '../problem.js';
import type { RegionGrid, VoxelRegion } from '../region.js';
import { type PlacedContour, placeContour, toIndices } from './contour-on-grid.js';
import { fillContours } from './fill-contours.js';
import { isClosed, isOutline, type Roi } from './structure-set.js';

/** The voxels of a ROI. */
interface RoiRegion {
  readonly region: VoxelRegion;
  readonly problems: readonly MeasureProblem[];
  /** Why the voxels are not those of the whole ROI, a clause: then no figure of them is one of the ROI. */
  readonly incomplete?: string;
}

/**
 * The voxels of a ROI's closed planar contours on a grid of images: those whose centre is within an odd number of the
 * contours of their plane (XOR, PS3.3 C.8.8.6.3). A contour belongs to the plane that it lies in, within a fifth of the
 * distance of planes; one that lies farther off is `contour-off-planes`, one that leans `contour-not-planar`, and both
 * are left out. Nothing is interpolated between planes. Oblique and sheared grids alike.
 */
export function roiRegion(roi: Roi, grid: RegionGrid): RoiRegion {
  const transform = toIndices(grid);
  const outlines = roi.contours.filter(isOutline);
  const placed = transform ? outlines.map((contour) => placeContour(contour, transform, grid)) : [];
  const on = placed.filter(({ lies }) => lies === 'on');
  const region = fillContours(on, grid);
  const count = (lies: PlacedContour['lies']): number => placed.filter((one) => one.lies === lies).length;
  const outside = on.filter(({ isWithin }) => !isWithin).length;
  const missing = missingPlanes(on);
  const problems: MeasureProblem[] = [];
  const reasons: string[] = transform ? [] : ['the image planes have no distance'];
  const name = (code: MeasureProblemCode, contours: number, text: string): void => {
    if (contours === 0) return;
    problems.push({
      code,
      itemPath: roi.itemPath,
      detail: `${contours} of ${outlines.length} contours ${text}`,
    });
    reasons.push(`contours ${text}`);
  };
  if (roi.unreadContours > 0) reasons.push('contours could not be read');
  name('contour-off-planes', count('off-planes'), 'lie on no image plane');
  name('contour-not-planar', count('not-planar'), 'are not parallel to the image planes');
  name('contour-outside', outside, 'reach beyond the image');
  if (missing) {
    const detail = 'image planes between those of the contours have none';
    problems.push({ code: 'contour-planes-missing', itemPath: roi.itemPath, detail });
    if (missing === 'sparse') reasons.push('no two neighbouring image planes have contours');
  }
  if (roi.contours.some(isClosed) && region.voxelCount === 0 && reasons.length === 0)
    problems.push({ code: 'region-empty', itemPath: roi.itemPath, detail: 'no voxel centre lies within' });
  return { region, problems, ...(reasons.length > 0 && { incomplete: reasons.join('; ') }) };
}

/** Whether planes between the first and the last have no contour; `sparse` where no two neighbours have. */
function missingPlanes(contours: readonly PlacedContour[]): 'some' | 'sparse' | undefined {
  const planes = [...new Set(contours.map(({ plane }) => plane))].sort((a, b) => a - b);
  const steps = planes.slice(1).map((plane, i) => plane - (planes[i] ?? 0));
  if (steps.every((step) => step === 1)) return undefined;
  return steps.includes(1) ? 'some' : 'sparse';
}
