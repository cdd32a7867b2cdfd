import { describe, expect, it } from 'vitest';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { VR, type Vr } from '../../../../src/dicom/vr.js';
import type { AttributeRule } from '../../../../src/rules/deid/action.js';
import { allowedRule, overridingRule } from '../../../../src/rules/deid/attribute/profile-rule.js';
import type { AttributeOverride, Profile } from '../../../../src/rules/deid/profile/profile.js';

const BASE: AttributeRule = { action: 'empty', otherwise: 'empty', rule: 'Z', source: 'the table' };
const profile = (more: Partial<Profile>): Profile => ({
  schema: 'corelab/profile@1',
  name: 'ours',
  description: '',
  options: {},
  admission: { sopClasses: ['images'] },
  ...more,
});

describe('overridingRule', () => {
  function over(name: string, override: Partial<AttributeOverride>, tag = tagOf(name), vr: Vr = VR.LO) {
    const attributes = { [name]: { action: 'keep', reason: 'r', ...override } as AttributeOverride };
    return overridingRule({ tag, vr, type: undefined }, profile({ attributes }), BASE);
  }

  it('gives the profile’s word, and the profile as its source', () => {
    expect(over('StudyID', { action: 'keep' })).toEqual({
      action: 'keep',
      otherwise: 'empty',
      rule: 'attributes.StudyID',
      source: 'profile ours',
    });
  });

  it('gives the text of a dummy', () => {
    expect(over('StudyID', { action: 'dummy', value: 'X1' })).toMatchObject({ action: 'dummy', value: 'X1' });
    expect(over('StudyID', { action: 'dummy' })).not.toHaveProperty('value');
  });

  it('finds an attribute by its tag too, in any case', () => {
    expect(over('(0020,0010)', {}, tagOf('StudyID'))?.rule).toBe('attributes.(0020,0010)');
    expect(over('(0010,21b0)', {}, tagOf('AdditionalPatientHistory'))?.rule).toBe('attributes.(0010,21b0)');
    expect(over('(0010,21B0)', {}, tagOf('AdditionalPatientHistory'))?.action).toBe('keep');
    expect(over('(6666,0001)', {}, 0x66660001)?.action).toBe('keep');
  });

  it('takes a keyword for every group that repeats, and a tag for itself alone', () => {
    expect(over('OverlayDescription', {}, 0x60020022)?.action).toBe('keep');
    expect(over('(6000,0022)', {}, 0x60000022)?.action).toBe('keep');
    expect(over('(6000,0022)', {}, 0x60020022)).toBeUndefined();
  });

  it('says nothing of attributes that the profile does not name', () => {
    expect(over('StudyID', {}, tagOf('AccessionNumber'))).toBeUndefined();
    expect(
      overridingRule({ tag: tagOf('StudyID'), vr: VR.SH, type: undefined }, profile({}), BASE),
    ).toBeUndefined();
    const inherited = overridingRule(
      { tag: 0x66660001, vr: VR.LO, type: undefined },
      profile({ attributes: {} }),
      BASE,
    );
    expect(inherited).toBeUndefined();
  });

  it('judges the items of a sequence that is to stay, and obeys where it is to go', () => {
    expect(over('ContentSequence', { action: 'keep' }, undefined, VR.SQ)?.action).toBe('items');
    expect(over('ContentSequence', { action: 'clean' }, undefined, VR.SQ)?.action).toBe('items');
    expect(over('ContentSequence', { action: 'remove' }, undefined, VR.SQ)?.action).toBe('remove');
  });

  it('does not shift a date that others know', () => {
    expect(over('PatientBirthDate', { action: 'shift' }, undefined, VR.DA)?.action).toBe('empty');
    expect(over('StudyDate', { action: 'shift' }, undefined, VR.DA)?.action).toBe('shift');
  });
});

describe('allowedRule', () => {
  const goes: AttributeRule = { action: 'remove', otherwise: 'remove', rule: 'default', source: 'none' };
  const allow = (attribute: string): Profile => profile({ allow: [{ attribute, reason: 'r' }] });
  const at = (tag: number, vr: Vr): { tag: number; vr: Vr; type: undefined } => ({
    tag,
    vr,
    type: undefined,
  });

  it('lets stay what its VR would make go', () => {
    expect(allowedRule(at(0x66660001, VR.OB), allow('(6666,0001)'), goes)).toEqual({
      action: 'keep',
      otherwise: 'remove',
      rule: 'allow.(6666,0001)',
      source: 'profile ours',
    });
    expect(
      allowedRule(at(tagOf('StudyUpdateDateTime'), VR.DT), allow('StudyUpdateDateTime'), goes)?.action,
    ).toBe('keep');
  });

  it('has text cleaned still', () => {
    expect(allowedRule(at(0x66660001, VR.LO), allow('(6666,0001)'), goes)?.action).toBe('clean');
  });

  it('says nothing of what stays anyhow, and of what the profile does not name', () => {
    const cleaned: AttributeRule = { ...goes, action: 'clean' };
    expect(allowedRule(at(tagOf('Manufacturer'), VR.LO), allow('Manufacturer'), cleaned)).toBeUndefined();
    expect(allowedRule(at(0x66660003, VR.OB), allow('(6666,0001)'), goes)).toBeUndefined();
    expect(allowedRule(at(0x66660001, VR.OB), profile({}), goes)).toBeUndefined();
  });
});
