import type { CopyJob, CopyResult } from '../copies/copy-job.js';
import { scanner } from '../scan/scan-batch.js';
import type { ScanJob, ScanResult } from '../scan/scan-job.js';
import type { DeidDetail, DeidWork } from './deid-job.js';
import type { PackedShared } from './packed-shared.js';

type Copy = CopyJob<PackedShared, DeidWork>;

const scan = scanner();
let copy: ((job: Copy) => Promise<CopyResult<DeidDetail>>) | undefined;

/**
 * Entry point of a pool thread: scans, then de-identifies and writes, one batch after the other. What de-identifies is
 * loaded with the first batch to be written.
 */
export default async function work(job: ScanJob | Copy): Promise<ScanResult | CopyResult<DeidDetail>> {
  if ('paths' in job) return scan(job);
  copy ??= (await import('./deid-copier.js')).deidCopier();
  return copy(job);
}
