import { scanBatch } from '../../../dist/pipeline/scan/scan-batch.js';

/** Reads batches as the project's own worker does, but a file named `killer` ends the thread. */
export default function run(job) {
  if (Buffer.from(job.paths).includes('killer')) process.exit(1);
  return scanBatch(job);
}
