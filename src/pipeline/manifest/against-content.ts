import type { FileEntry } from '../../report/envelope.js';
import type { FileTable } from '../scan/file-table.js';

/** How one content compares with another. `unproven`: sizes are equal, and a checksum is absent. */
export type ContentMatch = 'identical' | 'unproven' | 'changed';

/** A file's content, as far as it is known. */
export interface Content {
  readonly bytes: number;
  readonly sha256?: string;
  /** False when the file could not be opened, so that its size is not known either. */
  readonly readable: boolean;
}

/** Compares by SHA-256; where one side has none, another size still proves a change. */
export function matchContent(a: Content, b: Content): ContentMatch {
  if (a.sha256 !== undefined && b.sha256 !== undefined)
    return a.sha256 === b.sha256 ? 'identical' : 'changed';
  return a.readable && b.readable && a.bytes !== b.bytes ? 'changed' : 'unproven';
}

/** Content of an entry of an earlier report. A value that is no SHA-256 counts as none. */
export function earlierContent({ bytes, sha256, kind }: FileEntry): Content {
  const hex = sha256?.toLowerCase() ?? '';
  const known = /^[0-9a-f]{64}$/.test(hex);
  return { bytes, ...(known && { sha256: hex }), readable: kind !== 'unreadable' };
}

/** Content of a file of a scan. */
export function scannedContent(files: FileTable, file: number): Content {
  const sha256 = files.sha256(file);
  const readable = files.kind(file) !== 'unreadable';
  return { bytes: files.bytes(file), ...(sha256 !== undefined && { sha256 }), readable };
}

/** What a person reads of a content: its checksum, or its size where that is what differs. */
export function shownContent(content: Content, other: Content): string {
  return content.sha256 !== undefined && other.sha256 !== undefined
    ? content.sha256
    : `${content.bytes} bytes`;
}
