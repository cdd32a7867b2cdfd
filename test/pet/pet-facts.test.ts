import { describe, expect, it } from 'vitest';
import { privateBlock } from '../../fixtures/writer/element.js';
import { type PetFacts, readPetFacts } from '../../src/pet/pet-facts.js';
import { ABSENT, NO_CLOCK } from '../../src/pet/stated.js';
import { datasetOf, type Given } from '../study/build.js';
import { clock, stated } from './facts.js';

const PET = '1.2.840.10008.5.1.4.1.1.128';
const DAY_2024_04_02 = 19815;

function facts(given: Given, ...blocks: Parameters<typeof datasetOf>[1][]): PetFacts {
  return readPetFacts(
    datasetOf(
      { SOPClassUID: PET, SOPInstanceUID: '2.25.1', ...given },
      blocks.flatMap((b) => b ?? []),
    ),
  );
}

describe('readPetFacts of a classic PET image', () => {
  it('reads what is stated', () => {
    const found = facts({
      Modality: 'PT',
      Units: 'BQML',
      SUVType: 'BW',
      RescaleSlope: '0.37',
      CorrectedImage: ['ATTN', 'DECY'],
      AttenuationCorrectionMethod: 'measured',
      DecayCorrection: 'START',
      DecayFactor: '1.01',
      PatientWeight: '71.5',
      PatientSize: '1.68',
      PatientSex: 'F',
      SeriesType: ['WHOLE BODY', 'IMAGE'],
      SeriesDate: '20240402',
      SeriesTime: '130400',
      AcquisitionDate: '20240402',
      AcquisitionTime: '130700.5',
      FrameReferenceTime: '89858',
      ActualFrameDuration: '180000',
      RadiopharmaceuticalInformationSequence: [
        {
          RadionuclideTotalDose: '350000000',
          RadionuclideHalfLife: '6586.2',
          RadiopharmaceuticalStartTime: '120400',
          RadiopharmaceuticalStartDateTime: '20240402120400',
          RadionuclideCodeSequence: [{ CodeValue: 'C-111A1' }],
        },
      ],
    });
    expect(found).toEqual({
      modality: stated('PT'),
      units: stated('BQML'),
      suvType: stated('BW'),
      slope: stated('positive'),
      corrections: stated(['ATTN', 'DECY']),
      attenuationMethod: stated('measured'),
      decayCorrection: stated('START'),
      decayReference: NO_CLOCK,
      decayFactor: stated(1.01),
      weightKg: stated(71.5),
      sizeM: stated(1.68),
      sex: stated('F'),
      injections: [
        {
          doseBq: stated(350000000),
          halfLifeS: stated(6586.2),
          startSecond: stated(43440),
          start: clock(DAY_2024_04_02, '12:04'),
          nuclide: stated('C-111A1'),
        },
      ],
      seriesType: stated('WHOLE BODY'),
      seriesStart: clock(DAY_2024_04_02, '13:04'),
      acquisitionStart: clock(DAY_2024_04_02, '13:07:0.5'),
      frameReferenceMs: stated(89858),
      frameDurationMs: stated(180000),
      geScanStart: NO_CLOCK,
      philipsSuvFactor: ABSENT,
      philipsActivityFactor: ABSENT,
    });
  });

  it('is plain data, which crosses threads', () => {
    const found = facts({ Modality: 'PT', PatientWeight: '70' });
    expect(structuredClone(found)).toEqual(found);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('reads nothing more of another modality, and all where none is stated', () => {
    expect(facts({ Modality: 'CT', PatientWeight: '70' })).toMatchObject({
      modality: stated('CT'),
      weightKg: ABSENT,
    });
    expect(facts({ PatientWeight: '70' })).toMatchObject({ modality: ABSENT, weightKg: stated(70) });
  });

  it('tells absent, empty and unreadable apart', () => {
    const found = facts({ Units: '', PatientWeight: 'heavy', SeriesTime: '99', SeriesDate: '' });
    expect(found.units.state).toBe('empty');
    expect(found.weightKg.state).toBe('unreadable');
    expect(found.seriesStart).toEqual({ day: { state: 'empty' }, second: { state: 'unreadable' } });
    expect(found.sizeM.state).toBe('absent');
    expect(found.injections).toEqual([]);
    expect(facts({ RescaleSlope: '0' }).slope).toEqual(stated('not-positive'));
  });

  it('takes Acquisition DateTime where date or time are not stated', () => {
    const whole = { AcquisitionDateTime: '20240402130700' };
    expect(facts(whole).acquisitionStart).toEqual(clock(DAY_2024_04_02, '13:07'));
    expect(facts({ ...whole, AcquisitionTime: '130800' }).acquisitionStart).toEqual(
      clock(DAY_2024_04_02, '13:08'),
    );
  });

  it('reads every radiopharmaceutical', () => {
    const items = [{ RadionuclideTotalDose: '1' }, {}];
    const found = facts({ RadiopharmaceuticalInformationSequence: items }).injections;
    expect(found.map(({ doseBq }) => doseBq)).toEqual([stated(1), ABSENT]);
    expect(found[1]?.nuclide).toEqual(ABSENT);
  });
});

describe('readPetFacts of private elements', () => {
  const philips = (creator: string) =>
    privateBlock({ group: 0x7053, creator }, [
      { offset: 0x00, vr: 'DS', value: '0.0005' },
      { offset: 0x09, vr: 'DS', value: '1.375' },
    ]);

  it('reads the factors of Philips under their creator', () => {
    const found = facts({}, philips('Philips PET Private Group'));
    expect(found.philipsSuvFactor).toEqual(stated(0.0005));
    expect(found.philipsActivityFactor).toEqual(stated(1.375));
  });

  it('does not read them under another creator', () => {
    expect(facts({}, philips('SOMEBODY')).philipsSuvFactor).toEqual(ABSENT);
  });

  it('reads the scan start of GE, coded as DT or as UN', () => {
    const block = (vr: 'DT' | 'UN') =>
      privateBlock({ group: 0x0009, creator: 'GEMS_PETD_01' }, [
        { offset: 0x0d, vr, value: vr === 'DT' ? '20240402130400.00' : Buffer.from('20240402130400.00 ') },
      ]);
    expect(facts({}, block('DT')).geScanStart).toEqual(clock(DAY_2024_04_02, '13:04'));
    expect(facts({}, block('UN')).geScanStart).toEqual(clock(DAY_2024_04_02, '13:04'));
  });
});
