import type { Dataset } from '../../dicom/dataset.js';
import type { RecomputedFigure } from '../../measure/figures.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { RegionGrid, VoxelRegion } from '../../measure/region.js';
import { fitsGrid } from '../../measure/rtstruct/choose-grid.js';
import { contourFigures } from '../../measure/rtstruct/contour-figures.js';
import { readStructureSet } from '../../measure/rtstruct/read-structure-set.js';
import { roiRegion } from '../../measure/rtstruct/roi-region.js';
import { isClosed, isOutline, type Roi } from '../../measure/rtstruct/structure-set.js';
import { solidFigures } from '../../measure/solid/solid-figures.js';
import type { MeasuredRegion, OutlinesOf, RegionsResult } from './measure-job.js';
import type { RegionFigures } from './region-figures.js';

/** Measures the ROIs of a structure set. */
export async function measureStructures(dataset: Dataset, figures: RegionFigures): Promise<RegionsResult> {
  const { rois, problems } = readStructureSet(dataset);
  const regions: MeasuredRegion[] = [];
  for (const roi of rois) regions.push(await measuredRoi(roi, figures));
  const own = problems.filter((problem) => !rois.some(({ itemPath }) => isWithin(problem, itemPath)));
  return {
    regions: regions.map((region) => ({
      ...region,
      problems: [...problems.filter((problem) => isWithin(problem, region.itemPath)), ...region.problems],
    })),
    volumes: figures.volumes,
    problems: own,
  };
}

/** True where a problem lies in a ROI, or in a contour of it. */
function isWithin({ itemPath = '' }: MeasureProblem, roi: string): boolean {
  return itemPath === roi || itemPath.startsWith(`${roi}.`);
}

/** Measures what outlines of a report enclose, as if they were contours. */
export async function measureOutlines(
  all: readonly OutlinesOf[],
  figures: RegionFigures,
): Promise<RegionsResult> {
  const regions: MeasuredRegion[] = [];
  for (const [i, { itemPath, frameOfReferenceUID, contours }] of all.entries()) {
    const roi: Roi = {
      ...{ number: i + 1, itemPath, name: '', contours, unreadContours: 0 },
      ...(frameOfReferenceUID !== undefined && { frameOfReferenceUID }),
      context: { sites: [], observer: {}, realWorldMaps: [], sourceImages: [], qualitative: [] },
    };
    regions.push(await measuredRoi(roi, figures));
  }
  return { regions, volumes: figures.volumes, problems: [] };
}

/** The grid whose planes the contours lie on: the first that all of them fit, else the one that most of them do. */
function chooseGrid(roi: Roi, grids: readonly RegionGrid[]): number | undefined {
  let best: { grid: number; on: number } | undefined;
  for (const [grid, one] of grids.entries()) {
    const { fits, on } = fitsGrid(roi, one);
    if (fits) return grid;
    if (on > (best?.on ?? 0)) best = { grid, on };
  }
  // Contours on no plane of any grid: the first says so.
  return best?.grid ?? (grids.length > 0 ? 0 : undefined);
}

async function measuredRoi(roi: Roi, figures: RegionFigures): Promise<MeasuredRegion> {
  const { number, itemPath, context, storedVolumeMl } = roi;
  const own = { itemPath, number, context, ...(storedVolumeMl !== undefined && { storedVolumeMl }) };
  const chosen = chooseGrid(roi, figures.grids);
  const distanceMm = chosen === undefined ? undefined : figures.planeDistanceMm(chosen);
  const drawn = contourFigures(roi, distanceMm);
  const ofContours = drawnFigures(roi, drawn);
  const grid = chosen === undefined ? undefined : figures.grids[chosen];
  if (!roi.contours.some(isOutline)) return { ...own, figures: ofContours, problems: drawn.problems };
  if (chosen === undefined || !grid) {
    const problems: MeasureProblem[] = [...drawn.problems, { code: 'image-absent', itemPath }];
    return { ...own, figures: ofContours, problems, why: 'no images that it lies in are among the files' };
  }
  const { region, problems, incomplete } = roiRegion(roi, grid);
  const found = [...drawn.problems, ...problems];
  if (incomplete !== undefined || region.voxelCount === 0) {
    const why = incomplete ?? 'no voxel centre lies within its contours';
    return { ...own, figures: [...ofContours, { ...NO_VOXELS, why }], candidate: chosen, problems: found };
  }
  return { ...own, ...(await onImages({ region, grid, chosen, ofContours }, found, figures)) };
}

const NO_VOXELS = { name: 'volume', unit: 'mm3' } as const;

interface OnGrid {
  readonly region: VoxelRegion;
  readonly grid: RegionGrid;
  readonly chosen: number;
  readonly ofContours: readonly RecomputedFigure[];
}

async function onImages(
  { region, grid, chosen, ofContours }: OnGrid,
  problems: readonly MeasureProblem[],
  figures: RegionFigures,
): Promise<Pick<MeasuredRegion, 'figures' | 'voxelCount' | 'candidate' | 'problems'>> {
  const values = await figures.ofValues((other) => (other === grid ? region : undefined));
  return {
    figures: [...figures.withDistance(solidFigures(region), chosen), ...ofContours, ...values.figures],
    voxelCount: region.voxelCount,
    candidate: chosen,
    problems: [...problems, ...figures.distanceProblems(chosen), ...values.problems],
  };
}

function drawnFigures(
  { contours }: Roi,
  { planimetricVolumeMm3, whyNoVolume, lengthMm }: ReturnType<typeof contourFigures>,
): RecomputedFigure[] {
  const volume = { name: 'planimetricVolume', unit: 'mm3' } as const;
  const figures: RecomputedFigure[] = [];
  if (planimetricVolumeMm3 !== undefined) figures.push({ ...volume, value: planimetricVolumeMm3 });
  else if (contours.some(isClosed)) figures.push({ ...volume, why: whyNoVolume ?? 'it has no outline' });
  if (lengthMm !== undefined) figures.push({ name: 'length', unit: 'mm', value: lengthMm });
  return figures;
}
