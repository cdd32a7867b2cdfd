import { describe, expect, it } from 'vitest';
import { UIDS } from '../../../src/generated/uids.js';
import { referenceType } from '../../../src/identity/rejection-note/value-type.js';

const STORAGE = '1.2.840.10008.5.1.4.1.1';

describe('a reference', () => {
  it.each([
    ['MR Image', '4', 'IMAGE'],
    ['Digital Mammography X-Ray Image for processing', '1.2.1', 'IMAGE'],
    ['Segmentation', '66.4', 'IMAGE'],
    ['Parametric Map', '30', 'IMAGE'],
    ['Enhanced US Volume', '6.2', 'IMAGE'],
    ['12-lead ECG Waveform', '9.1.1', 'WAVEFORM'],
    ['Waveform Annotation SR', '88.77', 'COMPOSITE'],
    ['Surface Segmentation', '66.5', 'COMPOSITE'],
    ['Raw Data', '66', 'COMPOSITE'],
    ['MR Spectroscopy', '4.2', 'COMPOSITE'],
    ['Comprehensive SR', '88.33', 'COMPOSITE'],
    ['RT Structure Set', '481.3', 'COMPOSITE'],
    ['Grayscale Softcopy Presentation State', '11.1', 'COMPOSITE'],
    ['Encapsulated PDF', '104.1', 'COMPOSITE'],
  ])('to an instance of %s is of the right type', (_, rest, type) => {
    expect(referenceType(`${STORAGE}.${rest}`)).toBe(type);
  });

  it('to what is no registered storage class is composite', () => {
    for (const uid of ['1.2.840.113619.4.26', '', '1.2.840.10008.1.2', '1.2.840.10008.1.1']) {
      expect(referenceType(uid)).toBe('COMPOSITE');
    }
  });

  it('to an image is one for every class that says so, and for eight that do not', () => {
    const storage = UIDS.split('\n')
      .map((line) => line.split('\t'))
      .filter(([, , kind]) => kind === 'storage');
    const images = storage.filter(([uid = '']) => referenceType(uid) === 'IMAGE');
    const unsaid = images.filter(([, name = '']) => !name.includes('Image Storage'));
    expect(unsaid).toHaveLength(8);
    expect(images.length - unsaid.length).toBe(
      storage.filter(([, name]) => name?.includes('Image Storage')).length,
    );
  });
});
