import { describe, expect, it } from 'vitest';
import { vrOf } from '../../../../src/dicom/dictionary.js';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { VR, type Vr } from '../../../../src/dicom/vr.js';
import type { AttributeRule } from '../../../../src/rules/deid/action.js';
import { rowRule } from '../../../../src/rules/deid/attribute/row-rule.js';
import type { ChosenOptions } from '../../../../src/rules/deid/table/choice.js';
import type { IodType } from '../../../../src/rules/deid/table/code.js';
import { rowOf } from '../../../../src/rules/deid/table/confidentiality-row.js';

interface Where {
  readonly type?: IodType;
  readonly vr?: Vr;
}

function ruleFor(
  what: string | number,
  options: ChosenOptions = {},
  { type, vr }: Where = {},
): AttributeRule {
  const tag = typeof what === 'number' ? what : tagOf(what);
  const row = rowOf(tag);
  if (!row) throw new Error(`${what} has no row`);
  return rowRule({ tag, vr: vr ?? vrOf(tag), type }, row, options);
}

const action = (...of: Parameters<typeof ruleFor>): string => ruleFor(...of).action;
const both = (...of: Parameters<typeof ruleFor>): string[] => [
  ruleFor(...of).action,
  ruleFor(...of).otherwise,
];
const MODIFIED = { retainModifiedDates: true };
const FULL = { retainFullDates: true };
const DESCRIPTORS = { cleanDescriptors: true };
const GRAPHICS = { cleanGraphics: true };

describe('the Basic Profile', () => {
  it('removes X, empties Z, puts a dummy for D and maps U', () => {
    expect(both('PatientAddress')).toEqual(['remove', 'remove']);
    expect(both('PatientName')).toEqual(['empty', 'empty']);
    expect(both('ContentSequence')).toEqual(['dummy', 'dummy']);
    expect(both('StudyInstanceUID')).toEqual(['uid', 'dummy']);
  });

  it('keeps removing what is X though its IOD wants it, for the table has the last word', () => {
    expect(action('PatientAddress', {}, { type: '1' })).toBe('remove');
    expect(action('PatientName', {}, { type: '3' })).toBe('empty');
  });

  it('resolves compound codes by the Type, and says by which', () => {
    const types = ['1', '2C', '3'] as const;
    expect(types.map((type) => action('DeviceSerialNumber', {}, { type }))).toEqual([
      'dummy',
      'empty',
      'remove',
    ]);
    expect(ruleFor('DeviceSerialNumber', {}, { type: '2C' })).toEqual({
      action: 'empty',
      otherwise: 'empty',
      rule: 'X/Z/D',
      source: 'PS3.15 2026d Table E.1-1, Type 2C',
    });
    expect(ruleFor('DeviceSerialNumber').source).toBe('PS3.15 2026d Table E.1-1, Type not known');
  });

  it('keeps a sequence of X/Z/U* that its IOD wants, and judges what is inside', () => {
    expect(both('SourceImageSequence', {}, { type: '1C' })).toEqual(['items', 'remove']);
    expect(action('SourceImageSequence', {}, { type: '2' })).toBe('empty');
    expect(action('SourceImageSequence', {}, { type: '3' })).toBe('remove');
  });

  it('puts a dummy for what should be a UID and is coded otherwise', () => {
    expect(action('StudyInstanceUID', {}, { vr: VR.LO })).toBe('dummy');
    expect(action('StudyInstanceUID', {}, { vr: VR.UN })).toBe('dummy');
  });
});

describe('options that keep', () => {
  it('keep the value, and say which option', () => {
    expect(ruleFor('StudyInstanceUID', { retainUids: true })).toEqual({
      action: 'keep',
      otherwise: 'dummy',
      rule: 'K',
      source: 'PS3.15 2026d Table E.1-1, Retain UIDs Option',
    });
    expect(action('PatientAge', { retainPatientCharacteristics: true })).toBe('keep');
    expect(action('StudyDate', FULL)).toBe('keep');
    expect(action('InstitutionName', { retainInstitutionIdentity: true })).toBe('keep');
  });

  it('keep the items of a sequence, each attribute judged on its own', () => {
    expect(action('ReferencedStudySequence', { retainUids: true })).toBe('items');
    expect(action('InstitutionCodeSequence', { retainInstitutionIdentity: true })).toBe('items');
  });

  it('do not keep what should be a sequence and is coded as anything else', () => {
    expect(action('ReferencedStudySequence', { retainUids: true }, { vr: VR.UN, type: '3' })).toBe('remove');
  });

  it('change nothing in rows that they do not name', () => {
    expect(action('PatientName', { retainPatientCharacteristics: true })).toBe('empty');
    expect(action('PatientBirthDate', FULL)).toBe('empty');
  });
});

