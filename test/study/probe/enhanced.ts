import { type Given, image, SOP_CLASS } from '../build.js';

/** An enhanced MR object of frames whose functional groups are given; what a classic image has at the top is gone. */
export function enhanced(frames: readonly Given[], shared: Given | undefined, own: Given = {}): Given {
  return image({
    SOPClassUID: SOP_CLASS.enhancedMr,
    NumberOfFrames: frames.length,
    ...{ ImagePositionPatient: undefined, ImageOrientationPatient: undefined },
    ...{ PixelSpacing: undefined, SliceThickness: undefined },
    ...(shared && { SharedFunctionalGroupsSequence: [shared] }),
    ...(frames.length > 0 && { PerFrameFunctionalGroupsSequence: frames }),
    ...own,
  });
}
