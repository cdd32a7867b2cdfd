import { describe, expect, it } from 'vitest';
import { lookupTag } from '../../../../src/dicom/dictionary.js';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { DICTIONARY } from '../../../../src/generated/dictionary.js';
import { knownDate } from '../../../../src/rules/deid/table/never-shifted.js';

describe('knownDate', () => {
  it.each([
    ['PatientBirthDate', 'birth'],
    ['DateOfInstallation', 'installation'],
    ['DateOfLastCalibration', 'calibration'],
    ['CalibrationDateTime', 'calibration'],
    ['DateOfManufacture', 'manufacture'],
    ['EthicsCommitteeApprovalEffectivenessStartDate', 'ethics'],
    ['EthicsCommitteeApprovalEffectivenessEndDate', 'ethics'],
    ['ContextGroupVersion', 'publication'],
  ])('knows %s as a date of %s', (keyword, kind) => {
    expect(knownDate(tagOf(keyword))).toBe(kind);
  });

  it('lets the dates of the subject be shifted', () => {
    for (const keyword of ['StudyDate', 'AcquisitionDateTime', 'RadiopharmaceuticalStartDateTime', 'Date']) {
      expect(knownDate(tagOf(keyword)), keyword).toBeUndefined();
    }
  });

  it('holds dates and times alone, and every date of a calibration, installation or manufacture', () => {
    const rows = DICTIONARY.trim()
      .split('\n')
      .filter((row) => !row.slice(0, 8).includes('x'))
      .map((row) => ({ tag: Number.parseInt(row.slice(0, 8), 16), cells: row.split('\t') }));
    const held = rows.filter(({ tag }) => knownDate(tag));
    expect(held.filter(({ tag }) => !/^(?:DA|DT|TM)$/.test(lookupTag(tag)?.vr ?? ''))).toEqual([]);
    const missing = rows.filter(
      ({ tag, cells: [, keyword = '', vr = ''] }) =>
        /^(?:DA|DT)$/.test(vr) &&
        /Calibration|Installation|Manufacture|Birth/.test(keyword) &&
        !knownDate(tag),
    );
    expect(missing.map(({ cells }) => cells[1])).toEqual([]);
  });
});
