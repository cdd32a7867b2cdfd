import { describe, expect, it } from 'vitest';
import type { Element, Value } from '../../../fixtures/writer/element.js';
import type { VR } from '../../../fixtures/writer/vr.js';
import { applyPalette, readPalette } from '../../../src/dicom/pixels/palette.js';
import type { Samples } from '../../../src/dicom/pixels/samples.js';
import { errorOf, type Image, imageFile, SYNTAX } from './images.js';

const DESCRIPTORS = [0x00281101, 0x00281102, 0x00281103];
const TABLES = [0x00281201, 0x00281202, 0x00281203];
const SEGMENTED = [0x00281221, 0x00281222, 0x00281223];

interface Tables {
  readonly descriptor?: readonly number[];
  readonly descriptorVr?: 'US' | 'SS';
  readonly vr?: VR;
  readonly tags?: readonly number[];
}

/** The elements of a palette of three tables. */
function palette(tables: readonly Value[], given: Tables = {}): Element[] {
  const { descriptor = [3, 0, 16], descriptorVr = 'US', vr = 'OW', tags = TABLES } = given;
  return [
    ...DESCRIPTORS.map((tag): Element => ({ tag, vr: descriptorVr, value: descriptor })),
    ...tables.map((value, i): Element => ({ tag: tags[i] ?? 0, vr, value })),
  ];
}

const words = (...values: number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
const three = [words(1, 2, 3), words(11, 12, 13), words(1000, 2000, 3000)];
const read = (more: Element[], image: Image = {}) => readPalette(imageFile({ ...image, more }).dataset);
const errorWith = (...args: Parameters<typeof read>) => errorOf(() => read(...args));

function colours(more: Element[], values: Samples, image: Image = {}): number[] {
  const frame = { rows: 1, columns: values.length, samplesPerPixel: 1, values, photometric: 'PALETTE COLOR' };
  return [...applyPalette(frame, read(more, image)).values];
}

describe('a palette', () => {
  it('of 16 bits is words, in either order of bytes and as US or OW', () => {
    const expected = [1, 11, 1000, 3, 13, 3000];
    for (const syntax of [SYNTAX.little, SYNTAX.implicit, SYNTAX.big]) {
      expect(colours(palette(three), Uint8Array.of(0, 2), { syntax })).toEqual(expected);
      const asUS = [
        [1, 2, 3],
        [11, 12, 13],
        [1000, 2000, 3000],
      ];
      expect(colours(palette(asUS, { vr: 'US' }), Uint8Array.of(0, 2), { syntax })).toEqual(expected);
    }
  });

  it('coded as UN is little endian in any data set', () => {
    const descriptor = words(3, 0, 16);
    const more: Element[] = [
      ...DESCRIPTORS.map((tag): Element => ({ tag, vr: 'UN', value: descriptor })),
      ...TABLES.map((tag, i): Element => ({ tag, vr: 'UN', value: three[i] ?? '' })),
    ];
    for (const syntax of [SYNTAX.little, SYNTAX.big]) {
      expect(colours(more, Uint8Array.of(2), { syntax })).toEqual([3, 13, 3000]);
      // Each element is what it says of itself.
      const half = [...more.slice(0, 3), ...palette(three).slice(3)];
      expect(colours(half, Uint8Array.of(2), { syntax })).toEqual([3, 13, 3000]);
    }
  });

  it('of 8 bits is bytes, two in a word, and swapped with it; or words', () => {
    const bytes = [Buffer.of(1, 2, 3, 0), Buffer.of(11, 12, 13, 0), Buffer.of(21, 22, 23, 0)];
    const descriptor = [3, 0, 8];
    for (const syntax of [SYNTAX.little, SYNTAX.big]) {
      expect(colours(palette(bytes, { descriptor }), Uint8Array.of(1), { syntax })).toEqual([2, 12, 22]);
    }
    const inWords = [words(1, 2, 3), words(11, 12, 13), words(21, 22, 23)];
    expect(colours(palette(inWords, { descriptor }), Uint8Array.of(1))).toEqual([2, 12, 22]);
    expect(read(palette(inWords, { descriptor })).bits).toBe(8);
  });

  it('gives values outside it the first and the last entry', () => {
    const shifted = palette(three, { descriptor: [3, 100, 16] });
    expect(colours(shifted, Uint8Array.of(0, 100, 101, 102, 103)).filter((_, i) => i % 3 === 0)).toEqual([
      1, 1, 2, 3, 3,
    ]);
  });

  it('begins at a negative value where pixels are signed, however the descriptor is written', () => {
    const attributes = { PixelRepresentation: 1 };
    const values = Int16Array.of(-5, -2, -1, 0, 9);
    const expected = [1, 1, 2, 3, 3];
    for (const [descriptorVr, first] of [
      ['SS', -2],
      ['US', 65534],
    ] as const) {
      const more = palette(three, { descriptor: [3, first, 16], descriptorVr });
      expect(colours(more, values, { attributes }).filter((_, i) => i % 3 === 0)).toEqual(expected);
    }
  });

  it('begins at a large value where pixels have no sign', () => {
    const more = palette(three, { descriptor: [3, 40_000, 16] });
    expect(colours(more, Uint16Array.of(0, 40_001)).filter((_, i) => i % 3 === 0)).toEqual([1, 2]);
  });

  it('of 0 entries has 65536', () => {
    const table = words(...Array.from({ length: 65536 }, (_, i) => i));
    const all = palette([table, table, table], { descriptor: [0, 0, 16] });
    expect(colours(all, Uint16Array.of(65535))).toEqual([65535, 65535, 65535]);
  });

  it('may be segmented', () => {
    const segments = words(0, 1, 10, 1, 2, 30);
    const more = palette([segments, segments, segments], { tags: SEGMENTED });
    expect([...read(more).red]).toEqual([10, 20, 30]);
    const bytes = Buffer.of(0, 1, 10, 1, 2, 30);
    const of8 = palette([bytes, bytes, bytes], { tags: SEGMENTED, descriptor: [3, 0, 8] });
    expect([...read(of8).blue]).toEqual([10, 20, 30]);
  });

  it('that is not whole is refused', async () => {
    expect(await errorWith([])).toBe('missing-attribute RedPaletteColorLookupTableDescriptor');
    expect(await errorWith(palette([]))).toBe('missing-attribute RedPaletteColorLookupTableData');
    expect(await errorWith(palette([words(1, 2), words(1, 2), words(1, 2)]))).toBe('lut-damaged');
    expect(await errorWith(palette(three, { descriptor: [3, 0, 12] }))).toBe('lut-damaged');
    expect(await errorWith(palette(three, { descriptor: [3, 0] }))).toBe('lut-damaged');
    // 1000 does not fit in 8 bits.
    expect(await errorWith(palette(three, { descriptor: [3, 0, 8] }))).toBe('lut-damaged');
  });

  it('whose tables differ in length is refused', async () => {
    const more = palette(three);
    more[1] = { tag: 0x00281102, vr: 'US', value: [2, 0, 16] };
    expect(await errorWith(more)).toBe('lut-damaged');
  });

  it('is applied to pixels of one sample only', async () => {
    const frame = {
      rows: 1,
      columns: 1,
      samplesPerPixel: 3,
      values: Uint8Array.of(1, 2, 3),
      photometric: 'RGB',
    };
    expect(await errorOf(() => applyPalette(frame, read(palette(three))))).toBe('unsupported-photometric');
  });
});
