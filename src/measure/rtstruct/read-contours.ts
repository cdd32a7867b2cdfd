import type { Dataset } from '../../dicom/dataset.js';
import { vectorFrom } from '../../study/vectors.js';
import type { MeasureProblem, MeasureProblemCode } from '../problem.js';
import type { InstanceRef } from '../source.js';
import { parseContourData } from './contour-data.js';
import { type Contour, isClosed, isOpen } from './structure-set.js';

/** The contours of a ROI as far as they can be read. */
export interface ReadContours {
  readonly contours: readonly Contour[];
  readonly unreadContours: number;
  readonly problems: readonly MeasureProblem[];
}

type Fault = readonly [MeasureProblemCode, string];

/**
 * Reads the contours of an item of the ROI Contour Sequence; one that cannot be read is named and left out. PS3.3 C.8.8.6.
 * @param roiItem an item of the ROI Contour Sequence
 * @param imageOf an image that is referred to, with its series where that is known
 */
export function readContours(
  roiItem: Dataset,
  itemPath: string,
  imageOf: (item: Dataset) => InstanceRef | undefined,
): ReadContours {
  const contours: Contour[] = [];
  const problems: MeasureProblem[] = [];
  const seen: Seen = new Map();
  let unreadContours = 0;
  for (const [i, item] of roiItem.sequence('ContourSequence').entries()) {
    const name = (code: MeasureProblemCode, detail: string): void => {
      problems.push({ code, itemPath: `${itemPath}.ContourSequence[${i}]`, detail });
    };
    const pointsMm = pointsOf(item);
    if (!(pointsMm instanceof Float64Array)) {
      name(...pointsMm);
      unreadContours++;
      continue;
    }
    const image = imageOf(item);
    const contour = { kind: item.string('ContourGeometricType') ?? '', pointsMm, ...(image && { image }) };
    if (isRepeated(contour, seen)) {
      name('contour-repeated', 'the contour is there before: counted once');
      continue;
    }
    contours.push(contour);
    const kindFault = faultOfKind(contour);
    if (kindFault) name(...kindFault);
    if (kindFault?.[0] === 'item-unknown') unreadContours++;
  }
  return { contours, unreadContours, problems };
}

/** Patient LPS mm of a contour's points, or why there are none. */
function pointsOf(item: Dataset): Float64Array | Fault {
  const points = parseContourData(item.rawText('ContourData'));
  if (!points) return ['coordinates-damaged', 'a coordinate is no decimal number'];
  if (points.length % 3 !== 0) return ['coordinates-damaged', 'coordinates are not whole points'];
  const stated = item.number('NumberOfContourPoints');
  // PS3.3 C.8.8.6, note: in explicit VR more than 65,534 bytes do not fit, so that a count at odds can mean a cut.
  if (stated !== undefined && stated !== points.length / 3)
    return ['coordinates-damaged', 'the number of points is not the stated one'];
  // PS3.3 C.8.8.6.2: from the drawn contour to the central plane of what it stands for.
  const offset = vectorFrom(item.numbers('ContourOffsetVector'));
  if (offset)
    for (let at = 0; at < points.length; at++) points[at] = (points[at] ?? 0) + (offset[at % 3] ?? 0);
  return points;
}

/** Contours of a region by their length and first point: few share these. */
type Seen = Map<string, Contour[]>;

/** Whether the region has this very contour. Where the type itself asks for exclusive or, two are two. */
function isRepeated(contour: Contour, seen: Seen): boolean {
  const { kind, pointsMm } = contour;
  if (!isClosed(contour) || kind === 'CLOSEDPLANAR_XOR') return false;
  const key = `${pointsMm.length} ${pointsMm.subarray(0, 3)}`;
  const alike = seen.get(key) ?? [];
  if (alike.push(contour) === 1) seen.set(key, alike);
  return alike.some(
    (other) =>
      other !== contour &&
      other.kind === kind &&
      pointsMm.every((coordinate, at) => coordinate === other.pointsMm[at]),
  );
}

function faultOfKind(contour: Contour): Fault | undefined {
  const { kind, pointsMm } = contour;
  if (isClosed(contour))
    return cornerCount(pointsMm) < 3
      ? ['contour-too-short', 'a closed contour of fewer than three points']
      : undefined;
  if (isOpen(contour))
    return pointsMm.length < 6 ? ['contour-too-short', 'a line of fewer than two points'] : undefined;
  if (kind !== 'POINT') return ['item-unknown', 'a contour of a type that the standard does not know'];
  return pointsMm.length === 3 ? undefined : ['coordinates-damaged', 'a point of none or several points'];
}

/** Points without the repeated first one at the end, which PS3.3 C.8.8.6.1 does not want and many write. */
function cornerCount(points: Float64Array): number {
  const count = points.length / 3;
  const last = points.length - 3;
  const repeats =
    count > 1 &&
    points[0] === points[last] &&
    points[1] === points[last + 1] &&
    points[2] === points[last + 2];
  return repeats ? count - 1 : count;
}
