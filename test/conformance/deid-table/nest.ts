import type { Element, Dataset as WriterDataset } from '../../../fixtures/writer/element.js';
import type { Dataset } from '../../../src/dicom/dataset.js';

/** Referenced Series, Frame Content and Referenced SOP Sequence: no row has them, so that they stay in every profile. */
const CHAIN = [0x00081115, 0x00209111, 0x00081199] as const;

/** Depths that are looked at. */
export const DEPTHS = [0, 1, 3] as const;

/** SOP Class and Instance UID. */
export function ownUids(sopClass: string): Element[] {
  return [
    { tag: 0x00080016, vr: 'UI', value: sopClass },
    { tag: 0x00080018, vr: 'UI', value: '1.2.826.0.1.77' },
  ];
}

/** Elements in so many sequences. */
export function atDepth(depth: number, elements: WriterDataset): WriterDataset {
  return CHAIN.slice(0, depth).reduceRight(
    (inner: WriterDataset, tag) => [{ tag, vr: 'SQ', value: { items: [inner] } }],
    elements,
  );
}

/** The level that {@link atDepth} put the elements into. */
export function levelAt(depth: number, dataset: Dataset): Dataset {
  return CHAIN.slice(0, depth).reduce((level, tag) => {
    const sequence = level.element(tag);
    const [item] = sequence ? level.items(sequence) : [];
    if (!item) throw new Error('a sequence that should stay is gone');
    return item;
  }, dataset);
}
