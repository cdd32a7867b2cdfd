import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { VR, type Vr } from '../../../../src/dicom/vr.js';
import type { AttributeRule } from '../../../../src/rules/deid/action.js';
import { defaultRule } from '../../../../src/rules/deid/attribute/default-rule.js';
import type { ChosenOptions } from '../../../../src/rules/deid/table/choice.js';

/** An even group that PS3.6 does not know. */
const UNKNOWN = 0x66660001;
const of = (what: string | number, vr: Vr, options: ChosenOptions = {}): AttributeRule =>
  defaultRule({ tag: typeof what === 'number' ? what : tagOf(what), vr, type: undefined }, options);
const action = (...args: Parameters<typeof of>): string => of(...args).action;

describe('attributes of the dictionary without a row', () => {
  it.each([
    ['SecondaryReviewerName', VR.PN, 'dummy', 'dummy'],
    ['ReferencedSOPClassUID', VR.UI, 'uid', 'dummy'],
    ['ViewCodeSequence', VR.SQ, 'items', 'remove'],
    ['Manufacturer', VR.LO, 'keep', 'dummy'],
    ['CodeMeaning', VR.LO, 'clean', 'dummy'],
    ['CodeValue', VR.SH, 'clean', 'dummy'],
    ['SequenceName', VR.SH, 'keep', 'dummy'],
    ['SegmentDescription', VR.ST, 'clean', 'dummy'],
    ['LongCodeValue', VR.UC, 'clean', 'dummy'],
    ['CodingSchemeURL', VR.UR, 'clean', 'dummy'],
    ['TextValue', VR.UT, 'clean', 'dummy'],
    ['CalibrationNotes', VR.LT, 'clean', 'dummy'],
    ['Modality', VR.CS, 'keep', 'dummy'],
    ['SliceThickness', VR.DS, 'keep', 'remove'],
    ['InstanceNumber', VR.IS, 'keep', 'remove'],
    ['Rows', VR.US, 'keep', 'remove'],
    ['FrameIncrementPointer', VR.AT, 'keep', 'remove'],
    ['PixelData', VR.OW, 'keep', 'remove'],
    ['PixelData', VR.OB, 'keep', 'remove'],
    ['FloatPixelData', VR.OF, 'keep', 'remove'],
    ['ICCProfile', VR.OB, 'keep', 'remove'],
    ['StudyUpdateDateTime', VR.DT, 'remove', 'remove'],
    ['SecondaryReviewDate', VR.DA, 'remove', 'remove'],
    ['SecondaryReviewTime', VR.TM, 'remove', 'remove'],
  ])('%s: what its VR asks for', (keyword, vr, expected, otherwise) => {
    const rule = of(keyword, vr);
    expect([rule.action, rule.otherwise]).toEqual([expected, otherwise]);
    expect(rule.source).toBe('no row in PS3.15 2026d Table E.1-1');
  });

  it('shifts dates with modified dates, and keeps them with full ones', () => {
    expect(of('SecondaryReviewDate', VR.DA, { retainModifiedDates: true })).toMatchObject({
      action: 'shift',
      otherwise: 'remove',
    });
    expect(action('StudyUpdateDateTime', VR.DT, { retainModifiedDates: true })).toBe('shift');
    expect(action('StudyUpdateDateTime', VR.DT, { retainFullDates: true })).toBe('keep');
    expect(action('SecondaryReviewTime', VR.TM, { retainModifiedDates: true })).toBe('keep');
    expect(action('SecondaryReviewTime', VR.TM, { retainFullDates: true })).toBe('keep');
  });

  it('never shifts a date that others know', () => {
    expect(action('DateOfGainCalibration', VR.DA, { retainModifiedDates: true })).toBe('remove');
    expect(action('TimeOfGainCalibration', VR.TM, { retainModifiedDates: true })).toBe('remove');
    expect(action('DateOfGainCalibration', VR.DA, { retainFullDates: true })).toBe('keep');
  });

  it('keeps UIDs where they are retained, and always what tells the class of an instance', () => {
    expect(action('VolumeFrameOfReferenceUID', VR.UI)).toBe('uid');
    expect(action('VolumeFrameOfReferenceUID', VR.UI, { retainUids: true })).toBe('keep');
    expect(action(UNKNOWN, VR.UI, { retainUids: true })).toBe('keep');
    expect(action('SOPClassUID', VR.UI)).toBe('keep');
    expect(action('SOPClassUID', VR.LO)).toBe('clean');
    expect(action('SOPClassUID', VR.UN)).toBe('remove');
  });

  it('names the VR that decided', () => {
    expect(of('Manufacturer', VR.LO).rule).toBe('default for VR LO');
    expect(of(UNKNOWN, VR.LO).rule).toBe('default for an unknown attribute of VR LO');
  });
});

