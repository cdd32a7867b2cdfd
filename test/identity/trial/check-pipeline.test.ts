import { describe, expect, it } from 'vitest';
import { checkPipeline } from '../../../src/identity/trial/check-pipeline.js';
import { checkTrial } from '../../../src/identity/trial/check-trial.js';
import type { Pipeline } from '../../../src/identity/trial/trial.js';
import { TRIAL } from './trials.js';

const LEAST: Pipeline = { deid: { profile: 'trial' } };
const FULL: Pipeline = {
  crosswalk: 'x.db',
  crosswalkKey: 'x.key',
  keyFile: 'corelab.key',
  deid: { profile: 'trial' },
  'check-protocol': { protocol: 'own.yaml', dispositions: 'dispositions.yaml' },
  'qc-motion': { limits: 'own.yaml', qualification: 'scanners.csv' },
  'measure-export': {},
  response: { criteria: 'recist-1.1', lesions: 'l.csv', visits: 'v.csv', adjudication: 'a.csv' },
};

const told = (pipeline: Pipeline) =>
  checkPipeline({ ...TRIAL, pipeline }).map(({ path, message }) => `${path.join('/')}: ${message}`);

describe('checkPipeline', () => {
  it('finds nothing wrong with a trial without a pipeline, with the least, and with a full one', () => {
    expect(checkPipeline(TRIAL)).toEqual([]);
    expect(told(LEAST)).toEqual([]);
    expect(told(FULL)).toEqual([]);
  });

  it('refuses response without the rows that it judges', () => {
    expect(told({ ...LEAST, response: { criteria: 'recist-1.1' } })).toEqual([
      "pipeline/response: 'pipeline.response' needs 'pipeline.measure-export', whose rows it judges",
    ]);
    expect(told({ ...LEAST, response: { criteria: 'recist-1.1' }, 'measure-export': {} })).toEqual([]);
  });

  it.each([
    ['crosswalk', { crosswalk: 'x.db', crosswalkKey: './x.db' }, 'crosswalkKey'],
    ['crosswalk', { crosswalk: 'a/../x.csv', 'qc-motion': { limits: 'l', qualification: 'x.csv' } }, 'qc'],
    [
      'response.lesions',
      { response: { criteria: 'c', lesions: 'l.csv', adjudication: 'l.csv' }, 'measure-export': {} },
      'adjudication',
    ],
  ] as const)('refuses a file that is %s and something else', (first, more, at) => {
    const [problem, ...others] = told({ ...LEAST, ...more });
    expect(others).toEqual([]);
    expect(problem).toContain(at);
    expect(problem).toMatch(new RegExp(`is the file that 'pipeline.${first}' is$`));
  });

  it('lets a protocol be the limits, and one key be both', () => {
    expect(told({ ...FULL, keyFile: 'x.key' })).toEqual([]);
  });

  it('is among the checks of a trial', () => {
    const pipeline = { ...LEAST, response: { criteria: 'recist-1.1' } };
    expect(checkTrial({ ...TRIAL, pipeline }).map(({ path }) => path)).toEqual([['pipeline', 'response']]);
  });
});
