import { dirname, resolve } from 'node:path';
import type { Pipeline } from '../../identity/trial/trial.js';
import { filesNamed } from '../run/pipeline-paths.js';
import { loadTrial } from './load-trial.js';

/** Where a trial's store is, as its `pipeline` says. */
type TrialStore = Pick<Pipeline, 'crosswalk' | 'crosswalkKey'>;

/**
 * A trial file with its store and every file that it names, which nothing may be written over; paths are absolute.
 * @throws ConfigError
 */
export async function declaredTrial(
  path: string,
): Promise<{ path: string; store: TrialStore; files: readonly string[] }> {
  const { pipeline, subjectIds } = (await loadTrial(path)).trial;
  const at = (file: string): string => resolve(dirname(path), file);
  const store = {
    ...(pipeline?.crosswalk !== undefined && { crosswalk: at(pipeline.crosswalk) }),
    ...(pipeline?.crosswalkKey !== undefined && { crosswalkKey: at(pipeline.crosswalkKey) }),
  };
  const list = subjectIds.list === undefined ? [] : [at(subjectIds.list)];
  return { path, store, files: [...list, ...(pipeline ? filesNamed(pipeline, path) : [])] };
}
