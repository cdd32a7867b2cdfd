import type { FrameReader } from '../../dicom/pixels/frame-reader.js';
import type { Samples } from '../../dicom/pixels/samples.js';
import { type FrameBox, insideOf } from './frame-part.js';
import { LabelFinder } from './label-boxes.js';
import { FrameSource, placeKey, type SegmentParts, tileOf } from './segment-parts.js';
import type { Segment, Segmentation } from './segmentation.js';

/** Decoded frames that are kept for the segments to come, bytes; beyond, frames are decoded again. */
const MAX_KEPT_BYTES = 2 ** 28;

/** The parts of the segments of a label map, all found in one pass over its frames. PS3.3 C.8.20.2.1. */
export function* labelledParts(
  segmentation: Segmentation,
  frames: FrameReader,
  segments: readonly Segment[],
): Generator<SegmentParts> {
  if (segments.length === 0) return;
  const map = scan(segmentation, frames, segments);
  const everyFrame = Array.from({ length: segmentation.frameCount }, (_, frame) => frame);
  const unread = map.source.problemOf(everyFrame);
  for (const [n, segment] of segments.entries()) {
    const parts: SegmentParts['parts'][number][] = [];
    const places = new Set<string>();
    for (const { frame, box } of map.boxes[n] ?? []) {
      const values = map.kept[frame] ?? map.source.read(frame);
      if (!values) continue;
      const shape = { values, columns: frames.description.columns, rows: frames.description.rows };
      const { column, row } = tileOf(segmentation, frame);
      const inside = insideOf(shape, box, { least: segment.number, most: segment.number });
      parts.push({ frame, column: column + box.left, row: row + box.top, ...inside });
      places.add(placeKey(segmentation, frame));
    }
    const problems = [...unread];
    if (places.size < parts.length) problems.push({ code: 'frame-repeated' });
    if (n === 0 && map.unknown > 0) {
      const detail = `${map.unknown} pixels of the label map belong to no segment that it describes`;
      problems.push({ code: 'segment-unknown', detail });
    }
    yield { segment, parts, isWhole: unread.length === 0, problems };
  }
}

interface ScannedMap {
  readonly source: FrameSource;
  /** By segment: the frames that hold it, and where. */
  readonly boxes: readonly { readonly frame: number; readonly box: FrameBox }[][];
  readonly kept: readonly (Samples | undefined)[];
  readonly unknown: number;
}

function scan(segmentation: Segmentation, frames: FrameReader, segments: readonly Segment[]): ScannedMap {
  const described = segmentation.segments.map(({ number }) => number);
  // 0 is the background wherever nothing else is said of it.
  const ignored = [...described, segmentation.backgroundValue ?? 0, 0];
  const finder = new LabelFinder(
    segments.map(({ number }) => number),
    ignored,
  );
  const source = new FrameSource(frames);
  const boxes = segments.map((): { frame: number; box: FrameBox }[] => []);
  const kept: (Samples | undefined)[] = [];
  let unknown = 0;
  let bytes = 0;
  for (let frame = 0; frame < segmentation.frameCount; frame++) {
    const values = source.read(frame);
    if (!values) continue;
    const found = finder.find(values, frames.description.columns);
    unknown += found.unknown;
    for (const [n, box] of found.boxes.entries()) if (box) boxes[n]?.push({ frame, box });
    if (!found.boxes.some(Boolean) || bytes + values.byteLength > MAX_KEPT_BYTES) continue;
    kept[frame] = values;
    bytes += values.byteLength;
  }
  return { source, boxes, kept, unknown };
}
