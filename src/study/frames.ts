import type { Dataset } from '../dicom/dataset.js';
import type { Frame } from './frame.js';
import { classicFrame } from './frame-classic.js';
import { enhancedFrames } from './frame-enhanced.js';
import { mosaicFrames, uihFrames } from './frame-mosaic.js';
import { doseFrames, nuclearFrames } from './frame-multiframe.js';

/** The ways of storing planes, most specific first. The first that applies decides. */
const READERS: readonly ((ds: Dataset) => Frame[] | undefined)[] = [
  enhancedFrames,
  mosaicFrames,
  uihFrames,
  doseFrames,
  nuclearFrames,
];

/**
 * The image planes of an instance, however they are stored: as frames of an enhanced object, tiles of a mosaic,
 * planes of a dose grid or one classic image. None for objects without pixels (no Rows).
 */
export function readFrames(ds: Dataset): Frame[] {
  if (ds.number('Rows') === undefined) return [];
  for (const reader of READERS) {
    const frames = reader(ds);
    if (frames) return frames;
  }
  return [classicFrame(ds)];
}
