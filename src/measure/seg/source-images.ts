import type { Dataset } from '../../dicom/dataset.js';
import type { InstanceRef } from '../source.js';
import type { FrameMacros } from './frame-macros.js';

/** Images that a segmentation names, as a whole and frame by frame. */
export interface SourceImages {
  readonly seriesUIDs: readonly string[];
  readonly all: readonly InstanceRef[];
  /** Images that some frames were made of; of all images where no frame names its own. */
  of(frames: readonly number[]): readonly InstanceRef[];
}

interface Known {
  readonly sopClassUID?: string;
  readonly seriesUID?: string;
  readonly studyUID?: string;
}

/**
 * Reads the images: of Referenced Series (PS3.3 C.12.2), also of other studies, and of each frame's Derivation Image
 * (PS3.3 C.7.6.16.2.6).
 */
export function sourceImages(dataset: Dataset, macros: FrameMacros): SourceImages {
  const known = new Map<string, Known>();
  const studyUID = dataset.string('StudyInstanceUID');
  const seriesUIDs = addSeries(dataset, studyUID, known);
  for (const study of dataset.sequence('StudiesContainingOtherReferencedInstancesSequence')) {
    seriesUIDs.push(...addSeries(study, study.string('StudyInstanceUID'), known));
  }
  const ofFrame = Array.from({ length: macros.frameCount }, (_, frame) => frameImages(macros, frame));
  const named = refsOf(
    Array.from(ofFrame.keys()).flatMap((f) => ofFrame[f] ?? []),
    known,
  );
  const others = [...known].filter(([uid]) => !named.some((ref) => ref.sopInstanceUID === uid));
  const all = [...named, ...others.map(([sopInstanceUID, facts]) => ({ sopInstanceUID, ...facts }))];
  return {
    seriesUIDs: [...new Set(seriesUIDs)],
    all,
    of(frames) {
      const refs = refsOf(
        frames.flatMap((frame) => ofFrame[frame] ?? []),
        known,
      );
      return refs.length > 0 || named.length > 0 ? refs : all;
    },
  };
}

function addSeries(level: Dataset, studyUID: string | undefined, known: Map<string, Known>): string[] {
  return level.sequence('ReferencedSeriesSequence').flatMap((series) => {
    const seriesUID = series.string('SeriesInstanceUID');
    for (const item of series.sequence('ReferencedInstanceSequence')) {
      const uid = item.string('ReferencedSOPInstanceUID');
      const sopClassUID = item.string('ReferencedSOPClassUID');
      if (uid === undefined) continue;
      known.set(uid, {
        ...(sopClassUID && { sopClassUID }),
        ...(seriesUID && { seriesUID }),
        ...(studyUID && { studyUID }),
      });
    }
    return seriesUID ? [seriesUID] : [];
  });
}

interface NamedImage {
  readonly uid: string;
  readonly sopClassUID: string | undefined;
  /** 1-based; none for all. */
  readonly frames: readonly number[];
}

function frameImages(macros: FrameMacros, frame: number): NamedImage[] {
  return macros.items(frame, 'DerivationImageSequence').flatMap((derivation) =>
    derivation.sequence('SourceImageSequence').flatMap((item) => {
      const uid = item.string('ReferencedSOPInstanceUID');
      if (uid === undefined) return [];
      const frames = item.numbers('ReferencedFrameNumber').filter(Number.isInteger);
      return [{ uid, sopClassUID: item.string('ReferencedSOPClassUID'), frames }];
    }),
  );
}

/** One reference an image, with all frames that are named of it. */
function refsOf(images: readonly NamedImage[], known: ReadonlyMap<string, Known>): InstanceRef[] {
  const frames = new Map<string, { sopClassUID: string | undefined; numbers: Set<number> | undefined }>();
  for (const image of images) {
    const one = frames.get(image.uid);
    if (!one) {
      const numbers = image.frames.length > 0 ? new Set(image.frames) : undefined;
      frames.set(image.uid, { sopClassUID: image.sopClassUID, numbers });
    } else if (image.frames.length === 0) one.numbers = undefined;
    else for (const number of image.frames) one.numbers?.add(number);
  }
  return [...frames].map(([sopInstanceUID, { sopClassUID, numbers }]) => ({
    sopInstanceUID,
    ...(sopClassUID && { sopClassUID }),
    ...known.get(sopInstanceUID),
    ...(numbers && { frames: [...numbers].sort((a, b) => a - b) }),
  }));
}
