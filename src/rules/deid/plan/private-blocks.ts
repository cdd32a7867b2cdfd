import type { Dataset } from '../../../dicom/dataset.js';
import type { Element } from '../../../dicom/element.js';

/** PS3.5 7.8: groups of private elements are odd. */
export function isPrivate(tag: number): boolean {
  return ((tag >>> 16) & 1) === 1;
}

/** What a private element is: a creator's reservation of a block, one of a block's elements, or neither. PS3.5 7.8.1. */
export type PrivateElement =
  | { readonly kind: 'creator'; readonly block: number }
  | { readonly kind: 'data'; readonly creator: string; readonly block: number; readonly element: number }
  | { readonly kind: 'orphan' };

/** The private blocks of one level, and which of them something is kept of. */
export class PrivateBlocks {
  /** Creators by group and block number, `0xggggbb`; what is reserved twice belongs to nobody. */
  private readonly creators = new Map<number, string | undefined>();
  private readonly kept = new Set<number>();

  constructor(level: Dataset) {
    for (const element of level.elements()) {
      const { tag } = element;
      if (!isPrivate(tag) || !isCreator(tag)) continue;
      const block = (tag >>> 16) * 0x100 + (tag & 0xff);
      this.creators.set(block, this.creators.has(block) ? undefined : element.firstString());
    }
  }

  what({ tag }: Element): PrivateElement {
    if (isCreator(tag)) return { kind: 'creator', block: (tag >>> 16) * 0x100 + (tag & 0xff) };
    const number = tag & 0xffff;
    const block = (tag >>> 16) * 0x100 + (number >>> 8);
    const creator = number < 0x1000 ? undefined : this.creators.get(block);
    return creator ? { kind: 'data', creator, block, element: number & 0xff } : { kind: 'orphan' };
  }

  /** Notes that an element of a block stays, so that its creator must. */
  keep(block: number): void {
    this.kept.add(block);
  }

  isKept(block: number): boolean {
    return this.kept.has(block);
  }
}

function isCreator(tag: number): boolean {
  const number = tag & 0xffff;
  return number >= 0x10 && number <= 0xff;
}
