import { copier } from './copy-batch.js';

/** Entry point of a pool thread: handles one {@link CopyJob} after the other. */
export default copier();
