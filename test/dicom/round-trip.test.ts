import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset as WrittenDataset, Element as WrittenElement } from '../../fixtures/writer/element.js';
import { type Part10Options, TRANSFER_SYNTAX, writePart10 } from '../../fixtures/writer/part10.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import type { Element } from '../../src/dicom/element.js';
import { read } from './bytes.js';
import { datasets, encodings } from './random-datasets.js';

/** Bytes a word that big endian turns round. PS3.5 7.3. */
const WORD: Readonly<Record<string, number>> = { OW: 2, OF: 4, OL: 4, OD: 8, OV: 8 };

/** The value of an element as the writer was given it. */
function plainValue(element: Element, bigEndian: boolean): unknown {
  const value = element.value();
  if (value.kind !== 'bytes')
    return value.kind === 'sequence' || value.kind === 'deferred' ? value : value.values;
  const bytes = Buffer.from(value.values);
  const word = bigEndian ? (WORD[element.vrName] ?? 1) : 1;
  for (let at = 0; at < bytes.length; at += word) bytes.subarray(at, at + word).reverse();
  return bytes;
}

function writtenValue({ value }: WrittenElement): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value);
  return value === '' ? [] : typeof value === 'object' ? value : [value];
}

function expectEqual(ds: Dataset, written: WrittenDataset, options: Part10Options): void {
  const bigEndian = options.transferSyntax === TRANSFER_SYNTAX.explicitBigEndian;
  const elements = ds.elements().filter(({ tag }) => (tag & 0xffff) !== 0);
  expect(elements.map(({ tag }) => tag)).toEqual(written.map(({ tag }) => tag));
  for (const [i, source] of written.entries()) {
    const element = elements[i];
    if (!element) continue;
    expect(element.vrName).toBe(source.vr);
    if (typeof source.value === 'object' && 'items' in source.value) {
      const items = ds.items(element);
      expect(items).toHaveLength(source.value.items.length);
      const inner = source.asUN
        ? { ...options, transferSyntax: TRANSFER_SYNTAX.implicitLittleEndian }
        : options;
      const into = options.transferSyntax === TRANSFER_SYNTAX.implicitLittleEndian ? options : inner;
      for (const [j, content] of source.value.items.entries()) {
        const item = items[j];
        if (item) expectEqual(item, content, into);
      }
    } else {
      expect(plainValue(element, bigEndian)).toEqual(writtenValue(source));
      expect(element.firstString()).toBe(element.firstString() === '' ? '' : element.strings()[0]);
    }
  }
}

describe('what the fixtures’ writer wrote', () => {
  it('is read back equal: all VRs, nesting, both kinds of length, every encoding', () => {
    fc.assert(
      fc.property(datasets, encodings, (written, options) => {
        const { dataset, transferSyntax, notes } = read(writePart10(written, options));
        expect(transferSyntax.uid).toBe(options.transferSyntax);
        expect(notes).toEqual(options.preamble ? [] : ['no-preamble']);
        expectEqual(dataset, written, options);
      }),
      { numRuns: 300 },
    );
  });

  it('is read back equal without file meta information, the encoding recognised from the bytes', () => {
    const bare = datasets.filter((written) => written.length >= 3);
    const syntaxes = fc.constantFrom(
      TRANSFER_SYNTAX.implicitLittleEndian,
      TRANSFER_SYNTAX.explicitLittleEndian,
      TRANSFER_SYNTAX.explicitBigEndian,
    );
    fc.assert(
      fc.property(bare, syntaxes, (written, transferSyntax) => {
        const options = { transferSyntax, meta: false };
        const file = read(writePart10(written, options));
        expect(file.transferSyntax.uid).toBe(transferSyntax);
        expect(file.declaredTransferSyntax).toBe(false);
        expectEqual(file.dataset, written, options);
      }),
      { numRuns: 150 },
    );
  });
});
