import { type ScanJob, type ScanResult, scanBatch } from './scan-batch.js';
import { ScanBuffers } from './scan-file.js';

const buffers = new ScanBuffers();

/** Entry point of a pool thread. */
export default function run(job: ScanJob): ScanResult {
  return scanBatch(job, buffers);
}