describe('modified dates', () => {
  it('shift dates, and fall back by the Type', () => {
    expect(both('StudyDate', MODIFIED)).toEqual(['shift', 'empty']);
    expect(both('AcquisitionDateTime', MODIFIED, { type: '1C' })).toEqual(['shift', 'dummy']);
    expect(both('AcquisitionDateTime', MODIFIED, { type: '3' })).toEqual(['shift', 'remove']);
    expect(ruleFor('StudyDate', MODIFIED).source).toMatch(/Modified Dates Option$/);
  });

  it('keep times of day and the zone that they are in, for the shift is of whole days', () => {
    expect(both('StudyTime', MODIFIED)).toEqual(['keep', 'empty']);
    expect(action('TimezoneOffsetFromUTC', MODIFIED)).toBe('keep');
  });

  it.each([
    ['DateOfInstallation', 'remove'],
    ['DateOfManufacture', 'remove'],
    ['DateOfLastCalibration', 'remove'],
    ['CalibrationDateTime', 'empty'],
    ['EthicsCommitteeApprovalEffectivenessStartDate', 'remove'],
    ['ContextGroupVersion', 'dummy'],
    ['DateOfLastDetectorCalibration', 'dummy'],
  ])('never shift %s, which others know', (keyword, expected) => {
    expect(action(keyword, MODIFIED)).toBe(expected);
    expect(action(keyword, { ...MODIFIED, retainDeviceIdentity: true })).toBe(expected);
    expect(ruleFor(keyword, MODIFIED).source).toMatch(/a known date reveals the shift$/);
  });

  it('keep such a date where no date is shifted', () => {
    expect(action('DateOfLastCalibration', { retainDeviceIdentity: true })).toBe('keep');
    expect(action('DateOfLastCalibration', FULL)).toBe('keep');
  });

  it('fall back for dates that are coded as bytes or as anything but a date', () => {
    expect(both('CertifiedTimestamp', MODIFIED)).toEqual(['remove', 'remove']);
    expect(action('FrameOriginTimestamp', MODIFIED)).toBe('dummy');
    for (const vr of [VR.TM, VR.LO, VR.UN]) expect(action('StudyDate', MODIFIED, { vr })).toBe('empty');
    expect(action('StudyTime', MODIFIED, { vr: VR.LO })).toBe('empty');
  });

  it('win over full dates where both are asked for', () => {
    expect(action('StudyDate', { ...FULL, ...MODIFIED })).toBe('shift');
  });
});

describe('options that clean', () => {
  it('clean text, codes and names of applications', () => {
    expect(both('SeriesDescription', DESCRIPTORS)).toEqual(['clean', 'remove']);
    expect(both('ProtocolName', DESCRIPTORS, { type: '1' })).toEqual(['clean', 'dummy']);
    expect(action('ReasonForTheAttributeModification', DESCRIPTORS)).toBe('clean');
    expect(action('StationAETitle', { retainDeviceIdentity: true })).toBe('clean');
    expect(action('Allergies', { retainPatientCharacteristics: true })).toBe('clean');
    expect(ruleFor('SeriesDescription', DESCRIPTORS).source).toBe(
      'PS3.15 2026d Table E.1-1, Clean Descriptors Option',
    );
  });

  it('judge the items of a sequence', () => {
    expect(action('RequestAttributesSequence', DESCRIPTORS)).toBe('items');
    expect(action('ContentSequence', { cleanStructuredContent: true })).toBe('items');
    expect(both('GraphicAnnotationSequence', GRAPHICS)).toEqual(['items', 'dummy']);
  });

  it('fall back for bytes, which nobody can clean', () => {
    expect(action('MakerNote', DESCRIPTORS)).toBe('remove');
    expect(action('SeriesDescription', DESCRIPTORS, { vr: VR.UN })).toBe('remove');
    expect(action('SeriesDescription', DESCRIPTORS, { vr: VR.OB })).toBe('remove');
  });

  it('clean the comments of overlays, and remove their data', () => {
    expect(action(0x60024000, GRAPHICS)).toBe('clean');
    expect(action(0x60024000)).toBe('remove');
    expect(action(0x60023000, GRAPHICS)).toBe('remove');
    expect(action(0x60023000, GRAPHICS, { vr: VR.OB })).toBe('remove');
  });

  it('remove curves as a whole, labels and all', () => {
    for (const tag of [0x50003000, 0x50022500, 0x50000005]) expect(action(tag, GRAPHICS)).toBe('remove');
  });
});

describe('a row beside the table', () => {
  it('says that the table has it not, and why it is there', () => {
    const row = { name: 'RadiationMachineName', basic: 'Z', options: { retainDeviceIdentity: 'K' } } as const;
    const attribute = { tag: tagOf('RadiationMachineName'), vr: VR.SH, type: undefined };
    const why = 'as Treatment Machine Name';
    expect(rowRule(attribute, row, {}, why)).toEqual({
      action: 'empty',
      otherwise: 'empty',
      rule: 'Z',
      source: 'beside PS3.15 2026d Table E.1-1: as Treatment Machine Name',
    });
    expect(rowRule(attribute, row, { retainDeviceIdentity: true }, why)).toMatchObject({
      action: 'keep',
      source: 'beside PS3.15 2026d Table E.1-1, Retain Device Identity Option: as Treatment Machine Name',
    });
  });
});

describe('K of an attribute that is coded as what it is not', () => {
  it('does not keep a date as a text, or a station as a person', () => {
    expect(action('StudyDate', { retainFullDates: true })).toBe('keep');
    expect(action('StudyDate', { retainFullDates: true }, { vr: VR.LO })).toBe(
      action('StudyDate', {}, { vr: VR.LO }),
    );
    expect(action('StationName', { retainDeviceIdentity: true }, { vr: VR.LO })).toBe('keep');
    expect(action('StationName', { retainDeviceIdentity: true }, { vr: VR.PN })).not.toBe('keep');
  });
});
