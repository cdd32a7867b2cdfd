import { normalize } from 'node:path';
import type { Pipeline, Trial } from './trial.js';
import { problemAt, repeated, type TrialProblem } from './trial-problem.js';

/** Pipelines that could not be carried out: a command without what it works on, one file for two purposes. */
export function checkPipeline({ pipeline }: Trial): TrialProblem[] {
  return pipeline ? [...withoutRows(pipeline), ...sameFiles(pipeline)] : [];
}

function withoutRows(pipeline: Pipeline): TrialProblem[] {
  if (!pipeline.response || pipeline['measure-export']) return [];
  return [problemAt(['pipeline', 'response'], "needs 'pipeline.measure-export', whose rows it judges")];
}

/**
 * Files that are named for two purposes, though no file serves both. Protocols are left out, which can be limits as well,
 * and so is the project key beside the crosswalk's: whether one file may be both is for whoever opens them.
 */
function sameFiles(pipeline: Pipeline): TrialProblem[] {
  const { 'check-protocol': protocol, 'qc-motion': motion, response } = pipeline;
  const named = [
    [['crosswalk'], pipeline.crosswalk],
    [['crosswalkKey'], pipeline.crosswalkKey],
    [['check-protocol', 'dispositions'], protocol?.dispositions],
    [['qc-motion', 'qualification'], motion?.qualification],
    [['response', 'lesions'], response?.lesions],
    [['response', 'visits'], response?.visits],
    [['response', 'adjudication'], response?.adjudication],
  ] as const;
  const given = named.flatMap(([path, file]) =>
    file === undefined ? [] : [{ path, file: normalize(file) }],
  );
  return repeated(given.map(({ file }) => file)).flatMap(({ index, first }) => {
    const [own, other] = [given[index], given[first]];
    if (!own || !other) return [];
    const path = ['pipeline', ...own.path];
    return [problemAt(path, `is the file that '${['pipeline', ...other.path].join('.')}' is`)];
  });
}
