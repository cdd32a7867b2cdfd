import type { VolumeGrid } from '../study/volume/grid.js';

/** A regular grid of voxels: as a volume's. */
export type RegionGrid = Pick<VolumeGrid, 'dims' | 'affine' | 'spacingMm'>;

/**
 * Voxels of a grid that belong to a region. Kept is the smallest box that holds them; a region without voxels has
 * `size` 0, 0, 0.
 */
export interface VoxelRegion {
  /** The whole grid: columns (i) fastest, rows (j), slices (k); affine: index (voxel centre) → patient LPS mm. */
  readonly grid: RegionGrid;
  /** Index of the box's first voxel in the grid. */
  readonly origin: readonly [i: number, j: number, k: number];
  readonly size: readonly [columns: number, rows: number, slices: number];
  /** 1 inside, 0 outside; columns fastest. */
  readonly inside: Uint8Array;
  readonly voxelCount: number;
}
