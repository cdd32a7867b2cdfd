import { describe, expect, it } from 'vitest';
import { privateBlock } from '../../fixtures/writer/element.js';
import { classicFrame, classicSeparators } from '../../src/study/frame-classic.js';
import { readFrames } from '../../src/study/frames.js';
import { datasetOf, image } from './build.js';

describe('classicFrame', () => {
  it('lies where the Image Plane attributes say', () => {
    expect(classicFrame(datasetOf(image({ ImagePositionPatient: [1, 2, 3] })))).toMatchObject({
      position: [1, 2, 3],
      plane: {
        ...{ row: [1, 0, 0], column: [0, 1, 0], rows: 64, columns: 64 },
        ...{ pixelSpacingMm: [2, 2], thicknessMm: 3 },
      },
    });
  });

  it.each<[string, Parameters<typeof image>[0]]>([
    ['no position', { ImagePositionPatient: undefined }],
    ['no orientation', { ImageOrientationPatient: undefined }],
    ['a position cut short', { ImagePositionPatient: [1, 2] }],
    ['a position that is no number', { ImagePositionPatient: ['1', 'x', '3'] }],
    ['cosines that are not perpendicular', { ImageOrientationPatient: [1, 0, 0, 0.5, 0.5, 0] }],
    ['cosines that are all zero', { ImageOrientationPatient: [0, 0, 0, 0, 0, 0] }],
    ['several frames, of which one position places none', { NumberOfFrames: 12 }],
  ])('has no place with %s', (_, own) => {
    const frame = classicFrame(datasetOf(image(own)));
    expect(frame.plane).toBeUndefined();
    expect(frame.position).toBeUndefined();
  });

  it.each([
    ['absent', undefined],
    ['zero', [0, 0]],
    ['negative', [-1, 1]],
    ['single', [2]],
  ])('does without a pixel spacing that is %s', (_, PixelSpacing) => {
    expect(classicFrame(datasetOf(image({ PixelSpacing }))).plane?.pixelSpacingMm).toBeUndefined();
  });

  it('is none for an object without pixels', () => {
    expect(readFrames(datasetOf(image({ Rows: undefined })))).toEqual([]);
    expect(readFrames(datasetOf(image()))).toHaveLength(1);
  });
});

describe('classicSeparators', () => {
  it('tells times in seconds since midnight, the date and time in one where there is no other', () => {
    const { AcquisitionTime, ContentTime } = classicSeparators(
      datasetOf({ AcquisitionDateTime: '20200101010203.5', ContentTime: '000001' }),
    );
    expect([AcquisitionTime, ContentTime]).toEqual([3723.5, 1]);
    expect(classicSeparators(datasetOf({ AcquisitionTime: '25xx' })).AcquisitionTime).toBeUndefined();
  });

  it('keeps multi-valued text whole and without padding', () => {
    const { ImageType, ComplexImageComponent } = classicSeparators(
      datasetOf({ ImageType: ['ORIGINAL', 'PRIMARY', 'M'], ComplexImageComponent: 'MAGNITUDE' }),
    );
    expect([ImageType, ComplexImageComponent]).toEqual(['ORIGINAL\\PRIMARY\\M', 'MAGNITUDE']);
  });

  it('reads the diffusion weighting of a vendor block, in MR alone', () => {
    const siemens = privateBlock({ group: 0x0019, creator: 'SIEMENS MR HEADER' }, [
      { offset: 0x0c, vr: 'IS', value: 1000 },
      { offset: 0x0e, vr: 'FD', value: [0, 0.6, 0.8] },
    ]);
    expect(classicSeparators(datasetOf({ Modality: 'MR' }, siemens))).toMatchObject({
      DiffusionBValue: 1000,
      DiffusionGradientOrientation: '0\\0.6\\0.8',
    });
    expect(classicSeparators(datasetOf({ Modality: 'CT' }, siemens)).DiffusionBValue).toBeUndefined();
  });

  it('leaves a direction out where b is zero, and minus signs off zeros', () => {
    const at = (b: number, direction: readonly number[]) =>
      classicSeparators(
        datasetOf({ Modality: 'MR', DiffusionBValue: b, DiffusionGradientOrientation: direction }),
      ).DiffusionGradientOrientation;
    expect(at(0, [1, 0, 0])).toBeUndefined();
    expect(at(700, [-0.00001, 1, 0])).toBe(at(700, [0, 1, 0.00004]));
  });
});
