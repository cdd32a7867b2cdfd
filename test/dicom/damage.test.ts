import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Part10Options, TRANSFER_SYNTAX, writePart10 } from '../../fixtures/writer/part10.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import { DICOM_ERROR_TEXTS, DicomError } from '../../src/dicom/errors.js';
import { type DicomFile, readPart10 } from '../../src/dicom/part10.js';
import { explicit, file, head, implicit, item, read, ShortReads, UNDEFINED } from './bytes.js';
import { datasets, encodings, plainEncodings } from './random-datasets.js';

/** No damage may cost more than this; a whole run of a property takes far less. */
const BOUND_MS = 2000;

/** What damaged bytes give: a file whose values can all be asked for, or a typed error; anything else fails the test. */
function readDamaged(bytes: Uint8Array): DicomFile | DicomError {
  const start = performance.now();
  try {
    const result = read(bytes, { toEnd: true });
    touchAll(result.meta);
    touchAll(result.dataset);
    return result;
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    expect(Object.keys(DICOM_ERROR_TEXTS)).toContain(error.code);
    expect(error.message).toBe(DICOM_ERROR_TEXTS[error.code]);
    return error;
  } finally {
    expect(performance.now() - start).toBeLessThan(BOUND_MS);
  }
}

/** Asks for every value of every level. */
function touchAll(ds: Dataset): void {
  for (const element of ds.elements()) {
    element.value();
    element.strings();
    element.numbers();
    element.firstString();
    for (const item of ds.items(element)) touchAll(item);
  }
}

/** Tag, length and first text of the top level, to compare readings by. */
function outline(result: DicomFile): unknown[] {
  return result.dataset.elements().map((each) => [each.tag, each.length, each.firstString()]);
}

const pixelData = { tag: 0x7fe00010, vr: 'OW' as const, value: new Uint8Array(40) };
const encapsulated = {
  tag: 0x7fe00010,
  vr: 'OB' as const,
  value: { fragments: [new Uint8Array(0), new Uint8Array(6).fill(7), new Uint8Array(10).fill(8)] },
};

describe('a file that is cut short', () => {
  it('gives a typed error or a shorter reading of the same elements, wherever it is cut', () => {
    fc.assert(
      fc.property(datasets, plainEncodings, fc.nat(), (written, options, place) => {
        const whole = writePart10([...written, pixelData], options);
        const result = readDamaged(whole.subarray(0, place % whole.length));
        if (result instanceof DicomError) return;
        const full = outline(read(whole));
        const seen = outline(result);
        expect(full.slice(0, seen.length)).toEqual(seen);
        expect(result.pixelData).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['native', pixelData, TRANSFER_SYNTAX.explicitLittleEndian],
    ['encapsulated', encapsulated, TRANSFER_SYNTAX.jpegBaseline],
  ])('never passes when it is cut in its %s pixel data', (_, pixels, transferSyntax) => {
    const sopClass = { tag: 0x00080016, vr: 'UI' as const, value: '1.2.840.10008.5.1.4.1.1.4' };
    const whole = writePart10([sopClass, pixels], { transferSyntax });
    expect(readDamaged(whole)).toMatchObject({ pixelData: { tag: 0x7fe00010 } });
    const valueAt = whole.lastIndexOf(Buffer.of(0xe0, 0x7f, 0x10, 0x00)) + 12;
    for (let end = valueAt; end < whole.length; end++) {
      expect(readDamaged(whole.subarray(0, end))).toMatchObject({ code: 'truncated-pixel-data' });
    }
  });

  it('never passes when it is deflated, since the stream tells its end', () => {
    const options = { transferSyntax: TRANSFER_SYNTAX.deflatedExplicitLittleEndian };
    fc.assert(
      fc.property(datasets, fc.nat(), (written, place) => {
        const whole = writePart10([...written, pixelData], options);
        // The writer pads to an even length: the last byte may be no part of the stream.
        expect(readDamaged(whole.subarray(0, place % (whole.length - 1)))).toBeInstanceOf(DicomError);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a file with a damaged byte', () => {
  it('gives values or a typed error in bounded time', () => {
    fc.assert(
      fc.property(datasets, encodings, fc.nat(), fc.nat(255), (written, options, place, byte) => {
        const damaged = Buffer.from(writePart10([...written, encapsulated], options));
        damaged[place % damaged.length] = byte;
        readDamaged(damaged);
      }),
      { numRuns: 500 },
    );
  });

  it('gives values or a typed error for each bit of each byte of a header with nested sequences', () => {
    const options: Part10Options = { lengths: 'undefined' };
    const inner = [{ tag: 0x00081155, vr: 'UI' as const, value: '1.2.3' }];
    const value = { items: [inner, [{ tag: 0x00081140, vr: 'SQ' as const, value: { items: [inner] } }]] };
    const whole = writePart10(
      [
        { tag: 0x00081115, vr: 'SQ', value },
        { tag: 0x00091010, vr: 'SQ', value, asUN: true, lengths: 'defined' },
      ],
      options,
    );
    for (let at = 0; at < whole.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        readDamaged(damaged);
      }
    }
  });

  it('gives values or a typed error when all its bytes are random', () => {
    const junk = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(junk, fc.boolean(), (bytes, prefixed) => {
        readDamaged(prefixed ? file(bytes) : bytes);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a file made to hurt', () => {
  const start = explicit(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4 ');

  it('is too deep after 64 sequences, however many megabytes nest', () => {
    const open = Buffer.concat([explicit(0x00081140, 'SQ', '', UNDEFINED), head(0xfffee000, UNDEFINED)]);
    const bomb = file([start, ...Array.from({ length: 200_000 }, () => open)]);
    expect(bomb.length).toBeGreaterThan(4_000_000);
    expect(readDamaged(bomb)).toMatchObject({ code: 'too-deep' });
  });

  it('stays opaque where UN nests too deeply in defined lengths, each level tried once', () => {
    let nest = implicit(0x00091001, 'leaf');
    for (let level = 0; level < 400; level++) nest = implicit(0x00091001, item(nest));
    const result = readDamaged(file([start, explicit(0x00091001, 'UN', item(nest))]));
    expect(result).not.toBeInstanceOf(DicomError);
  });

  it.each([
    ['elements', implicit(0x00100010)],
    ['items', item('')],
  ])('has too many %s before they fill the memory', (_, each) => {
    const count = 4_200_000;
    const many = Buffer.alloc(each.length * count);
    for (let i = 0; i < count; i++) many.set(each, i * each.length);
    const open = Buffer.concat([start, explicit(0x00081140, 'SQ', '', UNDEFINED)]);
    const bomb = each[0] === 0xfe ? file([open, many]) : file([start, many], '1.2.840.10008.1.2.1');
    expect(readDamaged(bomb)).toMatchObject({ code: 'too-many-elements' });
  });

  it.each(['OB', 'UN', 'UT', 'SQ', 'OW'])(
    'claims a %s of nearly 4 GiB and is refused without reading for it',
    (vr) => {
      const bytes = file([start, explicit(0x00091010, vr, 'x', 0xfffffffe)]);
      const source = new ShortReads(bytes);
      expect(() => readPart10(source)).toThrow(expect.objectContaining({ code: 'truncated-header' }));
      expect(source.given).toBe(bytes.length);
    },
  );
});
