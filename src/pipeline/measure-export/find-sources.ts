import type { Repetition } from '../scan/repetition.js';
import type { Scan } from '../scan/scan.js';
import type { SourceFile } from './measure-job.js';
import { sourceKind } from './source-kind.js';

/** The objects of a delivery that measurements are in. */
export interface FoundSources {
  /** In the order of the files. */
  readonly sources: readonly SourceFile[];
  /** Numbers of files whose regions are not read. */
  readonly unsupported: readonly number[];
  /** Segmentations that lie among the images: measured where a report refers to them. */
  readonly elsewhere: readonly SourceFile[];
}

/**
 * Tells them by SOP class, AIM by its root element. What came more than once, byte for byte, is taken once; objects that
 * claim one UID with different content are all taken.
 */
export function findSources(
  { files, instances, notDicom }: Scan,
  repetition: readonly Repetition[],
  {
    imageRoots,
    fullPath,
  }: { readonly imageRoots: ReadonlySet<number>; readonly fullPath: (file: number) => Buffer },
): FoundSources {
  const copies = repetition.filter(({ sameBytes }) => sameBytes === true);
  const surplus = new Set(copies.flatMap((group) => group.files.slice(1)));
  const sources: SourceFile[] = [];
  const elsewhere: SourceFile[] = [];
  const unsupported: number[] = [];
  for (let file = 0; file < files.size; file++) {
    if (surplus.has(file)) continue;
    const instance = files.instance(file);
    const isImages = imageRoots.has(files.root(file));
    if (instance === undefined) {
      if (notDicom.get(file) !== 'aim-xml' || isImages) continue;
      sources.push({ file, kind: 'AIM', path: fullPath(file), sopInstanceUID: '' });
      continue;
    }
    const kind = sourceKind(instances.header(instance));
    if (kind === undefined) continue;
    if (kind === 'unsupported') {
      if (!isImages) unsupported.push(file);
      continue;
    }
    const source = { file, kind, path: fullPath(file), sopInstanceUID: instances.sopInstanceUID(instance) };
    if (!isImages) sources.push(source);
    else if (kind === 'SEG') elsewhere.push(source);
  }
  return { sources, unsupported, elsewhere };
}
