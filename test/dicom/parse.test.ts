import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/dicom/dataset.js';
import { HeaderWindow } from '../../src/dicom/header-window.js';
import { ElementParser } from '../../src/dicom/parse.js';
import {
  codeOf,
  explicit,
  file,
  head,
  ITEM_END,
  implicit,
  item,
  read,
  SEQUENCE_END,
  ShortReads,
  UNDEFINED,
} from './bytes.js';

const IMPLICIT = '1.2.840.10008.1.2';
const start = explicit(0x00080060, 'CS', 'MR');
const rows = explicit(0x00280010, 'US', Uint8Array.of(4, 1));
const uid = explicit(0x00081155, 'UI', '1.2.3 ');
const SEQUENCE = 0x00081140;

/** Top-level tags in hexadecimal. */
const tagsOf = (ds: Dataset): string[] => ds.elements().map(({ tag }) => tag.toString(16).padStart(8, '0'));

const dataSet = (...parts: Buffer[]): Dataset => read(file(parts)).dataset;
const code = (...parts: Buffer[]): string => codeOf(() => read(file(parts)));

describe('a sequence', () => {
  const closed = [item(uid), item(''), item(uid)];

  it.each([
    ['defined lengths', explicit(SEQUENCE, 'SQ', closed)],
    ['an undefined length', Buffer.concat([explicit(SEQUENCE, 'SQ', closed, UNDEFINED), SEQUENCE_END])],
    [
      'items of undefined length',
      explicit(
        SEQUENCE,
        'SQ',
        closed.map((each) => item(each.subarray(8), 'undefined')),
      ),
    ],
    [
      'a stray delimiter in an item of defined length',
      explicit(SEQUENCE, 'SQ', [item([uid, ITEM_END]), ...closed.slice(1)]),
    ],
    ['a stray delimiter at its end', explicit(SEQUENCE, 'SQ', [...closed, SEQUENCE_END])],
    [
      'a stray delimiter between its items',
      explicit(SEQUENCE, 'SQ', [item(uid), ITEM_END, ...closed.slice(1)]),
    ],
  ])('is read with %s', (_, sequence) => {
    const ds = dataSet(start, sequence, rows);
    expect(tagsOf(ds)).toEqual(['00080060', '00081140', '00280010']);
    expect(
      ds.sequence('ReferencedImageSequence').map((each) => each.string('ReferencedSOPInstanceUID')),
    ).toEqual(['1.2.3', undefined, '1.2.3']);
    expect(ds.number('Rows')).toBe(260);
  });

  it('in implicit VR is told by the dictionary, a private one by its items', () => {
    const content = item(implicit(0x00081155, '1.2.3 '));
    const { dataset } = read(
      file(
        [
          implicit(SEQUENCE, content),
          implicit(0x00091001, content),
          implicit(0x00091002, [content, SEQUENCE_END], UNDEFINED),
        ],
        IMPLICIT,
      ),
    );
    for (const tag of [SEQUENCE, 0x00091001, 0x00091002]) {
      const element = dataset.element(tag);
      const items = element ? dataset.items(element) : [];
      expect(items.map((each) => each.string('ReferencedSOPInstanceUID'))).toEqual(['1.2.3']);
    }
  });

  it('in explicit VR may hold elements without a VR, as vendors copy them', () => {
    const ds = dataSet(start, explicit(SEQUENCE, 'SQ', item([implicit(0x00081155, '1.2.3 ')])), rows);
    expect(ds.at('ReferencedImageSequence[0].ReferencedSOPInstanceUID')?.strings()).toEqual(['1.2.3']);
  });

  it('may hold an icon whose pixel data is encapsulated', () => {
    const icon = item([explicit(0x7fe00010, 'OB', [item(''), item('abcd'), SEQUENCE_END], UNDEFINED)]);
    const ds = dataSet(start, explicit(0x00880200, 'SQ', icon), explicit(0x00880904, 'LO', 'after '));
    const pixels = ds.at('IconImageSequence[0].PixelData');
    expect(pixels).toMatchObject({ deferred: true, length: 20 });
    expect(ds.string('TopicTitle')).toBe('after');
  });

  it('may hold an icon with native pixel data, which does not end the header', () => {
    const icon = item(explicit(0x7fe00010, 'OW', 'abcd'));
    const ds = dataSet(start, explicit(0x00880200, 'SQ', icon), explicit(0x00880904, 'LO', 'after '));
    expect(ds.at('IconImageSequence[0].PixelData')?.bytes).toEqual(Buffer.from('abcd'));
    expect(ds.string('TopicTitle')).toBe('after');
  });

  it.each([
    ['has something else than items', explicit(SEQUENCE, 'SQ', uid), 'damaged-sequence'],
    [
      'ends inside an item’s head',
      explicit(SEQUENCE, 'SQ', [item(''), Buffer.from('fffe00e0', 'hex')]),
      'damaged-sequence',
    ],
    ['is passed by an item', explicit(SEQUENCE, 'SQ', [head(0xfffee000, 30), uid]), 'damaged-length'],
    [
      'holds an item that ends inside an element’s head',
      explicit(SEQUENCE, 'SQ', item(uid.subarray(0, 4))),
      'damaged-sequence',
    ],
    [
      'holds an item that ends inside a value',
      explicit(SEQUENCE, 'SQ', item(uid.subarray(0, 10))),
      'damaged-length',
    ],
    ['holds an item in an item', explicit(SEQUENCE, 'SQ', item(item(uid))), 'damaged-sequence'],
    [
      'ends in an item that does not',
      explicit(SEQUENCE, 'SQ', [head(0xfffee000, UNDEFINED), SEQUENCE_END], UNDEFINED),
      'damaged-sequence',
    ],
    [
      'holds fragments that pass it',
      explicit(SEQUENCE, 'SQ', item([explicit(0x7fe00010, 'OB', item(''), UNDEFINED)])),
      'damaged-sequence',
    ],
    [
      'holds a sequence that passes it',
      explicit(SEQUENCE, 'SQ', item([explicit(0x00081199, 'SQ', '', UNDEFINED)])),
      'damaged-sequence',
    ],
  ])('is refused when it %s', (_, sequence, expected) => {
    expect(code(start, sequence, SEQUENCE_END, rows, rows, rows, rows)).toBe(expected);
  });

  it.each([
    ['sequence', [explicit(SEQUENCE, 'SQ', item(uid), UNDEFINED)]],
    ['item', [explicit(SEQUENCE, 'SQ', [head(0xfffee000, UNDEFINED), uid], UNDEFINED)]],
    ['head', [explicit(SEQUENCE, 'SQ', [item(uid), SEQUENCE_END.subarray(0, 5)], UNDEFINED)]],
  ])('is refused when the file ends in its %s', (_, parts) => {
    expect(code(start, ...parts)).toBe('truncated-header');
  });
});

