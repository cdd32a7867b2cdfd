import { describe, expect, it } from 'vitest';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import { lookupKeyword } from '../../../src/dicom/dictionary.js';
import { EditPlan } from '../../../src/dicom/rewrite/edit-plan.js';
import { ASSERTED } from '../../../src/identity/insertion/asserted.js';
import { wholeFate } from '../../../src/identity/insertion/blinding/taken-out.js';
import { textFate } from '../../../src/identity/insertion/blinding/texts.js';
import { mapUids } from '../../../src/identity/insertion/map-uids.js';
import { type Given, image, written } from '../../study/build.js';
import { applied } from './trial.js';

function mapped(given: Given) {
  return applied(writePart10(written(image(given))), ({ dataset }) => {
    const plan = new EditPlan();
    mapUids(plan, dataset, (uid) => `${uid}.9`);
    return plan;
  });
}

describe('mapUids', () => {
  it('maps every value of every instance UID, inside of items too, and the file meta information with it', () => {
    const file = mapped({
      SOPInstanceUID: '1.2.3',
      FailedSOPInstanceUIDList: ['1.5', '1.6'],
      ReferencedImageSequence: [{ ReferencedSOPInstanceUID: '1.7' }],
    });
    expect(file.dataset.strings('SOPInstanceUID')).toEqual(['1.2.3.9']);
    expect(file.meta.string('MediaStorageSOPInstanceUID')).toBe('1.2.3.9');
    expect(file.dataset.strings('FailedSOPInstanceUIDList')).toEqual(['1.5.9', '1.6.9']);
    expect(file.dataset.at('ReferencedImageSequence[0].ReferencedSOPInstanceUID')?.strings()).toEqual([
      '1.7.9',
    ]);
  });

  it('leaves classes, schemes, well-known instances and empty values', () => {
    const given = {
      SOPClassUID: '1.3.12.2.1107.5.9.1',
      FrameOfReferenceUID: '1.2.840.10008.1.4.1.1',
      ReferencedImageSequence: [{ ReferencedSOPClassUID: '1.9', ReferencedSOPInstanceUID: '' }],
      CodingSchemeIdentificationSequence: [{ CodingSchemeUID: '1.8' }],
    };
    const { dataset } = mapped(given);
    expect([dataset.string('SOPClassUID'), dataset.string('FrameOfReferenceUID')]).toEqual([
      given.SOPClassUID,
      given.FrameOfReferenceUID,
    ]);
    const item = dataset.sequence('ReferencedImageSequence')[0];
    expect([item?.string('ReferencedSOPClassUID'), item?.get('ReferencedSOPInstanceUID')?.length]).toEqual([
      '1.9',
      0,
    ]);
    expect(dataset.at('CodingSchemeIdentificationSequence[0].CodingSchemeUID')?.strings()).toEqual(['1.8']);
  });
});

describe('the tables', () => {
  it('name each attribute once, all of them known, and none of consent', () => {
    const keywords = ASSERTED.map(({ keyword }) => keyword);
    expect(new Set(keywords).size).toBe(keywords.length);
    expect(keywords.filter((keyword) => !lookupKeyword(keyword))).toEqual([]);
    expect(keywords.filter((keyword) => /Consent|Distribution/.test(keyword))).toEqual([]);
  });

  it('empty sequences of reports that must stand, and take them out of images', () => {
    expect(wholeFate('PerformedProcedureCodeSequence', true)).toBe('empty');
    expect(wholeFate('PerformedProcedureCodeSequence', false)).toBe('remove');
    expect(wholeFate('SegmentIdentificationSequence', false)).toBeUndefined();
    expect(wholeFate('GPSLatitude', false)).toBe('remove');
  });

  it('empty every text that they do not name', () => {
    expect([textFate('ImageComments', false), textFate('SeriesDescription', false)]).toEqual([
      'empty',
      'empty',
    ]);
    expect([textFate('StationName', false), textFate('StationName', true)]).toEqual(['keep', 'empty']);
  });
});
