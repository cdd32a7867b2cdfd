import type { Action, Reader, Writer } from '../crosswalk/contract.js';
import { RegistryError } from './registry-error.js';

/** What names a trial in the crosswalk. */
export interface TrialIdentity {
  /** Clinical Trial Protocol ID. */
  readonly protocol: string;
  readonly sponsor: string;
  /** Fingerprint of the project key that its reports are made with. */
  readonly keyFingerprint: string;
}

const REGISTER: Action = { name: 'register-trial' };

/** The row of a trial; undefined while nobody is in it. */
export function findTrial(reader: Reader, protocol: string): number | undefined {
  return reader.row('trials', 'protocol = ?', protocol)?.id;
}

/** @throws RegistryError `trial-unknown` */
export function trialNamed(reader: Reader, protocol: string): number {
  const row = findTrial(reader, protocol);
  if (row !== undefined) return row;
  throw new RegistryError('trial-unknown', `the crosswalk knows no trial with the protocol ID ${protocol}`);
}

/** The row of a trial, made when it is new. @throws RegistryError as {@link refuseOtherKey} */
export function registerTrial(writer: Writer, identity: TrialIdentity): number {
  refuseOtherKey(writer, identity);
  const { protocol, sponsor, keyFingerprint } = identity;
  const row = findTrial(writer, protocol);
  return row ?? writer.insert('trials', { protocol, sponsor, project_key: keyFingerprint }, REGISTER);
}

/**
 * DESIGN 2.4: a key that differs from an earlier report's is an error: what was released could not be linked any more.
 * @throws RegistryError `other-project-key`
 */
export function refuseOtherKey(reader: Reader, { protocol, keyFingerprint }: TrialIdentity): void {
  const known = reader.row('trials', 'protocol = ?', protocol)?.project_key;
  if (known === undefined || known === keyFingerprint) return;
  throw new RegistryError(
    'other-project-key',
    `the trial ${protocol} was begun with the project key ${known}, not ${keyFingerprint}: give that one, ` +
      "or record the change with 'corelab crosswalk rekey --project-key'",
  );
}
