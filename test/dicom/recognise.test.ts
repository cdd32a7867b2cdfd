import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeaderWindow } from '../../src/dicom/header-window.js';
import { type Recognised, recognise, sniffCoding } from '../../src/dicom/recognise.js';
import { bytesOf, explicit, head, implicit, item, SEQUENCE_END, ShortReads, UNDEFINED } from './bytes.js';

const look = (bytes: Uint8Array): Recognised | undefined =>
  recognise(new HeaderWindow(new ShortReads(bytes)));

const DICM = Buffer.concat([Buffer.alloc(128), bytesOf('DICM')]);
const EXPLICIT = { explicit: true, littleEndian: true };
const IMPLICIT = { explicit: false, littleEndian: true };
const UID = '1.2.840.10008.5.1.4.1.1.4 ';

const three = {
  explicit: Buffer.concat([
    explicit(0x00080016, 'UI', UID),
    explicit(0x00080018, 'UI', '1.2.3 '),
    explicit(0x00080060, 'CS', 'MR'),
  ]),
  implicit: Buffer.concat([
    implicit(0x00080016, UID),
    implicit(0x00080018, '1.2.3 '),
    implicit(0x00080060, 'MR'),
  ]),
};

describe('a file with the prefix DICM', () => {
  it('is DICOM whatever follows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (rest) => {
        expect(look(Buffer.concat([DICM, rest]))).toMatchObject({ start: 132, prefixed: true });
      }),
    );
  });

  it('may lack the preamble', () => {
    expect(look(Buffer.concat([bytesOf('DICM'), three.explicit]))).toEqual({
      start: 4,
      prefixed: true,
      coding: EXPLICIT,
    });
  });

  it.each([
    ['no file meta information', 0x00080005],
    ['a data set that begins with the patient', 0x00100010],
    ['a private group first', 0x00091010],
  ])('has its coding told with %s', (_, tag) => {
    expect(look(Buffer.concat([DICM, implicit(tag, 'AB')]))?.coding).toEqual(IMPLICIT);
    expect(look(Buffer.concat([DICM, explicit(tag, 'LO', 'AB')]))?.coding).toEqual(EXPLICIT);
  });
});

describe('a file without prefix', () => {
  it('is DICOM when its first elements make sense in one of four codings', () => {
    expect(look(three.explicit)).toEqual({ start: 0, prefixed: false, coding: EXPLICIT });
    expect(look(three.implicit)).toEqual({ start: 0, prefixed: false, coding: IMPLICIT });
    const big = Buffer.from(
      '0008001655490004312e322e' + '0008001855490002312e' + '00080060435300024d52',
      'hex',
    );
    expect(look(big)?.coding).toEqual({ explicit: true, littleEndian: false });
    const bigImplicit = Buffer.from(
      '0008001600000002312e' + '0008001800000002312e' + '00080060000000024d52',
      'hex',
    );
    expect(look(bigImplicit)?.coding).toEqual({ explicit: false, littleEndian: false });
  });

  it('may begin with file meta information, a group length, or the first records of a directory', () => {
    const length = Uint8Array.of(8, 0, 0, 0);
    expect(look(Buffer.concat([explicit(0x00020000, 'UL', length), three.explicit]))?.start).toBe(0);
    expect(look(Buffer.concat([implicit(0x00080000, length), three.implicit]))?.coding).toEqual(IMPLICIT);
    const directory = [
      explicit(0x00041130, 'CS', 'DISC'),
      explicit(0x00041200, 'UL', length),
      explicit(0x00041202, 'UL', length),
    ];
    expect(look(Buffer.concat(directory))?.coding).toEqual(EXPLICIT);
  });

  it('may begin later where identification was cut away, if its VRs are those of the dictionary', () => {
    const rest = [
      explicit(0x00100010, 'PN', 'A^B '),
      explicit(0x00180050, 'DS', '5 '),
      explicit(0x00200011, 'IS', '1 '),
    ];
    expect(look(Buffer.concat(rest))?.coding).toEqual(EXPLICIT);
    expect(look(Buffer.concat([explicit(0x00100010, 'LO', 'A^B '), ...rest.slice(1)]))).toBeUndefined();
    const implicitly = [implicit(0x00100010, 'A^B '), implicit(0x00180050, '5 '), implicit(0x00200011, '1 ')];
    expect(look(Buffer.concat(implicitly))).toBeUndefined();
  });

  it('is told by items of a sequence of undefined length, too', () => {
    const sequence = [explicit(0x00080006, 'SQ', '', UNDEFINED), item(''), SEQUENCE_END];
    expect(look(Buffer.concat(sequence))?.coding).toEqual(EXPLICIT);
    expect(
      look(Buffer.concat([implicit(0x00080006, '', UNDEFINED), item(''), SEQUENCE_END]))?.coding,
    ).toEqual(IMPLICIT);
    expect(look(explicit(0x00080006, 'SQ', 'no item ', UNDEFINED))).toBeUndefined();
  });

  it('may be cut after two elements', () => {
    const two = three.explicit.subarray(0, -10);
    expect(look(two)?.coding).toEqual(EXPLICIT);
    expect(look(two.subarray(0, -1))).toBeUndefined();
    expect(look(explicit(0x00080016, 'UI', UID))).toBeUndefined();
  });
});

