import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../../fixtures/writer/element.js';
import { openFrames } from '../../../src/dicom/pixels/frame-reader.js';
import { overlaysOf } from '../../../src/dicom/pixels/overlay.js';
import { PixelHeader } from '../../../src/dicom/pixels/pixel-header.js';
import { embeddedOverlay, readOverlay } from '../../../src/dicom/pixels/read-overlay.js';
import { encodeRle } from './encode-rle.js';
import { errorOf, type Image, imageFile, SYNTAX } from './images.js';
import { faultOf, words } from './meaning.js';

/** 12 bits stored in 16, which leaves four for overlays. */
const TWELVE = { BitsStored: 12, HighBit: 11, PixelRepresentation: 1 } as const;

/** An overlay of 2 × 2 in a bit of the pixels. */
function embedded(position: number, ...more: readonly Element[]): Element[] {
  const plain: Element[] = [
    { tag: 0x60000010, vr: 'US', value: 2 },
    { tag: 0x60000011, vr: 'US', value: 2 },
    { tag: 0x60000050, vr: 'SS', value: [1, 1] },
    { tag: 0x60000100, vr: 'US', value: 16 },
    { tag: 0x60000102, vr: 'US', value: position },
  ];
  const tags = new Set(more.map(({ tag }) => tag));
  return [...plain.filter(({ tag }) => !tags.has(tag)), ...more];
}

async function read(image: Image, frame = 0): Promise<{ bits: number[]; values: number[] }> {
  const file = imageFile(image);
  const source = { header: new PixelHeader(file), frames: await openFrames(file) };
  const [overlay] = overlaysOf(source.header);
  if (!overlay) throw new RangeError('no overlay');
  const bits = [...readOverlay(source, overlay, frame)];
  return { bits, values: [...source.frames.frame(frame).values] };
}

const PIXELS = words(0x8001, 0x0ffe, 0x87ff, 0x0800);

describe('readOverlay', () => {
  it('takes an overlay out of native pixels, in either byte order, and leaves the pixels without it', async () => {
    const of = { attributes: TWELVE, more: embedded(15) };
    const expected = { bits: [1, 0, 1, 0], values: [1, -2, 2047, -2048] };
    expect(await read({ ...of, pixels: PIXELS })).toEqual(expected);
    const swapped = Buffer.from(PIXELS).swap16();
    expect(await read({ ...of, syntax: SYNTAX.big, pixels: swapped })).toEqual(expected);
  });

  it('takes it out of RLE, whatever words were coded', async () => {
    const four = fc.array(fc.nat(0xffff), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(four, fc.integer({ min: 12, max: 15 }), async (pixels, position) => {
        const fragments = [Buffer.alloc(0), encodeRle(Uint16Array.from(pixels))];
        const image = { syntax: SYNTAX.rle, attributes: TWELVE, more: embedded(position) };
        const { bits } = await read({ ...image, pixels: { fragments } });
        expect(bits).toEqual(pixels.map((word) => (word >> position) & 1));
      }),
      { numRuns: 30 },
    );
  });

  it('takes each frame’s from the frame of the image that it is for', async () => {
    const frames = [0, 0, 0, 0, 0x8000, 0, 0, 0, 0, 0x8000, 0, 0];
    const more = embedded(
      15,
      { tag: 0x60000015, vr: 'IS', value: '2' },
      { tag: 0x60000051, vr: 'US', value: 2 },
    );
    const attributes = { ...TWELVE, NumberOfFrames: '3' };
    const image = { attributes, more, pixels: words(...frames) };
    expect((await read(image, 0)).bits).toEqual([1, 0, 0, 0]);
    expect((await read(image, 1)).bits).toEqual([0, 1, 0, 0]);
    expect(await errorOf(() => read(image, 2))).toBe('frame-out-of-range 2');
    // The overlay has more frames than the image.
    expect(await errorOf(() => read({ ...image, attributes: TWELVE }, 0))).toBe('frame-out-of-range 1');
  });

  it('reads Overlay Data as it stands', async () => {
    const more = embedded(0, { tag: 0x60003000, vr: 'OW', value: Uint8Array.of(0b1010, 0) });
    expect((await read({ attributes: TWELVE, more, pixels: PIXELS })).bits).toEqual([0, 1, 0, 1]);
  });

  it.each([
    ['rows', { tag: 0x60000010, vr: 'US', value: 65535 }, 'OverlayRows'],
    ['columns', { tag: 0x60000011, vr: 'US', value: 1 }, 'OverlayColumns'],
    ['place', { tag: 0x60000050, vr: 'SS', value: [2, 1] }, 'OverlayOrigin'],
  ] as const)('refuses one in the pixels whose %s are not theirs', async (_, element, attribute) => {
    const image = { attributes: TWELVE, more: embedded(15, element), pixels: PIXELS };
    expect(await errorOf(() => read(image))).toBe(`overlay-damaged ${attribute}`);
  });
});

describe('the words of a frame', () => {
  it('are there of one sample of 16 bits that no codec has changed, and of nothing else', async () => {
    const wordsOf = async (image: Image) => (await openFrames(imageFile(image))).words(0);
    expect([...(await wordsOf({ attributes: TWELVE, pixels: PIXELS }))]).toEqual([32769, 4094, 34815, 2048]);
    const eight = { BitsAllocated: 8, BitsStored: 7, HighBit: 6 };
    const colours = { SamplesPerPixel: 3, PhotometricInterpretation: 'RGB' };
    const jpeg = { fragments: [Buffer.alloc(0), Buffer.of(0xff, 0xd8, 0xff, 0xd9)] };
    for (const image of [
      { attributes: eight, pixels: Buffer.alloc(4) },
      { attributes: colours, pixels: Buffer.alloc(24) },
      { syntax: SYNTAX.baseline, pixels: jpeg },
    ]) {
      expect(await errorOf(() => wordsOf(image))).toBe('unsupported-coding');
    }
    expect(await errorOf(() => wordsOf({ pixels: Buffer.alloc(6) }))).toBe('pixel-data-too-short 0');
  });
});

describe('embeddedOverlay', () => {
  it('takes one bit of each word', () => {
    expect([...embeddedOverlay(Uint16Array.of(0x8000, 0x7fff, 0xffff), 15)]).toEqual([1, 0, 1]);
    expect([...embeddedOverlay(Uint16Array.of(0x1000, 0xefff), 12)]).toEqual([1, 0]);
  });

  it('refuses a bit that a word does not have', () => {
    expect(faultOf(() => embeddedOverlay(new Uint16Array(1), 16))).toBe('overlay-damaged OverlayBitPosition');
  });
});
