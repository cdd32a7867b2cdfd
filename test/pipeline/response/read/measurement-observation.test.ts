import { describe, expect, it } from 'vitest';
import { PLANAR_FIGURES, SOLID_FIGURES, VALUE_FIGURES } from '../../../../src/measure/figures.js';
import { observationOf } from '../../../../src/pipeline/response/read/measurement-observation.js';
import type { MeasurementRow, RowCode } from '../../../../src/report/measure-export-sections.js';
import { measurementRow, rowCode } from '../../../report/measure-export-sample.js';

const AT = { source: 0, line: 7 };
const of = (other: Partial<MeasurementRow> = {}) => observationOf(measurementRow(other), AT);
const concept = (code: RowCode) => of({ concept: code, conceptToday: code });
const sct = (value: string) => rowCode(value, 'SCT', 'x');
const dcm = (value: string) => rowCode(value, 'DCM', 'x');

/** Whose axis a length is: long, short, unnamed; undefined where it is no diameter. */
function axisOf(one: ReturnType<typeof of>): string | undefined {
  if (one === undefined) return undefined;
  expect(one.isUnnamedAxis).toBe(one.axis === null);
  return one.axis ?? 'unnamed';
}

describe('a row of measure-export', () => {
  it('says who, when, what and how long', () => {
    expect(of({ studyDate: '2026-01-05', timePoint: 'TP2' })).toEqual({
      at: AT,
      isFact: false,
      ...{ subject: 'S-001', site: '07', reader: 'reader-1', visit: 'V1', visitNumber: null },
      ...{ date: '2026-01-05', day: null, studyUID: '2.25.1', isBaseline: null },
      keys: { trackingUid: '2.25.9', trackingId: 'Lesion 1', label: 'Lesion 1' },
      ...{ role: null, unknownRole: null, isNode: null, organ: 'Liver', organCodes: ['SCT:10200004'] },
      ...{ method: 'ct', unknownMethod: null, sliceThicknessMm: '5', axis: 'long', isUnnamedAxis: false },
      ...{ value: '20.0', unit: 'mm', recomputed: '20.01', agrees: true },
      ...{ state: null, unknownState: null, isMeasurable: null, splitFrom: null, mergedInto: null },
      why: null,
    });
  });

  it.each([
    ['103339001', 'long'],
    ['131187009', 'long'],
    ['103340004', 'short'],
    ['131188004', 'short'],
    ['131189007', 'short'],
    ['81827009', 'unnamed'],
    ['410668003', 'unnamed'],
    ['42798000', undefined],
    ['118565006', undefined],
    ['131191004', undefined],
  ])('is a diameter by its concept: %s', (code, axis) => {
    expect(axisOf(concept(sct(code)))).toBe(axis);
  });

  it('is a diameter by the concept of today, whatever code it was written with', () => {
    expect(axisOf(of({ concept: rowCode('x', '99OWN', 'y'), conceptToday: sct('103340004') }))).toBe('short');
    expect(axisOf(of({ concept: rowCode('G-A186', 'SRT', 'Short Axis'), conceptToday: null }))).toBe('short');
    expect(axisOf(concept(dcm('121206')))).toBe('unnamed');
    expect(axisOf(concept(dcm('121211')))).toBeUndefined(); // Path length
    expect(axisOf(concept(rowCode('L0JK', 'IBSI', 'Maximum 3D diameter')))).toBeUndefined();
    expect(axisOf(concept(rowCode('103339001', '99CORELAB', 'Long Axis')))).toBeUndefined();
  });

  it('is a diameter by its figure where it has no concept', () => {
    const found = [...PLANAR_FIGURES, ...SOLID_FIGURES, ...VALUE_FIGURES].flatMap(({ name }) => {
      const axis = axisOf(of({ concept: null, conceptToday: null, figure: name }));
      return axis === undefined ? [] : [`${name}: ${axis}`];
    });
    expect(found).toEqual([
      'length: unnamed',
      'longAxis: long',
      'shortAxis: short',
      'diameter: unnamed',
      'maximumAxialDiameter: long',
      'perpendicularAxialDiameter: short',
    ]);
    expect(of({ concept: null, conceptToday: null, figure: null })).toBeUndefined();
  });

  it('is no diameter where it is a mean or a standard deviation of several, but is as their maximum', () => {
    expect(of({ derivation: sct('373098007') })).toBeUndefined();
    expect(of({ derivationToday: sct('386136009') })).toBeUndefined();
    expect(axisOf(of({ derivation: sct('56851009') }))).toBe('long');
  });

  it('has what was stored apart from what was recomputed', () => {
    expect(of({ value: '8.20', recomputedValue: 0.1 + 0.2 })).toMatchObject({
      value: '8.20',
      recomputed: '0.30000000000000004',
    });
    expect(of({ valueFrom: 'recomputed', value: '20.01', agrees: null })).toMatchObject({
      value: null,
      recomputed: '20.01',
      agrees: null,
    });
    expect(of({ recomputedValue: null, agrees: null, why: 'no image' })).toMatchObject({
      value: '20.0',
      recomputed: null,
      why: null,
    });
    expect(
      of({ value: null, valueFrom: null, recomputedValue: null, agrees: null, why: 'no image' }),
    ).toMatchObject({ value: null, recomputed: null, why: 'no image' });
    expect(of({ value: ' +08.2 ' })?.value).toBe('8.2');
    expect(of({ value: '8,2' })?.value).toBe('8,2');
  });

  it('is of its visit, else of its time point; of the day of the study, never that of the reading', () => {
    expect(of({ visit: null, timePoint: 'TP2' })?.visit).toBe('TP2');
    expect(of({ visit: null, timePoint: null })?.visit).toBeNull();
    expect(of({ studyDate: '2026-01-05T10:00:00' })?.date).toBe('2026-01-05');
    expect(of({ studyDate: null, dateTime: '2026-03-01T12:00:00' })?.date).toBeNull();
    expect(of({ studyDate: '2026' })?.date).toBeNull();
  });

  it('is of the study of its image, else of its own', () => {
    const image = measurementRow().image;
    expect(of({ image: image && { ...image, studyUID: '2.25.77' } })?.studyUID).toBe('2.25.77');
    expect(of({ image: image && { ...image, studyUID: null } })?.studyUID).toBe('2.25.1');
    expect(of({ image: null })).toMatchObject({ studyUID: '2.25.1', method: null, sliceThicknessMm: null });
  });

  it.each([
    ['CT', 'ct'],
    ['MR', 'mri'],
    ['CR', 'chest-x-ray'],
    ['DX', 'chest-x-ray'],
    ['US', 'ultrasound'],
    ['PT', 'pet'],
    ['MG', 'other'],
    [null, null],
  ])('was seen on %s by %s', (modality, method) => {
    const image = measurementRow().image;
    expect(of({ image: image && { ...image, modality } })?.method).toBe(method);
  });

  it('has a slice thickness where it is above zero', () => {
    const image = measurementRow().image;
    const thickness = (sliceThicknessMm: number | null) =>
      of({ image: image && { ...image, sliceThicknessMm } })?.sliceThicknessMm;
    expect([1.25, 0, -1, null].map(thickness)).toEqual(['1.25', null, null, null]);
  });

  it('has no label where only a star is left of it', () => {
    expect(of({ lesionLabel: '*', trackingId: '**' })?.keys).toEqual({
      trackingUid: '2.25.9',
      trackingId: null,
      label: null,
    });
    expect(of({ lesionLabel: 'T*' })?.keys.label).toBe('T*');
  });
});

