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

/** Every file that a pipeline names, absolute; what ships is not among them. */
export function filesNamed(pipeline: Pipeline, trialFile: string): string[] {
  const folder = dirname(trialFile);
  const inside = (value: unknown, key: string): string[] => {
    if (typeof value === 'string') return isFile(value, key) ? [resolve(folder, value)] : [];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([inner, one]) => inside(one, inner));
  };
  return inside(pipeline, 'pipeline');
}

function isFile(value: string, key: string): boolean {
  return FILES.has(key) || (NAMES.has(key) && isPath(value));
}

/** A pipeline whose paths do not depend on where it is read. Names of what ships stay as they are. */
export function withAbsolutePaths(pipeline: Pipeline, trialFile: string): Pipeline {
  const folder = dirname(trialFile);
  const moved = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return isFile(value, key) ? resolve(folder, value) : value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, moved(one, inner)]));
  };
  return moved(pipeline, 'pipeline') as Pipeline;
}
