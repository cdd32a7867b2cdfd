import type { RowSource } from '../../report/measure-export-sections.js';
import type { Scan } from '../scan/scan.js';
import type { MeasuredSource } from './run-state.js';

/** Where the rows of an object come from. */
export function rowSource(
  {
    source,
    sopInstanceUID,
    sopClassUID,
    seriesUID,
    studyUID,
  }: Omit<MeasuredSource, 'rows' | 'references' | 'problems'>,
  { files, instances }: Pick<Scan, 'files' | 'instances'>,
): Omit<RowSource, 'itemPath'> {
  const { path } = files.entry(source.file, instances);
  return { file: source.file, path, kind: source.kind, sopInstanceUID, sopClassUID, seriesUID, studyUID };
}
