import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vrOf } from '../../../../src/dicom/dictionary.js';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { VR } from '../../../../src/dicom/vr.js';
import { type LevelRules, Rulebook } from '../../../../src/rules/deid/attribute/rulebook.js';
import type { Profile } from '../../../../src/rules/deid/profile/profile.js';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const profile = (more: Partial<Profile> = {}): Profile => ({
  schema: 'corelab/profile@1',
  name: 'ours',
  description: '',
  options: {},
  admission: { sopClasses: ['images'] },
  ...more,
});
const book = (more?: Partial<Profile>): Rulebook => new Rulebook(profile(more));
const of = (rules: LevelRules, keyword: string): string =>
  rules.of(tagOf(keyword), vrOf(tagOf(keyword))).action;

describe('Rulebook', () => {
  it('decides by the profile, else the table, else a row beside it, else the VR', () => {
    const attributes = { StudyDescription: { action: 'keep', reason: 'r' } } as const;
    const rules = book({ attributes, allow: [{ attribute: '(6666,0001)', reason: 'r' }] }).forSopClass(CT);
    const rule = (keyword: string): string => rules.of(tagOf(keyword), vrOf(tagOf(keyword))).rule;
    expect(rule('StudyDescription')).toBe('attributes.StudyDescription');
    expect(rule('SeriesDescription')).toBe('X');
    expect(rules.of(tagOf('NTPSourceAddress'), VR.LO).source).toMatch(/^beside PS3\.15/);
    expect(rule('Manufacturer')).toBe('default for VR LO');
    expect(rules.of(0x66660001, VR.OB).rule).toBe('allow.(6666,0001)');
    expect(rules.of(0x66660002, VR.OB).action).toBe('remove');
  });

  it('takes the Type of the IOD, and the most conformant letter where it is not known', () => {
    expect(of(book().forSopClass(CT), 'DeviceSerialNumber')).toBe('remove');
    expect(of(book().forSopClass('1.2.3'), 'DeviceSerialNumber')).toBe('dummy');
    expect(of(book().forSopClass(''), 'DeviceSerialNumber')).toBe('dummy');
  });

  it('takes the Type of the level', () => {
    const rules = book().forSopClass(CT);
    expect(of(rules, 'PatientID')).toBe('empty');
    expect(of(rules.inside(tagOf('OtherPatientIDsSequence')), 'PatientID')).toBe('dummy');
  });

  it('decides at every depth as at the top where the Type has no say', () => {
    const top = book({ options: { retainModifiedDates: true } }).forSopClass(CT);
    const first = top.inside(tagOf('ReferencedSeriesSequence'));
    const third = first.inside(tagOf('RequestAttributesSequence')).inside(0x00291140);
    for (const keyword of [
      'PatientName',
      'StudyDate',
      'StudyInstanceUID',
      'PatientAddress',
      'Manufacturer',
    ]) {
      expect([of(first, keyword), of(third, keyword)], keyword).toEqual([of(top, keyword), of(top, keyword)]);
    }
  });

  it('gives the very same rules for the same question, so that a visit costs a look-up', () => {
    const rulebook = book();
    const rules = rulebook.forSopClass(CT);
    expect(rulebook.forSopClass(CT)).toBe(rules);
    const other = tagOf('OtherPatientIDsSequence');
    expect(rules.inside(other)).toBe(rules.inside(other));
    expect(rules.of(tagOf('StudyDate'), VR.DA)).toBe(rules.of(tagOf('StudyDate'), VR.DA));
    expect(rulebook.forSopClass('1.2.3')).toBe(rulebook.forSopClass('1.2.4'));
  });

  it('keeps decisions on two VRs of one tag apart, in either order', () => {
    const arbitrary = fc.array(fc.constantFrom(...Object.values(VR)), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        arbitrary,
        fc.constantFrom(0x66660001, tagOf('Manufacturer'), tagOf('StudyDate')),
        (vrs, tag) => {
          const one = book().forSopClass(CT);
          for (const vr of vrs) expect(one.of(tag, vr)).toEqual(book().forSopClass(CT).of(tag, vr));
        },
      ),
    );
  });

  it('remembers no more than a header can hold, and decides alike beyond', () => {
    const rules = book().forSopClass(CT);
    for (let element = 1; element < 12_000; element++) rules.of(0x66660000 + element, VR.OB);
    expect(rules.of(0x66660000 + 11_999, VR.OB)).toEqual(rules.of(0x66660001, VR.OB));
    expect(rules.of(0x66660000 + 11_999, VR.OB)).not.toBe(rules.of(0x66660000 + 11_999, VR.OB));
  });

  it('does not let one profile’s decisions reach another’s', () => {
    const keeps = book({ options: { retainUids: true } }).forSopClass(CT);
    expect([of(keeps, 'StudyInstanceUID'), of(book().forSopClass(CT), 'StudyInstanceUID')]).toEqual([
      'keep',
      'uid',
    ]);
  });
});
