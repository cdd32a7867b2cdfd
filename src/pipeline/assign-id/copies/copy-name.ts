import { releasedUid } from '../../../identity/released-uid.js';
import type { InstanceUids } from '../../copies/copy-job.js';
import { areUsable, mappedUids, outputName } from '../../copies/output-name.js';
import type { CopyAssignment } from './copy-assignment.js';

/** A copy cannot get new UIDs, since there is no key to make them with. */
export class UidKeyError extends Error {
  override readonly name = 'UidKeyError';
  readonly code = 'uid-key-missing';
}

/**
 * The UIDs that a copy gets: the input's, new ones from generation 1 on, and for a blinded copy such as are of its own
 * time point, so that what two visits share (frames of reference, devices) does not link them.
 * @returns undefined where they stay
 * @throws UidKeyError
 */
export function uidMapOf(
  assignment: CopyAssignment,
  uidKey: Uint8Array | undefined,
): ((uid: string) => string) | undefined {
  const { generation } = assignment;
  if (assignment.kind !== 'blinded' && generation === 0) return undefined;
  if (!uidKey) {
    const message =
      "new UIDs need the project key: give it with --key-file, or make one with 'corelab key new FILE'";
    throw new UidKeyError(message);
  }
  if (assignment.kind !== 'blinded') return (uid) => releasedUid(uidKey, uid, generation);
  return (uid) => releasedUid(uidKey, `${uid}\0${assignment.readingId}`, generation);
}

/** What a copy is called and what its UIDs are; no name for an instance without usable UIDs. */
export interface CopyName {
  readonly name: string | undefined;
  readonly uids: InstanceUids;
}

/** The name and UIDs of the copy of an instance. @throws UidKeyError */
export function copyName(
  assignment: CopyAssignment,
  given: InstanceUids,
  uidKey: Uint8Array | undefined,
): CopyName {
  const uids = mappedUids(given, uidMapOf(assignment, uidKey));
  const id = assignment.kind === 'blinded' ? assignment.readingId : assignment.subject;
  return { name: areUsable(given) ? outputName(id, uids) : undefined, uids };
}
