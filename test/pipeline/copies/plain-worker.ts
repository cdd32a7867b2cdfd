import { copier } from '../../../src/pipeline/copies/copy-batch.js';
import { PlainMaker } from './plain-maker.js';

export default copier((shared: { readonly id: string; readonly head: string }) => new PlainMaker(shared));
