import { describe, expect, it } from 'vitest';
import { checkProfile } from '../../../../src/rules/deid/profile/check-profile.js';
import type { AttributeOverride, Profile } from '../../../../src/rules/deid/profile/profile.js';
import { profile, told } from './profiles.js';

const MODIFIED: Partial<Profile> = {
  options: { retainModifiedDates: true },
  dates: { shiftWeeks: { least: 1, most: 52 } },
};

type Override = Partial<AttributeOverride>;

const attributes = (
  name: string,
  { action = 'remove', ...own }: Override,
): NonNullable<Profile['attributes']> => ({
  [name]: { action, reason: 'for the test', ...own },
});

const toldOf = (name: string, override: Override, own: Partial<Profile> = {}): string[] =>
  told({ ...own, attributes: attributes(name, override) });

describe('the names of checkAttributes', () => {
  it.each(['StudyDescription', '(0008,1030)', '(0008,103e)', '(0098,0001)', 'OverlayData'])(
    'take %s',
    (name) => {
      expect(toldOf(name, {})).toEqual([]);
    },
  );

  it('suggests the keyword that was meant, at the key', () => {
    const faults = checkProfile(profile({ attributes: attributes('StudyDescripton', {}) }));
    expect(faults).toEqual([
      {
        path: ['attributes', 'StudyDescripton'],
        message:
          "'attributes.StudyDescripton' is no keyword of a DICOM attribute, and no tag (gggg,eeee) (did you mean 'StudyDescription'?)",
        suggestion: 'StudyDescription',
        at: 'key',
      },
    ]);
  });

  it.each(['00081030', '(0008,1030', '(60xx,3000)', 'constructor', ''])('refuse %j', (name) => {
    expect(toldOf(name, {})).toEqual([expect.stringContaining('is no keyword of a DICOM attribute')]);
  });

  it('send private elements where they belong', () => {
    expect(toldOf('(0019,100C)', {})).toEqual([
      "'attributes.(0019,100C)' is a private element; name it under 'private.elements'",
    ]);
  });

  it('tell one attribute from two', () => {
    const twice = { ...attributes('StudyDescription', {}), ...attributes('(0008,1030)', {}) };
    expect(told({ attributes: twice })).toEqual([
      "'attributes.(0008,1030)' is the attribute of 'attributes.StudyDescription'",
    ]);
  });
});

describe('attributes that deid sets by itself', () => {
  const ALL = [
    ...['PatientID', 'PatientName', 'StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID', 'SOPClassUID'],
    ...['SpecificCharacterSet', 'PixelData', 'PatientIdentityRemoved', 'DeidentificationMethod'],
    ...[
      'DeidentificationMethodCodeSequence',
      'LongitudinalTemporalInformationModified',
      'BurnedInAnnotation',
    ],
    ...['EncryptedAttributesSequence', 'TransferSyntaxUID', '(0010,0020)', '(0002,0099)'],
  ];

  it.each(ALL)('are not told what to become: %s', (name) => {
    for (const action of ['keep', 'remove', 'empty', 'dummy'] as const) {
      expect(toldOf(name, { action })).toEqual([
        expect.stringMatching(/^'attributes\..*' cannot be told what to become: it /),
      ]);
    }
  });
});

