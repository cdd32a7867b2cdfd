import { describe, expect, it } from 'vitest';
import { stillImagesOf } from '../../../../src/rules/motion/image/still-images.js';
import { timeSeriesOf } from '../../../../src/rules/motion/series/time-series.js';
import { fileOf, type Given, image, SOP_CLASS } from '../../../study/build.js';
import { only } from './scene.js';
import { seriesOf } from './whole-files.js';

const SLICES = 6;

/** An enhanced object of a magnitude and of what was worked out of it, by another echo time, as Philips stores it. */
function fieldMapping(second: Given): Given {
  const { ImageOrientationPatient, PixelSpacing, SliceThickness, ImagePositionPatient: _, ...own } = image();
  const frames = Array.from({ length: 2 * SLICES }, (__, frame): Given => {
    const type = frame < SLICES ? MAGNITUDE : second;
    return {
      PlanePositionSequence: [{ ImagePositionPatient: [0, 0, 5 * (frame % SLICES)] }],
      MRImageFrameTypeSequence: [type],
      MREchoSequence: [{ EffectiveEchoTime: frame < SLICES ? 1.5 : 0 }],
    };
  });
  return {
    ...own,
    ...{ SOPClassUID: SOP_CLASS.enhancedMr, Modality: 'MR', NumberOfFrames: 2 * SLICES },
    ...{ ImageType: ['ORIGINAL', 'PRIMARY', 'T1', 'MIXED'], ComplexImageComponent: 'MIXED' },
    SharedFunctionalGroupsSequence: [
      {
        PlaneOrientationSequence: [{ ImageOrientationPatient }],
        PixelMeasuresSequence: [{ PixelSpacing, SliceThickness }],
      },
    ] as Given[],
    PerFrameFunctionalGroupsSequence: frames,
  };
}

const MAGNITUDE: Given = {
  FrameType: ['ORIGINAL', 'PRIMARY', 'T1', 'NONE'],
  ComplexImageComponent: 'MAGNITUDE',
};

/** What is measured of the object, and why the rest is not. */
function foundIn(second: Given): (number | string)[] {
  const view = only(seriesOf([fileOf(fieldMapping(second))]));
  const { images, leftOut } = stillImagesOf(view, timeSeriesOf(view));
  return [images.length, ...leftOut.map(({ reason }) => reason)];
}

describe('frames of one object that are told apart by their echo time', () => {
  it('are all images where all are magnitudes', () => {
    expect(foundIn(MAGNITUDE)).toEqual([2]);
  });

  it('are no images where their own type says that they are a map', () => {
    const map = ['ORIGINAL', 'PRIMARY', 'T1', 'FIELD_MAP'];
    expect(foundIn({ FrameType: map, ComplexImageComponent: 'REAL' })).toEqual([1, 'derived-image']);
  });

  it.each(['PHASE', 'REAL', 'IMAGINARY'])('are no images where they are the part %s', (part) => {
    const second = { FrameType: ['ORIGINAL', 'PRIMARY', 'T1', 'NONE'], ComplexImageComponent: part };
    expect(foundIn(second)).toEqual([1, 'phase-image']);
  });

  it('are images where only their own type tells, and it does not say otherwise', () => {
    expect(foundIn({ FrameType: ['ORIGINAL', 'PRIMARY', 'T2', 'NONE'] })).toEqual([2]);
  });
});
