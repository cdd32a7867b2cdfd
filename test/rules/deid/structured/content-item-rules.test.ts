import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookupTag } from '../../../../src/dicom/dictionary.js';
import { tagOf } from '../../../../src/dicom/keyword.js';
import type { Profile } from '../../../../src/rules/deid/profile/profile.js';
import { contentItemRules } from '../../../../src/rules/deid/structured/content-item-rules.js';
import { type Attributes, code, fileOf, profileOf } from '../by-keyword.js';

const CLEAN = profileOf({ cleanStructuredContent: true });

/** The actions for the attributes that a content item has, by keyword; what has no rule is left out. */
function decided(attributes: Attributes, profile: Profile = CLEAN): Record<string, string> {
  const [item] = fileOf({ ContentSequence: [attributes] }).dataset.sequence('ContentSequence');
  if (!item) throw new Error('one item');
  const rules = contentItemRules(item, profile) ?? new Map();
  return Object.fromEntries(
    item.elements().flatMap(({ tag }) => {
      const rule = rules.get(tag);
      return rule ? [[lookupTag(tag)?.keyword, rule.action]] : [];
    }),
  );
}

type Concept = readonly [value: string, scheme?: string, meaning?: string];

function item(ValueType: string, concept: Concept, attributes: Attributes): Attributes {
  return { ValueType, ConceptNameCodeSequence: [code(...concept)], ...attributes };
}

const texts = (concept: Concept, TextValue = 'something') => item('TEXT', concept, { TextValue });

const age = (NumericValue: string, unit = 'a') =>
  item('NUM', ['121033'], {
    MeasuredValueSequence: [{ NumericValue, MeasurementUnitsCodeSequence: [code(unit, 'UCUM')] }],
  });

describe('a text', () => {
  it('is cleaned, and stays a text', () => {
    expect(decided(texts(['121106', 'DCM', 'Comment']))).toEqual({ TextValue: 'clean' });
    const [one] = fileOf({ ContentSequence: [texts(['121106'])] }).dataset.sequence('ContentSequence');
    const rule = one && contentItemRules(one, CLEAN)?.get(tagOf('TextValue'));
    expect(rule).toMatchObject({ otherwise: 'dummy', source: expect.stringContaining('E.3.4') });
  });

  it('that is a UID is mapped like all others, as a tracking identifier can be', () => {
    for (const uid of ['1.2.840.113619.2.55.3', '2.25.329800735698586629295641978511506172918'])
      expect(decided(texts(['112039', 'DCM', 'Tracking Identifier'], uid))).toEqual({ TextValue: 'uid' });
  });

  it('that only looks like a UID is cleaned', () => {
    for (const value of [
      '1.2.3',
      '12.5',
      '1.2.840.x',
      '3.2.840.113619',
      '1.02.840.1136',
      `1.2.3.${'4'.repeat(64)}`,
    ])
      expect(decided(texts(['112039'], value))).toEqual({ TextValue: 'clean' });
  });

  it('without a concept name is cleaned, too', () => {
    expect(decided({ ValueType: 'TEXT', TextValue: 'Frøya called' })).toEqual({ TextValue: 'clean' });
  });

  it('is as the profile says of Text Value where it does', () => {
    for (const keyword of ['TextValue', '(0040,A160)']) {
      const profile = profileOf({}, { attributes: { [keyword]: { action: 'remove', reason: 'a test' } } });
      expect(decided(texts(['121106']), profile)).toEqual({});
      expect(decided(texts(['121030']), profile)).toEqual({ TextValue: 'dummy' });
    }
  });
});

