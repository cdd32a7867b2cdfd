import { describe, expect, it } from 'vitest';
import { lookupKeyword } from '../../../../src/dicom/dictionary.js';
import {
  ATTRIBUTES_WITH_UNITS,
  unitOfAttribute,
} from '../../../../src/rules/protocol/units/attribute-units.js';
import { canonicalUnit } from '../../../../src/rules/protocol/units/unit.js';

const keywords = ATTRIBUTES_WITH_UNITS.map(({ keyword }) => keyword);

describe('units of attributes', () => {
  it('are known for at least 180 attributes, each once', () => {
    expect(keywords.length).toBeGreaterThanOrEqual(180);
    expect(new Set(keywords).size).toBe(keywords.length);
  });

  it.each(keywords)(
    '%s is a numeric attribute of the dictionary, and its unit a canonical one',
    (keyword) => {
      expect(lookupKeyword(keyword)?.vr).toMatch(/^(?:DS|IS|FD|FL|US|SS|UL|SL)$/);
      const unit = unitOfAttribute(keyword);
      expect(unit).toBeDefined();
      expect(canonicalUnit(unit ?? '')).toBe(unit);
    },
  );

  it('each come with the section of PS3.3 that gives them', () => {
    for (const { section } of ATTRIBUTES_WITH_UNITS) expect(section).toMatch(/^C\.\d+(?:\.\d+)*[a-z]?$/);
  });

  it.each([
    ['RepetitionTime', 'ms'],
    ['EchoTime', 'ms'],
    ['EffectiveEchoTime', 'ms'],
    ['InversionTimes', 'ms'],
    ['SliceThickness', 'mm'],
    ['PixelBandwidth', 'Hz/px'],
    ['DiffusionBValue', 's/mm2'],
    ['ImagingFrequency', 'MHz'],
    ['MagneticFieldStrength', 'T'],
    ['SAR', 'W/kg'],
    ['dBdt', 'T/s'],
    ['KVP', 'kV'],
    ['XRayTubeCurrentInmA', 'mA'],
    ['ExposureTimeInms', 'ms'],
    ['ExposureInmAs', 'mAs'],
    ['ExposureInuAs', 'uAs'],
    ['CTDIvol', 'mGy'],
    ['TableSpeed', 'mm/s'],
    ['RadionuclideTotalDose', 'Bq'],
    ['RadionuclideHalfLife', 's'],
    ['PatientWeight', 'kg'],
    ['PatientSize', 'm'],
    ['HeartRate', '1/min'],
    ['AcquisitionDuration', 's'],
    ['FrameAcquisitionDuration', 'ms'],
    ['PercentSampling', '%'],
  ])('give %s in %s', (keyword, unit) => {
    expect(unitOfAttribute(keyword)).toBe(unit);
  });

  it.each([
    'SpiralPitchFactor',
    'NumberOfAverages',
    'EchoTrainLength',
    'Rows',
    'ImageOrientationPatient',
    'RescaleSlope',
    'DecayFactor',
    // PS3.3 C.8.13.5.2: its unit is that of Gradient Output Type.
    'GradientOutput',
  ])('give none for %s', (keyword) => {
    expect(lookupKeyword(keyword)).toBeDefined();
    expect(unitOfAttribute(keyword)).toBeUndefined();
  });

  it('give none for what is no keyword, nor for names that every object has', () => {
    expect(unitOfAttribute('NoSuchKeyword')).toBeUndefined();
    expect(unitOfAttribute('constructor')).toBeUndefined();
    expect(unitOfAttribute('')).toBeUndefined();
  });
});
