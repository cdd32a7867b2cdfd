import { releasedUid } from '../../../identity/released-uid.js';
import { CopiesError } from './copies-error.js';
import type { CopyAssignment, InstanceUids } from './copy-job.js';

/**
 * The UIDs that a copy gets: the input's, new ones from generation 1 on, and for a blinded copy such as are of its own
 * time point, so that what two visits share (frames of reference, devices) does not link them.
 * @returns undefined where they stay
 * @throws CopiesError `uid-key-missing`
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
    throw new CopiesError('uid-key-missing', message);
  }
  if (assignment.kind !== 'blinded') return (uid) => releasedUid(uidKey, uid, generation);
  return (uid) => releasedUid(uidKey, `${uid}\0${assignment.readingId}`, generation);
}

/** UIDs with the map applied. */
export function mappedUids(uids: InstanceUids, uidOf: ((uid: string) => string) | undefined): InstanceUids {
  if (!uidOf) return uids;
  return {
    studyUID: uidOf(uids.studyUID),
    seriesUID: uidOf(uids.seriesUID),
    sopInstanceUID: uidOf(uids.sopInstanceUID),
  };
}

/** PS3.5 9.1: components of digits, 64 characters at most. Nothing else can be part of a path. */
function isUid(uid: string): boolean {
  return uid.length <= 64 && /^\d+(\.\d+)*$/.test(uid);
}

/** True when an instance has all UIDs, and each is one. */
export function areUsable({ studyUID, seriesUID, sopInstanceUID }: InstanceUids): boolean {
  return isUid(studyUID) && isUid(seriesUID) && isUid(sopInstanceUID);
}

/** `<subject or reading ID>/<study>/<series>/<instance>.dcm`, of what is released and never of source names. */
export function outputName(assignment: CopyAssignment, uids: InstanceUids): string {
  const id = assignment.kind === 'blinded' ? assignment.readingId : assignment.subject;
  return `${folderName(id)}/${uids.studyUID}/${uids.seriesUID}/${uids.sopInstanceUID}.dcm`;
}

/** An ID as the name of a folder on any system: other characters, and a leading full stop, as `%` and hexadecimal. */
function folderName(id: string): string {
  const coded = (part: string): string =>
    [...Buffer.from(part)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  return id.replace(/[^A-Za-z0-9._-]/gu, coded).replace(/^\.|\.$/g, coded);
}
