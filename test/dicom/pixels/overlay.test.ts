import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX } from '../../../fixtures/writer/part10.js';
import { overlayBits, overlaysOf } from '../../../src/dicom/pixels/overlay.js';
import type { PixelHeader } from '../../../src/dicom/pixels/pixel-header.js';
import { faultOf, headerOf } from './meaning.js';

interface Given {
  readonly group?: number;
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: string;
  readonly origin?: readonly number[];
  readonly position?: number;
  readonly data?: Uint8Array;
  readonly vr?: 'OB' | 'OW';
}

function group(given: Given): Element[] {
  const { group: base = 0x6000, rows = 2, columns = 3, origin = [1, 1], vr = 'OW' } = given;
  const at = (element: number): number => base * 0x10000 + element;
  return [
    { tag: at(0x10), vr: 'US', value: rows },
    { tag: at(0x11), vr: 'US', value: columns },
    { tag: at(0x40), vr: 'CS', value: 'G' },
    { tag: at(0x50), vr: 'SS', value: origin },
    { tag: at(0x100), vr: 'US', value: given.position === undefined ? 1 : 16 },
    { tag: at(0x102), vr: 'US', value: given.position ?? 0 },
    ...(given.frames === undefined ? [] : [{ tag: at(0x15), vr: 'IS', value: given.frames } as Element]),
    ...(given.data === undefined ? [] : [{ tag: at(0x3000), vr, value: given.data } as Element]),
  ];
}

/** Bits packed from the least significant on, whole words. */
function packed(bits: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(2 * Math.ceil(bits.length / 16));
  for (const [i, bit] of bits.entries()) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (bit << (i & 7));
  return bytes;
}

function bitsOf(header: PixelHeader, frame = 0): number[] {
  const [overlay] = overlaysOf(header);
  if (!overlay) throw new RangeError('no overlay');
  return [...overlayBits(header, overlay, frame)];
}

describe('overlaysOf', () => {
  it('describes every group that there is', () => {
    const data = packed([1, 0, 1, 0, 1, 0]);
    const header = headerOf({}, [
      ...group({ group: 0x601e, data, origin: [-4, 700] }),
      ...group({ group: 0x6002, data: packed(Array(18).fill(1)), frames: '3' }),
      { tag: 0x60020051, vr: 'US', value: 2 },
      { tag: 0x60021500, vr: 'LO', value: 'ROI 1' },
      { tag: 0x60040040, vr: 'CS', value: 'G' }, // what is left of a group
    ]);
    const found = overlaysOf(header).map(({ bits, ...overlay }) => ({ ...overlay, kind: bits.kind }));
    const common = { rows: 2, columns: 3, type: 'G', subtype: '', description: '', kind: 'data' };
    expect(found).toEqual([
      { ...common, group: 0x6002, origin: [1, 1], frames: 3, firstImageFrame: 2, label: 'ROI 1' },
      { ...common, group: 0x601e, origin: [-4, 700], frames: 1, firstImageFrame: 1, label: '' },
    ]);
  });

  it('finds an overlay in the unused bits of the pixel data', () => {
    const header = headerOf({ BitsAllocated: 16, BitsStored: 12, HighBit: 11 }, group({ position: 15 }));
    expect(overlaysOf(header).map(({ bits }) => bits)).toEqual([{ kind: 'embedded', bitPosition: 15 }]);
    expect(faultOf(() => bitsOf(header))).toBe('overlay-damaged OverlayData');
  });

  it.each([
    ['a stored bit', { BitsAllocated: 16, BitsStored: 12, HighBit: 11 }, 11],
    ['a bit beyond the word', { BitsAllocated: 16, BitsStored: 12, HighBit: 11 }, 16],
    ['a bit of 8-bit pixels', { BitsAllocated: 8, BitsStored: 7, HighBit: 6 }, 7],
    ['a bit of pixels that are not described', {}, 15],
  ])('refuses an overlay in %s', (_, given, position) => {
    expect(faultOf(() => overlaysOf(headerOf(given, group({ position }))))).toBe(
      'overlay-damaged OverlayBitPosition',
    );
  });

  it.each([
    ['no rows', { rows: 0 }, 'OverlayRows'],
    ['no frames', { frames: '0' }, 'NumberOfFramesInOverlay'],
    ['too little data', { rows: 65535, columns: 65535 }, 'OverlayData'],
    ['more frames than data', { frames: '2147483647' }, 'OverlayData'],
    ['half an origin', { origin: [1] }, 'OverlayOrigin'],
  ])('refuses %s, and allocates nothing', (_, given, attribute) => {
    const elements = group({ data: new Uint8Array(2), ...given });
    expect(faultOf(() => overlaysOf(headerOf({}, elements)))).toBe(`overlay-damaged ${attribute}`);
  });
});

describe('overlayBits', () => {
  const shape = fc.record({
    ...{ rows: fc.integer({ min: 1, max: 9 }), columns: fc.integer({ min: 1, max: 9 }) },
    ...{ frames: fc.integer({ min: 1, max: 4 }), vr: fc.constantFrom('OB' as const, 'OW' as const) },
    ...{ bigEndian: fc.boolean(), seed: fc.nat() },
  });

  it('gives back the bits that were packed, frame by frame, whatever VR and byte order', () => {
    fc.assert(
      fc.property(shape, ({ rows, columns, frames, vr, bigEndian, seed }) => {
        const size = rows * columns;
        const bits = Array.from({ length: size * frames }, (_, i) => ((seed ^ (i * 2654435761)) >>> 7) & 1);
        const transferSyntax = bigEndian
          ? TRANSFER_SYNTAX.explicitBigEndian
          : TRANSFER_SYNTAX.explicitLittleEndian;
        const elements = group({ rows, columns, frames: String(frames), vr, data: packed(bits) });
        const header = headerOf({}, elements, { transferSyntax });
        for (let frame = 0; frame < frames; frame++) {
          expect(bitsOf(header, frame)).toEqual(bits.slice(frame * size, (frame + 1) * size));
        }
      }),
    );
  });

  it('takes data coded as UN for little endian in a big endian data set', () => {
    const bits = Array.from({ length: 6 }, (_, i) => i & 1);
    const elements = group({}).concat({ tag: 0x60003000, vr: 'UN', value: packed(bits) });
    const header = headerOf({}, elements, { transferSyntax: TRANSFER_SYNTAX.explicitBigEndian });
    expect(bitsOf(header)).toEqual(bits);
  });

  it('reads bits that were too many to keep in memory', () => {
    const data = new Uint8Array((2048 * 2048) / 8);
    data[data.length - 1] = 0x80;
    const bits = bitsOf(headerOf({}, group({ rows: 2048, columns: 2048, data })));
    expect([bits.length, bits.indexOf(1)]).toEqual([2048 * 2048, 2048 * 2048 - 1]);
  });

  it.each([-1, 1, 0.5])('has no frame %d of one', (frame) => {
    const header = headerOf({}, group({ data: packed([1, 1, 1, 1, 1, 1]) }));
    expect(faultOf(() => bitsOf(header, frame))).toBe('frame-out-of-range');
  });
});
