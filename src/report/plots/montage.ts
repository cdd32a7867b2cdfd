import { gridGeometry } from './grid-geometry.js';
import { percentile } from './inner-mask.js';
import type { ThumbnailVolume } from './thumbnail-volume.js';

/** A grey picture of 8 bits, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const MOST_TILES = 16;
const TILES_A_ROW = 4;
const GAP = 4;
/** Of the values shown. */
const WINDOW = [0.01, 0.995] as const;
/** The finest pixel, mm: half a voxel of 2 mm. */
const FINEST_MM = 1;

interface Extent {
  readonly from: number;
  readonly to: number;
}

/** A view: the voxel axes across, down and through the picture, and where the mask is along them. */
interface View {
  readonly axes: readonly [number, number, number];
  readonly forward: readonly boolean[];
  readonly extents: readonly Extent[];
  readonly stepMm: readonly number[];
  readonly pixelMm: number;
}

function extent(mask: Uint8Array, n: number, stride: number): Extent {
  let [from, to] = [n, -1];
  for (const [voxel, v] of mask.entries()) {
    if (!v) continue;
    const at = Math.floor(voxel / stride) % n;
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  return { from, to };
}

/** The grey of a value: 1 to 255, so that 0 is what is not shown. */
function windowing(shown: Float32Array): (value: number) => number {
  const [low, high] = [percentile(shown, WINDOW[0]), percentile(shown, WINDOW[1])];
  if (!(high > low)) return () => 128;
  return (value) => 1 + Math.round(254 * Math.min(1, Math.max(0, (value - low) / (high - low))));
}

/** Voxel index along an axis of the view for a pixel: the nearest, never a mixture. */
function indexAt({ extents, stepMm, forward, pixelMm }: View, axis: number, pixel: number): number {
  const { from, to } = extents[axis] as Extent;
  const along = Math.min(to - from, Math.floor((pixel * pixelMm) / (stepMm[axis] ?? 1)));
  return forward[axis] ? from + along : to - along;
}

/** Size of an axis of the view in pixels. */
function pixels({ extents, stepMm, pixelMm }: View, axis: number): number {
  const { from, to } = extents[axis] as Extent;
  return Math.max(1, Math.ceil(((to - from + 1) * (stepMm[axis] ?? 1)) / pixelMm));
}

/** The slices that are shown, evenly spread from the feet upwards. */
function chosenSlices({ extents, forward }: View): number[] {
  const { from, to } = extents[2] as Extent;
  const all = Array.from({ length: to - from + 1 }, (_, i) => (forward[2] ? from + i : to - i));
  const count = Math.min(MOST_TILES, all.length);
  return Array.from({ length: count }, (_, t) => all[Math.floor(((t + 0.5) * all.length) / count)] ?? from);
}

function viewOf(volume: ThumbnailVolume, inner: Uint8Array): View {
  const grid = gridGeometry(volume);
  if (!grid) throw new RangeError('montage of a volume without a geometry');
  const { axes, forward } = grid;
  const strides = [1, volume.dims[0], volume.dims[0] * volume.dims[1]];
  const stepMm = axes.map((axis) => grid.stepMm[axis] ?? 1);
  return {
    axes,
    forward,
    extents: axes.map((axis) => extent(inner, volume.dims[axis] ?? 1, strides[axis] ?? 1)),
    stepMm,
    pixelMm: Math.max(FINEST_MM, Math.min(stepMm[0] ?? 1, stepMm[1] ?? 1) / 2),
  };
}

/**
 * Axial-like slices as tiles, from the feet upwards; the patient's left is on the right of the picture, the front at
 * the top. What is not in the mask is 0; the window is that of the values shown.
 * @param inner 1 where the volume may be shown; not empty
 */
export function montage(volume: ThumbnailVolume, inner: Uint8Array): Picture {
  const { dims, values } = volume;
  const view = viewOf(volume, inner);
  const grey = windowing(values.filter((value, voxel) => inner[voxel] && Number.isFinite(value)));
  const slices = chosenSlices(view);
  const [across, down] = [pixels(view, 0), pixels(view, 1)];
  const columns = Math.min(TILES_A_ROW, slices.length);
  const width = columns * (across + GAP) + GAP;
  const height = Math.ceil(slices.length / columns) * (down + GAP) + GAP;
  const data = new Uint8Array(width * height);
  const index = [0, 0, 0];
  for (const [tile, slice] of slices.entries()) {
    const left = GAP + (tile % columns) * (across + GAP);
    const top = GAP + Math.floor(tile / columns) * (down + GAP);
    index[view.axes[2]] = slice;
    for (let p = 0; p < across * down; p++) {
      index[view.axes[0]] = indexAt(view, 0, p % across);
      index[view.axes[1]] = indexAt(view, 1, Math.floor(p / across));
      const voxel = (index[0] ?? 0) + dims[0] * ((index[1] ?? 0) + dims[1] * (index[2] ?? 0));
      if (!inner[voxel]) continue;
      data[(top + Math.floor(p / across)) * width + left + (p % across)] = grey(values[voxel] ?? 0);
    }
  }
  return { width, height, data };
}