describe('texts that tell who', () => {
  const WHO = [
    ...['121020', '121021', '121022', '121030', '121040', '121041', '121043', '113871', '113872', '128774'],
    ...['128775', '121081', '121114', '113516', '111705', '111724', '111700'],
  ];

  it('are dummies, whatever options keep', () => {
    const all = profileOf({
      ...{ cleanStructuredContent: true, retainPatientCharacteristics: true, retainDeviceIdentity: true },
      ...{ retainInstitutionIdentity: true, retainFullDates: true, retainUids: true },
    });
    for (const value of WHO)
      for (const profile of [CLEAN, all])
        expect(decided(texts([value]), profile), value).toEqual({ TextValue: 'dummy' });
  });

  it('are known by their meaning in codes of vendors', () => {
    for (const meaning of ['Patient Name', "PATIENT'S NAME", 'Patient ID', 'Accession_Number', 'M.R.N.'])
      expect(decided(texts(['T9910-01', '99VENDOR', meaning])), meaning).toEqual({ TextValue: 'dummy' });
  });

  it('are not known by a code of another terminology, or by words that merely hold theirs', () => {
    expect(decided(texts(['121030', '99VENDOR', 'Wall motion']))).toEqual({ TextValue: 'clean' });
    expect(decided(texts(['1', '99VENDOR', 'Patient position']))).toEqual({ TextValue: 'clean' });
  });

  it('are dummies also under another value type than their template has', () => {
    const dated = item('DATE', ['121030'], { Date: '20200101' });
    expect(decided(dated)).toEqual({ Date: 'dummy' });
    expect(decided(item('PNAME', ['121029'], { PersonName: 'A^B' }))).toEqual({ PersonName: 'dummy' });
    const coded = item('CODE', ['121114'], { ConceptCodeSequence: [code('77', '99SITE', 'Dr. Gullveig')] });
    expect(decided(coded)).toEqual({ ConceptCodeSequence: 'dummy' });
  });
});

describe('texts that tell where and with what', () => {
  it('stay under the option that keeps the like, and are dummies without', () => {
    const cases = [
      ['121009', 'retainInstitutionIdentity'],
      ['113873', 'retainInstitutionIdentity'],
      ['121013', 'retainDeviceIdentity'],
      ['121016', 'retainDeviceIdentity'],
      ['121017', 'retainDeviceIdentity'],
      ['121196', 'retainDeviceIdentity'],
      ['113880', 'retainDeviceIdentity'],
    ] as const;
    for (const [value, option] of cases) {
      expect(decided(texts([value])), value).toEqual({ TextValue: 'dummy' });
      const profile = profileOf({ cleanStructuredContent: true, [option]: true });
      expect(decided(texts([value]), profile), value).toEqual({ TextValue: 'keep' });
    }
  });

  it('are only cleaned where they name a maker and a model', () => {
    for (const value of ['121014', '121015', '121194', '121195', '113878', '113879'])
      expect(decided(texts([value])), value).toEqual({ TextValue: 'clean' });
  });
});

describe('characteristics of the subject', () => {
  const KEEP = profileOf({ cleanStructuredContent: true, retainPatientCharacteristics: true });
  const sex = item('CODE', ['121032'], { ConceptCodeSequence: [code('F')] });
  const weight = item('NUM', ['27113001', 'SCT'], { MeasuredValueSequence: [{ NumericValue: '71' }] });

  it('go without the option: a measured value is empty, a code is a dummy', () => {
    expect(decided(sex)).toEqual({ ConceptCodeSequence: 'dummy' });
    expect(decided(weight)).toEqual({ MeasuredValueSequence: 'empty' });
    expect(decided(age('41'))).toEqual({ MeasuredValueSequence: 'empty' });
    const outside = item('NUMERIC', ['121033'], { NumericValue: '41' });
    expect(decided(outside)).toEqual({ NumericValue: 'dummy' });
  });

  it('stay with it', () => {
    for (const one of [sex, weight, age('41'), age('89'), age('1000', 'wk'), age('500', 'mo')])
      expect(decided(one, KEEP)).toEqual({});
  });

  it('stay, but for an age over 89, in whatever unit', () => {
    for (const one of [age('90'), age('101'), age('1080', 'mo'), age('4800', 'wk'), age('33000', 'd')])
      expect(decided(one, KEEP)).toEqual({ MeasuredValueSequence: 'empty' });
    expect(decided(age('41', 'fortnight'), KEEP)).toEqual({ MeasuredValueSequence: 'empty' });
    expect(decided(texts(['121033'], '93 years'), KEEP)).toEqual({ TextValue: 'dummy' });
    expect(decided(item('NUMERIC', ['121033'], { NumericValue: '93' }), KEEP)).toEqual({
      NumericValue: 'dummy',
    });
  });
});

