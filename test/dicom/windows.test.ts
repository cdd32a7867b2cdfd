import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRANSFER_SYNTAX, writePart10 } from '../../fixtures/writer/part10.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import type { Coding } from '../../src/dicom/coding.js';
import { ElementIndex } from '../../src/dicom/element-index.js';
import { HeaderWindow } from '../../src/dicom/header-window.js';
import { ElementParser } from '../../src/dicom/parse.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { FileSource } from '../../src/io/file-source.js';
import { bytesOf, explicit, file, item, read, ShortReads, SparseSource, UNDEFINED } from './bytes.js';
import { datasets, plainEncodings } from './random-datasets.js';

interface Parsed {
  readonly rows: number[][];
  /** The bytes of each value that is in memory, undefined where it was left out. */
  readonly values: (string | undefined)[];
}

/** Parses bare elements through windows whose first one ends after `step` bytes. */
function parse(
  bytes: Buffer,
  coding: Coding,
  how: { step?: number; most?: number; deferBytes?: number } = {},
): Parsed {
  const source = how.most === undefined ? new MemorySource(bytes) : new ShortReads(bytes, how.most);
  const window = new HeaderWindow(source, undefined, how.step);
  const parser = new ElementParser(window, new ElementIndex());
  parser.parseTopLevel({ coding, ...(how.deferBytes !== undefined && { deferBytes: how.deferBytes }) });
  const { index } = parser;
  const rows: number[][] = [];
  const values: (string | undefined)[] = [];
  for (let at = 0; at < index.size; at++) {
    const column = [index.tags, index.vrs, index.heads, index.files, index.lengths, index.ends];
    rows.push([...column.map((each) => each[at] ?? -1), (index.flags[at] ?? 0) & ~4]);
    const start = index.values[at] ?? -1;
    const { bytes: memory } = window;
    values.push(
      start < 0
        ? undefined
        : Buffer.from(memory.subarray(start, start + (index.lengths[at] ?? 0))).toString('hex'),
    );
  }
  return { rows, values };
}

function expectSame(part: Parsed, whole: Parsed, bytes: Buffer): void {
  expect(part.rows).toEqual(whole.rows);
  for (const [i, value] of part.values.entries()) {
    const [, , , start = 0, length = 0] = whole.rows[i] ?? [];
    // A sequence is no value: parts of it may have been left out of memory.
    const isLeaf = (whole.rows[i]?.[5] ?? 0) === i + 1;
    if (value !== undefined && isLeaf)
      expect(value).toBe(bytes.subarray(start, start + length).toString('hex'));
  }
}

const codingOf = (transferSyntax: string | undefined): Coding => ({
  explicit: transferSyntax !== TRANSFER_SYNTAX.implicitLittleEndian,
  littleEndian: transferSyntax !== TRANSFER_SYNTAX.explicitBigEndian,
});

const pixelData = { tag: 0x7fe00010, vr: 'OW' as const, value: new Uint8Array(40).fill(9) };

