import type { Dataset } from '../../dicom/dataset.js';
import { FunctionalGroups } from '../../dicom/pixels/frame-groups.js';

/** Functional group macros of frames, also of frames that have no item of their own. PS3.3 C.7.6.16. */
export class FrameMacros {
  /** Frames that the header speaks of: Number of Frames, or items of per-frame groups where those are more. */
  readonly frameCount: number;
  /** Number of Frames; 1 where it is absent. */
  readonly declared: number;
  /** Items of the per-frame functional groups. */
  readonly described: number;
  private readonly groups: FunctionalGroups;
  private readonly sharedOf = new Map<string, Dataset | undefined>();
  private readonly shared: Dataset | undefined;

  constructor(dataset: Dataset) {
    this.groups = new FunctionalGroups(dataset);
    const declared = dataset.number('NumberOfFrames') ?? 1;
    this.declared = Number.isInteger(declared) && declared > 0 ? Math.min(declared, MAX_FRAMES) : 1;
    this.described = this.groups.frames;
    this.frameCount = Math.max(this.declared, this.described);
    this.shared = dataset.sequence('SharedFunctionalGroupsSequence')[0];
  }

  /** The items of a frame's macro; none of a frame without an item where others have one. */
  items(frame: number, sequence: string): readonly Dataset[] {
    if (this.described > 0 && frame >= this.described) return [];
    return this.groups.items(frame, sequence);
  }

  /**
   * The first item of a frame's macro. Of shared macros it is one and the same object for all frames.
   * @param isUsuallyShared asks the shared groups first: PS3.3 C.7.6.16.1.1, a macro stands in one of the two places
   */
  macro(frame: number, sequence: string, isUsuallyShared = false): Dataset | undefined {
    if (this.described > 0 && frame >= this.described) return undefined;
    return (isUsuallyShared ? this.sharedMacro(sequence) : undefined) ?? this.groups.macro(frame, sequence);
  }

  private sharedMacro(sequence: string): Dataset | undefined {
    if (!this.sharedOf.has(sequence)) this.sharedOf.set(sequence, this.shared?.sequence(sequence)[0]);
    return this.sharedOf.get(sequence);
  }
}

/** Above any segmentation; what a damaged Number of Frames must not exceed. */
const MAX_FRAMES = 2 ** 20;
