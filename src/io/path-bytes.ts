import { isUtf8 } from 'node:buffer';

/** A path as exact bytes, since a CD's names need not be UTF-8. */
export type PathBytes = Buffer;

/** How a path stands in a report: text, and the exact bytes where text cannot hold them. */
export interface PathText {
  readonly path: string;
  readonly pathBase64?: string;
}

/** Text for a report. A path that is not UTF-8 is shown with replacement characters and carried in base64. */
export function pathToText(bytes: Uint8Array): PathText {
  const path = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (isUtf8(bytes)) return { path };
  return { path, pathBase64: Buffer.from(bytes).toString('base64') };
}

/** The exact bytes of a path that stood in a report. */
export function textToPath(text: PathText): PathBytes {
  return text.pathBase64 === undefined ? Buffer.from(text.path) : Buffer.from(text.pathBase64, 'base64');
}

const SLASH = Buffer.from('/');

/** Joins a folder and a name, both as bytes; an empty name gives the folder itself. */
export function joinPath(folder: Uint8Array, name: Uint8Array): PathBytes {
  if (name.length === 0) return Buffer.from(folder);
  if (folder.length === 0) return Buffer.from(name);
  if (folder[folder.length - 1] === 0x2f) return Buffer.concat([folder, name]);
  return Buffer.concat([folder, SLASH, name]);
}
