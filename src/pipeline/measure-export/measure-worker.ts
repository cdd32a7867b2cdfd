import { scanner } from '../scan/scan-batch.js';
import type { ScanJob, ScanResult } from '../scan/scan-job.js';
import type { MeasureJob, MeasureResult } from './measure-job.js';

const scan = scanner();
let handler: ((job: MeasureJob) => Promise<MeasureResult>) | undefined;

/** Entry point of a pool thread: scans, then reads and measures. What measures is loaded with the first job of that kind. */
export default async function work(job: ScanJob | MeasureJob): Promise<ScanResult | MeasureResult> {
  if ('paths' in job) return scan(job);
  handler ??= (await import('./measure-handler.js')).measureHandler;
  return handler(job);
}
