import type { GridGeometry } from './grid-geometry.js';
import type { ThumbnailVolume } from './thumbnail-volume.js';

/**
 * The brow lies some 85 to 100 mm below the top of an adult's head of about 190 mm from front to back: 65 mm, or a
 * third of that length where the head is smaller, is above it also when the head is nodded.
 */
const BROW_BELOW_TOP_MM = 65;
const BROW_SHARE_OF_LENGTH = 0.33;
/** Below this there is jaw and neck. */
const JAW_BELOW_TOP_MM = 140;
/** Of a sphere: smaller than heads are, so that the cap that a field cuts off is rather taken too high. */
const CAP_RADIUS_MM = 70;
/** A field that cuts the head lower than this below its top does not tell where the face is. */
const MOST_CAP_MM = 15;

/** Patient coordinate (LPS, mm) of a voxel along one patient axis. */
function coordinate({ affine, dims }: ThumbnailVolume, patient: number): (voxel: number) => number {
  const [a = NaN, b = NaN, c = NaN, d = NaN] = affine.subarray(patient * 4, patient * 4 + 4);
  return (voxel) => {
    const i = voxel % dims[0];
    const j = Math.floor(voxel / dims[0]) % dims[1];
    const k = Math.floor(voxel / (dims[0] * dims[1]));
    return a * i + b * j + c * k + d;
  };
}

/** Height of the cap that the field's upper face cuts off, mm: a spherical cap of the area cut (area = 2 π R h, about). */
function cutCapMm(
  head: Uint8Array,
  { dims, affine }: ThumbnailVolume,
  { axes, forward }: GridGeometry,
): number {
  const axis = axes[2];
  const stride = [1, dims[0], dims[0] * dims[1]][axis] ?? 1;
  const n = dims[axis] ?? 1;
  const top = forward[2] ? n - 1 : 0;
  const voxels = head.reduce(
    (sum, v, voxel) => sum + (v && Math.floor(voxel / stride) % n === top ? 1 : 0),
    0,
  );
  const lengths = [0, 1, 2].map((c) => Math.hypot(affine[c] ?? 0, affine[4 + c] ?? 0, affine[8 + c] ?? 0));
  const areaMm2 =
    voxels * lengths.reduce((product, length, c) => (c === axis ? product : product * length), 1);
  return areaMm2 / (2 * Math.PI * CAP_RADIUS_MM);
}

/**
 * Where a face may be: in front of the head's middle and below the brow, and everything below the jaw's level. Patient
 * coordinates (LPS: −y is the front, −z towards the feet).
 * @returns 1 where it may be, or undefined where the top of the head is not known
 */
export function faceRegion(
  head: Uint8Array,
  volume: ThumbnailVolume,
  grid: GridGeometry,
): Uint8Array | undefined {
  const cap = cutCapMm(head, volume, grid);
  if (!(cap <= MOST_CAP_MM)) return undefined;
  const [y, z] = [coordinate(volume, 1), coordinate(volume, 2)];
  let top = Number.NEGATIVE_INFINITY;
  for (const [voxel, v] of head.entries()) if (v) top = Math.max(top, z(voxel));
  top += cap;
  let [front, back] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [voxel, v] of head.entries()) {
    if (!v || z(voxel) < top - JAW_BELOW_TOP_MM) continue;
    front = Math.min(front, y(voxel));
    back = Math.max(back, y(voxel));
  }
  const brow = top - Math.min(BROW_BELOW_TOP_MM, BROW_SHARE_OF_LENGTH * (back - front));
  const middle = (front + back) / 2;
  return head.map((_, voxel) =>
    (z(voxel) < brow && y(voxel) < middle) || z(voxel) < top - JAW_BELOW_TOP_MM ? 1 : 0,
  );
}
