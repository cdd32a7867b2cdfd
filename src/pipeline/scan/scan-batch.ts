import { BatchBuilder } from '../../study/batch.js';
import type { Probe } from '../../study/probe/probe.js';
import { ProbeCollector } from '../../study/probe/probe-batch.js';
import { ProbeReader } from '../../study/probe/probe-reader.js';
import { BUNDLES } from './bundles.js';
import { ScanBuffers, scanFile } from './scan-file.js';
import { type ScanJob, type ScanResult, unpackPaths } from './scan-job.js';

/** What a thread keeps from batch to batch. */
class ScanMemory {
  readonly buffers = new ScanBuffers();
  private reader: ProbeReader | undefined;
  private key = '';

  /** The reader of these probes; the same as long as they stay the same, which over a whole scan they do. */
  readerOf(probes: readonly Probe[]): ProbeReader {
    const key = JSON.stringify(probes);
    if (!this.reader || key !== this.key) this.reader = new ProbeReader(probes, BUNDLES);
    this.key = key;
    return this.reader;
  }
}

/** The pool's job handler: scans a batch. Keeps its buffers between calls through `memory`. */
export function scanBatch(job: ScanJob, memory: ScanMemory = new ScanMemory()): ScanResult {
  const builder = new BatchBuilder(job.further);
  const probes = job.probes && new ProbeCollector(memory.readerOf(job.probes));
  const { buffers } = memory;
  const context = { buffers, builder, checksums: job.checksums, ...(probes && { probes }) };
  const files = unpackPaths(job.paths).map((path) => scanFile(path, context));
  return { files, batch: builder.build(), ...(probes && { probed: probes.build() }) };
}

/** A scanner of batches that uses its memory again and again. */
export function scanner(): (job: ScanJob) => ScanResult {
  const memory = new ScanMemory();
  return (job) => scanBatch(job, memory);
}