describe('what a lesion is', () => {
  const words = (value: RowCode | string) => [{ name: dcm('112048'), value }];

  it.each([
    ...['112041', '112042', '112043', '112044', '112074'].map((code) => [code, 'target'] as const),
    ...['112045', '112046', '112047', '112075'].map((code) => [code, 'non-target'] as const),
    ...['112040', '112048', '112076'].map((code) => [code, null] as const),
  ])('is said by the code of its response or its category: %s', (code, role) => {
    for (const row of [
      { findingCategory: dcm(code) },
      { finding: dcm(code) },
      { qualitative: words(dcm(code)) },
    ])
      expect(of(row)).toMatchObject({ role, unknownRole: null });
  });

  it('is not said by text, nor by a code of another scheme', () => {
    expect(of({ qualitative: words('112041') })?.role).toBeNull();
    expect(of({ findingCategory: rowCode('112041', '99X', 'Target') })?.role).toBeNull();
  });

  it('is not known where codes say both', () => {
    expect(of({ findingCategory: dcm('112074'), qualitative: words(dcm('112047')) })).toMatchObject({
      role: null,
      unknownRole: 'target and non-target',
    });
  });

  it('is a node by its site or its finding, by today’s codes or old ones, and else not known', () => {
    const node = rowCode('T-C4710', 'SRT', 'Axillary lymph node');
    expect(of({ findingSite: node, findingSiteToday: sct('68171009') })).toMatchObject({
      isNode: true,
      organ: 'x',
      organCodes: ['SCT:68171009', 'SRT:T-C4710'],
    });
    expect(
      of({ findingSiteToday: null, findingSite: null, sites: [{ site: node, laterality: null }] }),
    ).toMatchObject({ isNode: true, organ: null, organCodes: [] });
    expect(of({ finding: sct('59441001') })?.isNode).toBe(true);
    expect(of({ finding: sct('30746006') })?.isNode).toBe(true);
    for (const code of ['6969002', '89890002', '83555006', '10200004'])
      expect(of({ findingSite: sct(code), findingSiteToday: sct(code) })?.isNode).toBeNull();
  });
});
