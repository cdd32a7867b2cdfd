import type { Dataset } from '../../dicom/dataset.js';
import type { InstanceRef } from '../source.js';
import { known } from './known.js';

/** An item of an Image SOP Instance Reference Macro; undefined where it names no instance. PS3.3 Table 10-3. */
function imageRef(item: Dataset, place: Pick<InstanceRef, 'seriesUID' | 'studyUID'> = {}): InstanceRef[] {
  const sopInstanceUID = item.string('ReferencedSOPInstanceUID');
  if (sopInstanceUID === undefined) return [];
  const frames = item.numbers('ReferencedFrameNumber').filter((frame) => frame > 0);
  return [
    {
      sopInstanceUID,
      ...known({ sopClassUID: item.string('ReferencedSOPClassUID') }),
      ...place,
      ...(frames.length > 0 && { frames }),
    },
  ];
}

/**
 * Images that a presentation state is of, in the order of the object. PS3.3, Presentation State Relationship Module;
 * those of blending and of advanced blending name them below their own sequences.
 */
export function shownImages(dataset: Dataset): InstanceRef[] {
  const blended = [...dataset.sequence('BlendingSequence'), ...dataset.sequence('AdvancedBlendingSequence')];
  return [dataset, ...blended].flatMap((level) => {
    const studyUID = level.string('StudyInstanceUID') ?? dataset.string('StudyInstanceUID');
    const series = level.sequence('ReferencedSeriesSequence').flatMap((item) => {
      const place = known({ seriesUID: item.string('SeriesInstanceUID'), studyUID });
      return item.sequence('ReferencedImageSequence').flatMap((image) => imageRef(image, place));
    });
    const place = known({ seriesUID: level.string('SeriesInstanceUID'), studyUID });
    const direct = level === dataset ? [] : level.sequence('ReferencedImageSequence');
    return [...series, ...direct.flatMap((image) => imageRef(image, place))];
  });
}

/** The images that an annotation applies to: its own, with what the object tells of them, else all. PS3.3 C.10.5. */
export function annotatedImages(annotation: Dataset, shown: readonly InstanceRef[]): readonly InstanceRef[] {
  const own = annotation.sequence('ReferencedImageSequence').flatMap((item) => imageRef(item));
  if (own.length === 0) return shown;
  return own.map((image) => {
    const found = shown.find(({ sopInstanceUID }) => sopInstanceUID === image.sopInstanceUID);
    return { ...known({ seriesUID: found?.seriesUID, studyUID: found?.studyUID }), ...image };
  });
}
