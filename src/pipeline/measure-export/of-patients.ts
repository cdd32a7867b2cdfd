import type { MeasureProblem } from '../../measure/problem.js';

/** What is to be said where an object and its images belong to two patients, as far as both state a Patient ID. */
export function ofPatients(own: string, other: string): MeasureProblem[] {
  return own !== '' && other !== '' && own !== other ? [{ code: 'patient-at-odds' }] : [];
}
