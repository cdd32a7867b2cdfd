import type { KnownKind } from '../known-value.js';

/** A value of the input that stands in an output; the value itself is never told. Plain data: it crosses threads. */
export interface Hit {
  /**
   * The path of the element, or `file meta`, `preamble`, `codestream comment`, `after the data set`, `file name`. A path
   * names a sequence's items by their numbers.
   */
  readonly where: string;
  /** The keyword that the value was found under, or `UID`. */
  readonly from: string;
  readonly kind: KnownKind | 'uid';
}

/** A hit as a journal or a person gives it back. */
export type HitPlace = Readonly<Record<keyof Hit, string>>;

/** Whether two hits are of one kind of value, known from one place, in one place. */
export function isSameHit(a: HitPlace, b: HitPlace): boolean {
  return a.where === b.where && a.from === b.from && a.kind === b.kind;
}

/** Gathers hits, each once. */
export class HitList {
  private readonly byKey = new Map<string, Hit>();

  add(hit: Hit): void {
    this.byKey.set(`${hit.where}\n${hit.from}\n${hit.kind}`, hit);
  }

  get all(): readonly Hit[] {
    return [...this.byKey.values()];
  }
}
