import type { ScanNeeds } from '../scan/delivered.js';
import type { LoadedTrial } from '../trial/load-trial.js';
import { PATIENT_ATTRIBUTES } from './gather-patients.js';

/** What `assign-id` wants of a scan: what tells patients apart, and the trial's phantoms from people. */
export function assignIdNeeds({ phantoms }: Pick<LoadedTrial, 'phantoms'>): ScanNeeds {
  return { further: [...new Set([...PATIENT_ATTRIBUTES, ...(phantoms?.keywords ?? [])])], probes: [] };
}
