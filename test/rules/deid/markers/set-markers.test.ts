import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../../src/dicom/dataset.js';
import { text } from '../../../../src/dicom/rewrite/new-value.js';
import { setMarkers } from '../../../../src/rules/deid/markers/set-markers.js';
import type { Profile } from '../../../../src/rules/deid/profile/profile.js';
import { edited } from '../../../dicom/rewrite/editing.js';
import { type Attributes, bytesOf, code, profileOf } from '../by-keyword.js';

const METHOD = 'corelab 1.2.3 trial';

function marked(attributes: Attributes, profile: Profile = profileOf(), version = '1.2.3') {
  const bytes = bytesOf(attributes);
  return edited(bytes, (plan, file) => setMarkers(plan, file, { profile, version }));
}

function codesIn(dataset: Dataset): string[] {
  return dataset.sequence('DeidentificationMethodCodeSequence').map((item) => {
    const [value, scheme] = [item.string('CodeValue'), item.string('CodingSchemeDesignator')];
    return `${scheme} ${value}`;
  });
}

describe('the markers of a file that was never de-identified', () => {
  it('say that identity was removed, by what, and what became of dates', () => {
    const { dataset } = marked({ PatientID: 'A' }, profileOf({ retainModifiedDates: true }));
    expect(dataset.string('PatientIdentityRemoved')).toBe('YES');
    expect(dataset.strings('DeidentificationMethod')).toEqual([METHOD]);
    expect(codesIn(dataset)).toEqual(['DCM 113100', 'DCM 113107']);
    expect(dataset.string('LongitudinalTemporalInformationModified')).toBe('MODIFIED');
    expect(dataset.isOrdered).toBe(true);
  });

  it('name every option that the profile has, with its meaning', () => {
    const options = {
      ...{ cleanGraphics: true, cleanStructuredContent: true, cleanDescriptors: true, retainFullDates: true },
      ...{ retainPatientCharacteristics: true, retainDeviceIdentity: true, retainUids: true },
      ...{ retainSafePrivate: true, retainInstitutionIdentity: true, retainModifiedDates: false },
    };
    const { dataset } = marked({}, profileOf(options));
    const values = [100, 103, 104, 105, 106, 108, 109, 110, 111, 112].map((n) => `DCM 113${n}`);
    expect(codesIn(dataset)).toEqual(values);
    const meanings = dataset
      .sequence('DeidentificationMethodCodeSequence')
      .map((item) => item.string('CodeMeaning') ?? '');
    expect(meanings[0]).toBe('Basic Application Confidentiality Profile');
    expect(meanings[4]).toBe('Retain Longitudinal Temporal Information Full Dates Option');
    expect(meanings.every((meaning) => meaning.length <= 64)).toBe(true);
  });

  it('never claim that pixels were cleaned', () => {
    const { dataset } = marked(
      {},
      profileOf({ cleanPixelData: true, cleanRecognizableVisualFeatures: true }),
    );
    expect(codesIn(dataset)).toEqual(['DCM 113100']);
  });

  it('name safe private elements also where only a reviewed list keeps them', () => {
    const lists = marked({}, profileOf({}, { private: { lists: ['siemens-mr'] } }));
    expect(codesIn(lists.dataset)).toContain('DCM 113111');
    const entry = { creator: 'A', group: '0019', element: '0C', reason: 'a test' };
    const of = (action: 'keep' | 'remove') =>
      codesIn(marked({}, profileOf({}, { private: { elements: [{ ...entry, action }] } })).dataset);
    expect(of('keep')).toContain('DCM 113111');
    expect(of('remove')).not.toContain('DCM 113111');
  });

  it('correct what the file says falsely of itself', () => {
    const { dataset } = marked({ PatientIdentityRemoved: 'NO' });
    expect(dataset.string('PatientIdentityRemoved')).toBe('YES');
  });
});

describe('the codes of a profile that weakens the Basic Profile', () => {
  const weak = profileOf({}, { attributes: { InstitutionName: { action: 'keep', reason: 'a test' } } });

  it('are none, and then there is no sequence without items', () => {
    const { dataset } = marked({}, weak);
    expect(dataset.has('DeidentificationMethodCodeSequence')).toBe(false);
    expect(dataset.strings('DeidentificationMethod')).toEqual([METHOD]);
  });

  it('leave those that were there', () => {
    const { dataset } = marked({ DeidentificationMethodCodeSequence: [code('113105')] }, weak);
    expect(codesIn(dataset)).toEqual(['DCM 113105']);
  });
});

describe('Burned In Annotation and Recognizable Visual Features', () => {
  it('stay as they are, and absent where they are absent', () => {
    for (const value of ['YES', 'NO']) {
      const { dataset } = marked({ BurnedInAnnotation: value, RecognizableVisualFeatures: value });
      expect(dataset.string('BurnedInAnnotation')).toBe(value);
      expect(dataset.string('RecognizableVisualFeatures')).toBe(value);
    }
    const { dataset } = marked({});
    expect(dataset.has('BurnedInAnnotation')).toBe(false);
    expect(dataset.has('RecognizableVisualFeatures')).toBe(false);
  });
});