describe('dates', () => {
  const birth = item('DATE', ['121031'], { Date: '19300101' });
  const calibration = item('DATETIME', ['113723'], { DateTime: '20200101120000' });
  const study = item('DATE', ['111060'], { Date: '20200101' });

  it('of birth are dummies under every option', () => {
    for (const options of [{}, { retainFullDates: true }, { retainModifiedDates: true }])
      expect(decided(birth, profileOf(options))).toEqual({ Date: 'dummy' });
    expect(decided(item('DATE', ['21112-8', 'LN'], { Date: '19300101' }))).toEqual({ Date: 'dummy' });
  });

  it('of calibration are never shifted', () => {
    expect(decided(calibration, profileOf({ retainModifiedDates: true }))).toEqual({ DateTime: 'dummy' });
    expect(decided(calibration)).toEqual({ DateTime: 'dummy' });
    expect(decided(calibration, profileOf({ retainFullDates: true }))).toEqual({});
    const both = profileOf({ retainFullDates: true, retainModifiedDates: true });
    expect(decided(calibration, both)).toEqual({ DateTime: 'dummy' });
  });

  it('of the subject follow the rule of their attribute', () => {
    for (const options of [{}, { retainFullDates: true }, { retainModifiedDates: true }])
      expect(decided(study, profileOf(options))).toEqual({});
  });
});

describe('measurements, codes, references and containers', () => {
  it('have no rule of their own', () => {
    const reference = {
      ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
      ReferencedSOPInstanceUID: '2.25.1',
    };
    const others = [
      item('NUM', ['103339001', 'SCT', 'Long Axis'], { MeasuredValueSequence: [{ NumericValue: '12.5' }] }),
      item('CODE', ['363698007', 'SCT', 'Finding Site'], { ConceptCodeSequence: [code('39607008', 'SCT')] }),
      item('SCOORD', ['111030'], { GraphicType: 'POINT', GraphicData: [1, 2] }),
      item('IMAGE', ['121191'], { ReferencedSOPSequence: [reference] }),
      item('UIDREF', ['112040'], { UID: '2.25.5' }),
      item('PNAME', ['99', '99X'], { PersonName: 'A^B' }),
      item('CONTAINER', ['126000'], { ContinuityOfContent: 'SEPARATE' }),
      { ValueType: 'CONTAINER' },
    ];
    for (const one of others) expect(decided(one)).toEqual({});
  });

  it('UIDs of devices, studies and subjects follow the rule of UIDs', () => {
    for (const value of ['121012', '121018', '121019', '121028', '121039'])
      expect(decided(item('UIDREF', [value], { UID: '2.25.5' }))).toEqual({});
  });
});

describe('whatever a content item holds', () => {
  it('its text is never kept as it is without an option, and the answer is the same again', () => {
    const concepts = fc.tuple(
      fc.oneof(fc.string({ maxLength: 16 }), fc.integer({ min: 121000, max: 121060 }).map(String)),
      fc.constantFrom('DCM', 'LN', 'SCT', '99X'),
    );
    const printable = fc.stringMatching(/^[ -[\]-~]{1,40}$/);
    fc.assert(
      fc.property(concepts, printable, (concept, value) => {
        fc.pre(/^[ -[\]-~]*$/.test(concept[0]) && value.trim() !== '');
        const one = texts(concept, value);
        const action = decided(one).TextValue;
        expect(['clean', 'dummy', 'uid']).toContain(action);
        expect(decided(one).TextValue).toBe(action);
      }),
      { numRuns: 150 },
    );
  });
});
