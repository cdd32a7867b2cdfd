import { describe, expect, it } from 'vitest';
import { doseFrames, nuclearFrames } from '../../src/study/frame-multiframe.js';
import { datasetOf, type Given, geometryOf, image, SOP_CLASS, stackOf } from './build.js';

const DOSE: Given = {
  ...{ SOPClassUID: SOP_CLASS.dose, Modality: 'RTDOSE', NumberOfFrames: 5 },
  ...{ ImagePositionPatient: [-50, -60, 100], GridFrameOffsetVector: [0, 2.5, 5, 7.5, 10] },
};

describe('doseFrames', () => {
  it('places the planes of a grid by their offsets', () => {
    expect(stackOf([image(DOSE)])).toMatchObject({ slices: 5, sliceSpacingMm: 2.5, volumes: { missing: 0 } });
    const frames = doseFrames(datasetOf(image(DOSE))) ?? [];
    expect(frames[4]?.position).toEqual([-50, -60, 110]);
  });

  it('takes offsets that are positions for what they are', () => {
    const absolute = { ...DOSE, GridFrameOffsetVector: [100, 102.5, 105, 107.5, 110] };
    expect(doseFrames(datasetOf(image(absolute)))).toEqual(doseFrames(datasetOf(image(DOSE))));
  });

  it('says that the planes of an irregular grid are irregular', () => {
    expect(stackOf([image({ ...DOSE, GridFrameOffsetVector: [0, 2, 5, 6, 10] })]).regular).toBe(false);
  });

  it('places nothing where the offsets are not those of the frames', () => {
    expect(geometryOf([image({ ...DOSE, NumberOfFrames: 4 })])).toMatchObject({ stacks: [], unplaced: 4 });
    expect(
      doseFrames(datasetOf(image({ ...DOSE, GridFrameOffsetVector: ['0', 'x', '1', '2', '3'] }))),
    ).toBeUndefined();
    expect(doseFrames(datasetOf(image()))).toBeUndefined();
  });
});

describe('nuclearFrames', () => {
  const RECON: Given = {
    ...{ SOPClassUID: SOP_CLASS.nuclear, Modality: 'NM', NumberOfFrames: 6 },
    ImageType: ['ORIGINAL', 'PRIMARY', 'RECON TOMO', 'EMISSION'],
    ...{ SpacingBetweenSlices: 4.8, SliceVector: [1, 2, 3, 4, 5, 6] },
    ...{ ImagePositionPatient: undefined, ImageOrientationPatient: undefined },
    DetectorInformationSequence: [
      { ImageOrientationPatient: [1, 0, 0, 0, 1, 0], ImagePositionPatient: [-100, -100, 50] },
    ],
  };

  it('places reconstructed slices from the detector', () => {
    expect(stackOf([image(RECON)])).toMatchObject({
      slices: 6,
      sliceSpacingMm: 4.8,
      volumes: { count: 1, missing: 0 },
    });
  });

  it('follows a negative spacing downwards', () => {
    const [, second] = nuclearFrames(datasetOf(image({ ...RECON, SpacingBetweenSlices: -4.8 }))) ?? [];
    expect(second?.position?.[2]).toBeCloseTo(45.2, 9);
  });

  it('makes volumes of the time slots of a gated reconstruction', () => {
    const gated = {
      ...RECON,
      ImageType: ['ORIGINAL', 'PRIMARY', 'RECON GATED TOMO', 'EMISSION'],
      ...{ SliceVector: [1, 2, 3, 1, 2, 3], TimeSlotVector: [1, 1, 1, 2, 2, 2] },
    };
    expect(stackOf([image(gated)])).toMatchObject({
      slices: 3,
      volumes: { count: 2, timePoints: 2, separatedBy: ['TemporalPosition'] },
    });
  });

  it('places nothing of a planar image, or where slices and frames differ in number', () => {
    expect(
      nuclearFrames(datasetOf(image({ ...RECON, ImageType: ['ORIGINAL', 'PRIMARY', 'STATIC'] }))),
    ).toBeUndefined();
    expect(geometryOf([image({ ...RECON, NumberOfFrames: 9 })])).toMatchObject({ stacks: [], unplaced: 9 });
    expect(geometryOf([image({ ...RECON, DetectorInformationSequence: undefined })]).stacks).toEqual([]);
  });
});
