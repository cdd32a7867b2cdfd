import type { RegionGrid } from '../region.js';
import { placeContour, toIndices } from './contour-on-grid.js';
import { isOutline, type Roi } from './structure-set.js';

/**
 * How many of a ROI's closed contours lie on a plane of the grid and within its pixels, and how many do not: what tells
 * which of several volumes a ROI was drawn on.
 * @returns `fits` where all of them do, and there is one at least
 */
export function fitsGrid(roi: Roi, grid: RegionGrid): { fits: boolean; on: number; off: number } {
  const transform = toIndices(grid);
  let [on, off] = [0, 0];
  for (const contour of roi.contours) {
    if (!isOutline(contour)) continue;
    const placed = transform && placeContour(contour, transform, grid);
    if (placed?.lies === 'on' && placed.isWithin) on++;
    else off++;
  }
  return { fits: on > 0 && off === 0, on, off };
}
