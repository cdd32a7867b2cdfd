import {
  applyModalityTo,
  equalTransforms,
  fitsFloat32,
  type ModalityTransform,
} from '../../dicom/pixels/modality.js';
import { mosaicTile, samplesLike } from '../../dicom/pixels/mosaic-tiles.js';
import type { Frame, Samples } from '../../dicom/pixels/samples.js';
import type { VolumeGrid } from './grid.js';
import type { PlannedVolume, SliceRef } from './plan.js';
import { VolumeError } from './volume-error.js';

/** What a volume's values are. */
export type VolumeScale =
  /** As stored; `transform` turns them into the modality's. */
  | 'stored'
  /** After rescale or look-up table, in `unit`. */
  | 'modality';

/** A decoded frame and what its values mean. */
export interface SliceData {
  readonly frame: Frame;
  readonly transform: ModalityTransform;
}

/** Decodes the frame that holds a slice; of a mosaic the whole image. */
export type ReadSlice = (slice: SliceRef) => SliceData | Promise<SliceData>;

/** A volume in memory. */
export interface Volume extends VolumeGrid {
  /** Columns fastest, then rows, then slices. */
  readonly values: Samples;
  readonly scale: VolumeScale;
  /** From stored to modality values, where `scale` is `stored`. */
  readonly transform?: ModalityTransform;
  /** Unit of the modality values as the file names it. */
  readonly unit?: string;
  /** Which frame made each slice, its place in time, and what tells it from the other volumes. */
  readonly plan: PlannedVolume;
}

/** Voxels of the largest volume that is assembled: 2 GiB in single precision, 4 GiB in double. */
const MAX_VOXELS = 2 ** 29;

/**
 * Reads a planned volume's frames, one at a time, and puts them in place.
 *
 * `modality` gives single precision, or double where stored values have 32 bits or are doubles. `stored` gives the type
 * of the frames where all slices share it and one transformation; frames that are scaled differently (PET, parametric
 * maps) cannot stand side by side as stored, so that they come as `modality` all the same: look at `scale`.
 * @throws VolumeError where the plan has no grid, frames are not of its size or of colours, or units differ; whatever
 * `readSlice` throws
 */
export async function assembleVolume(
  plan: PlannedVolume,
  readSlice: ReadSlice,
  scale: VolumeScale = 'modality',
): Promise<Volume> {
  if (plan.grid instanceof VolumeError) throw plan.grid;
  const [columns, rows, slices] = plan.grid.dims;
  if (columns * rows * slices > MAX_VOXELS) throw new VolumeError('too-large');
  const filler = new Filler(plan.grid, scale);
  for (const slice of plan.slices) {
    const { frame, transform } = await readSlice(slice);
    // PS3.3 C.7.6.3.1.2: PALETTE COLOR pixels are numbers of colours or labels, good for telling apart, not for measuring.
    const isIndex = frame.photometric === 'PALETTE COLOR';
    if (frame.samplesPerPixel !== 1 || (isIndex && scale === 'modality')) throw new VolumeError('colours');
    filler.add(sliceValues(frame, slice, plan.grid), transform);
  }
  return { ...plan.grid, ...filler.result(), plan };
}

/** The pixels of a slice: those of the frame, or of its tile. */
function sliceValues(frame: Frame, { tile }: SliceRef, { dims: [columns, rows] }: VolumeGrid): Samples {
  if (tile !== undefined) {
    const slices = Math.floor(frame.rows / rows) * Math.floor(frame.columns / columns);
    return mosaicTile(frame, { tileRows: rows, tileColumns: columns, slices }, tile);
  }
  if (frame.rows !== rows || frame.columns !== columns) throw new VolumeError('matrix-differs');
  return frame.values;
}

/** Takes slice after slice and keeps them on one scale. */
class Filler {
  private readonly size: number;
  private readonly total: number;
  private filled = 0;
  private values: Samples | undefined;
  private first: ModalityTransform | undefined;

  constructor(
    { dims: [columns, rows, slices] }: VolumeGrid,
    private scale: VolumeScale,
  ) {
    this.size = columns * rows;
    this.total = this.size * slices;
  }

  add(slice: Samples, transform: ModalityTransform): void {
    this.first ??= transform;
    if (transform.unit !== this.first.unit) throw new VolumeError('units-differ');
    if (this.scale === 'stored' && !equalTransforms(transform, this.first)) this.rescale(this.first, slice);
    if (this.scale === 'stored') this.addStored(slice);
    else this.addScaled(slice, transform);
    this.filled += this.size;
  }

  result(): Pick<Volume, 'values' | 'scale' | 'transform' | 'unit'> {
    const { first, scale } = this;
    return {
      values: this.values ?? new Float32Array(0),
      scale,
      ...(scale === 'stored' && first && { transform: first }),
      ...(first?.unit !== undefined && { unit: first.unit }),
    };
  }

  private addStored(slice: Samples): void {
    this.values ??= samplesLike(slice, this.total);
    // Slices stored in different types meet in one that holds both.
    if (this.values.constructor !== slice.constructor) this.values = this.widened(slice);
    this.values.set(slice, this.filled);
  }

  private addScaled(slice: Samples, transform: ModalityTransform): void {
    let { values } = this;
    const isSingle = values instanceof Float32Array;
    if (!values || (isSingle && !fitsFloat32(slice))) {
      values = this.widened(slice);
      this.values = values;
    }
    if (!(values instanceof Float32Array || values instanceof Float64Array)) return;
    applyModalityTo(slice, transform, values, this.filled);
  }

  /** What is filled so far, in floats that hold it and `slice`. */
  private widened(slice: Samples): Float32Array | Float64Array {
    const isSingle = fitsFloat32(slice) && (this.values === undefined || fitsFloat32(this.values));
    const wide = isSingle ? new Float32Array(this.total) : new Float64Array(this.total);
    if (this.values) wide.set(this.values.subarray(0, this.filled));
    return wide;
  }

  /** Turns stored values into the modality's when the first slice comes that is scaled differently. */
  private rescale(transform: ModalityTransform, slice: Samples): void {
    const stored = this.values?.subarray(0, this.filled);
    const wide = this.widened(slice);
    if (stored) applyModalityTo(stored, transform, wide);
    this.values = wide;
    this.scale = 'modality';
  }
}
