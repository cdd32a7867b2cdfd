import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../../fixtures/writer/element.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { DicomError } from '../../../src/dicom/errors.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { applyModality, modalityTransform } from '../../../src/dicom/pixels/modality.js';
import { overlayBits, overlaysOf } from '../../../src/dicom/pixels/overlay.js';
import { paddingMask } from '../../../src/dicom/pixels/padding.js';
import { PixelError } from '../../../src/dicom/pixels/pixel-error.js';
import { PixelHeader } from '../../../src/dicom/pixels/pixel-header.js';
import { applyRealWorld, chooseRealWorldMaps, realWorldMaps } from '../../../src/dicom/pixels/real-world.js';
import { written } from '../../study/build.js';
import { rowOf, words } from './meaning.js';

const LUT: Element[] = [
  { tag: 0x00283002, vr: 'US', value: [4, 2, 16] },
  { tag: 0x00283006, vr: 'OW', value: words(1, 2, 3, 4) },
];
const MAP = written(
  {
    MeasurementUnitsCodeSequence: [{ CodeValue: '1', CodingSchemeDesignator: 'UCUM', CodeMeaning: 'one' }],
    LUTLabel: 'A',
  },
  [
    { tag: 0x00409211, vr: 'US', value: 2 },
    { tag: 0x00409212, vr: 'FD', value: [1, 2] },
    { tag: 0x00409216, vr: 'US', value: 1 },
  ],
);
const OVERLAY: Element[] = [
  { tag: 0x60000010, vr: 'US', value: 3 },
  { tag: 0x60000011, vr: 'US', value: 5 },
  { tag: 0x60000015, vr: 'IS', value: '2' },
  { tag: 0x60000050, vr: 'SS', value: [1, 1] },
  { tag: 0x60003000, vr: 'OW', value: new Uint8Array(4) },
];

/** A file that has something of everything. */
const WHOLE = writePart10(
  written(
    {
      ...{ SOPInstanceUID: '2.25.1', Modality: 'PT', Units: 'BQML', PixelRepresentation: 0 },
      PerFrameFunctionalGroupsSequence: [
        { PixelValueTransformationSequence: [{ RescaleSlope: '2', RescaleIntercept: '1' }] },
        { FrameContentSequence: [] },
        { FrameContentSequence: [] },
      ],
    },
    [
      { tag: 0x00280120, vr: 'US', value: 7 },
      { tag: 0x00280121, vr: 'US', value: 9 },
      { tag: 0x00283000, vr: 'SQ', value: { items: [LUT] } },
      { tag: 0x00409096, vr: 'SQ', value: { items: [MAP] } },
      ...OVERLAY,
    ],
  ),
);

/** Asks for everything; gives how many answers came and how many typed errors. */
function askedAll(bytes: Uint8Array): { answers: number; errors: number } {
  const count = { answers: 0, errors: 0 };
  const ask = (work: () => unknown): void => {
    try {
      work();
      count.answers++;
    } catch (error) {
      if (!(error instanceof PixelError || error instanceof DicomError)) throw error;
      count.errors++;
    }
  };
  ask(() => {
    const header = new PixelHeader(readPart10(new MemorySource(bytes)));
    const frame = rowOf(Uint16Array.of(0, 1, 2, 7, 65535));
    for (const number of [0, 1, 2]) {
      ask(() => applyModality(frame, modalityTransform(header, number)));
      ask(() => applyRealWorld(frame, chooseRealWorldMaps(realWorldMaps(header, number))));
    }
    ask(() => paddingMask(frame, header));
    ask(() => overlaysOf(header).map((overlay) => overlayBits(header, overlay, overlay.frames - 1)));
  });
  return count;
}

describe('what pixels mean, in damaged headers', () => {
  it('answers everything of a whole one', () => {
    expect(askedAll(WHOLE)).toEqual({ answers: 9, errors: 0 });
  });

  it('gives an answer or a typed error, whatever bytes are changed or cut off', () => {
    const change = fc.tuple(
      fc.integer({ min: 132, max: WHOLE.length - 1 }),
      fc.integer({ min: 0, max: 255 }),
    );
    const damage = fc.tuple(
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 200, max: WHOLE.length }),
    );
    fc.assert(
      fc.property(damage, ([changes, length]) => {
        const bytes = Uint8Array.from(WHOLE.subarray(0, length));
        for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
        askedAll(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});
