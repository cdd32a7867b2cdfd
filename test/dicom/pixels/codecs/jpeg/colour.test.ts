import { describe, expect, it } from 'vitest';
import { jpegPhotometric } from '../../../../../src/dicom/pixels/codecs/jpeg/colour.js';
import { readJpegHeaders } from '../../../../../src/dicom/pixels/codecs/jpeg/decode-scans.js';

const ADOBE = (transform: number): number[] => [
  0xff,
  0xee,
  0,
  14,
  ...Buffer.from('Adobe'),
  0,
  100,
  0,
  0,
  0,
  0,
  transform,
];
const JFIF = [0xff, 0xe0, 0, 7, ...Buffer.from('JFIF\0')];

function headers(ids: readonly number[], factors: number, before: readonly number[] = []) {
  const components = ids.flatMap((id, i) => [id, i === 0 ? factors : 0x11, 0]);
  const frame = [0xff, 0xc0, 0, 8 + 3 * ids.length, 8, 0, 8, 0, 8, ids.length, ...components];
  const scan = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0];
  const bytes = Uint8Array.from([0xff, 0xd8, ...before, ...frame, ...scan]);
  return { bytes, parsed: readJpegHeaders(bytes) };
}

describe('jpegPhotometric', () => {
  const plain = [1, 2, 3];
  const named = [...Buffer.from('RGB')];

  it.each([
    ['the header, where the codestream tells nothing', headers(plain, 0x11), 'RGB', 'RGB'],
    ['the header, where the codestream tells nothing', headers(plain, 0x11), 'YBR_FULL', 'YBR_FULL'],
    [
      'YBR_FULL for YBR_FULL_422, whose chroma comes at full size',
      headers(plain, 0x21),
      'YBR_FULL_422',
      'YBR_FULL',
    ],
    ["Adobe's transform: none", headers(plain, 0x11, ADOBE(0)), 'YBR_FULL_422', 'RGB'],
    ["Adobe's transform: YCbCr", headers(plain, 0x11, ADOBE(1)), 'RGB', 'YBR_FULL'],
    ['components named R, G and B', headers(named, 0x11), 'YBR_FULL', 'RGB'],
    ['chroma sampled apart, which RGB has not', headers(plain, 0x22), 'RGB', 'YBR_FULL'],
    ['JFIF, which has YCbCr only', headers(plain, 0x11, JFIF), 'RGB', 'YBR_FULL'],
    [
      'the header, where an Adobe segment is cut short',
      headers(
        [0, 1, 2],
        0x11,
        ADOBE(1)
          .slice(0, 3)
          .concat(8, ...Buffer.from('Adobe'), 0),
      ),
      'RGB',
      'RGB',
    ],
  ])('follows %s', (_, { bytes, parsed }, declared, expected) => {
    expect(jpegPhotometric(bytes, parsed, declared)).toBe(expected);
  });

  it('leaves grey as it is', () => {
    const { bytes, parsed } = headers([1], 0x11);
    expect(jpegPhotometric(bytes, parsed, 'MONOCHROME1')).toBe('MONOCHROME1');
  });
});
