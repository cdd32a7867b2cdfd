import type { Dataset } from '../dataset.js';
import { PixelError } from './pixel-error.js';

/**
 * The functional groups of a multi-frame object, found once: asking for a macro of one of thousands of frames does
 * not look through the items again. An object without functional groups has none for any frame. PS3.3 C.7.6.16.
 */
export class FunctionalGroups {
  private readonly perFrame: readonly Dataset[];
  private readonly shared: Dataset | undefined;

  constructor(dataset: Dataset) {
    this.perFrame = dataset.sequence('PerFrameFunctionalGroupsSequence');
    this.shared = dataset.sequence('SharedFunctionalGroupsSequence')[0];
  }

  /** Frames that have an item of their own. */
  get frames(): number {
    return this.perFrame.length;
  }

  /**
   * The items of a macro: the frame's own, else the shared ones. None where neither has them.
   * @param frame 0-based
   * @param sequence keyword of the macro's sequence, such as `PixelMeasuresSequence`
   * @throws PixelError `missing-attribute` for a frame without an item where others have one: the shared macros may not
   * be what its own said
   */
  items(frame: number, sequence: string): readonly Dataset[] {
    // PS3.3 C.7.6.16.1.2: the sequence has as many items as there are frames.
    if (this.frames > 0 && !this.perFrame[frame]) {
      throw new PixelError('missing-attribute', { frame, attribute: 'PerFrameFunctionalGroupsSequence' });
    }
    // PS3.3 C.7.6.16.1.1: a macro stands in one of the two places, not in both.
    const own = this.perFrame[frame]?.sequence(sequence) ?? [];
    return own.length > 0 ? own : (this.shared?.sequence(sequence) ?? []);
  }

  /** The only or first item of a macro, as {@link items} finds it. */
  macro(frame: number, sequence: string): Dataset | undefined {
    return this.items(frame, sequence)[0];
  }
}