describe('a file that was de-identified before', () => {
  const BEFORE: Attributes = {
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: ['CTP 2013', 'site script'],
    DeidentificationMethodCodeSequence: [code('113100'), code('113106'), code('113100', '99SITE')],
    LongitudinalTemporalInformationModified: 'UNMODIFIED',
  };

  it('is extended: earlier methods and codes stand first, as they stood', () => {
    const { dataset } = marked(BEFORE, profileOf({ retainModifiedDates: true, cleanDescriptors: true }));
    expect(dataset.strings('DeidentificationMethod')).toEqual(['CTP 2013', 'site script', METHOD]);
    expect(codesIn(dataset)).toEqual([
      ...['DCM 113100', 'DCM 113106', '99SITE 113100'],
      ...['DCM 113105', 'DCM 113107'],
    ]);
    expect(dataset.string('LongitudinalTemporalInformationModified')).toBe('MODIFIED');
  });

  it('keeps the bytes of its earlier codes', () => {
    const bytes = Buffer.from(bytesOf(BEFORE));
    const { bytes: after } = marked(BEFORE, profileOf({ cleanDescriptors: true }));
    const from = bytes.indexOf(Buffer.from('113100'));
    const to = bytes.indexOf(Buffer.from('99SITE')) + 6;
    expect(after.includes(bytes.subarray(from, to))).toBe(true);
  });

  it('is left byte for byte where the same was done before', () => {
    const once = marked({ PatientID: 'A' }, profileOf({ cleanGraphics: true }));
    const twice = edited(once.bytes, (plan, file) => {
      setMarkers(plan, file, { profile: profileOf({ cleanGraphics: true }), version: '1.2.3' });
      expect(plan.isEmpty).toBe(true);
    });
    expect(twice.bytes.equals(once.bytes)).toBe(true);
  });

  it('gets another entry from another version', () => {
    const { dataset } = marked({ DeidentificationMethod: 'corelab 1.2.2 trial' });
    expect(dataset.strings('DeidentificationMethod')).toEqual(['corelab 1.2.2 trial', METHOD]);
  });

  it('stays one whose dates are gone', () => {
    const before = { ...BEFORE, LongitudinalTemporalInformationModified: 'REMOVED' };
    const { dataset } = marked(before, profileOf({ retainFullDates: true }));
    expect(dataset.string('LongitudinalTemporalInformationModified')).toBe('REMOVED');
  });

  it('is not said to have its true dates where nobody knows', () => {
    const { dataset } = marked({ PatientIdentityRemoved: 'YES' }, profileOf({ retainFullDates: true }));
    expect(dataset.has('LongitudinalTemporalInformationModified')).toBe(false);
  });
});

describe('what rules did before the markers', () => {
  const BEFORE: Attributes = {
    DeidentificationMethod: 'by Dr. Gullveig',
    DeidentificationMethodCodeSequence: [code('113105')],
  };

  it('is not undone: a cleaned method stays cleaned', () => {
    const { dataset } = edited(bytesOf(BEFORE), (plan, file) => {
      const method = file.dataset.get('DeidentificationMethod');
      if (!method) throw new Error('the sample has it');
      plan.replace(method, text('by'));
      setMarkers(plan, file, { profile: profileOf(), version: '1.2.3' });
    });
    expect(dataset.strings('DeidentificationMethod')).toEqual(['by', METHOD]);
  });

  it('is not undone: what was taken out stays out, and the new stands alone', () => {
    for (const way of ['remove', 'empty'] as const) {
      const { dataset } = edited(bytesOf(BEFORE), (plan, file) => {
        for (const keyword of Object.keys(BEFORE)) {
          const element = file.dataset.get(keyword);
          if (element) plan[way](element);
        }
        setMarkers(plan, file, { profile: profileOf(), version: '1.2.3' });
      });
      expect(dataset.strings('DeidentificationMethod')).toEqual([METHOD]);
      expect(codesIn(dataset)).toEqual(['DCM 113100']);
    }
  });
});

describe('the method', () => {
  it('fits LO in every character set, whatever the profile is called', () => {
    const name = `Ångström\\trial\n${'x'.repeat(80)}`;
    const { dataset, switched } = marked({}, profileOf({}, { name }));
    const [method = '', ...others] = dataset.strings('DeidentificationMethod');
    expect(others).toEqual([]);
    expect(method).toMatch(/^corelab 1\.2\.3 _ngstr_m_trial_x+$/);
    expect(method).toHaveLength(64);
    expect(switched).toBe(false);
  });

  it('joins an earlier one in the character set of the file', () => {
    const before = { SpecificCharacterSet: 'ISO_IR 100', DeidentificationMethod: 'Prüfstelle' };
    const { dataset } = marked(before);
    expect(dataset.strings('DeidentificationMethod')).toEqual(['Prüfstelle', METHOD]);
    expect(dataset.string('SpecificCharacterSet')).toBe('ISO_IR 100');
  });

  it('is that of the version and profile at hand, one after the other', () => {
    const profile = profileOf();
    expect(marked({}, profile, '1.0.0').dataset.strings('DeidentificationMethod')).toEqual([
      'corelab 1.0.0 trial',
    ]);
    expect(marked({}, profile, '2.0.0').dataset.strings('DeidentificationMethod')).toEqual([
      'corelab 2.0.0 trial',
    ]);
  });
});
