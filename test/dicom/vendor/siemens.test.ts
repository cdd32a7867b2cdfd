import { describe, expect, it } from 'vitest';
import {
  dataset,
  type PrivateElement,
  privateBlock,
  type Dataset as Written,
} from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import type { Dataset } from '../../../src/dicom/dataset.js';
import { csaImageHeader, isMosaic, mosaicFacts } from '../../../src/dicom/vendor/siemens.js';
import { type CsaTagSource, encodeCsa2 } from '../../helpers/csa.js';
import { read } from '../bytes.js';

const csa = (value: Uint8Array): Written =>
  privateBlock({ group: 0x0029, creator: 'SIEMENS CSA HEADER' }, [{ offset: 0x10, vr: 'OB', value }]);
const header19 = (elements: readonly PrivateElement[]): Written =>
  privateBlock({ group: 0x0019, creator: 'SIEMENS MR HEADER' }, elements);
const view = (elements: Written, transferSyntax: string = TRANSFER_SYNTAX.explicitLittleEndian): Dataset =>
  read(writePart10(dataset({ Modality: 'MR' }, elements), { transferSyntax })).dataset;

const TAGS: readonly CsaTagSource[] = [
  { name: 'NumberOfImagesInMosaic', vm: 1, vr: 'US', values: ['36      '] },
  { name: 'SliceNormalVector', vm: 3, vr: 'FD', values: ['0.0', '0.6', '0.8'] },
];

describe('the CSA image header', () => {
  it('is read from its private block', () => {
    const header = csaImageHeader(view(csa(encodeCsa2(TAGS))));
    expect([...(header?.tags.keys() ?? [])]).toEqual(['NumberOfImagesInMosaic', 'SliceNormalVector']);
  });

  it('is absent where there is none, and where it is empty or damaged', () => {
    expect(csaImageHeader(view([]))).toBeUndefined();
    expect(csaImageHeader(view(csa(new Uint8Array(0))))).toBeUndefined();
    expect(
      csaImageHeader(view(csa(Buffer.from('SV10\x04\x03\x02\x01\xff\xff\xff\xff', 'latin1')))),
    ).toBeUndefined();
  });
});

describe('a mosaic', () => {
  it('is told by its image type', () => {
    const withType = (value: string[]): Dataset => view(dataset({ ImageType: value }));
    expect(isMosaic(withType(['ORIGINAL', 'PRIMARY', 'M', 'ND', 'MOSAIC']))).toBe(true);
    expect(isMosaic(withType(['ORIGINAL', 'PRIMARY', 'M', 'ND', 'mosaic']))).toBe(true);
    expect(isMosaic(withType(['ORIGINAL', 'PRIMARY', 'M', 'ND', 'NORM']))).toBe(false);
    expect(isMosaic(view([]))).toBe(false);
  });

  it('has its slices and their normal from the CSA header', () => {
    const facts = mosaicFacts(
      view([...csa(encodeCsa2(TAGS)), ...header19([{ offset: 0x0a, vr: 'US', value: 99 }])]),
    );
    expect(facts).toEqual({ slices: 36, sliceNormal: [0, 0.6, 0.8] });
  });

  it('has its slices from the other private block where there is no CSA header, whatever the encoding', () => {
    const elements = header19([{ offset: 0x0a, vr: 'US', value: 42 }]);
    for (const syntax of [TRANSFER_SYNTAX.explicitLittleEndian, TRANSFER_SYNTAX.implicitLittleEndian]) {
      expect(mosaicFacts(view(elements, syntax))).toEqual({ slices: 42, sliceNormal: undefined });
    }
  });

  it('has neither where nothing says so', () => {
    expect(mosaicFacts(view([]))).toEqual({ slices: undefined, sliceNormal: undefined });
  });
});
