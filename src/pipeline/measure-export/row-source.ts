import { basename } from 'node:path';
import { pathToText } from '../../io/path-bytes.js';
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
  }: Omit<MeasuredSource, 'rows' | 'references' | 'problems' | 'studyDate'>,
  { files, instances }: Pick<Scan, 'files' | 'instances'>,
): Omit<RowSource, 'itemPath'> {
  const entry = files.entry(source.file, instances);
  // A file that was given itself has no path below its root: it goes by its name.
  const path = entry.path || basename(pathToText(Buffer.from(source.path)).path);
  return { file: source.file, path, kind: source.kind, sopInstanceUID, sopClassUID, seriesUID, studyUID };
}
