import type { FileEntry } from '../../report/envelope.js';
import type { FileTable } from '../scan/file-table.js';

/** How one content compares with another. `unproven`: sizes are equal, and a checksum is absent. */
export type ContentMatch = 'identical' | 'unproven' | 'changed';

/** A file's content, as far as it is known. */
export interface Content {
  readonly bytes: number;
  readonly sha256?: string;
  /** False when the file may not have been opened, so that its size is not known either. */
  readonly sized: boolean;
}

/** Compares by SHA-256; where one side has none, another size still proves a change. */
export function matchContent(a: Content, b: Content): ContentMatch {
  if (a.sha256 !== undefined && b.sha256 !== undefined)
    return a.sha256 === b.sha256 ? 'identical' : 'changed';
  return a.sized && b.sized && a.bytes !== b.bytes ? 'changed' : 'unproven';
}

/** Content of an entry of an earlier report. A value that is no SHA-256 counts as none. */
export function earlierContent({ bytes, sha256, kind }: FileEntry): Content {
  const hex = sha256?.toLowerCase() ?? '';
  const known = /^[0-9a-f]{64}$/.test(hex);
  return { bytes, ...(known && { sha256: hex }), sized: kind !== 'unreadable' || bytes > 0 };
}

/** Content of a file of a scan. */
export function scannedContent(files: FileTable, file: number): Content {
  const sha256 = files.sha256(file);
  const bytes = files.bytes(file);
  return {
    bytes,
    ...(sha256 !== undefined && { sha256 }),
    sized: files.kind(file) !== 'unreadable' || bytes > 0,
  };
}

/** What a person reads of a content: its checksum, or its size where that is what differs. */
export function shownContent(content: Content, other: Content): string {
  return content.sha256 !== undefined && other.sha256 !== undefined
    ? content.sha256
    : `${content.bytes} bytes`;
}
