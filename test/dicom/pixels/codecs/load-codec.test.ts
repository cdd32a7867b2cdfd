import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { loadCodec } from '../../../../src/dicom/pixels/codecs/load-codec.js';
import { PixelError } from '../../../../src/dicom/pixels/pixel-error.js';

const uid = (last: string): string => `1.2.840.10008.1.2.4.${last}`;

describe('loadCodec', () => {
  it.each(['50', '51', '57', '70', '80', '81', '90', '91', '201', '202', '203'])(
    'has a decoder of .%s',
    async (last) => {
      expect(typeof (await loadCodec(uid(last))).decode).toBe('function');
    },
  );

  it.each(['53', '55', '92', '93', '100', '104', '107', '108', '110', '112', '', 'toString', '500'])(
    'has none of .%s and says so',
    async (last) => {
      const error = await loadCodec(uid(last)).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PixelError);
      expect((error as PixelError).code).toBe('unsupported-transfer-syntax');
    },
  );

  it('has none of a native or a foreign transfer syntax', async () => {
    await expect(loadCodec('1.2.840.10008.1.2.1')).rejects.toBeInstanceOf(PixelError);
    await expect(loadCodec('50')).rejects.toBeInstanceOf(PixelError);
  });
});

describe('the packages', () => {
  it('are found by Node itself, without the test runner', () => {
    const names = ['codec-openjpeg/decodewasm', 'codec-openjph/wasm', 'codec-charls/decodewasm'];
    const script = names.map((name) => `require.resolve('@cornerstonejs/${name}')`).join(';');
    expect(() => execFileSync(process.execPath, ['-e', script])).not.toThrow();
  });
});
