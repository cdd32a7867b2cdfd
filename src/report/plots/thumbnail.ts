import { innerMask } from './inner-mask.js';
import { montage } from './montage.js';
import type { ThumbnailVolume } from './thumbnail-volume.js';

export type { ThumbnailVolume } from './thumbnail-volume.js';

/**
 * A PNG of slices, masked so that no face, ear or skin can be made out: only what lies well inside the head's surface.
 * Grey, 8 bits, 0 outside; without text and without metadata.
 * @returns undefined where no safe mask can be made: then there is no picture
 */
export async function thumbnail(volume: ThumbnailVolume): Promise<Uint8Array | undefined> {
  const inner = innerMask(volume);
  if (!inner) return undefined;
  const { encode } = await import('fast-png');
  const { width, height, data } = montage(volume, inner);
  return encode({ width, height, data, channels: 1, depth: 8 }, { zlib: { level: 9 } });
}
