import { describe, expect, it } from 'vitest';
import { AXIAL, atHeights, made, mask } from './made-segmentation.js';

describe('the grid of frames', () => {
  it('is by positions, in any order of frames', async () => {
    const { segmentation, codes } = await made({ frames: atHeights(4, 0, 8), declaredMm: 4 });
    expect(segmentation.grid?.dims).toEqual([4, 3, 3]);
    expect(segmentation.grid?.spacingMm).toEqual([2, 3, 4]);
    expect([...(segmentation.grid?.affine ?? [])]).toEqual([
      2, 0, 0, 10, 0, 3, 0, 20, 0, 0, 4, 0, 0, 0, 0, 1,
    ]);
    expect([...segmentation.sliceOf]).toEqual([1, 0, 2]);
    expect(segmentation.segments[0]?.frames).toEqual([1, 0, 2]);
    expect(segmentation.sliceSpacingFrom).toBe('positions');
    expect(codes).toEqual([]);
  });

  it('has slices that no frame shows', async () => {
    const { segmentation } = await made({ frames: atHeights(0, 4, 8, 20) });
    expect(segmentation.grid?.dims).toEqual([4, 3, 6]);
    expect([...segmentation.sliceOf]).toEqual([0, 1, 2, 5]);
  });

  it('follows a stack that leans, by its step', async () => {
    const frames = [0, 1, 2].map((k) => ({ segment: 1, position: [k, 0, 4 * k], voxels: mask(0) }));
    const { segmentation } = await made({ frames });
    const { affine = [], spacingMm } = segmentation.grid ?? {};
    expect([affine[2], affine[6], affine[10]]).toEqual([1, 0, 4]);
    expect(spacingMm?.[2]).toBeCloseTo(Math.sqrt(17), 9);
  });

  it('of one slice takes the declared distance, and says so; never the thickness', async () => {
    const declared = await made({ frames: atHeights(5), declaredMm: 2.5 });
    expect(declared.segmentation.grid?.spacingMm).toEqual([2, 3, 2.5]);
    expect(declared.codes).toEqual(['slice-spacing-declared']);
    const unknown = await made({ frames: atHeights(5) });
    expect(unknown.segmentation.grid?.spacingMm).toEqual([2, 3, Number.NaN]);
    expect(unknown.segmentation.grid?.affine[10]).toBeNaN();
    expect(unknown.segmentation.sliceSpacingFrom).toBeUndefined();
    expect(unknown.codes).toEqual(['slice-spacing-absent']);
  });

  it('is none of frames that are not parallel, not regular, or shifted in their plane', async () => {
    const turned = [AXIAL, [1, 0, 0, 0, 0, -1]].map((orientation, z) => {
      return { segment: 1, position: [0, 0, z], orientation, voxels: mask(0) };
    });
    const shifted = [0, 9, 0].map((x, z) => ({ segment: 1, position: [x, 0, z], voxels: mask(0) }));
    for (const frames of [turned, atHeights(0, 1, 2.4), shifted]) {
      const { segmentation, codes, regions } = await made({ frames });
      expect(segmentation.grid).toBeUndefined();
      expect([...segmentation.sliceOf].every((k) => k === -1)).toBe(true);
      expect(codes).toEqual(['frames-irregular']);
      const [one] = await regions();
      expect(one?.region.voxelCount).toBe(frames.length);
      expect(one?.region.grid.affine.every(Number.isNaN)).toBe(true);
    }
  });

  it('is none where the pixels have no size', async () => {
    expect((await made({ frames: atHeights(0, 1), spacing: null })).codes).toEqual(['spacing-absent']);
    const damaged = await made({ frames: atHeights(0, 1), spacing: [0, 2] });
    expect(damaged.codes).toEqual(['spacing-damaged']);
    expect(damaged.segmentation.grid).toBeUndefined();
  });

  it('leaves a frame without a position out, and the segment that it holds without a grid', async () => {
    const lost = { segment: 1, voxels: mask(1, 2) };
    const { segmentation, codes, regions } = await made({ frames: [...atHeights(0, 1), lost] });
    expect([...segmentation.sliceOf]).toEqual([0, 1, -1]);
    expect(codes).toEqual(['frame-unplaced']);
    const [one] = await regions();
    expect(one?.region.voxelCount).toBe(4);
    expect(one?.region.grid).not.toBe(segmentation.grid);
    expect(one?.problems.map((problem) => problem.code)).toEqual(['frame-unplaced']);
  });
});

