import { createHmac } from 'node:crypto';
import { deriveKey, fingerprint, loadProjectKey } from '../../identity/project-key.js';
import { type Delivery, personKey, type Study } from '../../study/model.js';

/** Subjects that no trial has named, by the project key. */
export interface KeyedSubjects {
  readonly keyFingerprint: string;
  /** The same for one person on every machine with the key; undefined where it is not one person. */
  readonly subjectOf: (study: Study) => string | undefined;
}

/** Digits of a keyed subject: enough that two of a trial do not meet by chance. */
const DIGITS = 16;

/**
 * What tells a subject's visits apart from those of others where the trial has given no ID: an HMAC-SHA-256 over issuer
 * and Patient ID (DESIGN 2.4). Whoever holds the key can find the person by trying.
 * @throws KeyError
 */
export async function keyedSubjects(keyFile: string, delivery: Delivery): Promise<KeyedSubjects> {
  const project = await loadProjectKey(keyFile);
  const key = deriveKey(project, 'subject');
  return {
    keyFingerprint: fingerprint(project),
    subjectOf: ({ patients }) => {
      const [patient] = patients;
      if (patients.length !== 1 || patient === undefined) return undefined;
      const identity = delivery.patients[patient]?.identities[0];
      if (!identity || (identity.id === '' && identity.name === '')) return undefined;
      const digest = createHmac('sha256', key).update(personKey(identity)).digest('hex');
      return `k-${digest.slice(0, DIGITS)}`;
    },
  };
}
