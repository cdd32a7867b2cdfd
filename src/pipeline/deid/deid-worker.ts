import { copier } from '../copies/copy-batch.js';
import { FileDeid } from './deid-file.js';
import type { DeidDetail, DeidShared, DeidWork } from './deid-job.js';

/** Entry point of a pool thread: de-identifies and writes one batch after the other. */
export default copier<DeidShared, DeidWork, DeidDetail>((shared) => new FileDeid(shared));
