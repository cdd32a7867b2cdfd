import { describe, expect, it } from 'vitest';
import { lookupUid, uidName } from '../../src/dicom/uids.js';
import { UIDS } from '../../src/generated/uids.js';

describe('lookupUid', () => {
  it('finds every row of the table', () => {
    for (const row of UIDS.trim().split('\n')) {
      const [uid = '', name, kind, retired] = row.split('\t');
      expect(lookupUid(uid)).toEqual({ uid, name, kind, retired: retired === 'Y' });
    }
  });

  it.each([
    ['1.2.840.10008.1.2.4.201', 'High-Throughput JPEG 2000 Image Compression (Lossless Only)'],
    [
      '1.2.840.10008.1.2.4.202',
      'High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)',
    ],
    ['1.2.840.10008.1.2.4.203', 'High-Throughput JPEG 2000 Image Compression'],
    ['1.2.840.10008.1.2.4.94', 'JPIP Referenced'],
    ['1.2.840.10008.1.2.8.1', 'Deflated Image Frame Compression'],
    ['1.2.840.10008.1.2.1.98', 'Encapsulated Uncompressed Explicit VR Little Endian'],
    ['1.2.840.10008.1.2.1.99', 'Deflated Explicit VR Little Endian'],
  ])('knows the transfer syntax %s', (uid, name) => {
    expect(lookupUid(uid)).toMatchObject({ name, kind: 'transfer-syntax' });
  });

  it.each([
    ['1.2.840.10008.1.3.10', 'Media Storage Directory Storage'],
    ['1.2.840.10008.5.1.4.1.1.66.7', 'Label Map Segmentation Storage'],
    ['1.2.840.10008.5.1.4.1.1.88.59', 'Key Object Selection Document Storage'],
    ['1.2.840.10008.5.1.4.1.1.104.1', 'Encapsulated PDF Storage'],
    ['1.2.840.10008.5.1.4.1.1.66', 'Raw Data Storage'],
    ['1.2.840.10008.5.1.4.1.1.4.2', 'MR Spectroscopy Storage'],
    ['1.2.840.10008.5.1.4.1.1.130', 'Enhanced PET Image Storage'],
    ['1.2.840.10008.5.1.4.1.1.4.4', 'Legacy Converted Enhanced MR Image Storage'],
    ['1.2.840.10008.5.1.4.1.1.66.6', 'Tractography Results Storage'],
    ['1.2.840.10008.5.1.4.1.1.91.1', 'Microscopy Bulk Simple Annotations Storage'],
    ['1.2.840.10008.5.1.4.1.1.30', 'Parametric Map Storage'],
  ])('knows the storage class %s', (uid, name) => {
    expect(lookupUid(uid)).toMatchObject({ name, kind: 'storage' });
  });

  it('marks what is retired', () => {
    expect(lookupUid('1.2.840.10008.1.2.2')?.retired).toBe(true);
    expect(lookupUid('1.2.840.10008.1.2.1')?.retired).toBe(false);
  });

  it('takes a service class for no storage class', () => {
    expect(lookupUid('1.2.840.10008.1.1')?.kind).toBe('sop-class');
    expect(lookupUid('1.2.840.10008.1.20.1')?.kind).toBe('sop-class');
  });

  it.each([
    ['1.2.840.10008.3.1.2.3.3', 'sop-class'],
    ['1.2.840.10008.3.1.2.3.1', 'sop-class'],
    ['1.2.840.10008.8.1.1', 'mapping-resource'],
    ['1.2.840.10008.15.1.1', 'frame-of-reference'],
    ['1.2.840.10008.5.1.1.40.1', 'instance'],
  ])('knows %s, to which stored instances refer', (uid, kind) => {
    expect(lookupUid(uid)).toMatchObject({ kind });
  });

  it('knows nothing of private UIDs and other words', () => {
    for (const uid of ['', '1.2.3', '1.2.840.113619.5.2', '__proto__', 'constructor']) {
      expect(lookupUid(uid)).toBeUndefined();
    }
  });
});

describe('uidName', () => {
  it('gives the name, or the UID itself when it has none', () => {
    expect(uidName('1.2.840.10008.5.1.4.1.1.4')).toBe('MR Image Storage');
    expect(uidName('1.2.3')).toBe('1.2.3');
  });
});
