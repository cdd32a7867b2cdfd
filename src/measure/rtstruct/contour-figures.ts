import { sliceGrid } from '../../study/slice-grid.js';
import type { MeasureProblem, MeasureProblemCode } from '../problem.js';
import { type ContourPlanes, contourPlanes } from './contour-planes.js';
import { someCross } from './crossing-outlines.js';
import { isOpen, isOutline, type Roi } from './structure-set.js';
import { xorArea } from './xor-area.js';

/** Planes of contours are as far apart as those of images if they differ by less than this share. */
const SAME_DISTANCE = 0.1;
/** So many regular planes stand for a plan: areas are then a sample of the region (Cavalieri). */
const PLANNED_PLANES = 3;

/** Figures of a ROI's contours. */
interface ContourFigures {
  readonly planimetricVolumeMm3?: number;
  /** Why there is no planimetric volume of a ROI with closed contours: a clause. */
  readonly whyNoVolume?: string;
  /** Summed over the ROI's open contours. */
  readonly lengthMm?: number;
  readonly problems: readonly MeasureProblem[];
}

/**
 * Figures of contours alone, without images: planimetric volume (areas within the contours of a plane, XOR, times the
 * distance of planes, which the contours themselves tell), length of open contours.
 * @param planeDistanceMm distance of the image planes where it is known: it tells the distance for a single plane of
 * contours, and that two planes are not neighbours
 */
export function contourFigures(roi: Roi, planeDistanceMm?: number): ContourFigures {
  const lengthMm = openLength(roi);
  const length = lengthMm === undefined ? {} : { lengthMm };
  const outlines = roi.contours.filter(isOutline);
  if (outlines.length === 0) return { ...length, problems: [] };
  const planes = contourPlanes(outlines);
  const problems: MeasureProblem[] = [];
  const name = (code: MeasureProblemCode, detail: string): void => {
    problems.push({ code, itemPath: roi.itemPath, detail });
  };
  if (planes.leaning > 0)
    name(
      'contour-not-planar',
      `${planes.leaning} of ${outlines.length} contours are not parallel to the others`,
    );
  const crossed = planes.outlines.filter(someCross).length;
  if (crossed > 0) name('contours-overlap', `in ${crossed} of ${planes.outlines.length} planes`);
  const { stepMm, missing, why } = planeStep(planes.placesMm, planeDistanceMm);
  if (missing) name('contour-planes-missing', missing);
  if (stepMm === undefined) name('slice-spacing-absent', why ?? '');
  const volume = volumeOf(roi, planes, stepMm);
  if (typeof volume === 'number') return { ...length, planimetricVolumeMm3: volume, problems };
  return { ...length, whyNoVolume: stepMm === undefined ? (why ?? volume) : volume, problems };
}

/** Sum of areas times the distance of planes, mm³, or why there is none. */
function volumeOf(roi: Roi, planes: ContourPlanes, stepMm: number | undefined): number | string {
  if (roi.unreadContours > 0) return 'contours could not be read';
  if (planes.leaning > 0) return 'contours are not parallel';
  if (stepMm === undefined) return 'no distance of planes';
  let areaMm2 = 0;
  for (const outlines of planes.outlines) {
    const area = xorArea(outlines);
    if (area === undefined) return 'contours cross too often';
    areaMm2 += area;
  }
  if (!Number.isFinite(areaMm2 * stepMm)) return 'contours are not finite';
  return areaMm2 > 0 ? areaMm2 * stepMm : 'contours enclose nothing';
}

interface PlaneStep {
  readonly stepMm?: number;
  /** What is to be said of planes without contours. */
  readonly missing?: string;
  readonly why?: string;
}

/** The distance that a plane of contours stands for. */
function planeStep(placesMm: readonly number[], imageDistanceMm: number | undefined): PlaneStep {
  const known = imageDistanceMm !== undefined && imageDistanceMm > 0 && Number.isFinite(imageDistanceMm);
  if (placesMm.length < 2)
    return known ? { stepMm: imageDistanceMm } : { why: 'contours lie in a single plane' };
  const { spacingMm, regular, gaps, patterned } = sliceGrid(placesMm);
  if (!regular || patterned || spacingMm === undefined)
    return { why: 'planes of contours are not regularly spaced' };
  if (known && spacingMm > imageDistanceMm * (1 + SAME_DISTANCE)) {
    const missing = 'image planes between those of the contours have none';
    if (placesMm.length < PLANNED_PLANES || gaps > 0)
      return { missing, why: 'no two neighbouring image planes have contours' };
    return { stepMm: spacingMm, missing };
  }
  return {
    stepMm: spacingMm,
    ...(gaps > 0 && { missing: 'planes between those of the contours have none' }),
  };
}

/** Length of all open contours, mm; undefined where there is none, or one could not be read. */
function openLength({ contours, unreadContours }: Roi): number | undefined {
  const lines = contours.filter((contour) => isOpen(contour) && contour.pointsMm.length >= 6);
  if (lines.length === 0 || unreadContours > 0) return undefined;
  let lengthMm = 0;
  for (const { pointsMm } of lines) {
    for (let at = 3; at < pointsMm.length; at += 3) {
      const leg = (axis: number): number => (pointsMm[at + axis] ?? 0) - (pointsMm[at + axis - 3] ?? 0);
      lengthMm += Math.hypot(leg(0), leg(1), leg(2));
    }
  }
  return Number.isFinite(lengthMm) ? lengthMm : undefined;
}
