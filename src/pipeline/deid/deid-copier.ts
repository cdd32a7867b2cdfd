import { type Copier, copier } from '../copies/copy-batch.js';
import { FileDeid } from './deid-file.js';
import type { DeidDetail, DeidWork } from './deid-job.js';
import { type PackedShared, unpacked } from './packed-shared.js';

/** De-identifies and writes one batch after the other. */
export function deidCopier(): Copier<PackedShared, DeidWork, DeidDetail> {
  return copier((shared: PackedShared) => new FileDeid(unpacked(shared)));
}