/** Four tiles of 2 × 2 in a matrix of 3 × 3: the last column and row of tiles reach beyond it. */
const TILED = {
  TotalPixelMatrixColumns: 3,
  TotalPixelMatrixRows: 3,
  ImageOrientationSlide: [0, -1, 0, -1, 0, 0],
  TotalPixelMatrixOriginSequence: [{ XOffsetInSlideCoordinateSystem: 5, YOffsetInSlideCoordinateSystem: 6 }],
};

describe('tiles', () => {
  it('lie in the total matrix by their own account', async () => {
    const at = (column: number, row: number) => ({
      PlanePositionSlideSequence: [
        {
          ColumnPositionInTotalImagePixelMatrix: column,
          RowPositionInTotalImagePixelMatrix: row,
          ZOffsetInSlideCoordinateSystem: 1,
        },
      ],
    });
    const frames = [
      { segment: 1, voxels: [1, 1, 0, 1], more: at(3, 3) },
      { segment: 1, voxels: [0, 0, 0, 1], more: at(1, 1) },
    ];
    const { segmentation, regions, codes } = await made({ rows: 2, columns: 2, frames, more: TILED });
    expect(segmentation.grid?.dims).toEqual([3, 3, 1]);
    const [one] = await regions();
    // Of the corner tile one pixel lies in the matrix.
    expect(one?.region).toMatchObject({ origin: [1, 1, 0], size: [2, 2, 1], voxelCount: 2 });
    expect([...(one?.region.inside ?? [])]).toEqual([1, 0, 0, 1]);
    expect(codes).toEqual(['slice-spacing-absent']);
  });

  it('of TILED_FULL lie and belong to segments by their order', async () => {
    const frames = Array.from({ length: 8 }, (_, n) => ({
      voxels: n === 1 || n === 6 ? [1, 0, 0, 0] : [0, 0, 0, 0],
    }));
    const { segmentation, regions } = await made({
      ...{ rows: 2, columns: 2, frames, segments: [{ SegmentNumber: 1 }, { SegmentNumber: 2 }] },
      more: {
        ...TILED,
        DimensionOrganizationType: 'TILED_FULL',
        PerFrameFunctionalGroupsSequence: undefined,
      },
    });
    expect(segmentation.segments.map((segment) => segment.frames)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    expect((await regions()).map(({ region }) => region.origin)).toEqual([
      [2, 0, 0],
      [0, 2, 0],
    ]);
  });

  it('of TILED_FULL on several focal planes need the distance of these', async () => {
    const frames = Array.from({ length: 8 }, () => ({ segment: 1, voxels: [1, 0, 0, 0] }));
    const { codes, regions } = await made({
      ...{ rows: 2, columns: 2, frames },
      more: {
        ...TILED,
        DimensionOrganizationType: 'TILED_FULL',
        TotalPixelMatrixFocalPlanes: 2,
        PerFrameFunctionalGroupsSequence: undefined,
      },
    });
    expect(codes).toContain('frame-unplaced');
    const [first] = await regions();
    expect(first?.region.voxelCount).toBe(8);
    expect([...(first?.region.grid.affine ?? [])].every(Number.isNaN)).toBe(true);
  });

  it('that begin outside the matrix have no place, and are counted all the same', async () => {
    const outside = (column: number) => ({
      PlanePositionSlideSequence: [
        { ColumnPositionInTotalImagePixelMatrix: column, RowPositionInTotalImagePixelMatrix: 1 },
      ],
    });
    for (const column of [0, 4, -5]) {
      const frames = [{ segment: 1, voxels: [1, 0, 1, 0], more: outside(column) }];
      const { codes, regions } = await made({ rows: 2, columns: 2, frames, more: TILED });
      expect(codes[0]).toBe('frame-unplaced');
      expect((await regions())[0]?.region.voxelCount).toBe(2);
    }
  });

  it('without a place are named', async () => {
    const { codes, segmentation } = await made({
      ...{ rows: 2, columns: 2, frames: [{ segment: 1, voxels: [1, 0, 0, 0] }], more: TILED },
    });
    expect(codes).toEqual(['frame-unplaced', 'frames-irregular']);
    expect(segmentation.grid).toBeUndefined();
  });
});
