import type { DicomFile } from '../../../../src/dicom/part10.js';
import { readFrameFacts } from '../../../../src/rules/motion/series/frame-facts.js';
import { TIME_SERIES_PROBES } from '../../../../src/rules/motion/series/time-series.js';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { studyViews, VIEW_PROBES } from '../../../../src/rules/protocol/view/study-views.js';
import { ProbeCollector } from '../../../../src/study/probe/probe-batch.js';
import { ProbeReader } from '../../../../src/study/probe/probe-reader.js';
import { ProbeTable } from '../../../../src/study/probe/probe-table.js';
import { deliver } from '../../../study/build.js';

/** The series of whole files, with all that is read of them. */
export function seriesOf(files: readonly DicomFile[]): SeriesView[] {
  const probes = [...VIEW_PROBES, ...TIME_SERIES_PROBES];
  const collector = new ProbeCollector(new ProbeReader(probes, { pet: () => null, frames: readFrameFacts }));
  for (const { dataset } of files) collector.add(dataset);
  const table = new ProbeTable(probes);
  table.addBatch(collector.build());
  const { table: instances, delivery } = deliver(files);
  return studyViews(delivery, { instances, probes: table }, {}).flatMap(({ series }) => series);
}
