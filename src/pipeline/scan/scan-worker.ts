import { scanner } from './scan-batch.js';

/** Entry point of a pool thread: handles one {@link ScanJob} after the other. */
export default scanner();
