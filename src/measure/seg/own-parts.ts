import type { FrameReader } from '../../dicom/pixels/frame-reader.js';
import type { Samples } from '../../dicom/pixels/samples.js';
import { boxFrom, insideOf } from './frame-part.js';
import { FrameSource, placeKey, type SegmentParts, tileOf } from './segment-parts.js';
import type { Segment, Segmentation } from './segmentation.js';

/** The parts of segments whose frames are their own: of binary and of fractional segmentations. PS3.3 C.8.20.2.1. */
export function* ownParts(
  segmentation: Segmentation,
  frames: FrameReader,
  segments: readonly Segment[],
): Generator<SegmentParts> {
  for (const segment of segments) yield partsOf(segmentation, frames, segment);
}

function partsOf(segmentation: Segmentation, frames: FrameReader, segment: Segment): SegmentParts {
  const { kind, maximumFractionalValue } = segmentation;
  const isFractional = kind === 'FRACTIONAL';
  // Without a maximum nothing tells what half of it is; the header's problems say so.
  if (isFractional && maximumFractionalValue === undefined) {
    return { segment, parts: [], isWhole: false, problems: [] };
  }
  const maximum = maximumFractionalValue ?? 1;
  const least = isFractional ? Math.max(1, Math.ceil(maximum / 2)) : 1;
  const source = new FrameSource(frames);
  const groups = byPlace(segmentation, segment.frames);
  const parts: SegmentParts['parts'][number][] = [];
  let sum = 0;
  let largest = 0;
  for (const group of groups) {
    const [frame] = group;
    const found =
      group.length === 1 ? source.readRows(frame ?? 0) : unionOf(group, source, frames.description.rows);
    if (!found || frame === undefined) continue;
    const { values, firstRow } = found;
    if (isFractional) [sum, largest] = [sum + sumOf(values), Math.max(largest, largestOf(values))];
    const shape = { values, columns: frames.description.columns, rows: found.rows };
    const box = boxFrom(shape, least);
    if (!box) continue;
    const { column, row } = tileOf(segmentation, frame);
    const inside = insideOf(shape, box, { least, most: Number.POSITIVE_INFINITY });
    parts.push({ frame, column: column + box.left, row: row + firstRow + box.top, ...inside });
  }
  const problems = source.problemOf(segment.frames).slice();
  if (groups.length < segment.frames.length) problems.push({ code: 'frame-repeated' });
  const isBeyond = isFractional && largest > maximum;
  if (isBeyond) problems.push({ code: 'pixels-unreadable', detail: 'fractions are above their maximum' });
  const isWhole = !isBeyond && source.problemOf(segment.frames).length === 0;
  return { segment, parts, isWhole, ...(isFractional && { fractionSum: sum / maximum }), problems };
}

/** Frames at one place together, in the order that they come in. */
function byPlace(segmentation: Segmentation, frames: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const frame of frames) {
    const key = placeKey(segmentation, frame);
    const group = groups.get(key);
    if (group) group.push(frame);
    else groups.set(key, [frame]);
  }
  return [...groups.values()];
}

/** The larger value of each pixel: the union, of fractions too. Undefined where no frame could be read. */
function unionOf(group: readonly number[], source: FrameSource, rows: number) {
  let values: Samples | undefined;
  for (const frame of group) {
    const more = source.read(frame);
    if (!more) continue;
    if (!values) values = more;
    else for (let i = 0; i < values.length; i++) values[i] = Math.max(values[i] ?? 0, more[i] ?? 0);
  }
  return values && { values, rows, firstRow: 0 };
}

function sumOf(values: Samples): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}

function largestOf(values: Samples): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] ?? 0) > largest) largest = values[i] ?? 0;
  return largest;
}
