import { describe, expect, it } from 'vitest';
import {
  type Attributes,
  coded,
  dcm,
  itemAt,
  LENGTH,
  MM,
  measured,
  node,
  num,
  problemsOf,
  readReport,
} from './report.js';

const value = (attributes: Attributes) =>
  readReport([node('NUM', LENGTH, { MeasuredValueSequence: [attributes] })]);
const textOf = (attributes: Attributes): string | undefined => value(attributes).items[0]?.stored?.text;

describe('A stored value', () => {
  it('is the text of the object, digit for digit, without its padding', () => {
    for (const text of ['10.0', '-119.07385253906', '+.5', '7.', '1E-3', '00012.500', '-1.5e3']) {
      expect(textOf({ NumericValue: text })).toBe(text);
      expect(textOf({ NumericValue: `  ${text} ` })).toBe(text);
    }
  });

  it('is not replaced by the floating-point value that goes with it', () => {
    expect(textOf({ NumericValue: '0.333', FloatingPointValue: [1 / 3] })).toBe('0.333');
  });

  it('is the floating-point value where there is no text', () => {
    expect(textOf({ FloatingPointValue: [1 / 3] })).toBe('0.3333333333333333');
    expect(textOf({ NumericValue: '', FloatingPointValue: [12.25] })).toBe('12.25');
  });

  it('is the rational value where there is nothing else', () => {
    expect(textOf({ RationalNumeratorValue: [-1], RationalDenominatorValue: [8] })).toBe('-0.125');
  });

  it('that is no number is named and not taken', () => {
    const bad: Attributes[] = [
      { NumericValue: 'abc' },
      { NumericValue: '12,5' },
      { NumericValue: '<5' },
      { NumericValue: '1\\2' },
      { NumericValue: 'NaN' },
      { NumericValue: '1e999' },
      { FloatingPointValue: [Number.NaN] },
      { FloatingPointValue: [Number.POSITIVE_INFINITY] },
      { RationalNumeratorValue: [1], RationalDenominatorValue: [0] },
    ];
    for (const attributes of bad) {
      const read = value(attributes);
      expect(problemsOf(read), JSON.stringify(attributes)).toEqual(['value-not-numeric 1.1']);
      expect(read.items[0]?.stored).toEqual({});
    }
  });

  it('that is absent is named, with the qualifier that the object gives', () => {
    const read = readReport([
      node('NUM', LENGTH, {
        MeasuredValueSequence: [],
        NumericValueQualifierCodeSequence: coded(dcm('114006')),
      }),
      node('NUM', LENGTH, {}),
    ]);
    expect(problemsOf(read)).toEqual(['value-missing 1.1', 'value-missing 1.2']);
    expect(itemAt(read, '1.1').stored).toEqual({ qualifier: expect.objectContaining({ value: '114006' }) });
    expect(itemAt(read, '1.2').stored).toEqual({});
  });

  it('is not chosen among several', () => {
    const read = readReport([
      node('NUM', LENGTH, { MeasuredValueSequence: [...measured('1'), ...measured('2')] }),
    ]);
    expect(problemsOf(read)).toEqual(['value-missing 1.1']);
    expect(read.items[0]?.stored?.text).toBeUndefined();
  });

  it('is found in the item itself where the sequence was left out', () => {
    const read = readReport([
      node('NUM', LENGTH, { NumericValue: '4.2', MeasurementUnitsCodeSequence: coded(MM) }),
    ]);
    expect(read.items[0]?.stored).toMatchObject({ text: '4.2', unit: { value: 'mm', scheme: 'UCUM' } });
  });

  it('keeps its place without a concept name, and without a unit', () => {
    const read = readReport([
      num(undefined, '3'),
      node('NUM', LENGTH, { MeasuredValueSequence: [{ NumericValue: '2' }] }),
    ]);
    expect(problemsOf(read)).toEqual(['concept-missing 1.1']);
    expect(itemAt(read, '1.1')).toMatchObject({ stored: { text: '3' } });
    expect(itemAt(read, '1.1').concept).toBeUndefined();
    expect(itemAt(read, '1.2').stored).toEqual({ text: '2' });
  });
});
