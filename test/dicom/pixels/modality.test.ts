import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyModality,
  equalTransforms,
  type ModalityTransform,
  modalityTransform,
} from '../../../src/dicom/pixels/modality.js';
import { faultOf, headerOf, rowOf, words } from './meaning.js';

const LUT = {
  tag: 0x00283000,
  vr: 'SQ',
  value: {
    items: [
      [
        { tag: 0x00283002, vr: 'US', value: [2, 5, 16] },
        { tag: 0x00283004, vr: 'LO', value: 'OD' },
        { tag: 0x00283006, vr: 'OW', value: words(100, 200) },
      ],
    ],
  },
} as const;

const LINEAR = { RescaleSlope: '0.5', RescaleIntercept: '-1024' };

describe('modalityTransform', () => {
  it('is identity where the header names none', () => {
    expect(modalityTransform(headerOf({ Modality: 'MR' }), 0)).toEqual({ kind: 'identity' });
  });

  it('takes slope, intercept and type of the data set', () => {
    const header = headerOf({ ...LINEAR, RescaleType: 'US' });
    expect(modalityTransform(header, 3)).toEqual({
      kind: 'linear',
      slope: 0.5,
      intercept: -1024,
      unit: 'US',
    });
  });

  it('takes the functional group of the frame before anything else', () => {
    const own = (slope: string) => ({
      PixelValueTransformationSequence: [{ RescaleSlope: slope, RescaleIntercept: '1', RescaleType: 'HU' }],
    });
    const header = headerOf({
      RescaleSlope: '9',
      RescaleIntercept: '9',
      PerFrameFunctionalGroupsSequence: [own('2'), { FrameContentSequence: [] }],
      SharedFunctionalGroupsSequence: [own('4')],
    });
    expect(modalityTransform(header, 0)).toMatchObject({ slope: 2, intercept: 1, unit: 'HU' });
    expect(modalityTransform(header, 1)).toMatchObject({ slope: 4 });
  });

  it.each([
    ['CT without Rescale Type means HU', { ...LINEAR, Modality: 'CT' }, 'HU'],
    ['CT keeps another type', { ...LINEAR, Modality: 'CT', RescaleType: 'Z_EFF' }, 'Z_EFF'],
    ['PET has Units', { ...LINEAR, Modality: 'PT', Units: 'BQML', RescaleType: 'US' }, 'BQML'],
    ['MR has none of its own', { ...LINEAR, Modality: 'MR' }, undefined],
    ['CT of stored values has none', { Modality: 'CT' }, undefined],
  ])('names the unit as the file does: %s', (_, given, unit) => {
    expect(modalityTransform(headerOf(given), 0).unit).toBe(unit);
  });

  it('scales an RT Dose by its grid scaling', () => {
    const header = headerOf({ Modality: 'RTDOSE', DoseGridScaling: '2e-5', DoseUnits: 'GY' });
    expect(modalityTransform(header, 0)).toEqual({ kind: 'linear', slope: 2e-5, intercept: 0, unit: 'GY' });
  });

  it('reads a look-up table with its type as the unit', () => {
    const transform = modalityTransform(headerOf({}, [LUT]), 0);
    expect(transform).toMatchObject({ kind: 'lut', unit: 'OD' });
    expect([...applyModality(rowOf(Uint8Array.of(0, 5, 6, 9)), transform)]).toEqual([100, 100, 200, 200]);
  });

  it.each([
    ['a slope of 0', { RescaleSlope: '0', RescaleIntercept: '0' }, 'impossible-attribute RescaleSlope'],
    [
      'a slope that is no number',
      { RescaleSlope: 'x', RescaleIntercept: '0' },
      'impossible-attribute RescaleSlope',
    ],
    ['a slope alone', { RescaleSlope: '1' }, 'missing-attribute RescaleIntercept'],
    ['an intercept alone', { RescaleIntercept: '1' }, 'missing-attribute RescaleSlope'],
    [
      'an empty functional group',
      { SharedFunctionalGroupsSequence: [{ PixelValueTransformationSequence: [{ RescaleType: 'US' }] }] },
      'missing-attribute RescaleSlope',
    ],
    ['a dose scaling of 0', { DoseGridScaling: '0' }, 'impossible-attribute DoseGridScaling'],
    [
      'a dose scaling beside a slope',
      { ...LINEAR, DoseGridScaling: '1' },
      'impossible-attribute DoseGridScaling',
    ],
  ])('refuses %s', (_, given, fault) => {
    expect(faultOf(() => modalityTransform(headerOf(given), 0))).toBe(fault);
  });

  it('takes empty slope and intercept for absent ones', () => {
    const header = headerOf({ RescaleSlope: '', RescaleIntercept: '' });
    expect(modalityTransform(header, 0)).toEqual({ kind: 'identity' });
  });

  it('refuses a table beside slope and intercept', () => {
    const work = () => modalityTransform(headerOf(LINEAR, [LUT]), 0);
    expect(faultOf(work)).toBe('impossible-attribute ModalityLUTSequence');
  });
});

describe('applyModality', () => {
  const linear = { kind: 'linear', slope: 0.5, intercept: -1024 } as const;

  it('gives single precision for up to 16 bits and floats, double for 32 bits and doubles', () => {
    const types = [new Int16Array(1), new Float32Array(1), new Uint32Array(1), new Float64Array(1)];
    const made = types.map((values) => applyModality(rowOf(values), linear).constructor);
    expect(made).toEqual([Float32Array, Float32Array, Float64Array, Float64Array]);
  });

  it('keeps a 32-bit value to the last digit', () => {
    const values = Uint32Array.of(0xffffffff, 16777217);
    expect([...applyModality(rowOf(values), { kind: 'identity' })]).toEqual([0xffffffff, 16777217]);
  });

  it('is within 6·10⁻⁸ of the exact product for every 16-bit value', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -32768, max: 32767 }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (value, slope) => {
          const [made = Number.NaN] = applyModality(rowOf(Int16Array.of(value)), {
            kind: 'linear',
            slope,
            intercept: 0,
          });
          expect(Math.abs(made - value * slope)).toBeLessThanOrEqual(6e-8 * Math.abs(value * slope));
        },
      ),
    );
  });

  it('refuses colours, and a table over floats', () => {
    expect(faultOf(() => applyModality(rowOf(new Uint8Array(3), 3), linear))).toBe('unsupported-photometric');
    const lut = modalityTransform(headerOf({}, [LUT]), 0);
    expect(faultOf(() => applyModality(rowOf(new Float32Array(2)), lut))).toMatch('impossible-attribute');
  });
});

describe('equalTransforms', () => {
  const table = (entries: number[]): ModalityTransform => ({
    kind: 'lut',
    table: { first: 0, entries: Uint16Array.from(entries), bits: 16 },
  });
  const linear = (slope: number, unit?: string): ModalityTransform => ({
    ...{ kind: 'linear', slope, intercept: 0 },
    ...(unit !== undefined && { unit }),
  });

  it.each([
    [linear(1), linear(1), true],
    [linear(1), linear(2), false],
    [linear(1, 'HU'), linear(1), false],
    [linear(1), { kind: 'identity' }, false],
    [{ kind: 'identity' }, { kind: 'identity' }, true],
    [table([1, 2]), table([1, 2]), true],
    [table([1, 2]), table([1, 3]), false],
    [table([1, 2]), table([1, 2, 3]), false],
  ] as [ModalityTransform, ModalityTransform, boolean][])('%# tells transformations apart', (a, b, equal) => {
    expect(equalTransforms(a, b)).toBe(equal);
  });
});
