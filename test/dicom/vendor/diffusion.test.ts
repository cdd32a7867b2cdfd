import { describe, expect, it } from 'vitest';
import {
  dataset,
  type PrivateElement,
  privateBlock,
  type Dataset as Written,
  type Element as WrittenElement,
} from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import { type Diffusion, readDiffusion, readEnhancedDiffusion } from '../../../src/dicom/vendor/diffusion.js';
import { read } from '../bytes.js';

const block = (creator: string, group: number, elements: readonly PrivateElement[]): Written =>
  privateBlock({ group, creator, block: 0x11 }, elements);

const SIEMENS = block('SIEMENS MR HEADER', 0x0019, [
  { offset: 0x0c, vr: 'IS', value: 1000 },
  { offset: 0x0e, vr: 'FD', value: [0.5, -0.5, 0.25] },
]);
const GE = [
  ...block('GEMS_ACQU_01', 0x0019, [
    { offset: 0xbb, vr: 'DS', value: 0.5 },
    { offset: 0xbc, vr: 'DS', value: -0.5 },
    { offset: 0xbd, vr: 'DS', value: 0.25 },
  ]),
  ...block('GEMS_PARM_01', 0x0043, [{ offset: 0x39, vr: 'IS', value: [1000001000, 8, 0, 0] }]),
];
const PHILIPS = [
  ...block('Philips Imaging DD 001', 0x2001, [{ offset: 0x03, vr: 'FL', value: 1000 }]),
  ...block('Philips MR Imaging DD 001', 0x2005, [
    { offset: 0xb0, vr: 'FL', value: 0.5 },
    { offset: 0xb1, vr: 'FL', value: -0.5 },
    { offset: 0xb2, vr: 'FL', value: 0.25 },
  ]),
];
const UIH = block('Image Private Header', 0x0065, [
  { offset: 0x09, vr: 'FD', value: 1000 },
  { offset: 0x37, vr: 'FD', value: [0.5, -0.5, 0.25] },
]);
const bValue = (value: number): WrittenElement => ({ tag: 0x00189087, vr: 'FD', value });
const orientation = (value: readonly number[]): WrittenElement => ({ tag: 0x00189089, vr: 'FD', value });
const WEIGHTED = { bValue: 1000, direction: [0.5, -0.5, 0.25] };

const { implicitLittleEndian, explicitLittleEndian, explicitBigEndian } = TRANSFER_SYNTAX;

function diffusionOf(
  elements: Written,
  transferSyntax: string = explicitLittleEndian,
): Diffusion | undefined {
  return readDiffusion(read(writePart10(dataset({ Modality: 'MR' }, elements), { transferSyntax })).dataset);
}

describe('the diffusion weighting of a classic image', () => {
  const vendors = [
    ['Siemens', SIEMENS],
    ['GE', GE],
    ['Philips', PHILIPS],
    ['United Imaging', UIH],
  ] as const;

  it.each(vendors)('of %s stands in its private block, whatever the encoding', (_, elements) => {
    for (const syntax of [explicitLittleEndian, implicitLittleEndian, explicitBigEndian]) {
      expect(diffusionOf(elements, syntax), syntax).toEqual(WEIGHTED);
    }
    expect(diffusionOf(elements.map((each) => ({ ...each, asUN: true })))).toEqual(WEIGHTED);
  });

  it('stands in the standard’s attributes before all', () => {
    const standard = [bValue(700), orientation([1, 0, 0]), ...SIEMENS];
    expect(diffusionOf(standard)).toEqual({ bValue: 700, direction: [1, 0, 0] });
  });

  it('has no direction where none was applied', () => {
    expect(diffusionOf(SIEMENS.slice(0, 2))).toEqual({ bValue: 1000, direction: undefined });
    expect(diffusionOf(GE.slice(-2))).toEqual({ bValue: 1000, direction: undefined });
  });

  it('is absent where nothing says so, or what is said is no number', () => {
    expect(diffusionOf([])).toBeUndefined();
    expect(
      diffusionOf(block('SIEMENS MR HEADER', 0x0019, [{ offset: 0x0c, vr: 'IS', value: 'x' }])),
    ).toBeUndefined();
    expect(
      diffusionOf(block('SOMEONE ELSE', 0x0019, [{ offset: 0x0c, vr: 'IS', value: 5 }])),
    ).toBeUndefined();
  });
});

describe('the diffusion weighting of a frame', () => {
  it('stands in the MR diffusion macro', () => {
    const macro = (elements: Written): Diffusion =>
      readEnhancedDiffusion(read(writePart10(dataset({ Modality: 'MR' }, elements))).dataset);
    const gradient: WrittenElement = {
      tag: 0x00189076,
      vr: 'SQ',
      value: { items: [[orientation([0, 1, 0])]] },
    };
    expect(macro([bValue(800), gradient])).toEqual({ bValue: 800, direction: [0, 1, 0] });
    expect(macro([bValue(0)])).toEqual({ bValue: 0, direction: undefined });
    expect(macro([])).toEqual({ bValue: undefined, direction: undefined });
  });
});