describe('what is no DICOM', () => {
  it.each([
    ['zeros', Buffer.alloc(1000)],
    ['ones', Buffer.alloc(1000, 0xff)],
    ['text', bytesOf('This is a text of some length, about nothing in particular. '.repeat(20))],
    ['XML', bytesOf('<?xml version="1.0" encoding="UTF-8"?><ImageAnnotationCollection/>'.repeat(5))],
    ['small integers', Buffer.from(Uint32Array.from({ length: 300 }, (_, i) => 2 + i * 2).buffer)],
    ['integers from 8', Buffer.from(Uint32Array.from({ length: 300 }, (_, i) => 8 + i).buffer)],
    ['a table of 8, 0, 8, 0', Buffer.from(Uint32Array.from({ length: 300 }, (_, i) => (i % 2) * 8).buffer)],
    ['16-bit samples of 8', Buffer.from(Uint16Array.from({ length: 300 }, () => 8).buffer)],
    ['group lengths that are none', Buffer.concat([implicit(0x00080000, 'ab'), three.implicit])],
    ['elements that do not rise', Buffer.concat([three.explicit.subarray(36, 50), three.explicit])],
    [
      'unknown elements',
      Buffer.concat([implicit(0x00080003, 'ab'), implicit(0x00080004, 'ab'), implicit(0x00080007)]),
    ],
    ['a head alone', head(0x00080016, 0)],
    ['a prefix at the wrong place', Buffer.concat([Buffer.alloc(127), bytesOf('DICM'), three.explicit])],
  ])('is told from it: %s', (_, bytes) => {
    expect(look(bytes)).toBeUndefined();
  });

  it('is told from it whatever it is, but for very few of all files', () => {
    const start = fc.constantFrom(2, 4, 8);
    fc.assert(
      fc.property(
        start,
        fc.boolean(),
        fc.uint8Array({ minLength: 40, maxLength: 400 }),
        (first, big, rest) => {
          const lead = big ? Uint8Array.of(0, first) : Uint8Array.of(first, 0);
          expect(look(Buffer.concat([lead, rest]))).toBeUndefined();
        },
      ),
      { numRuns: 1000, seed: 11 },
    );
  });

  it('costs one window to look at, however long its first element claims to be', () => {
    const bytes = Buffer.alloc(3_000_000);
    bytes.set(implicit(0x00080005, '', 2_500_000));
    const source = new ShortReads(bytes);
    expect(recognise(new HeaderWindow(source))).toBeUndefined();
    expect(source.given).toBeLessThan(70_000);
  });
});

describe('the coding of the next element', () => {
  const sniff = (bytes: Uint8Array): unknown => sniffCoding(new HeaderWindow(new ShortReads(bytes)), 0);

  it('is told from its VR or the want of one', () => {
    expect(sniff(three.explicit)).toEqual(EXPLICIT);
    expect(sniff(three.implicit)).toEqual(IMPLICIT);
    expect(sniff(explicit(0x7fe00010, 'OW', Buffer.alloc(200_000)))).toEqual(EXPLICIT);
    expect(sniff(Buffer.from('00100010504e0002412042', 'hex'))).toEqual({
      explicit: true,
      littleEndian: false,
    });
  });

  it('is not told from a VR of an edition to come, a length that passes the end, or too few bytes', () => {
    expect(sniff(Buffer.concat([explicit(0x00080016, 'ZZ', 'ab'), Buffer.alloc(0x6000)]))).toBeUndefined();
    expect(sniff(implicit(0x00080016, 'ab', 100))).toBeUndefined();
    expect(sniff(three.explicit.subarray(0, 7))).toBeUndefined();
  });
});
