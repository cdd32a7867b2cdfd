import { posix } from 'node:path';
import { type PathText, pathToText } from '../../../io/path-bytes.js';

/** The bytes of a path, one character each (latin1): a key that keeps every name exact, whatever its encoding. */
export type ByteText = string;

/** A path's bytes as a key. */
export function byteText(path: Uint8Array): ByteText {
  return Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString('latin1');
}

/** The exact bytes again. */
export function bytesOf(text: ByteText): Buffer {
  return Buffer.from(text, 'latin1');
}

/** As it stands in a report. */
export function reportPath(text: ByteText): PathText {
  return pathToText(bytesOf(text));
}

/** The name as a person reads it. */
export function shownPath(text: ByteText): string {
  return reportPath(text).path;
}

/** `name` seen from `folder`, without `.`, `..` and doubled slashes; `name` itself when it is absolute. */
export function resolveFrom(folder: ByteText, name: ByteText): ByteText {
  return posix.normalize(name.startsWith('/') ? name : `${folder}/${name}`);
}

/** The last part of a path; empty for `/`. */
export function baseName(path: ByteText): ByteText {
  return posix.basename(path);
}

/** The folder a path lies in. */
export function folderOf(path: ByteText): ByteText {
  return posix.dirname(path);
}

/** Whether `path` is `folder` or lies below it. */
export function isWithin(path: ByteText, folder: ByteText): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
