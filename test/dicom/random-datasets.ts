import fc from 'fast-check';
import type { Dataset as WrittenDataset, Element as WrittenElement } from '../../fixtures/writer/element.js';
import { type Part10Options, TRANSFER_SYNTAX } from '../../fixtures/writer/part10.js';
import type { VR } from '../../fixtures/writer/vr.js';
import { DICTIONARY } from '../../src/generated/dictionary.js';

/** Random data sets for the fixtures' writer, which shares no code with the reader. */

const TEXT_VRS = ['AE', 'AS', 'CS', 'DA', 'DT', 'LO', 'PN', 'SH', 'TM', 'UC', 'UI'] as const;
const LONG_TEXT_VRS = ['LT', 'ST', 'UR', 'UT'] as const;

/** Left out: what rules over other elements, file meta information, and the pixel data, which ends a header. */
const EXCLUDED = new Set([0x00080005, 0x00280103]);

/** Tags of PS3.6 by their VR, where it has one: what an implicit reader finds must be what was written. */
const TAGS_BY_VR = new Map<string, number[]>();
for (const row of DICTIONARY.trim().split('\n')) {
  const [hex = '', , vr = ''] = row.split('\t');
  const tag = Number.parseInt(hex, 16);
  const group = tag >>> 16;
  if (hex.includes('x') || group < 0x0008 || group > 0x7000 || EXCLUDED.has(tag) || (tag & 0xffff) === 0)
    continue;
  TAGS_BY_VR.set(vr, [...(TAGS_BY_VR.get(vr) ?? []), tag]);
}

const words = fc.stringMatching(/^[A-Za-z0-9^.-]{1,12}$/);
const texts = fc.array(words, { maxLength: 3 });

function bytesOfWords(size: number): fc.Arbitrary<Uint8Array> {
  return fc
    .integer({ min: 0, max: 6 })
    .chain((n) => fc.uint8Array({ minLength: n * size, maxLength: n * size }));
}

const numbers = (each: fc.Arbitrary<number>): fc.Arbitrary<number[]> => fc.array(each, { maxLength: 4 });

const VALUES: Partial<Record<VR, fc.Arbitrary<WrittenElement['value']>>> = {
  ...Object.fromEntries(TEXT_VRS.map((vr) => [vr, texts])),
  ...Object.fromEntries(LONG_TEXT_VRS.map((vr) => [vr, words])),
  DS: numbers(fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 1000)),
  IS: numbers(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  US: numbers(fc.nat(0xffff)),
  SS: numbers(fc.integer({ min: -32768, max: 32767 })),
  UL: numbers(fc.nat(0xffffffff)),
  SL: numbers(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  FL: numbers(fc.float({ noNaN: true })),
  FD: numbers(fc.double({ noNaN: true })),
  AT: numbers(fc.nat(0xffffffff)),
  OB: bytesOfWords(2),
  OW: bytesOfWords(2),
  OF: bytesOfWords(4),
  OL: bytesOfWords(4),
  OD: bytesOfWords(8),
  OV: bytesOfWords(8),
};

const plainVrs = (Object.keys(VALUES) as VR[]).filter((vr) => (TAGS_BY_VR.get(vr)?.length ?? 0) > 0);

/** Random values of a VR; undefined for sequences. */
export function valuesOf(vr: VR): fc.Arbitrary<WrittenElement['value']> | undefined {
  return VALUES[vr];
}

function tagOf(vr: string): fc.Arbitrary<number> {
  return fc.constantFrom(...(TAGS_BY_VR.get(vr) ?? []));
}

/** An element that is no sequence. */
export const plainElement: fc.Arbitrary<WrittenElement> = fc
  .constantFrom(...plainVrs)
  .chain((vr) => fc.record({ tag: tagOf(vr), vr: fc.constant(vr), value: VALUES[vr] ?? fc.constant('') }));

function sequenceElement(depth: number): fc.Arbitrary<WrittenElement> {
  return fc.record(
    {
      tag: tagOf('SQ'),
      vr: fc.constant('SQ' as const),
      value: fc.array(datasetOf(depth - 1, 4), { maxLength: 3 }).map((items) => ({ items })),
      asUN: fc.boolean(),
      lengths: fc.constantFrom('defined' as const, 'undefined' as const),
    },
    { requiredKeys: ['tag', 'vr', 'value'] },
  );
}

function datasetOf(depth: number, maxLength: number): fc.Arbitrary<WrittenDataset> {
  const element =
    depth === 0
      ? plainElement
      : fc.oneof({ weight: 4, arbitrary: plainElement }, { weight: 1, arbitrary: sequenceElement(depth) });
  return fc
    .uniqueArray(element, { selector: ({ tag }) => tag, maxLength })
    .map((elements) => [...elements].sort((a, b) => a.tag - b.tag));
}

/** Data sets of up to 13 elements with items down to three levels; SOP Class UID first, so that none is empty. */
export const datasets: fc.Arbitrary<WrittenDataset> = datasetOf(3, 12).map((elements) => [
  { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.4' },
  ...elements.filter(({ tag }) => tag > 0x00080016),
]);

/** Every encoding that the writer knows. */
export const encodings: fc.Arbitrary<Part10Options> = fc.record({
  transferSyntax: fc.constantFrom(
    TRANSFER_SYNTAX.implicitLittleEndian,
    TRANSFER_SYNTAX.explicitLittleEndian,
    TRANSFER_SYNTAX.explicitBigEndian,
    TRANSFER_SYNTAX.deflatedExplicitLittleEndian,
  ),
  lengths: fc.constantFrom('defined', 'undefined'),
  groupLengths: fc.boolean(),
  preamble: fc.boolean(),
});

/** {@link encodings} without deflation, where a file's bytes are its elements. */
export const plainEncodings = encodings.filter(
  ({ transferSyntax }) => transferSyntax !== TRANSFER_SYNTAX.deflatedExplicitLittleEndian,
);
