import { describe, expect, it } from 'vitest';
import { addressSpans } from '../../../../../src/rules/deid/text/patterns/addresses.js';
import { contactSpans } from '../../../../../src/rules/deid/text/patterns/contacts.js';
import { dateSpans } from '../../../../../src/rules/deid/text/patterns/dates.js';
import { labelSpans } from '../../../../../src/rules/deid/text/patterns/labels.js';
import { nameEnd, titledNameSpans } from '../../../../../src/rules/deid/text/patterns/names.js';
import { numberSpans } from '../../../../../src/rules/deid/text/patterns/numbers.js';
import { mergeSpans, type Span } from '../../../../../src/rules/deid/text/span.js';

const texts = (find: (text: string) => Span[], text: string): string[] =>
  mergeSpans(find(text)).map(({ start, end }) => text.slice(start, end));

describe('days', () => {
  it.each([
    ['on 2020-03-01 and 1.3.2020', ['2020-03-01', '1.3.2020']],
    ['12.03.20 x 31/12/99', ['12.03.20', '31/12/99']],
    ['2020-03-01 10:20:30', ['2020-03-01 10:20:30']],
    ['c25_1008 25_10_08', ['25_10_08']],
    ['12. Mai 1999; 3 juin 99; 5 de mayo de 1999', ['12. Mai 1999', '3 juin 99', '5 de mayo de 1999']],
    ['T1 Mar 12, 2020', ['Mar 12, 2020']],
    ['Field 1 April 17, 1938 x', ['1 April 17, 1938']],
    ['S36.5.23', ['S36.5.23']],
    ['12 March', ['12 March']],
  ])('in %j are %j', (text, expected) => {
    expect(texts(dateSpans, text)).toEqual(expected);
  });

  it.each([
    '1.2.3.12.2020.4',
    '3.0 MAR',
    '2 may',
    '1.5-2.5',
    '99/99/99',
    '3.1.12',
    'MARCH',
    '2020',
    '12.1000',
    'VE11C',
  ])('are not in %j', (text) => {
    expect(texts(dateSpans, text)).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([
    ['acc 123456', ['123456']],
    ['x1234567y', ['1234567']],
    ['20200301.123456', ['20200301.123456']],
    ['0.20200301', ['20200301']],
    ['1.2.840.113619.2.55.3 x', ['1.2.840.113619.2.55.3']],
    ['123-45-6789', ['123-45-6789']],
  ])('in %j are %j', (text, expected) => {
    expect(texts(numberSpans, text)).toEqual(expected);
  });

  it.each(['12345', '0.123456789', '1.2.840.10008.5.1.4.1.1.2', '2.25.123456789012345', '4.1.3.2', '1-2-3'])(
    'are not in %j',
    (text) => {
      expect(texts(numberSpans, text)).toEqual([]);
    },
  );
});

describe('contacts', () => {
  it.each([
    ['mail to: a.b@c.de.', ['a.b@c.de']],
    ['see http://a.b/c?d', ['http://a.b/c?d']],
    ['tel: 123 456', ['tel: 123 456']],
    ['617.555.1234', ['617.555.1234']],
    ['01 23 45 67 89', ['01 23 45 67 89']],
    ['\\\\server\\share x', ['\\\\server\\share']],
  ])('in %j are %j', (text, expected) => {
    expect(texts(contactSpans, text)).toEqual(expected);
  });

  it.each(['256 256 1024', '500-1000', '1.5 2.5 3.5', 'TE@90', 'a: b', '0.5 12345', 'ORIGINAL\\PRIMARY'])(
    'are not in %j',
    (text) => {
      expect(texts(contactSpans, text)).toEqual([]);
    },
  );
});

describe('addresses', () => {
  it.each([
    ['at 1600 Pennsylvania Ave NW', ['1600 Pennsylvania Ave']],
    ['Escherweg 2, 26121 Oldenburg', ['Escherweg 2', '26121 Oldenburg']],
    ['Boston, MA 02114-1234', ['02114-1234']],
    ['12 bis, rue de la Paix T1', ['12 bis, rue de la Paix']],
  ])('in %j are %j', (text, expected) => {
    expect(texts(addressSpans, text)).toEqual(expected);
  });

  it.each(['10240 Pixel', 'MA 512', 'T1 3DA', '3 Way', 'B1 5MM', '4 Head Coil'])('are not in %j', (text) => {
    expect(texts(addressSpans, text)).toEqual([]);
  });
});

describe('names behind titles', () => {
  it.each([
    ['Dr. Smith said', ['Dr. Smith']],
    ['seen by Prof. Dr. med. Karl von Braun today', ['Prof. Dr. med. Karl von Braun']],
    ['dr. smith is', ['dr. smith']],
    ['Mr. J. Miller', ['Mr. J. Miller']],
    ['Frau Schulze-Meier', ['Frau Schulze-Meier']],
    ['Jones, M.D.', ['Jones, M.D.']],
    ['Dr. Smith. Normal', ['Dr. Smith']],
  ])('in %j are %j', (text, expected) => {
    expect(texts(titledNameSpans, text)).toEqual(expected);
  });

  it.each(['DR CHEST', 'MR Smithson', 'MS lesion', 'dr is', 'Ms', 'mean MD', 'Mr. 5'])(
    'are not in %j',
    (text) => {
      expect(texts(titledNameSpans, text)).toEqual([]);
    },
  );

  it('end where other words begin', () => {
    expect(nameEnd('Jane Roe supine', 0, true)).toBe(8);
    expect(nameEnd('jane roe', 0, false)).toBe(4);
    expect(nameEnd('jane roe', 0, true)).toBe(0);
  });
});

describe('labelled values', () => {
  it.each([
    ['MRN: A12/7 T1', ['MRN: A12/7']],
    ['Acc No. 12 x', ['Acc No. 12']],
    ['Patient: Jane Roe supine', ['Patient: Jane Roe']],
    ['read by Jane Roe on', ['Jane Roe']],
    ['born 1950 in', ['born 1950']],
    ['生年月日: 1950/1/2', ['生年月日: 1950/1/2']],
    ['a 90-year-old', ['90-year-old']],
    ['091Y', ['091Y']],
  ])('in %j are %j', (text, expected) => {
    expect(texts(labelSpans, text)).toEqual(expected);
  });

  it.each([
    'Patient: supine',
    'acc factor 2',
    'operator',
    'newborn 3',
    '89-year-old',
    '045Y',
    'read by 3',
    'PID',
  ])('are not in %j', (text) => {
    expect(texts(labelSpans, text)).toEqual([]);
  });
});
