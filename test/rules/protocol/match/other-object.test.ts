import { describe, expect, it } from 'vitest';
import { isOtherObject } from '../../../../src/rules/protocol/match/other-object.js';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { header, MR_IMAGE, series } from '../evaluate/views.js';

const of = (sopClassUID: string, modality = 'OT', matrix = true): boolean => {
  const view = series([{}], { header: { sopClassUID, modality } });
  const bare: SeriesView = {
    ...view,
    geometry: { stacks: [], unplaced: 1, rows: undefined, columns: undefined },
  };
  return isOtherObject(matrix ? view : bare);
};

describe('a series without images', () => {
  it.each([
    ['Comprehensive SR', '1.2.840.10008.5.1.4.1.1.88.33'],
    ['Key Object Selection', '1.2.840.10008.5.1.4.1.1.88.59'],
    ['Segmentation', '1.2.840.10008.5.1.4.1.1.66.4'],
    ['RT Structure Set', '1.2.840.10008.5.1.4.1.1.481.3'],
    ['RT Dose', '1.2.840.10008.5.1.4.1.1.481.2'],
    ['Grayscale Softcopy Presentation State', '1.2.840.10008.5.1.4.1.1.11.1'],
    ['Spatial Registration', '1.2.840.10008.5.1.4.1.1.66.1'],
    ['Real World Value Mapping', '1.2.840.10008.5.1.4.1.1.67'],
    ['Raw Data', '1.2.840.10008.5.1.4.1.1.66'],
    ['Encapsulated PDF', '1.2.840.10008.5.1.4.1.1.104.1'],
  ])('is one of %s', (_, uid) => {
    expect(of(uid)).toBe(true);
  });

  it.each([
    ['MR Image', MR_IMAGE],
    ['Enhanced MR Image', '1.2.840.10008.5.1.4.1.1.4.1'],
    ['MR Spectroscopy', '1.2.840.10008.5.1.4.1.1.4.2'],
    ['CT Image', '1.2.840.10008.5.1.4.1.1.2'],
    ['PET Image', '1.2.840.10008.5.1.4.1.1.128'],
    ['Secondary Capture Image', '1.2.840.10008.5.1.4.1.1.7'],
    ['Parametric Map', '1.2.840.10008.5.1.4.1.1.30'],
  ])('is not one of %s', (_, uid) => {
    expect(of(uid)).toBe(false);
    // An image says what it is by its class, whatever its modality says.
    expect(of(uid, 'SR')).toBe(false);
  });

  it('of a private class is told by its modality, or by having no matrix', () => {
    expect(of('1.3.12.2.1107.5.9.1', 'MR', false)).toBe(true);
    expect(of('1.3.12.2.1107.5.9.1', 'MR', true)).toBe(false);
    expect(of('1.3.12.2.1107.5.9.1', 'SR', true)).toBe(true);
  });

  it('is not told where the class is absent, but by its modality', () => {
    expect(of('', 'MR', false)).toBe(false);
    expect(of('', 'RTSTRUCT')).toBe(true);
  });

  it('has no image among its instances', () => {
    const headers = [header({ sopClassUID: '1.2.840.10008.5.1.4.1.1.88.33' }), header()];
    expect(isOtherObject(series([{}], { headers }))).toBe(false);
  });
});
