import { type ReadRows, readRows } from './read-rows.js';
import { type SdtmRows, sdtmRows } from './sdtm.js';

/** All rows that were given. */
export interface ReadSources extends SdtmRows {
  readonly sources: readonly ReadRows[];
}

/**
 * Reads every source of rows. Records of SDTM are understood together, whatever files they stand in: the length of a
 * node is told by the TULOC of its TU record.
 * @throws ReportError, ConfigError as {@link readRows}
 */
export async function readSources(names: readonly string[], signal: AbortSignal): Promise<ReadSources> {
  const sources: ReadRows[] = [];
  for (const name of names) sources.push(await readRows(name, sources.length, signal));
  const sdtm = sdtmRows(
    sources.flatMap(({ records }) => records),
    0,
  );
  const observations = sources.flatMap((source) => source.observations);
  return { ...sdtm, sources, observations: [...observations, ...sdtm.observations] };
}
