import type { Dataset } from '../../dicom/dataset.js';
import type { MeasureProblem } from '../problem.js';
import type { FrameMacros } from './frame-macros.js';

/** Which frames hold which segment, by its number; and frames of none. */
interface SegmentFrames {
  readonly byNumber: ReadonlyMap<number, readonly number[]>;
  readonly problems: readonly MeasureProblem[];
}

/**
 * Sorts the frames by the segment that each names (PS3.3 C.8.20.3.1, Segment Identification), or that its place in the
 * order of a TILED_FULL segmentation means.
 * @param numbers of the object's segments, in the order of its Segment Sequence
 */
export function segmentFrames(
  dataset: Dataset,
  macros: FrameMacros,
  numbers: readonly number[],
): SegmentFrames {
  const byNumber = new Map<number, number[]>(numbers.map((number) => [number, []]));
  const unnamed: number[] = [];
  const unknown: number[] = [];
  const byOrder = numberByOrder(dataset, macros, numbers);
  for (let frame = 0; frame < macros.frameCount; frame++) {
    const number = byOrder
      ? byOrder(frame)
      : macros.macro(frame, 'SegmentIdentificationSequence')?.number('ReferencedSegmentNumber');
    const frames = number === undefined ? undefined : byNumber.get(number);
    if (frames) frames.push(frame);
    else if (number === undefined) unnamed.push(frame);
    else unknown.push(frame);
  }
  const problems = [
    ...ofFrames(unnamed, 'frames name no segment'),
    ...ofFrames(unknown, 'frames name a segment that the object does not describe'),
  ];
  return { byNumber, problems };
}

function ofFrames([first, ...more]: readonly number[], what: string): MeasureProblem[] {
  if (first === undefined) return [];
  const itemPath = `PerFrameFunctionalGroupsSequence[${first}]`;
  return [{ code: 'segment-unknown', itemPath, detail: `${more.length + 1} ${what}` }];
}

/** PS3.3 C.7.6.17.3: in TILED_FULL segments come one after the other, each with all its tiles. */
function numberByOrder(
  dataset: Dataset,
  macros: FrameMacros,
  numbers: readonly number[],
): ((frame: number) => number | undefined) | undefined {
  if (macros.described > 0 || dataset.string('DimensionOrganizationType') !== 'TILED_FULL') return undefined;
  if (macros.macro(0, 'SegmentIdentificationSequence', true)) return undefined;
  const perSegment = macros.declared / numbers.length;
  // Tiles that do not come out even: which are whose nobody can say.
  if (!Number.isInteger(perSegment)) return () => undefined;
  return (frame) => numbers[Math.floor(frame / perSegment)];
}
