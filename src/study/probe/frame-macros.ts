import type { Dataset } from '../../dicom/dataset.js';
import type { Element } from '../../dicom/element.js';

function isPrivate(tag: number): boolean {
  return ((tag >>> 16) & 1) === 1;
}

/** A frame's own functional groups, or the shared ones: what its macros hold, found by tag. */
class Groups {
  /** Tags at the first level of the macros: most that are asked for are in none. */
  private readonly tags = new Set<number>();
  private readonly macros: Dataset[][] = [];
  /** Of the item itself and the items below it, vendors' sequences among them, those that hold private elements. */
  private readonly privateScopes: Dataset[] = [];

  constructor(item: Dataset) {
    this.note(item, false);
    for (const element of item.elements()) {
      const items = item.items(element);
      // A vendor's sequence is no macro: its standard attributes need not mean what those of the macros do.
      const isMacro = !isPrivate(element.tag) && items.length > 0;
      if (isMacro) this.macros.push(items);
      for (const each of items) this.note(each, isMacro);
    }
  }

  private note(scope: Dataset, isMacro: boolean): void {
    const tags = scope.elements().map(({ tag }) => tag);
    if (tags.some(isPrivate)) this.privateScopes.push(scope);
    if (isMacro) for (const tag of tags) this.tags.add(tag);
  }

  has(tag: number): boolean {
    return this.tags.has(tag);
  }

  /** The elements with a tag in the items of the first macro that has it; none where none has. */
  elements(tag: number): Element[] {
    if (!this.tags.has(tag)) return [];
    for (const items of this.macros) {
      const found = items.flatMap((item) => item.element(tag) ?? []);
      if (found.length > 0) return found;
    }
    return [];
  }

  private(creator: string, group: number, element: number): Element | undefined {
    for (const scope of this.privateScopes) {
      const found = scope.privateElement(creator, group, element);
      if (found) return found;
    }
    return undefined;
  }
}

/**
 * The functional groups of an enhanced multi-frame object as attributes are looked for in them: by keyword alone,
 * whatever macro holds them. PS3.3 C.7.6.16.
 */
export class FrameMacros {
  private readonly own: readonly Groups[];
  private readonly shared: Groups | undefined;
  /** Frames that Number of Frames counts; at least those that have an item. */
  readonly frames: number;

  private constructor(ds: Dataset, perFrame: readonly Dataset[], shared: Dataset | undefined) {
    this.own = perFrame.map((item) => new Groups(item));
    this.shared = shared && new Groups(shared);
    this.frames = Math.max(1, perFrame.length, ds.number('NumberOfFrames') ?? 1);
  }

  /** Undefined for an object that has no functional groups. */
  static of(ds: Dataset): FrameMacros | undefined {
    const hasGroups = ds.has('PerFrameFunctionalGroupsSequence') || ds.has('SharedFunctionalGroupsSequence');
    if (!hasGroups) return undefined;
    const perFrame = ds.sequence('PerFrameFunctionalGroupsSequence');
    const [shared] = ds.sequence('SharedFunctionalGroupsSequence');
    return perFrame.length === 0 && !shared ? undefined : new FrameMacros(ds, perFrame, shared);
  }

  /** Frames with an item of their own. Where others have one, of a frame without nothing is known. */
  get described(): number {
    return this.own.length;
  }

  /** True when one frame's macros state what another's may state otherwise. */
  varies(tag: number): boolean {
    return this.own.some((groups) => groups.has(tag));
  }

  /** True when the macros of any frame state it. */
  states(tag: number): boolean {
    return (this.shared?.has(tag) ?? false) || this.varies(tag);
  }

  /** PS3.3 C.7.6.16.1.1: a macro stands in one of the two places; what the frame's own say goes first. */
  elements(frame: number, tag: number): Element[] {
    const own = this.own[frame]?.elements(tag) ?? [];
    return own.length > 0 ? own : (this.shared?.elements(tag) ?? []);
  }

  /** A private element in the frame's groups, in their macros or in a vendor's sequence beside these. */
  private(frame: number, probe: { creator: string; group: number; element: number }): Element | undefined {
    const { creator, group, element } = probe;
    return this.own[frame]?.private(creator, group, element) ?? this.shared?.private(creator, group, element);
  }
}
