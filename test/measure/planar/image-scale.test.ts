import { describe, expect, it } from 'vitest';
import { imageScale } from '../../../src/measure/planar/image-scale.js';
import { datasetOf, type Given, image, SOP_CLASS } from '../../study/build.js';

const scale = (given: Given, frame = 1) => imageScale(datasetOf(given), frame);
const codes = (given: Given, frame = 1) => scale(given, frame).problems.map(({ code }) => code);

/** An enhanced MR image of two frames. */
function enhanced(own: Given = {}): Given {
  const frame = (z: number, more: Given = {}): Given => ({
    PlanePositionSequence: [{ ImagePositionPatient: [-10, -20, z] }],
    ...more,
  });
  return {
    SOPClassUID: SOP_CLASS.enhancedMr,
    Modality: 'MR',
    NumberOfFrames: 2,
    Rows: 32,
    Columns: 48,
    FrameOfReferenceUID: '2.25.7',
    SharedFunctionalGroupsSequence: [
      {
        PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        PixelMeasuresSequence: [{ PixelSpacing: [1.5, 2], SliceThickness: 3 }],
      },
    ],
    PerFrameFunctionalGroupsSequence: [
      frame(5),
      frame(8, { PixelMeasuresSequence: [{ PixelSpacing: [0.75, 1] }] }),
    ],
    ...own,
  };
}

describe('imageScale', () => {
  it('has matrix, spacing and plane of a classic image', () => {
    expect(scale(image({ PixelSpacing: [1.5, 2], FrameOfReferenceUID: '2.25.7' }))).toEqual({
      rows: 64,
      columns: 64,
      spacingMm: [1.5, 2],
      from: 'PixelSpacing',
      plane: { position: [-64, -64, 0], row: [1, 0, 0], column: [0, 1, 0] },
      frameOfReferenceUID: '2.25.7',
      problems: [],
    });
  });

  it('has those of each frame, shared or its own', () => {
    expect(scale(enhanced())).toMatchObject({ rows: 32, columns: 48, spacingMm: [1.5, 2], problems: [] });
    expect(scale(enhanced()).plane?.position).toEqual([-10, -20, 5]);
    expect(scale(enhanced(), 2)).toMatchObject({ spacingMm: [0.75, 1] });
    expect(scale(enhanced(), 2).plane).toEqual({
      position: [-10, -20, 8],
      row: [1, 0, 0],
      column: [0, 1, 0],
    });
  });

  it('has none of a frame that is not there', () => {
    for (const frame of [0, 3, Number.NaN]) {
      expect(codes(enhanced(), frame)).toEqual(['frame-unplaced']);
      expect(scale(enhanced(), frame).spacingMm).toBeUndefined();
    }
    const cut = enhanced({ NumberOfFrames: 3 });
    expect(codes(cut, 3)).toEqual(['frame-unplaced']);
    expect(codes(image(), 2)).toEqual(['frame-unplaced']);
  });

  it('places no projection, slide, mosaic or frame of a classic multi-frame image', () => {
    expect(scale(image({ Modality: 'DX', ImagerPixelSpacing: [0.2, 0.2] })).plane).toBeUndefined();
    expect(scale(image({ ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND', 'MOSAIC'] })).plane).toBeUndefined();
    expect(scale(image({ NumberOfFrames: 4 }), 3)).toMatchObject({ spacingMm: [2, 2] });
    expect(scale(image({ NumberOfFrames: 4 }), 3).plane).toBeUndefined();
    expect(scale(image({ ImageOrientationPatient: [1, 0, 0, 1, 0, 0] })).plane).toBeUndefined();
  });

  it('places the planes of a dose grid', () => {
    const dose = image({
      SOPClassUID: SOP_CLASS.dose,
      Modality: 'RTDOSE',
      NumberOfFrames: 3,
      GridFrameOffsetVector: [0, 2.5, 5],
    });
    expect(scale(dose, 3).plane?.position).toEqual([-64, -64, 5]);
  });

  it('has the total matrix of a tiled image', () => {
    const slide = { Modality: 'SM', Rows: 10, Columns: 10, NumberOfFrames: 25 };
    const tiled = scale({ ...slide, TotalPixelMatrixRows: 50, TotalPixelMatrixColumns: 50 }, 7);
    expect(tiled.totalMatrix).toEqual({ rows: 50, columns: 50 });
    expect(tiled.plane).toBeUndefined();
  });

  it('has the regions of ultrasound in place of a spacing', () => {
    const region = {
      RegionLocationMinX0: 0,
      RegionLocationMinY0: 0,
      RegionLocationMaxX1: 9,
      RegionLocationMaxY1: 9,
      PhysicalUnitsXDirection: 3,
      PhysicalUnitsYDirection: 3,
      PhysicalDeltaX: 0.1,
      PhysicalDeltaY: 0.1,
    };
    const ultrasound = { Modality: 'US', Rows: 10, Columns: 10 };
    const found = scale({ ...ultrasound, SequenceOfUltrasoundRegions: [region], PixelSpacing: [7, 7] });
    expect(found.regions?.length).toBe(1);
    expect(found).not.toHaveProperty('spacingMm');
    expect(found.problems).toEqual([]);
    expect(codes(ultrasound)).toEqual(['spacing-absent']);
    expect(scale({ ...ultrasound, PixelSpacing: [0.2, 0.2] })).toMatchObject({ from: 'PixelSpacing' });
  });

  it('names a matrix that is not stated, and a spacing that is none', () => {
    expect(codes(image({ Rows: undefined }))).toEqual(['image-unreadable']);
    expect(codes(image({ Columns: 0, PixelSpacing: [0, 0] }))).toEqual([
      'image-unreadable',
      'spacing-damaged',
    ]);
    const square = scale(image({ PixelSpacing: undefined, PixelAspectRatio: ['1', '1'] }));
    expect(square).toMatchObject({ aspect: [1, 1], problems: [{ code: 'spacing-absent' }] });
  });
});
