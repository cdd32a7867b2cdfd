import { describe, expect, it } from 'vitest';
import { imageTypes, isDerived, leftOut, modalityOf } from '../../../../src/rules/protocol/init/sort-out.js';
import type { RawTest } from '../../../../src/rules/protocol/protocol.js';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { onlySeries, slices } from '../../../study/build.js';
import { viewOf } from './views.js';

const { geometry } = onlySeries(slices({ count: 3 }));

/** A series of three slices that holds these values besides. */
function placed(header: RawTest['header']): SeriesView {
  return { ...viewOf(header), geometry };
}

describe('a series of a reference', () => {
  it('is asked for where it holds images of MR, CT or PET', () => {
    for (const Modality of ['MR', 'CT', 'PT']) expect(leftOut(placed({ Modality }))).toBeUndefined();
  });

  it('of another modality is left out', () => {
    expect(leftOut(placed({ Modality: 'US' }))).toBe('other-modality');
    expect(modalityOf(placed({ Modality: 'US' }))).toBeUndefined();
  });

  it('without images, or without a place in the patient, is left out', () => {
    expect(leftOut(viewOf({}))).toBe('no-image');
    expect(leftOut({ ...viewOf({}), geometry: { ...geometry, stacks: [] } })).toBe('no-image');
  });

  it('that was computed from others is left out', () => {
    const adc = placed({ ImageType: ['DERIVED', 'PRIMARY', 'ADC'] });
    expect(leftOut(adc)).toBe('derived');
    expect(isDerived(adc)).toBe(true);
    expect(imageTypes(adc)).toEqual(['DERIVED', 'PRIMARY', 'ADC']);
    expect(isDerived(placed({}))).toBe(false);
  });

  it.each([
    'localizer',
    'AAHScout_32ch',
    'Survey',
    '3-Pl Loc SSFSE',
    'Topogram 0.6',
    'SmartBrain',
    'ASSET calibration',
  ])('is a localizer by its name: %s', (SeriesDescription) => {
    expect(leftOut(placed({ SeriesDescription }))).toBe('localizer');
  });

  it.each(['local_ep2d', 'location task', 'locked', 'surveyor'])(
    'is none by half a word: %s',
    (SeriesDescription) => {
      expect(leftOut(placed({ SeriesDescription }))).toBeUndefined();
    },
  );

  it('is a localizer by Image Type, or by slices in three directions', () => {
    expect(leftOut(placed({ ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }))).toBe('localizer');
    const [stack] = geometry.stacks;
    const stacks = (['axial', 'coronal', 'sagittal'] as const).flatMap((orientation) =>
      stack ? [{ ...stack, orientation }] : [],
    );
    expect(leftOut({ ...viewOf({}), geometry: { ...geometry, stacks } })).toBe('localizer');
  });
});
