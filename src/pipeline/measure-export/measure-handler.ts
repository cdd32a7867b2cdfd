import type { MeasureJob, MeasureResult } from './measure-job.js';
import { measureRegions } from './measure-regions.js';
import { readSources } from './read-sources.js';

/** Does a job of either kind: the pool's handler, a plain function. */
export async function measureHandler(job: MeasureJob): Promise<MeasureResult> {
  return job.kind === 'read' ? readSources(job) : measureRegions(job);
}
