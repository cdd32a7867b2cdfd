import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DicomError } from '../../../src/dicom/errors.js';
import { toRgb } from '../../../src/dicom/pixels/colour.js';
import { sampleCount } from '../../../src/dicom/pixels/description.js';
import { openFrames } from '../../../src/dicom/pixels/frame-reader.js';
import { PixelError } from '../../../src/dicom/pixels/pixel-error.js';
import { type Image, imageFile, SYNTAX } from './images.js';

const small = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.nat(0xffff));
const PHOTOMETRICS = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_RCT',
  'CMYK',
  'X',
];

const attributes = fc
  .record({
    Rows: small,
    Columns: small,
    NumberOfFrames: fc.constantFrom('', '1', '2', '3', '2147483647'),
    PhotometricInterpretation: fc.constantFrom(...PHOTOMETRICS),
    colour: fc.boolean(),
    BitsAllocated: fc.constantFrom(1, 1, 8, 8, 8, 12, 16, 16, 24, 32, 64),
    stored: fc.oneof(fc.constant(0), fc.nat(31)),
    above: fc.constantFrom(0, 0, 0, 1, 2, 3),
    PixelRepresentation: fc.nat(1),
    PlanarConfiguration: fc.constantFrom(0, 0, 0, 1, 1, 1, 2),
  })
  .map(({ colour, stored, above, ...rest }) => {
    const isColour = /^(RGB|YBR|CMYK)/.test(rest.PhotometricInterpretation) !== (colour && above === 3);
    const BitsStored = Math.max(1, rest.BitsAllocated - (stored % rest.BitsAllocated));
    return { ...rest, SamplesPerPixel: isColour ? 3 : 1, BitsStored, HighBit: BitsStored - 1 + (above % 2) };
  });

const bytes = fc.uint8Array({ maxLength: 400 });
const rleHeader = fc
  .tuple(fc.nat(6), fc.array(fc.oneof(fc.nat(200), fc.nat(0xffffffff)), { minLength: 15, maxLength: 15 }))
  .map(([count, starts]) => Buffer.from(Uint32Array.of(count, 64, ...starts.slice(1)).buffer));
const fragment = fc.oneof(
  bytes,
  fc.tuple(rleHeader, bytes).map((parts) => Buffer.concat(parts)),
  bytes.map((plain) => deflateRawSync(plain)),
  bytes.map((rest) => Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), rest])),
);
const table = fc.array(fc.oneof(fc.constant(0), fc.nat(500)), { maxLength: 4 });
const encapsulated = fc
  .tuple(table, fc.array(fragment, { maxLength: 4 }))
  .map(([entries, parts]) => ({ fragments: [Buffer.from(Uint32Array.from(entries).buffer), ...parts] }));

const NATIVE = fc.constantFrom(SYNTAX.little, SYNTAX.big, SYNTAX.ge);
const ENCAPSULATED = fc.constantFrom(SYNTAX.rle, SYNTAX.deflatedFrames, SYNTAX.uncompressed);
const pixelVr = fc.constantFrom('OB' as const, 'OW' as const);
const image: fc.Arbitrary<Image> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ syntax: NATIVE, attributes, pixels: bytes, pixelVr }) },
  { weight: 4, arbitrary: fc.record({ syntax: ENCAPSULATED, attributes, pixels: encapsulated }) },
  { weight: 1, arbitrary: fc.record({ syntax: NATIVE, attributes, pixels: encapsulated }) },
  { weight: 1, arbitrary: fc.record({ syntax: ENCAPSULATED, attributes, pixels: bytes }) },
);

/** Frames that were decoded, or the code of the typed error. */
async function decode(each: Image): Promise<number | string> {
  let decoded = 0;
  try {
    const file = imageFile(each);
    const { frameCount, description, frame } = await openFrames(file);
    for (let i = 0; i < Math.min(frameCount, 4); i++) {
      const one = frame(i);
      expect(one.values).toHaveLength(sampleCount(description));
      decoded++;
      if (description.samplesPerPixel === 3) expect(toRgb(one, file.dataset).photometric).toBe('RGB');
    }
    return decoded;
  } catch (error) {
    if (!(error instanceof PixelError) && !(error instanceof DicomError)) throw error;
    return decoded > 0 ? decoded : error.code;
  }
}

describe('any header over any bytes', () => {
  it('gives frames of the right size or a typed error, in little memory', async () => {
    const seen = new Map<string, number>();
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    await fc.assert(
      fc.asyncProperty(image, async (each) => {
        const result = await decode(each);
        const key = typeof result === 'number' ? 'decoded' : result;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }),
      { numRuns: 3000 },
    );
    expect(most).toBeLessThan(300e6);
    // The runs reach what they are meant to reach.
    expect(seen.get('decoded')).toBeGreaterThan(40);
    for (const code of [
      'pixel-data-too-short',
      'fragments-damaged',
      'codestream-damaged',
      'impossible-attribute',
    ]) {
      expect(seen.get(code), code).toBeGreaterThan(10);
    }
  });
});
