import { createHash } from 'node:crypto';
import type { Pipeline } from '../../identity/trial/trial.js';
import { ConfigError, type ConfigProblem, problemText } from '../../io/config-error.js';
import { type DataFault, loadCheckedYaml } from '../../io/yaml-file.js';
import { type LoadedTrial, loadTrial } from '../trial/load-trial.js';
import { loadPart } from './load-part.js';
import { PIPELINE_PARTS } from './pipeline-parts.js';
import { withAbsolutePaths } from './pipeline-paths.js';

/** A trial and its pipeline: everything that it names is there and can be used. */
export interface LoadedPipeline {
  readonly loaded: LoadedTrial;
  /** Paths in it are absolute; names of what ships are as they were. */
  readonly pipeline: Pipeline;
  /**
   * SHA-256 over the trial file and every file that decides and that the trial or its pipeline names, with what those name
   * themselves; lower-case hexadecimal. Without keys, the crosswalk, and the list that the run records phantoms in.
   */
  readonly sha256: string;
}

/**
 * Loads a trial and its pipeline, and every profile, protocol, limits, criteria and list that it names. A list that
 * phantoms are recorded in need not be there yet.
 * @throws ConfigError at the place in the trial file where something is named that does not exist, and with the faults of
 *   what exists and is not usable; all of them together
 */
export async function loadPipeline(trial: string): Promise<LoadedPipeline> {
  const loaded = await loadTrial(trial);
  if (!loaded.trial.pipeline) throw withoutPipeline(trial);
  const pipeline = withAbsolutePaths(loaded.trial.pipeline, trial);
  const recorded = pipeline['qc-motion']?.qualification;
  const digests = [`trial ${loaded.sha256}`];
  if (loaded.list) digests.push(`subjectIds.list ${loaded.list.sha256}`);
  const faults: DataFault[] = [];
  const problems: ConfigProblem[] = [];
  for (const part of PIPELINE_PARTS) {
    const name = part.of(pipeline);
    if (name === undefined) continue;
    const read = await loadPart(part, { name, recorded });
    digests.push(...read.digests.map((digest) => `pipeline.${part.path.join('.')} ${digest}`));
    if (read.fault) faults.push(read.fault);
    problems.push(...(read.problems ?? []));
  }
  if (faults.length > 0) problems.unshift(...(await placed(trial, faults)));
  if (problems.length > 0) throw new ConfigError(distinct(problems));
  const sha256 = createHash('sha256').update(digests.map((line) => `${line}\n`).join(''));
  return { loaded, pipeline, sha256: sha256.digest('hex') };
}

/** A protocol that is limits, too, is read twice: what is wrong with it is told once. */
function distinct(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.map((problem) => [problemText(problem), problem])).values()];
}

/** Faults of a trial file with their places in it. */
async function placed(trial: string, faults: readonly DataFault[]): Promise<readonly ConfigProblem[]> {
  try {
    await loadCheckedYaml(trial, 'trial', () => faults);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('faults of the trial file were not told');
}

function withoutPipeline(file: string): ConfigError {
  const message =
    "the key 'pipeline' is missing, which says what run does with a delivery: write at least 'pipeline: { deid: { profile: trial } }'";
  return new ConfigError([{ code: 'missing-key', file, line: 0, column: 0, key: 'pipeline', message }]);
}
