import { dirname, resolve } from 'node:path';
import type { Pipeline } from '../../identity/trial/trial.js';
import { loadTrial } from './load-trial.js';

/** Where a trial's store is, as its `pipeline` says. */
type TrialStore = Pick<Pipeline, 'crosswalk' | 'crosswalkKey'>;

/** A trial file with its store; paths are absolute. @throws ConfigError */
export async function declaredTrial(path: string): Promise<{ path: string; store: TrialStore }> {
  const { pipeline } = (await loadTrial(path)).trial;
  const at = (file: string): string => resolve(dirname(path), file);
  const store = {
    ...(pipeline?.crosswalk !== undefined && { crosswalk: at(pipeline.crosswalk) }),
    ...(pipeline?.crosswalkKey !== undefined && { crosswalkKey: at(pipeline.crosswalkKey) }),
  };
  return { path, store };
}
