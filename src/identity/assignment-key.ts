import { createHmac } from 'node:crypto';
import { deriveKey } from './project-key.js';

/** What an assignment is found by: as the headers hold it, empty where absent. */
export interface AssignmentOf {
  readonly issuer: string;
  readonly patientId: string;
  readonly studyUID: string;
}

/**
 * What ties an assignment to the files of a study without naming anyone: HMAC-SHA-256 over Issuer of Patient ID, Patient
 * ID and Study Instance UID. DESIGN 2.4.
 * @param projectKey the project key of 32 bytes
 * @returns a function from a study to 64 lower-case hexadecimal digits
 */
export function assignmentKeys(projectKey: Uint8Array): (study: AssignmentOf) => string {
  const key = deriveKey(projectKey, 'assignment');
  return ({ issuer, patientId, studyUID }) =>
    createHmac('sha256', key)
      .update(JSON.stringify([issuer, patientId, studyUID]))
      .digest('hex');
}
