import type { Dataset } from '../../../dicom/dataset.js';
import { FunctionalGroups } from '../../../dicom/pixels/frame-groups.js';
import { uihTiles } from '../../../dicom/vendor/uih.js';
import { secondsOfDay } from '../../../study/frame.js';
import type { Probe } from '../../../study/probe/probe.js';

/** What an image of several slices says of each of them: frames of an enhanced object, tiles of a VFRAME. */
export interface FrameFacts {
  /** When each was acquired, s from the earliest of the instance; null where one does not say. */
  readonly timesS?: readonly (number | null)[];
  /** ASL Context of each frame; null where one has none. PS3.3 C.8.13.5.14. */
  readonly contexts?: readonly (string | null)[];
  /** Diffusion Directionality of each frame; null where one has none. PS3.3 C.8.13.5.9. */
  readonly directionality?: readonly (string | null)[];
  /** Frame Type of each frame, values joined by backslashes; left out where all frames have one. PS3.3 C.8.16.1. */
  readonly types?: readonly (string | null)[];
  /** Complex Image Component of each frame; left out where all frames have one. PS3.3 C.8.13.3.1.1. */
  readonly components?: readonly (string | null)[];
}

/** Facts that are texts. */
export type FrameText = 'types' | 'components';

/** Asks for {@link readFrameFacts}. */
export const FRAME_FACTS_PROBE: Probe = { kind: 'bundle', name: 'frames' };

const HALF_DAY_S = 43_200;

/** Reads {@link FrameFacts}; empty for an image of one slice. Times are differences: dates and hours do not matter. */
export function readFrameFacts(ds: Dataset): FrameFacts {
  const tiles = uihTiles(ds);
  // United Imaging: each tile's item of (0065,xx51) has its own Acquisition Time.
  if (tiles) return factsOf({ times: tiles.slices.map((slice) => secondsOfDay(slice, 'AcquisitionTime')) });
  if (!ds.has('PerFrameFunctionalGroupsSequence')) return {};
  const groups = new FunctionalGroups(ds);
  const frames = Array.from({ length: groups.frames }, (_, frame) => frame);
  const macros = (sequence: string) => frames.map((frame) => groups.macro(frame, sequence));
  const frameTypes = macros('MRImageFrameTypeSequence');
  return factsOf({
    // PS3.3 C.7.6.16.2.2: when the acquisition of the frame started.
    times: macros('FrameContentSequence').map((m) => m && secondsOfDay(m, 'FrameAcquisitionDateTime')),
    contexts: macros('MRArterialSpinLabelingSequence').map((m) => m?.string('ASLContext')),
    directionality: macros('MRDiffusionSequence').map((m) => m?.string('DiffusionDirectionality')),
    types: frameTypes.map((m) => m?.strings('FrameType').join('\\')),
    components: frameTypes.map((m) => m?.string('ComplexImageComponent')),
  });
}

interface Columns {
  readonly times: readonly (number | undefined)[];
  readonly contexts?: readonly (string | undefined)[];
  readonly directionality?: readonly (string | undefined)[];
  readonly types?: readonly (string | undefined)[];
  readonly components?: readonly (string | undefined)[];
}

function factsOf({ times, contexts = [], directionality = [], ...mixed }: Columns): FrameFacts {
  const { types = [], components = [] } = mixed;
  return {
    ...(times.some((time) => time !== undefined) && { timesS: sinceFirst(times) }),
    ...(contexts.some(Boolean) && { contexts: contexts.map((text) => text || null) }),
    ...(directionality.some(Boolean) && { directionality: directionality.map((text) => text || null) }),
    ...(new Set(types).size > 1 && { types: types.map((text) => text || null) }),
    ...(new Set(components).size > 1 && { components: components.map((text) => text || null) }),
  };
}

/** Microseconds: DT and TM values carry no more. */
function sinceFirst(times: readonly (number | undefined)[]): (number | null)[] {
  const stated = times.filter((time) => time !== undefined);
  const latest = stated.reduce((most, time) => Math.max(most, time), 0);
  // Past midnight: no series takes half a day.
  const unfolded = times.map((time) =>
    time !== undefined && latest - time > HALF_DAY_S ? time + 2 * HALF_DAY_S : time,
  );
  const first = unfolded.reduce<number>((least, time) => Math.min(least, time ?? least), Infinity);
  return unfolded.map((time) => (time === undefined ? null : Math.round((time - first) * 1e6) / 1e6));
}