describe('a VR that is not the attribute’s own', () => {
  it('keeps what machines write of themselves only in its own VR', () => {
    expect(action('SoftwareVersions', VR.LO)).toBe('keep');
    expect(action('SoftwareVersions', VR.LT)).toBe('clean');
    expect(action('SoftwareVersions', VR.DS)).toBe('clean');
  });

  it('changes nothing where both ask for the same', () => {
    expect(action('Manufacturer', VR.SH)).toBe('clean');
    expect(action('SliceThickness', VR.FD)).toBe('keep');
    expect(action('PixelData', VR.OB)).toBe('keep');
  });

  it('does not let text pass as bytes, numbers or codes', () => {
    expect(action('Manufacturer', VR.OB)).toBe('remove');
    expect(action('Manufacturer', VR.US)).toBe('remove');
    expect(action('Manufacturer', VR.UN)).toBe('remove');
    expect(action('Rows', VR.OB)).toBe('remove');
    expect(action('Modality', VR.UN)).toBe('remove');
    expect(action('SliceThickness', 0x5a5a)).toBe('remove');
    expect(action('Manufacturer', VR.CS)).toBe('clean');
    expect(action('Modality', VR.LO)).toBe('clean');
  });

  it('does not let names, dates and UIDs pass as anything else', () => {
    expect(action('SecondaryReviewerName', VR.LO)).toBe('dummy');
    expect(action('SecondaryReviewerName', VR.OB)).toBe('remove');
    expect(action('Manufacturer', VR.PN)).toBe('remove');
    expect(action('SecondaryReviewDate', VR.LO, { retainModifiedDates: true })).toBe('remove');
    expect(action('SecondaryReviewDate', VR.TM, { retainModifiedDates: true })).toBe('remove');
    expect(action('ReferencedSOPClassUID', VR.CS)).toBe('remove');
    expect(action('ViewCodeSequence', VR.OB)).toBe('remove');
  });

  it('never keeps whole what its own VR would not keep', () => {
    const own = ['CodeMeaning', 'SecondaryReviewerName', 'SecondaryReviewDate', 'ReferencedSOPClassUID'];
    const arbitrary = fc.tuple(
      fc.constantFrom(...own),
      fc.constantFrom(...Object.values(VR)),
      fc.constantFrom({}, { retainModifiedDates: true }, { retainPatientCharacteristics: true }),
    );
    fc.assert(
      fc.property(arbitrary, ([keyword, vr, options]) => {
        expect(action(keyword, vr, options)).not.toBe('keep');
      }),
    );
  });
});

describe('attributes that the dictionary does not know', () => {
  it('go, but for numbers in binary and what has a rule of its own', () => {
    const kept = Object.values(VR).filter((vr) => action(UNKNOWN, vr) !== 'remove');
    const own: Vr[] = [VR.SQ, VR.PN, VR.UI];
    expect(kept.filter((vr) => !own.includes(vr)).sort()).toEqual(
      [VR.AT, VR.FD, VR.FL, VR.SL, VR.SS, VR.SV, VR.UL, VR.US, VR.UV].sort(),
    );
    expect([action(UNKNOWN, VR.SQ), action(UNKNOWN, VR.PN), action(UNKNOWN, VR.UI)]).toEqual([
      'items',
      'dummy',
      'uid',
    ]);
    expect(action(UNKNOWN, VR.DA, { retainModifiedDates: true })).toBe('shift');
    expect(action(UNKNOWN, VR.AS, { retainPatientCharacteristics: true })).toBe('keep');
  });

  it('go where no edition knows their VR either', () => {
    expect(action(UNKNOWN, 0x5a5a)).toBe('remove');
  });
});
