import { describe, expect, it } from 'vitest';
import { lookupUid } from '../../../../src/dicom/uids.js';
import { UIDS } from '../../../../src/generated/uids.js';
import {
  SOP_CLASS_GROUPS,
  type SopClass,
  sopClassOf,
  storageKeywords,
} from '../../../../src/rules/deid/admission/sop-classes.js';

const STORAGE = UIDS.split('\n')
  .map((line) => line.split('\t')[0] ?? '')
  .filter((uid) => lookupUid(uid)?.kind === 'storage');

const namedLike = (form: RegExp): (SopClass | undefined)[] =>
  STORAGE.filter((uid) => form.test(lookupUid(uid)?.name ?? '')).map(sopClassOf);

describe('sopClassOf', () => {
  it('knows every registered storage SOP class', () => {
    expect(STORAGE.length).toBeGreaterThan(150);
    expect(STORAGE.filter((uid) => sopClassOf(uid) === undefined)).toEqual([]);
  });

  it('knows nothing else', () => {
    for (const uid of ['', '1.2.3', '1.2.840.10008.1.1', '1.2.840.10008.1.2.1'])
      expect(sopClassOf(uid)).toBeUndefined();
  });

  it('has a class of each group', () => {
    const groups = new Set(STORAGE.map((uid) => sopClassOf(uid)?.group));
    for (const group of SOP_CLASS_GROUPS) expect(groups).toContain(group);
  });

  it.each([
    ['1.2.840.10008.5.1.4.1.1.4.1', 'images', 'EnhancedMRImageStorage'],
    ['1.2.840.10008.5.1.4.1.1.2.2', 'images', 'LegacyConvertedEnhancedCTImageStorage'],
    ['1.2.840.10008.5.1.4.1.1.481.1', 'radiotherapy', 'RTImageStorage'],
    ['1.2.840.10008.5.1.4.1.1.481.17', 'radiotherapy', 'RTRadiationSalvageRecordStorage'],
    ['1.2.840.10008.5.1.4.1.1.66.7', 'segmentations', 'LabelMapSegmentationStorage'],
    ['1.2.840.10008.5.1.4.1.1.67', 'maps', 'RealWorldValueMappingStorage'],
    ['1.2.840.10008.5.1.4.1.1.66.1', 'registrations', 'SpatialRegistrationStorage'],
    ['1.2.840.10008.5.1.4.1.1.4.2', 'spectroscopy', 'MRSpectroscopyStorage'],
    ['1.2.840.10008.5.1.4.1.1.88.67', 'reports', 'XRayRadiationDoseSRStorage'],
    ['1.2.840.10008.5.1.4.1.1.88.59', 'reports', 'KeyObjectSelectionDocumentStorage'],
    ['1.2.840.10008.5.1.4.1.1.11.1', 'reports', 'GrayscaleSoftcopyPresentationStateStorage'],
    ['1.2.840.10008.5.1.4.1.1.77.1.6', 'visible-light', 'VLWholeSlideMicroscopyImageStorage'],
    ['1.2.840.10008.5.1.4.1.1.9.1.1', 'waveforms', 'TwelveLeadECGWaveformStorage'],
    ['1.2.840.10008.5.1.4.1.1.66', 'raw', 'RawDataStorage'],
  ])('has %s in %s as %s', (uid, group, keyword) => {
    expect(sopClassOf(uid)).toMatchObject({ group, keyword });
  });

  it('has voices, film and documents in no group', () => {
    const none = namedLike(/Audio|Voice|Hardcopy|^Encapsulated|Directory|^DICOS/);
    expect(none.length).toBeGreaterThanOrEqual(15);
    expect(none.filter((found) => found?.group !== undefined)).toEqual([]);
  });

  it('suspects all of ultrasound and of secondary capture', () => {
    const kinds = (form: RegExp) => new Set(namedLike(form).map((found) => found?.suspect));
    expect(kinds(/Ultrasound|US Volume/)).toEqual(new Set(['ultrasound']));
    expect(kinds(/Secondary Capture/)).toEqual(new Set(['secondary-capture']));
  });

  it('knows documents in formats of their own', () => {
    expect(namedLike(/^Encapsulated/).every((found) => found?.isEncapsulated)).toBe(true);
    expect(namedLike(/^(?!Encapsulated)/).some((found) => found?.isEncapsulated)).toBe(false);
  });
});

describe('storageKeywords', () => {
  it('finds every class by a keyword that reads like one', () => {
    const keywords = storageKeywords();
    for (const keyword of keywords.keys()) expect(keyword).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    expect(new Set(STORAGE.map((uid) => sopClassOf(uid)?.keyword)).size).toBe(keywords.size);
  });
});
