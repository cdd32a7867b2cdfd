import { describe, expect, it } from 'vitest';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { type Given, image } from '../../../study/build.js';
import { valueFor, valuesFor, viewOf } from './view.js';

const JPEG = '1.2.840.10008.1.2.4';

function coded(transferSyntax: string, own: Given = {}): SeriesView {
  const view = viewOf([image(own)]);
  return { ...view, headers: view.headers.map((header) => ({ ...header, transferSyntax })) };
}

describe('lossy', () => {
  it('is what the header declares', () => {
    expect(valueFor('lossy', coded('1.2.840.10008.1.2.1', { LossyImageCompression: '01' }))).toBe('true');
    expect(valueFor('lossy', coded(`${JPEG}.91`, { LossyImageCompression: '00' }))).toBe('false');
  });

  it.for([
    `${JPEG}.50`,
    `${JPEG}.51`,
    `${JPEG}.53`,
    `${JPEG}.59`,
    `${JPEG}.102`,
    `${JPEG}.104.1`,
    `${JPEG}.111`,
  ])('is true in %s, whatever the header declares', (uid) => {
    expect(valueFor('lossy', coded(uid))).toBe('true');
    expect(valueFor('lossy', coded(uid, { LossyImageCompression: '00' }))).toBe('true');
  });

  it.for([
    `${JPEG}.57`,
    `${JPEG}.70`,
    `${JPEG}.80`,
    `${JPEG}.90`,
    `${JPEG}.110`,
    `${JPEG}.201`,
    '1.2.840.10008.1.2.5',
  ])('is false in %s where the header says nothing', (uid) => {
    expect(valueFor('lossy', coded(uid))).toBe('false');
  });

  it.for([`${JPEG}.81`, `${JPEG}.91`, `${JPEG}.93`, `${JPEG}.112`, `${JPEG}.203`])(
    'is not known in %s where the header says nothing',
    (uid) => {
      expect(valueFor('lossy', coded(uid))).toContain('unknown: the transfer syntax may code with loss');
    },
  );

  it('is not known from another code, and unreadable where the attribute is', () => {
    expect(valueFor('lossy', coded('1.2.840.10008.1.2.1', { LossyImageCompression: 'NO' }))).toBe(
      'unknown: Lossy Image Compression is neither 00 nor 01',
    );
    const view = viewOf([image()], { held: () => ({ LossyImageCompression: { state: 'unreadable' } }) });
    expect(valueFor('lossy', view)).toBe('unreadable');
  });

  it('is absent where there is no transfer syntax: in a test of a protocol', () => {
    expect(valueFor('lossy', coded(''))).toBe('absent');
  });

  it('names the instances that were compressed', () => {
    const view = viewOf([image(), image(), image({ LossyImageCompression: '01' })]);
    expect(valuesFor('lossy', view)).toEqual(['false', 'true']);
  });
});