describe('the actions of checkAttributes', () => {
  it.each([
    ['shift', 'StudyDescription', 'LO', 'DA, DT'],
    ['shift', 'StudyTime', 'TM', 'DA, DT'],
    ['uid', 'StudyDate', 'DA', 'UI'],
    ['uid', 'AccessionNumber', 'SH', 'UI'],
    ['clean', 'PatientWeight', 'DS', 'AE, CS, LO, LT, SH, ST, UC, UR, UT'],
    ['clean', 'OperatorsName', 'PN', 'AE, CS, LO, LT, SH, ST, UC, UR, UT'],
    ['clean', 'ContentSequence', 'SQ', 'AE, CS, LO, LT, SH, ST, UC, UR, UT'],
  ] as const)('refuse %s of %s, whose VR is %s', (action, name, vr, wanted) => {
    expect(toldOf(name, { action }, MODIFIED)).toEqual([
      `'attributes.${name}.action' is '${action}', which does not fit its VR, ${vr}; it is for ${wanted}`,
    ]);
  });

  it.each([
    ['shift', 'StudyDate'],
    ['shift', 'AcquisitionDateTime'],
    ['uid', 'DeviceUID'],
    ['clean', 'StudyDescription'],
    ['clean', 'TextValue'],
    ['keep', 'InstitutionName'],
    ['keep', 'PatientWeight'],
    ['dummy', 'OperatorsName'],
    ['empty', 'StudyDate'],
    ['remove', 'ContentSequence'],
  ] as const)('take %s of %s', (action, name) => {
    expect(toldOf(name, { action }, MODIFIED)).toEqual([]);
  });

  it('do not write text for bytes', () => {
    expect(toldOf('ICCProfile', { action: 'dummy' })).toEqual([
      expect.stringContaining('its VR, OB; remove or empty it'),
    ]);
    expect(toldOf('(0098,0001)', { action: 'dummy' })).toEqual([expect.stringContaining('its VR, UN')]);
  });

  it('shift only where the profile moves dates', () => {
    expect(toldOf('StudyDate', { action: 'shift' })).toEqual([
      "'attributes.StudyDate.action' is 'shift', which needs 'options.retainModifiedDates'",
    ]);
  });

  it('shift no date that others know', () => {
    for (const name of ['PatientBirthDate', 'DateOfLastCalibration']) {
      expect(toldOf(name, { action: 'shift' }, MODIFIED)).toEqual([
        `'attributes.${name}.action' is 'shift', which would tell the shift to whoever knows this date`,
      ]);
    }
    expect(toldOf('DateOfLastCalibration', { action: 'keep' }, MODIFIED)).toEqual([]);
  });

  it('keep no name of a person', () => {
    expect(toldOf('OperatorsName', { action: 'keep' })).toEqual([
      "'attributes.OperatorsName.action' is 'keep', which would release the name of a person",
    ]);
  });

  it('keep no UID that leads back, unless all of them stay', () => {
    expect(toldOf('FrameOfReferenceUID', { action: 'keep' })).toEqual([
      expect.stringContaining("needs 'options.retainUids'"),
    ]);
    expect(toldOf('FrameOfReferenceUID', { action: 'keep' }, { options: { retainUids: true } })).toEqual([]);
  });

  it('keep no date beside dates that moved, since it would tell by how much', () => {
    expect(toldOf('ContentDate', { action: 'keep' }, MODIFIED)).toEqual([
      "'attributes.ContentDate.action' is 'keep', which would tell the shift; use 'shift'",
    ]);
    expect(toldOf('ContentDate', { action: 'keep' })).toEqual([]);
  });
});

describe('the values of dummies', () => {
  it.each([
    ['StudyDescription', 'Trial scan'],
    ['StudyDate', '20000101'],
    ['PatientSex', 'O'],
    ['PatientAge', '040Y'],
    ['PatientWeight', '70'],
    ['OperatorsName', 'Doe^John'],
    ['Rows', '64'],
  ])('of %s can be %s', (name, value) => {
    expect(toldOf(name, { action: 'dummy', value })).toEqual([]);
  });

  it.each([
    ['StudyDate', '2000-01-01', 'DA'],
    ['PatientSex', 'other', 'CS'],
    ['AccessionNumber', '12345678901234567', 'SH'],
    ['PatientWeight', 'seventy', 'DS'],
    ['StudyDescription', 'two\\values', 'LO'],
    ['ContentSequence', 'x', 'SQ'],
  ])('of %s cannot be %s', (name, value, vr) => {
    expect(toldOf(name, { action: 'dummy', value })).toEqual([
      `'attributes.${name}.value' is no value of its VR, ${vr}`,
    ]);
  });
});
