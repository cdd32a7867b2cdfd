import { describe, expect, it } from 'vitest';
import { isProjection, pixelSpacing } from '../../../src/measure/planar/pixel-spacing.js';
import { datasetOf, type Given } from '../../study/build.js';

const spacing = (given: Given, macros: Record<string, Given> = {}) => {
  const made = Object.fromEntries(Object.entries(macros).map(([name, item]) => [name, datasetOf(item)]));
  const { problems, ...found } = pixelSpacing(datasetOf(given), (sequence) => made[sequence]);
  return { ...found, problems: problems.map(({ code }) => code) };
};
const FACTOR = 'EstimatedRadiographicMagnificationFactor';

describe('pixelSpacing of planes of the patient', () => {
  it.each(['CT', 'MR', 'PT', 'NM', 'OT'])('is Pixel Spacing for %s', (Modality) => {
    expect(spacing({ Modality, PixelSpacing: [1.5, 2] })).toEqual({
      spacingMm: [1.5, 2],
      from: 'PixelSpacing',
      problems: [],
    });
  });

  it.each<[string, readonly (number | string)[]]>([
    ['zero', [0, 1]],
    ['negative', [1, -1]],
    ['one value', [1]],
    ['three values', [1, 1, 1]],
    ['no number', ['abc', '1']],
    ['too large for a number', ['1e200', '1e200']],
  ])('is damaged where it is %s', (_, values) => {
    expect(spacing({ Modality: 'MR', PixelSpacing: values as string[] })).toEqual({
      problems: ['spacing-damaged'],
    });
  });

  it('is absent where nothing is stated, and the shape of the pixels is told where it is', () => {
    expect(spacing({ Modality: 'CT' })).toEqual({ problems: ['spacing-absent'] });
    const ratio = { Modality: 'OT', PixelAspectRatio: ['3', '2'] };
    expect(spacing(ratio)).toEqual({ aspect: [3, 2], problems: ['spacing-absent'] });
    expect(spacing({ ...ratio, PixelSpacing: [0, 0] })).toEqual({ problems: ['spacing-damaged'] });
  });

  it('is that of the film for scanned film, and says so', () => {
    const film = { Modality: 'OT', NominalScannedPixelSpacing: [0.1, 0.1] };
    expect(spacing(film)).toEqual({
      spacingMm: [0.1, 0.1],
      from: 'NominalScannedPixelSpacing',
      problems: ['spacing-at-detector'],
    });
  });
});

