import type { Dataset } from '../../dicom/dataset.js';
import type { MeasurementSource } from '../source.js';
import { Collector } from './collector.js';
import { readContentTree } from './content-tree.js';

/** PS3.4 B.5: Key Object Selection Document. */
const KEY_OBJECTS = '1.2.840.10008.5.1.4.1.1.88.59';

/**
 * Reads the content tree of a structured report or of a key object selection: every NUM of it with what its template
 * says of it, and every image that is referred to. Never throws for what the object holds: it stands in `problems`.
 */
export function readStructuredReport(dataset: Dataset): MeasurementSource {
  const sopClassUID = dataset.string('SOPClassUID') ?? '';
  const { root, problems } = readContentTree(dataset);
  const { items, references, found } = new Collector(dataset, root).collect();
  return {
    kind: sopClassUID === KEY_OBJECTS ? 'KO' : 'SR',
    sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
    sopClassUID,
    seriesUID: dataset.string('SeriesInstanceUID') ?? '',
    studyUID: dataset.string('StudyInstanceUID') ?? '',
    ...(root.name && { title: root.name }),
    items,
    references,
    problems: [
      ...(root.children.length === 0 ? [{ code: 'source-empty', detail: 'no content tree' } as const] : []),
      ...problems,
      ...found,
    ],
  };
}
