import { describe, expect, it } from 'vitest';
import { type PetFacts, readPetFacts } from '../../src/pet/pet-facts.js';
import { suvReadiness } from '../../src/pet/suv.js';
import { datasetOf, type Given } from '../study/build.js';
import { enhancedPet as enhanced, frame, mapping } from './enhanced-pet.js';
import { clock, stated } from './facts.js';

const DAY = 19815;

function read(given: Given): PetFacts {
  return readPetFacts(datasetOf(given));
}

describe('readPetFacts of an enhanced PET object', () => {
  it('has the classic terms for its unit, its corrections and its times', () => {
    expect(read(enhanced())).toMatchObject({
      units: stated('BQML'),
      slope: stated('positive'),
      corrections: stated(['DECY', 'ATTN', 'RAN']),
      decayReference: clock(DAY, '13:04'),
      acquisitionStart: clock(DAY, '13:04'),
      frameDurationMs: stated(180000),
    });
  });

  it('comes to the same SUV as the classic images of the scan', () => {
    const found = suvReadiness([read(enhanced())]);
    expect(found).toMatchObject({ ready: true, uptakeS: 3600, decayS: 3600 });
    expect(found.factorsToBw[0]).toBeCloseTo(70000 / (368080000 * 2 ** (-3600 / 6586.2)), 12);
  });

  it.each([
    ['g/ml{SUVbw}', 'GML', 'BW'],
    ['{SUVlbm(Janma)}g/ml', 'GML', 'LBMJANMA'],
    ['cm2/ml{SUVbsa}', 'CM2ML', 'BSA'],
  ])('takes %s for %s of type %s', (code, units, type) => {
    const found = read(enhanced({}, mapping(code)));
    expect(found).toMatchObject({ units: stated(units), suvType: stated(type) });
    expect(suvReadiness([found]).ready).toBe(true);
  });

  it('takes activity before an SUV where both are mapped', () => {
    const [suv, activity] = [mapping('g/ml{SUVbw}'), mapping('Bq/ml')].map(
      (given) => (given.RealWorldValueMappingSequence as Given[])[0] as Given,
    ) as [Given, Given];
    const found = read(enhanced({}, { RealWorldValueMappingSequence: [suv, activity] }));
    expect(found.units).toEqual(stated('BQML'));
  });

  it('cannot tell a unit that it does not know, or that differs from frame to frame', () => {
    expect(read(enhanced({}, mapping('1'))).units.state).toBe('unreadable');
    const frames = [
      frame('20240402130400', mapping('Bq/ml')),
      frame('20240402130700', mapping('g/ml{SUVbw}')),
    ];
    const mixed = read(enhanced({ PerFrameFunctionalGroupsSequence: frames }, {}));
    expect(mixed.units.state).toBe('unreadable');
    expect(suvReadiness([mixed]).ready).toBe(false);
  });

  it('may have a slope of its own for each frame', () => {
    const frames = [
      frame('20240402130400', mapping('Bq/ml', 0.3)),
      frame('20240402130700', mapping('Bq/ml', 0.5)),
    ];
    const found = read(enhanced({ PerFrameFunctionalGroupsSequence: frames }, {}));
    expect(found).toMatchObject({ units: stated('BQML'), slope: stated('positive') });
  });

  it('is without decay correction where it says so', () => {
    const { DecayCorrectionDateTime: _, ...rest } = enhanced({ DecayCorrected: 'NO' });
    const found = read(rest);
    expect(found.decayCorrection).toEqual(stated('NONE'));
    const codes = suvReadiness([found]).problems.map(({ code }) => code);
    expect(codes).toContain('decay-correction-none');
    expect(codes).toContain('not-decay-corrected');
  });

  it('is not ready where the moment of the correction is not stated', () => {
    const { DecayCorrectionDateTime: _, ...rest } = enhanced();
    const codes = suvReadiness([read(rest)]).problems.map(({ code }) => code);
    expect(codes).toContain('decay-correction-missing');
    const damaged = suvReadiness([read(enhanced({ DecayCorrectionDateTime: '20240402' }))]);
    expect(damaged.problems.map(({ code }) => code)).toEqual(['decay-correction-missing']);
  });
});

describe('readPetFacts of a legacy converted PET object', () => {
  it('finds the attributes that could not be assigned in the functional groups', () => {
    const {
      SharedFunctionalGroupsSequence: _,
      DecayCorrectionDateTime: __,
      ...rest
    } = enhanced({
      DecayCorrected: undefined,
      AttenuationCorrected: undefined,
      ScatterCorrected: undefined,
      RandomsCorrected: undefined,
    });
    const found = read({
      ...rest,
      SeriesTime: '130400',
      SharedFunctionalGroupsSequence: [
        {
          UnassignedSharedConvertedAttributesSequence: [
            { Units: 'BQML', DecayCorrection: 'START', CorrectedImage: ['ATTN', 'DECY'] },
          ],
          PixelValueTransformationSequence: [{ RescaleSlope: '0.3' }],
        },
      ],
      PerFrameFunctionalGroupsSequence: [
        frame('20240402130700', {
          UnassignedPerFrameConvertedAttributesSequence: [{ FrameReferenceTime: '269858' }],
        }),
        frame('20240402130400', {
          UnassignedPerFrameConvertedAttributesSequence: [{ FrameReferenceTime: '89858' }],
        }),
      ],
    });
    expect(found).toMatchObject({
      units: stated('BQML'),
      decayCorrection: stated('START'),
      frameReferenceMs: stated(89858),
    });
    expect(suvReadiness([found])).toMatchObject({ ready: true, uptakeS: 3600 });
  });
});
