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
import { type Vector3, vectorFrom } from '../../study/vectors.js';
import type { MeasuredRegion, OutlinesOf, RegionsResult } from './measure-job.js';
import { AMBIGUOUS, AT_ODDS, type OfValues, type RegionFigures } from './region-figures.js';

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

/** Where a ROI is counted. */
interface Choice {
  readonly candidate?: number;
  /** Another volume on the same grid may be meant: voxels are the same, values are not. */
  readonly rivals?: 'same-grid' | 'other-grid';
  readonly isAtOdds?: true;
}

/** The grid whose planes the contours lie on: the first that all of them fit, else the one that most of them do. */
function chooseGrid(roi: Roi, figures: RegionFigures): Choice {
  const { grids } = figures;
  const sharing = figures.sharing(roi.frameOfReferenceUID);
  if (sharing.length === 0) return grids.length > 0 ? { isAtOdds: true } : {};
  const fitting: number[] = [];
  let best: { candidate: number; on: number } | undefined;
  for (const candidate of sharing) {
    const grid = grids[candidate];
    if (!grid) continue;
    const { fits, on } = fitsGrid(roi, grid);
    if (fits) fitting.push(candidate);
    if (on > (best?.on ?? 0)) best = { candidate, on };
  }
  const [first] = fitting;
  // Contours on no plane of any grid: the first says so.
  if (first === undefined) return { candidate: best?.candidate ?? sharing[0] ?? 0 };
  const rivals = figures.rivals(first, fitting);
  if (rivals.length === 0) return { candidate: first };
  const isSame = rivals.every((other) => sameGrid(grids[first], grids[other]));
  return { candidate: first, rivals: isSame ? 'same-grid' : 'other-grid' };
}

function sameGrid(a: RegionGrid | undefined, b: RegionGrid | undefined): boolean {
  if (!a || !b || a.dims.some((size, axis) => size !== b.dims[axis])) return false;
  return a.affine.every((value, at) => Math.abs(value - (b.affine[at] ?? Number.NaN)) <= SAME_MM);
}

/** Affines that differ by less than this, mm, are one that was rounded. */
const SAME_MM = 1e-3;

async function measuredRoi(roi: Roi, figures: RegionFigures): Promise<MeasuredRegion> {
  const { number, itemPath, context, storedVolumeMl } = roi;
  const points = pointsOf(roi);
  const own = {
    ...{ itemPath, number, context },
    ...(storedVolumeMl !== undefined && { storedVolumeMl }),
    ...(points.length > 0 && { points }),
  };
  const { candidate: chosen, rivals, isAtOdds } = chooseGrid(roi, figures);
  const distanceMm =
    chosen === undefined || rivals === 'other-grid' ? undefined : figures.planeDistanceMm(chosen);
  const drawn = contourFigures(roi, distanceMm);
  const ofContours = drawnFigures(roi, drawn);
  const grid = chosen === undefined ? undefined : figures.grids[chosen];
  if (!roi.contours.some(isOutline)) {
    const why = points.length > 0 ? 'a point has no size' : undefined;
    return { ...own, figures: ofContours, problems: drawn.problems, ...(why && { why }) };
  }
  const refusal = isAtOdds ? AT_ODDS : rivals === 'other-grid' ? AMBIGUOUS : undefined;
  if (refusal) {
    const problems = [...drawn.problems, ...refusal.problems];
    return { ...own, figures: ofContours, problems, ...why(refusal) };
  }
  if (chosen === undefined || !grid) {
    const problems: MeasureProblem[] = [...drawn.problems, { code: 'image-absent', itemPath }];
    return { ...own, figures: ofContours, problems, why: 'no images that it lies in are among the files' };
  }
  const { region, problems, incomplete } = roiRegion(roi, grid);
  const found = [...drawn.problems, ...problems];
  if (incomplete !== undefined || region.voxelCount === 0) {
    const absent = { ...NO_VOXELS, why: incomplete ?? 'no voxel centre lies within its contours' };
    return { ...own, figures: [...ofContours, absent], candidate: chosen, problems: found };
  }
  const place = { region, grid, chosen, ofContours, isAmbiguous: rivals !== undefined };
  return { ...own, ...(await onImages(place, found, figures)) };
}

/** Points of a ROI that marks places: an isocentre. PS3.3 C.8.8.6.1. */
function pointsOf({ contours }: Roi): Vector3[] {
  const found: Vector3[] = [];
  for (const { kind, pointsMm } of contours) {
    const point = kind === 'POINT' ? vectorFrom([...pointsMm]) : undefined;
    if (point) found.push(point);
  }
  return found;
}

function why({ whyNoValues }: OfValues): Pick<MeasuredRegion, 'why' | 'whyNoValues'> {
  return whyNoValues === undefined ? {} : { why: whyNoValues, whyNoValues };
}

const NO_VOXELS = { name: 'volume', unit: 'mm3' } as const;

interface OnGrid {
  readonly region: VoxelRegion;
  readonly grid: RegionGrid;
  readonly chosen: number;
  readonly ofContours: readonly RecomputedFigure[];
  readonly isAmbiguous: boolean;
}

async function onImages(
  { region, grid, chosen, ofContours, isAmbiguous }: OnGrid,
  problems: readonly MeasureProblem[],
  figures: RegionFigures,
): Promise<Pick<MeasuredRegion, 'figures' | 'voxelCount' | 'candidate' | 'whyNoValues' | 'problems'>> {
  const values = isAmbiguous
    ? AMBIGUOUS
    : await figures.ofValues((other) => (other === grid ? region : undefined), undefined);
  return {
    figures: [...figures.withDistance(solidFigures(region), chosen), ...ofContours, ...values.figures],
    voxelCount: region.voxelCount,
    candidate: chosen,
    ...(values.whyNoValues !== undefined && { whyNoValues: values.whyNoValues }),
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
