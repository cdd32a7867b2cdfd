import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FhirDecimal, type FhirValue, fhirJson } from '../../../src/report/measurements/fhir-json.js';

describe('a FHIR resource as JSON', () => {
  it('keeps the digits of a decimal, trailing zeros too', () => {
    expect(fhirJson({ value: new FhirDecimal('24.50'), count: 2, ok: false })).toBe(
      '{"value":24.50,"count":2,"ok":false}',
    );
  });

  it('has nothing that is empty: no text, no list, no element', () => {
    const resource: FhirValue = {
      ...{ none: undefined, text: '', blank: ' \t', list: [], element: {}, zero: 0 },
      nested: [{ inner: [undefined, { text: '\u0000' }] }],
      ...{ kept: [undefined, 'x'] },
    };
    expect(fhirJson(resource)).toBe('{"zero":0,"kept":["x"]}');
    expect(fhirJson({})).toBe('{}');
  });

  it('takes out control characters, and escapes what drives a terminal', () => {
    expect(fhirJson({ text: 'a\u0007b\u009b1m "c"\nd' })).toBe('{"text":"a b\\u009b1m \\"c\\"\\nd"}');
  });

  it('is JSON whatever the texts are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.double({ noDefaultInfinity: true, noNaN: true }),
        (text, value) => {
          const read = JSON.parse(fhirJson({ list: [{ text: `.${text}.`, value }] }));
          expect(read.list[0].text).toHaveLength(text.length + 2);
          expect(read.list[0].value).toBe(value === 0 ? 0 : value);
        },
      ),
    );
  });
});
