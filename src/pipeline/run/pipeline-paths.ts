import { dirname, resolve } from 'node:path';
import type { Pipeline } from '../../identity/trial/trial.js';
import { isPath } from '../shipped.js';

/** Keys whose values are paths of files. */
const FILES = new Set([
  ...['crosswalk', 'crosswalkKey', 'keyFile', 'dispositions', 'qualification'],
  ...['lesions', 'visits', 'adjudication'],
]);

/** Keys whose values are names of what ships, or paths. */
const NAMES = new Set(['profile', 'protocol', 'limits', 'criteria']);

/** A pipeline whose paths do not depend on where it is read. Names of what ships stay as they are. */
export function withAbsolutePaths(pipeline: Pipeline, trialFile: string): Pipeline {
  const folder = dirname(trialFile);
  const moved = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return FILES.has(key) || (NAMES.has(key) && isPath(value)) ? resolve(folder, value) : value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, moved(one, inner)]));
  };
  return moved(pipeline, 'pipeline') as Pipeline;
}
