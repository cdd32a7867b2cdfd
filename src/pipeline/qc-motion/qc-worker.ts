import { scanner } from '../scan/scan-batch.js';
import type { ScanJob, ScanResult } from '../scan/scan-job.js';
import type { MotionJob, MotionResult } from './motion-job.js';

const scan = scanner();
let measure: ((job: MotionJob) => Promise<MotionResult>) | undefined;

/** Entry point of a pool thread: scans, then measures. What measures is loaded with the first job of that kind. */
export default async function work(job: ScanJob | MotionJob): Promise<ScanResult | MotionResult> {
  if ('paths' in job) return scan(job);
  measure ??= (await import('./motion-handler.js')).motionHandler();
  return measure(job);
}
