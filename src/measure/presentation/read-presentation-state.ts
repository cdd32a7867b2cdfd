import type { Dataset } from '../../dicom/dataset.js';
import { readCode } from '../code.js';
import type { MeasurementSource } from '../source.js';
import { annotationItems, type StateContents } from './annotation-items.js';
import { known } from './known.js';
import { groupLabels } from './labels.js';
import { shownImages } from './shown-images.js';
import { stateContext } from './state-context.js';

/**
 * Reads the graphics of a presentation state (PS3.3 C.10.5): an item each, without a stored value. Never throws.
 * Images that nothing is drawn on are in `references`.
 */
export function readPresentationState(dataset: Dataset): MeasurementSource {
  const state: StateContents = {
    shown: shownImages(dataset),
    groupLabels: groupLabels(dataset),
    context: stateContext(dataset),
  };
  const annotations = dataset
    .sequence('GraphicAnnotationSequence')
    .map((annotation, group) => annotationItems(annotation, group, state));
  const items = annotations.flatMap((annotation) => annotation.items);
  const drawnOn = new Set(
    [...new Set(items.map(({ context }) => context.sourceImages))]
      .flat()
      .map((image) => image.sopInstanceUID),
  );
  return {
    kind: 'PR',
    sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
    sopClassUID: dataset.string('SOPClassUID') ?? '',
    seriesUID: dataset.string('SeriesInstanceUID') ?? '',
    studyUID: dataset.string('StudyInstanceUID') ?? '',
    ...known({ title: readCode(dataset.sequence('ConceptNameCodeSequence')[0]) }),
    items,
    references: state.shown.filter(({ sopInstanceUID }) => !drawnOn.has(sopInstanceUID)),
    problems: annotations.flatMap(({ problems }) => problems),
  };
}
