import type { InstanceTable } from '../instance-table.js';
import type { PlannedVolume } from './plan.js';

/** A slice that was looked for. */
export interface FoundSlice {
  readonly volume: PlannedVolume;
  /** Number of the slice in the volume, the affine's k. */
  readonly slice: number;
}

/**
 * The slices that an object's references mean: a SEG, an SR or a PR names instances, and frames of them, on which it was
 * drawn. Built once for many look-ups.
 */
export class SliceFinder {
  private readonly byInstance = new Map<string, FoundSlice[]>();

  constructor(table: InstanceTable, volumes: readonly PlannedVolume[]) {
    for (const volume of volumes) {
      for (const [slice, { instance }] of volume.slices.entries()) {
        const uid = table.sopInstanceUID(instance);
        const found = this.byInstance.get(uid);
        if (found) found.push({ volume, slice });
        else this.byInstance.set(uid, [{ volume, slice }]);
      }
    }
  }

  /**
   * Every slice of an instance, several where it is a mosaic or multi-frame; none where it is in no volume.
   * @param frameNumber 1-based as in Referenced Frame Number (0008,1160); all frames where absent
   */
  find(sopInstanceUID: string, frameNumber?: number): readonly FoundSlice[] {
    const all = this.byInstance.get(sopInstanceUID) ?? [];
    if (frameNumber === undefined) return all;
    return all.filter(({ volume, slice }) => volume.slices[slice]?.frame === frameNumber - 1);
  }
}
