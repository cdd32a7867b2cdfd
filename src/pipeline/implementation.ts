import type { Implementation } from '../dicom/rewrite/file-meta.js';

/** Who writes file meta information anew. PS3.7 D.3.3.2; the UID is made from a UUID (PS3.5 B.2). */
export const IMPLEMENTATION: Implementation = {
  classUID: '2.25.307017559733961772050943369934545789678',
  versionName: 'CORELAB',
};