describe('the windows through which a header is read', () => {
  it('give the same index wherever the first of them ends, and whatever is left out of memory', () => {
    fc.assert(
      fc.property(datasets, plainEncodings, fc.nat(), fc.nat(40), (written, options, place, deferBytes) => {
        const bytes = writePart10([...written, pixelData], { ...options, meta: false });
        const coding = codingOf(options.transferSyntax);
        const whole = parse(bytes, coding);
        const step = 1 + (place % bytes.length);
        expectSame(parse(bytes, coding, { step }), whole, bytes);
        expectSame(parse(bytes, coding, { step, deferBytes }), whole, bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('give the same index for every end of the first of them', () => {
    const inner = [
      { tag: 0x00081155, vr: 'UI' as const, value: '1.2.3' },
      { tag: 0x00880200, vr: 'SQ' as const, value: { items: [[pixelData]] } },
    ];
    const bytes = writePart10(
      [
        { tag: 0x00081115, vr: 'SQ', value: { items: [inner, inner] }, lengths: 'undefined' },
        { tag: 0x00091010, vr: 'SQ', value: { items: [inner] }, asUN: true },
        { tag: 0x00100010, vr: 'PN', value: 'A^B' },
        pixelData,
      ],
      { meta: false },
    );
    const coding = codingOf(undefined);
    const whole = parse(bytes, coding);
    for (let step = 1; step <= bytes.length; step++) {
      expectSame(parse(bytes, coding, { step }), whole, bytes);
      expectSame(parse(bytes, coding, { step, deferBytes: 4 }), whole, bytes);
    }
  });

  it('give the same file when each read brings a few bytes only', () => {
    fc.assert(
      fc.property(datasets, plainEncodings, fc.integer({ min: 1, max: 9 }), (written, options, most) => {
        const bytes = writePart10([...written, pixelData], options);
        const short = readPart10(new ShortReads(bytes, most), { toEnd: true });
        const whole = read(bytes, { toEnd: true });
        expect(short.pixelData).toEqual(whole.pixelData);
        expect(short.dataset.elements().map((each) => [each.tag, each.bytes])).toEqual(
          whole.dataset.elements().map((each) => [each.tag, each.bytes]),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('large values', () => {
  const MiB = 1024 * 1024;
  const large = Buffer.alloc(MiB, 7);

  it('are left out of memory, and what follows them is read', () => {
    const bytes = file([
      explicit(0x00091010, 'OB', large),
      explicit(0x00100010, 'PN', 'A^B '),
      explicit(0x00111010, 'OB', large),
      explicit(0x00280010, 'US', Uint8Array.of(4, 1)),
    ]);
    const source = new ShortReads(bytes);
    const { dataset } = readPart10(source);
    expect(dataset.element(0x00091010)).toMatchObject({ deferred: true, length: MiB });
    expect(dataset.element(0x00091010)?.value()).toEqual({ kind: 'deferred', length: MiB });
    expect(dataset.element(0x00091010)?.bytes).toHaveLength(0);
    expect(dataset.string('PatientName')).toBe('A^B');
    expect(dataset.number('Rows')).toBe(260);
    expect(source.given).toBeLessThan(300_000);
  });

  it.each(['defined', 'undefined'] as const)('are left out of items of %s length, too', (kind) => {
    const content = item([explicit(0x00091010, 'OB', large), explicit(0x00100010, 'PN', 'A^B ')], kind);
    const sequence = explicit(0x00081140, 'SQ', content);
    const { dataset } = read(file([sequence, explicit(0x00280010, 'US', Uint8Array.of(4, 1))]));
    const [first] = dataset.sequence('ReferencedImageSequence');
    expect(first?.element(0x00091010)?.deferred).toBe(true);
    expect(first?.string('PatientName')).toBe('A^B');
    expect(dataset.get('ReferencedImageSequence')?.length).toBe(content.length);
    expect(dataset.number('Rows')).toBe(260);
  });

  it('make a header of many megabytes no larger in memory than its small elements', () => {
    const parts = Array.from({ length: 20 }, (_, i) => explicit(0x00091000 + i, 'OB', large));
    const source = new ShortReads(file([...parts, explicit(0x00100010, 'PN', 'A^B ')]));
    expect(readPart10(source).dataset.string('PatientName')).toBe('A^B');
    expect(source.given).toBeLessThan(20 * 140_000);
  });
});

describe('files of gigabytes', () => {
  const GiB = 2 ** 30;
  const header = file([explicit(0x00080060, 'CS', 'CT'), explicit(0x7fe00010, 'OW', '', 3 * GiB)]);

  it('are read up to their native pixel data', () => {
    const source = new SparseSource(header.length + 3 * GiB, [{ at: 0, bytes: header }]);
    const { pixelData, dataset } = readPart10(source);
    expect(pixelData).toMatchObject({ offset: header.length, length: 3 * GiB, encapsulated: false });
    expect(dataset.string('Modality')).toBe('CT');
    expect(source.given).toBeLessThan(100_000);
  });

  it('are read from a disk, sparse as they may be', () => {
    const folder = mkdtempSync(join(tmpdir(), 'corelab-'));
    const path = join(folder, 'large.dcm');
    try {
      writeFileSync(path, header);
      truncateSync(path, header.length + 3 * GiB);
      const source = new FileSource(Buffer.from(path));
      expect(readPart10(source).pixelData).toMatchObject({ offset: header.length, length: 3 * GiB });
      source.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are read beyond it when asked for', () => {
    const after = explicit(0xfffcfffc, 'OB', 'ab');
    const end = header.length + 3 * GiB;
    const places = [
      { at: 0, bytes: header },
      { at: end, bytes: after },
    ];
    const source = new SparseSource(end + after.length, places);
    const { dataset } = readPart10(source, { toEnd: true });
    expect(dataset.element(0xfffcfffc)?.bytes).toEqual(bytesOf('ab'));
    expect(source.given).toBeLessThan(200_000);
  });

  it('are refused when a byte of the pixel data is missing', () => {
    const source = new SparseSource(header.length + 3 * GiB - 1, [{ at: 0, bytes: header }]);
    expect(() => readPart10(source)).toThrow(expect.objectContaining({ code: 'truncated-pixel-data' }));
  });

  it('are followed through fragments of 2 GiB, and refused where the last of them passes the end', () => {
    const start = file([explicit(0x7fe00010, 'OB', '', UNDEFINED), item('')], '1.2.840.10008.1.2.4.90');
    const fragment = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0x80]);
    const delimiter = Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
    const second = start.length + 8 + 2 * GiB;
    const end = second + 8 + 2 * GiB;
    const places = [
      { at: 0, bytes: start },
      { at: start.length, bytes: fragment },
      { at: second, bytes: fragment },
      { at: end, bytes: delimiter },
    ];
    const tail = explicit(0xfffcfffc, 'OB', 'ab');
    const whole = new SparseSource(end + 8 + tail.length, [...places, { at: end + 8, bytes: tail }]);
    expect(readPart10(whole).pixelData?.encapsulated).toBe(true);
    const { dataset } = readPart10(whole, { toEnd: true });
    expect(dataset.element(0x7fe00010)?.length).toBe(end - start.length + 8);
    expect(dataset.element(0xfffcfffc)?.length).toBe(2);
    expect(whole.given).toBeLessThan(400_000);
    const cut = new SparseSource(end - 2, places.slice(0, 3));
    expect(() => readPart10(cut)).toThrow(expect.objectContaining({ code: 'truncated-pixel-data' }));
  });
});
