import type { ScanNeeds } from '../scan/delivered.js';
import { RELEASE_ATTRIBUTES, TRIAL_ATTRIBUTES } from './people.js';

/** What `measure-export` wants of a scan: what the trial calls subject, site and visit, and what was removed. */
export const MEASURE_EXPORT_NEEDS: ScanNeeds = {
  further: [...TRIAL_ATTRIBUTES, ...RELEASE_ATTRIBUTES],
  probes: [],
};
