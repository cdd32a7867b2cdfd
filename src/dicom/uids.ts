import { UIDS } from '../generated/uids.js';

/** What a registered UID names; `storage` is a SOP class whose instances are stored in files. */
export type UidKind =
  | 'storage'
  | 'sop-class'
  | 'transfer-syntax'
  | 'frame-of-reference'
  | 'coding-scheme'
  | 'mapping-resource'
  | 'instance';

/** One registered UID of PS3.6 Annex A. */
export interface UidEntry {
  readonly uid: string;
  readonly name: string;
  readonly kind: UidKind;
  readonly retired: boolean;
}

const KINDS: readonly string[] = [
  'storage',
  'sop-class',
  'transfer-syntax',
  'frame-of-reference',
  'coding-scheme',
  'mapping-resource',
  'instance',
] satisfies readonly UidKind[];

const isKind = (kind: string): kind is UidKind => KINDS.includes(kind);

let entries: Map<string, UidEntry> | undefined;

function theEntries(): Map<string, UidEntry> {
  if (entries) return entries;
  entries = new Map();
  for (const line of UIDS.split('\n')) {
    const [uid = '', name = '', kind = '', retired = ''] = line.split('\t');
    if (isKind(kind)) entries.set(uid, { uid, name, kind, retired: retired === 'Y' });
  }
  return entries;
}

/** What is registered under a UID, or undefined: private UIDs and those of instances are not registered. */
export function lookupUid(uid: string): UidEntry | undefined {
  return theEntries().get(uid);
}

/** The registered name of a UID, as `MR Image Storage`, or the UID itself. */
export function uidName(uid: string): string {
  return lookupUid(uid)?.name ?? uid;
}