describe('pixelSpacing of projections', () => {
  it.each<[string, Given, readonly number[], string, readonly string[]]>([
    ['Imager Pixel Spacing alone', {}, [0.2, 0.2], 'ImagerPixelSpacing', ['spacing-at-detector']],
    [
      'an equal Pixel Spacing',
      { PixelSpacing: [0.2, 0.2] },
      [0.2, 0.2],
      'ImagerPixelSpacing',
      ['spacing-at-detector'],
    ],
    ['a magnification', { [FACTOR]: 1.25 }, [0.16, 0.16], `ImagerPixelSpacing / ${FACTOR}`, []],
    [
      'a magnification and an equal Pixel Spacing',
      { [FACTOR]: 1.25, PixelSpacing: [0.2, 0.2] },
      [0.16, 0.16],
      `ImagerPixelSpacing / ${FACTOR}`,
      [],
    ],
    ['a magnification of zero', { [FACTOR]: 0 }, [0.2, 0.2], 'ImagerPixelSpacing', ['spacing-at-detector']],
    ['a magnification below 1', { [FACTOR]: 0.5 }, [0.2, 0.2], 'ImagerPixelSpacing', ['spacing-at-detector']],
    [
      'another Pixel Spacing',
      { PixelSpacing: [0.15, 0.15], [FACTOR]: 1.25 },
      [0.15, 0.15],
      'PixelSpacing (calibrated)',
      [],
    ],
    [
      'calibration by geometry',
      { PixelSpacing: [0.2, 0.2], PixelSpacingCalibrationType: 'GEOMETRY' },
      [0.2, 0.2],
      'PixelSpacing (GEOMETRY)',
      [],
    ],
    [
      'calibration by a fiducial',
      { PixelSpacing: [0.17, 0.17], PixelSpacingCalibrationType: 'FIDUCIAL' },
      [0.17, 0.17],
      'PixelSpacing (FIDUCIAL)',
      [],
    ],
    [
      'a damaged Pixel Spacing',
      { PixelSpacing: [0, 0.2] },
      [0.2, 0.2],
      'ImagerPixelSpacing',
      ['spacing-damaged', 'spacing-at-detector'],
    ],
  ])('with %s', (_, own, mm, from, problems) => {
    const found = spacing({ Modality: 'DX', ImagerPixelSpacing: [0.2, 0.2], ...own });
    expect(found).toEqual({ spacingMm: mm.map((v) => expect.closeTo(v, 12)), from, problems });
  });

  it('does not trust a Pixel Spacing that nothing says the calibration of', () => {
    const found = spacing({ Modality: 'CR', PixelSpacing: [0.1, 0.1] });
    expect(found).toEqual({ spacingMm: [0.1, 0.1], from: 'PixelSpacing', problems: ['spacing-at-detector'] });
    const film = { Modality: 'CR', NominalScannedPixelSpacing: [0.1, 0.1] };
    expect(spacing({ ...film, PixelSpacing: [0.1, 0.1] }).problems).toEqual(['spacing-at-detector']);
    expect(spacing({ ...film, PixelSpacing: [0.08, 0.08] })).toMatchObject({
      from: 'PixelSpacing (calibrated)',
      problems: [],
    });
    expect(spacing(film)).toMatchObject({ from: 'NominalScannedPixelSpacing' });
    expect(spacing({ Modality: 'MG' })).toEqual({ problems: ['spacing-absent'] });
  });

  it('knows them by their modality, or by a spacing at the detector', () => {
    for (const Modality of ['CR', 'DX', 'MG', 'RF', 'XA', 'RG', 'IO', 'PX']) {
      expect(isProjection(datasetOf({ Modality }))).toBe(true);
    }
    expect(isProjection(datasetOf({ Modality: 'OT', ImagerPixelSpacing: [1, 1] }))).toBe(true);
    expect(isProjection(datasetOf({ Modality: 'CT', PixelSpacing: [1, 1] }))).toBe(false);
    const portal = spacing({ Modality: 'RTIMAGE', ImagePlanePixelSpacing: [0.4, 0.4] });
    expect(portal).toMatchObject({ from: 'ImagePlanePixelSpacing', problems: ['spacing-at-detector'] });
  });
});

describe('pixelSpacing of functional groups', () => {
  it('is that of the pixel measures, which go first', () => {
    const found = spacing(
      { Modality: 'MR', PixelSpacing: [9, 9] },
      { PixelMeasuresSequence: { PixelSpacing: [1.5, 2] } },
    );
    expect(found).toEqual({ spacingMm: [1.5, 2], from: 'PixelMeasuresSequence.PixelSpacing', problems: [] });
    const damaged = spacing({ PixelSpacing: [9, 9] }, { PixelMeasuresSequence: { PixelSpacing: [0, 2] } });
    expect(damaged).toEqual({ problems: ['spacing-damaged'] });
  });

  it('is that of the object in the beam, else that of the receptor, for angiography', () => {
    const receptor = { FramePixelDataPropertiesSequence: { ImagerPixelSpacing: [0.3, 0.3] } };
    expect(spacing({ Modality: 'XA' }, receptor)).toEqual({
      spacingMm: [0.3, 0.3],
      from: 'ImagerPixelSpacing',
      problems: ['spacing-at-detector'],
    });
    const object = { ObjectPixelSpacingInCenterOfBeam: [0.25, 0.25] };
    expect(spacing({ Modality: 'XA' }, { ...receptor, ProjectionPixelCalibrationSequence: object })).toEqual({
      spacingMm: [0.25, 0.25],
      from: 'ObjectPixelSpacingInCenterOfBeam',
      problems: [],
    });
  });
});
