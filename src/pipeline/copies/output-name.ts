import type { InstanceUids } from './copy-job.js';

/** UIDs with the map applied; without one as they are. */
export function mappedUids(uids: InstanceUids, uidOf: ((uid: string) => string) | undefined): InstanceUids {
  const { studyUID, seriesUID, sopInstanceUID } = uids;
  if (!uidOf) return { studyUID, seriesUID, sopInstanceUID };
  return { studyUID: uidOf(studyUID), seriesUID: uidOf(seriesUID), sopInstanceUID: uidOf(sopInstanceUID) };
}

/** PS3.5 9.1: components of digits, 64 characters at most. Nothing else can be part of a path. */
function isUid(uid: string): boolean {
  return uid.length <= 64 && /^\d+(\.\d+)*$/.test(uid);
}

/** True when an instance has all UIDs, and each is one. */
export function areUsable({ studyUID, seriesUID, sopInstanceUID }: InstanceUids): boolean {
  return isUid(studyUID) && isUid(seriesUID) && isUid(sopInstanceUID);
}

/**
 * `<subject or reading ID>/<study>/<series>/<instance>.dcm`, of what is released and never of source names.
 * @param uids of the copy, usable ones
 */
export function outputName(id: string, uids: InstanceUids): string {
  return `${folderName(id)}/${uids.studyUID}/${uids.seriesUID}/${uids.sopInstanceUID}.dcm`;
}

/** An ID as the name of a folder on any system: other characters, and a leading full stop, as `%` and hexadecimal. */
function folderName(id: string): string {
  const coded = (part: string): string =>
    [...Buffer.from(part)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  return id.replace(/[^A-Za-z0-9._-]/gu, coded).replace(/^\.|\.$/g, coded);
}