describe('the top level', () => {
  it('passes over delimiters that delimit nothing', () => {
    expect(tagsOf(dataSet(start, ITEM_END, SEQUENCE_END, rows))).toEqual(['00080060', '00280010']);
  });

  it('holds no items', () => {
    expect(code(start, item(uid), rows)).toBe('damaged-sequence');
    expect(code(start, head(0xfffee0dd, 4), rows)).toBe('damaged-sequence');
  });

  it('keeps group lengths, odd lengths and elements of no length', () => {
    const ds = dataSet(
      explicit(0x00080000, 'UL', Uint8Array.of(9, 0, 0, 0)),
      explicit(0x00080060, 'CS', 'MRI'),
      explicit(0x00100010, 'PN'),
    );
    expect(tagsOf(ds)).toEqual(['00080000', '00080060', '00100010']);
    expect(ds.string('Modality')).toBe('MRI');
    expect(ds.get('PatientName')?.length).toBe(0);
    expect(ds.string('PatientName')).toBeUndefined();
  });

  it.each([1, 7, 8, 9, 2048])('ends where %i zeros pad the file', (count) => {
    const { dataset, notes } = read(file([start, rows, Buffer.alloc(count)]));
    expect(tagsOf(dataset)).toEqual(['00080060', '00280010']);
    expect(notes).toEqual(['trailing-zeros']);
  });

  it('does not end where zeros stand between elements', () => {
    expect(code(start, Buffer.alloc(64), rows)).toBe('damaged-length');
    expect(code(start, Buffer.alloc(1_000_000), Buffer.of(1))).toBe('damaged-length');
  });

  it('is cut where fewer bytes than a head are left', () => {
    expect(code(start, rows.subarray(0, 7))).toBe('truncated-header');
    expect(code(start, explicit(0x00091001, 'OB').subarray(0, 11))).toBe('truncated-header');
    expect(code(start, rows.subarray(0, 9))).toBe('truncated-header');
  });

  it('has a VR of an edition to come in the long form, and its value is bytes', () => {
    const ds = dataSet(start, explicit(0x00091001, 'UN', 'abcd').fill('ZZ', 4, 6), rows);
    expect(tagsOf(ds)).toEqual(['00080060', '00091001', '00280010']);
    expect(ds.element(0x00091001)?.value()).toEqual({ kind: 'bytes', values: Buffer.from('abcd') });
  });

  it('refuses an undefined length of what is no sequence', () => {
    expect(code(start, explicit(0x00091001, 'UT', '', UNDEFINED), SEQUENCE_END)).toBe('damaged-length');
  });

  it('stops after the pixel data, and goes on when told to', () => {
    const pixels = explicit(0x7fe00010, 'OW', 'abcd');
    const bytes = file([start, pixels, explicit(0xfffcfffc, 'OB', 'ab')]);
    expect(tagsOf(read(bytes).dataset)).toEqual(['00080060', '7fe00010']);
    expect(tagsOf(read(bytes, { toEnd: true }).dataset)).toEqual(['00080060', '7fe00010', 'fffcfffc']);
  });

  it('stops before another group when it reads file meta information', () => {
    const parser = new ElementParser(
      new HeaderWindow(new ShortReads(Buffer.concat([explicit(0x00020010, 'UI', '1.'), start]))),
    );
    parser.parseTopLevel({ coding: { explicit: true, littleEndian: true }, onlyGroup: 2 });
    expect(parser.index.size).toBe(1);
    expect(parser.position).toBe(10);
  });
});

describe('an error', () => {
  it('names the element and where it stands, and no value', () => {
    const bytes = file([start, explicit(0x00100010, 'PN', 'Secret^Name', 500)]);
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({ code: 'truncated-header', tag: 0x00100010, offset: bytes.length - 11 }),
    );
    expect(() => read(bytes)).toThrow(/^the file ends inside the header$/);
  });
});
