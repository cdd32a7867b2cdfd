import { BatchBuilder } from '../../study/batch.js';
import { ScanBuffers, scanFile } from './scan-file.js';
import { type ScanJob, type ScanResult, unpackPaths } from './scan-job.js';

/** The pool's job handler: scans a batch. Keeps its buffers between calls through `buffers`. */
export function scanBatch(job: ScanJob, buffers: ScanBuffers = new ScanBuffers()): ScanResult {
  const builder = new BatchBuilder(job.further);
  const files = unpackPaths(job.paths).map((path) =>
    scanFile(path, { buffers, builder, checksums: job.checksums }),
  );
  return { files, batch: builder.build() };
}

/** A scanner of batches that uses its buffers again and again. */
export function scanner(): (job: ScanJob) => ScanResult {
  const buffers = new ScanBuffers();
  return (job) => scanBatch(job, buffers);
}
