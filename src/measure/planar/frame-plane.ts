import type { Dataset } from '../../dicom/dataset.js';
import type { FunctionalGroups } from '../../dicom/pixels/frame-groups.js';
import { type Frame, placed } from '../../study/frame.js';
import { classicFrame } from '../../study/frame-classic.js';
import { doseFrames, nuclearFrames } from '../../study/frame-multiframe.js';
import type { Vector3 } from '../../study/vectors.js';
import { isProjection } from './pixel-spacing.js';

/** Where a frame lies: directions of its rows and columns, and the centre of its first pixel, patient LPS mm. */
export interface FramePlane {
  readonly position: Vector3;
  readonly row: Vector3;
  readonly column: Vector3;
}

/**
 * Where a frame lies in the patient; undefined for projections, slides, mosaics (whose position is that of the whole
 * image), and where it is not stated. PS3.3 C.7.6.2, C.7.6.16.2.3, C.7.6.16.2.4.
 * @param frame 1-based
 */
export function framePlane(
  dataset: Dataset,
  frame: number,
  groups: FunctionalGroups,
): FramePlane | undefined {
  const { plane, position } = frameOf(dataset, frame, groups);
  return plane && position ? { position, row: plane.row, column: plane.column } : undefined;
}

function frameOf(
  dataset: Dataset,
  frame: number,
  groups: FunctionalGroups,
): Pick<Frame, 'plane' | 'position'> {
  if (groups.frames > 0) {
    return placed(
      { rows: 0, columns: 0, spacing: undefined, thicknessMm: undefined },
      groups.macro(frame - 1, 'PlaneOrientationSequence')?.numbers('ImageOrientationPatient') ?? [],
      groups.macro(frame - 1, 'PlanePositionSequence')?.numbers('ImagePositionPatient') ?? [],
    );
  }
  if (isProjection(dataset) || dataset.strings('ImageType').includes('MOSAIC')) return {};
  const frames = doseFrames(dataset) ?? nuclearFrames(dataset);
  return frames ? (frames[frame - 1] ?? {}) : classicFrame(dataset);
}
