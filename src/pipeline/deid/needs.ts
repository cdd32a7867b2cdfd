import { KNOWN_ATTRIBUTES } from '../../rules/deid/known/known-attributes.js';
import type { ScanNeeds } from '../scan/delivered.js';

/** What `deid` must know of every series before the first file is written: what identifies. */
export const DEID_NEEDS: ScanNeeds = { further: KNOWN_ATTRIBUTES, probes: [] };
