import { textToPath } from '../../../io/path-bytes.js';
import type { FileEntry, Root } from '../../../report/envelope.js';
import { type ByteText, baseName, byteText } from './byte-text.js';
import type { DeliveryFiles } from './delivery-files.js';

/** Finds the file that an entry of an earlier report names. */
export type FindSame = (entry: FileEntry) => readonly number[];

/**
 * How files of an earlier report are found in this delivery. With as many roots as before, first belongs to first and
 * so on, whatever the folders are called now; otherwise a relative path may lie below any root.
 */
export function samePathFinder(delivery: DeliveryFiles, earlierRoots: readonly Root[]): FindSame {
  const ordinals = new Map(earlierRoots.map(({ id }, ordinal) => [id, ordinal]));
  const names = new Map(earlierRoots.map((root) => [root.id, baseName(byteText(textToPath(root)))]));
  const paired = earlierRoots.length === delivery.roots.length;
  return (entry) => {
    const path = byteText(textToPath(entry));
    const name = path === '' ? (names.get(entry.root) ?? '') : path;
    const root = paired ? delivery.roots[ordinals.get(entry.root) ?? -1] : undefined;
    if (!root) return delivery.findAnywhere(name);
    const file = delivery.find(root.id, path) ?? otherwiseRooted(delivery, root, name);
    return file === undefined ? [] : [file];
  };
}

/** A file that was given itself then and stands in a folder now, or the other way round. */
function otherwiseRooted(delivery: DeliveryFiles, root: { id: number; name: ByteText }, name: ByteText) {
  return delivery.find(root.id, name) ?? (root.name === name ? delivery.find(root.id, '') : undefined);
}
