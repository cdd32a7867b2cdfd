import { type DataSet, parseDicom } from 'dicom-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRANSFER_SYNTAX, writePart10 } from '../../fixtures/writer/part10.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import type { Element } from '../../src/dicom/element.js';
import { read } from './bytes.js';
import { datasets } from './random-datasets.js';

/** Tag, and where the value is in the file. */
type Row = readonly [tag: string, vr: string | undefined, offset: number, length: number, items: number];

const tagName = (tag: number): string => `x${tag.toString(16).padStart(8, '0')}`;

/** Values are views of the reader's own copy of the file, which begins with its first byte. */
function ourRow(ds: Dataset, element: Element): Row {
  const items = ds.items(element).length;
  return [tagName(element.tag), element.vrName, element.bytes.byteOffset, element.length, items];
}

function ourRows(ds: Dataset): Row[] {
  return ds.elements().flatMap((element) => [ourRow(ds, element), ...ds.items(element).flatMap(ourRows)]);
}

/** VRs by dicom-parser's tag names, which it needs to tell sequences in implicit files. */
function vrsOf(ds: Dataset): [string, string][] {
  return ds
    .elements()
    .flatMap((element) => [
      [tagName(element.tag), element.vrName] as [string, string],
      ...ds.items(element).flatMap(vrsOf),
    ]);
}

function peerRows(ds: DataSet): Row[] {
  return (
    Object.values(ds.elements)
      // It lists file meta information and the delimiters of items among the elements.
      .filter((each) => !/^x(0002|fffe)/.test(each.tag))
      .flatMap((each) => {
        const items = each.items ?? [];
        const row: Row = [each.tag, each.vr, each.dataOffset, each.length, items.length];
        return [row, ...items.flatMap((item) => (item.dataSet ? peerRows(item.dataSet) : []))];
      })
  );
}

/** It knows neither OV nor what stands in a sequence coded as UN. */
const known = datasets.filter((written) => !/"asUN":true|"vr":"OV"/.test(JSON.stringify(written)));

describe('dicom-parser', () => {
  it.each([
    ['explicit', TRANSFER_SYNTAX.explicitLittleEndian],
    ['implicit', TRANSFER_SYNTAX.implicitLittleEndian],
  ])(
    'finds the same elements at the same offsets with the same lengths in %s files',
    (kind, transferSyntax) => {
      fc.assert(
        fc.property(known, fc.constantFrom('defined' as const, 'undefined' as const), (written, lengths) => {
          const bytes = writePart10(written, { transferSyntax, lengths });
          const { dataset } = read(bytes);
          const vrs = new Map(vrsOf(dataset));
          const theirs = peerRows(parseDicom(bytes, { vrCallback: (tag) => vrs.get(tag) }));
          const ours = ourRows(dataset);
          const comparable = ([tag, vr, offset, length, items]: Row): unknown[] => [
            tag,
            kind === 'explicit' ? vr : undefined,
            offset,
            length,
            items,
          ];
          expect(ours.map(comparable)).toEqual(theirs.map(comparable));
        }),
        { numRuns: 200 },
      );
    },
  );
});
