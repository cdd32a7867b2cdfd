import { copier } from '../../copies/copy-batch.js';
import { copyMaker } from './made-copy.js';

/** Entry point of a pool thread: copies one batch after the other. */
export default copier(copyMaker);
