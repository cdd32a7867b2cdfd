import { describe, expect, it } from 'vitest';
import { enhancedFrames } from '../../src/study/frame-enhanced.js';
import { datasetOf, type Given, geometryOf, image, SOP_CLASS, stackOf, time, volumes } from './build.js';

/** An enhanced MR object that holds the frames of classic images. */
function enhanced(classic: readonly Given[], own: Given = {}): Given {
  const frames = classic.map((file, i) => ({
    PlanePositionSequence: [{ ImagePositionPatient: file.ImagePositionPatient }],
    FrameContentSequence: [
      {
        FrameAcquisitionNumber: file.AcquisitionNumber,
        TemporalPositionIndex: file.TemporalPositionIdentifier,
        FrameAcquisitionDateTime: file.AcquisitionTime ? `20200101${file.AcquisitionTime}` : undefined,
        InStackPositionNumber: i + 1,
      },
    ],
    MREchoSequence: [{ EffectiveEchoTime: file.EchoTime }],
    MRTimingAndRelatedParametersSequence: [{ FlipAngle: file.FlipAngle }],
    MRModifierSequence: [{ InversionTimes: file.InversionTime }],
    CardiacSynchronizationSequence: [{ NominalCardiacTriggerDelayTime: file.TriggerTime }],
    MRImageFrameTypeSequence: [
      { FrameType: file.ImageType, ComplexImageComponent: file.ComplexImageComponent },
    ],
    MRDiffusionSequence: [
      {
        DiffusionBValue: file.DiffusionBValue,
        DiffusionGradientDirectionSequence: [
          { DiffusionGradientOrientation: file.DiffusionGradientOrientation },
        ],
      },
    ],
  }));
  return image({
    SOPClassUID: SOP_CLASS.enhancedMr,
    NumberOfFrames: classic.length,
    ...{ ImagePositionPatient: undefined, ImageOrientationPatient: undefined },
    ...{ PixelSpacing: undefined, SliceThickness: undefined },
    SharedFunctionalGroupsSequence: [
      {
        PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        PixelMeasuresSequence: [{ PixelSpacing: [2, 2], SliceThickness: 3 }],
      },
    ],
    PerFrameFunctionalGroupsSequence: frames as readonly Given[],
    ...own,
  });
}

describe('enhancedFrames', () => {
  it.each<[string, (v: number, s: number) => Given]>([
    ['echoes', (v) => ({ EchoTime: 10 + v })],
    ['flip angles', (v) => ({ FlipAngle: 10 + v })],
    ['inversion times', (v) => ({ InversionTime: 100 + v })],
    ['phases', (v, s) => ({ TriggerTime: v * (40 + s) })],
    ['acquisitions', (v) => ({ AcquisitionNumber: 1 + v })],
    ['temporal positions', (v) => ({ TemporalPositionIdentifier: 1 + v })],
    ['moments', (v, s) => ({ AcquisitionTime: time(3600 + 2 * v + 0.3 * s) })],
    ['frame types', (v) => ({ ImageType: ['ORIGINAL', 'PRIMARY', 'X', `N${v}`] })],
    ['complex parts', (v) => ({ ComplexImageComponent: ['MAGNITUDE', 'PHASE', 'REAL'][v] })],
    [
      'diffusion',
      (v) => ({
        DiffusionBValue: 1000,
        DiffusionGradientOrientation: [Number(v === 0), Number(v === 1), Number(v === 2)],
      }),
    ],
    ['nothing at all', () => ({})],
  ])('gives volumes by %s the same figures as their classic twin', (_, own) => {
    const classic = volumes(3, own);
    expect(geometryOf([enhanced(classic)])).toEqual(geometryOf(classic));
    classic.splice(7, 1);
    expect(geometryOf([enhanced(classic)])).toEqual(geometryOf(classic));
  });

  it('prefers the macro of the frame to the shared one', () => {
    const [first] =
      enhancedFrames(
        datasetOf({
          ...{ Rows: 4, Columns: 4 },
          SharedFunctionalGroupsSequence: [
            {
              PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
              PlanePositionSequence: [{ ImagePositionPatient: [0, 0, 0] }],
            },
          ],
          PerFrameFunctionalGroupsSequence: [
            { PlanePositionSequence: [{ ImagePositionPatient: [0, 0, 9] }] },
          ],
        }),
      ) ?? [];
    expect(first?.position).toEqual([0, 0, 9]);
  });

  it('counts the frames that the functional groups do not describe as having no place', () => {
    const files = [
      enhanced(
        volumes(1, () => ({})),
        { NumberOfFrames: 10 },
      ),
    ];
    expect(geometryOf(files).unplaced).toBe(4);
    expect(stackOf(files).slices).toBe(6);
  });

  it('is not for objects without functional groups', () => {
    expect(enhancedFrames(datasetOf(image()))).toBeUndefined();
  });

  it('tells the segments of a segmentation apart, and misses no frame of an empty one', () => {
    const frame = (segment: number, z: number): Given => ({
      SegmentIdentificationSequence: [{ ReferencedSegmentNumber: segment }],
      PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
    });
    const segmentation = enhanced([], {
      SOPClassUID: SOP_CLASS.segmentation,
      NumberOfFrames: 5,
      PerFrameFunctionalGroupsSequence: [frame(1, 0), frame(1, 3), frame(1, 6), frame(2, 3), frame(2, 12)],
    });
    expect(stackOf([segmentation])).toMatchObject({
      slices: 4,
      regular: true,
      volumes: { count: 2, separatedBy: ['SegmentNumber'], missing: undefined, incomplete: 0 },
    });
  });
});
