import { type Copier, copier } from '../copies/copy-batch.js';
import { FileDeid } from './deid-file.js';
import type { DeidDetail, DeidWork } from './deid-job.js';
import { type PackedShared, unpacked } from './packed-shared.js';
import { ReleasedFiles } from './released-files.js';

/** De-identifies and writes one batch after the other. */
export function deidCopier(): Copier<PackedShared, DeidWork, DeidDetail> {
  return copier((packed: PackedShared) => {
    const shared = unpacked(packed);
    return new FileDeid(shared, shared.releasedNeeds && new ReleasedFiles(shared.releasedNeeds));
  });
}
