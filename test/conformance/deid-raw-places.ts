import { MemorySource } from '../../src/dicom/byte-source.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { VICTIM } from './deid-victim.js';

/** What is put where no edit of a data set reaches: undefined where the file has no such place. */
export type Splice = (file: Buffer) => Buffer | undefined;

const { family, given, id, born, institution } = VICTIM;
const SHORT = `${given} ${family}`;
const even = (text: string): Buffer => Buffer.from(text.length % 2 === 0 ? text : `${text} `, 'latin1');

/** An element in explicit VR, little endian, with a length of two bytes or, for OB and the like, of four. */
function coded(tag: number, vr: string, value: Uint8Array): Buffer {
  const isLong = ['OB', 'OW', 'UN', 'UT', 'SQ'].includes(vr);
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(value.length, 8);
  else head.writeUInt16LE(value.length, 6);
  return Buffer.concat([head, value]);
}

/** Elements behind those of the file meta information, whose length grows. PS3.10 7.1. */
const inMeta =
  (...elements: Buffer[]): Splice =>
  (file) => {
    const { metaStart, metaEnd } = readPart10(new MemorySource(file)).layout;
    const extra = Buffer.concat(elements);
    const out = Buffer.concat([file.subarray(0, metaEnd), extra, file.subarray(metaEnd)]);
    const length = metaStart + 8;
    if (out.readUInt32LE(metaStart) !== 2) return undefined;
    out.writeUInt32LE(out.readUInt32LE(length) + extra.length, length);
    return out;
  };

/** Where the element of the pixel data begins, in files of explicit VR and little endian; undefined in others. */
function pixelStart(file: Buffer): number | undefined {
  const { transferSyntax, pixelData } = readPart10(new MemorySource(file));
  const isPlain = transferSyntax.explicit && transferSyntax.littleEndian && !transferSyntax.deflated;
  return isPlain && pixelData ? pixelData.offset - 12 : undefined;
}

const beforePixels =
  (element: Buffer): Splice =>
  (file) => {
    const at = pixelStart(file);
    return at === undefined ? undefined : Buffer.concat([file.subarray(0, at), element, file.subarray(at)]);
  };

const atTheEnd =
  (bytes: Uint8Array): Splice =>
  (file) =>
    pixelStart(file) === undefined ? undefined : Buffer.concat([file, bytes]);

/** Puts a segment into the codestream of the first frame, behind its first `after` bytes. */
function inCodestream(
  magic: readonly number[],
  after: (at: number, file: Buffer) => number,
  segment: Buffer,
): Splice {
  return (file) => {
    const { pixelData } = readPart10(new MemorySource(file));
    if (!pixelData?.encapsulated) return undefined;
    const at = file.indexOf(Buffer.from(magic), pixelData.offset);
    if (at < 0 || at > pixelData.offset + 4096) return undefined;
    const place = after(at, file);
    const out = Buffer.concat([file.subarray(0, place), segment, file.subarray(place)]);
    // The item of the fragment begins with its tag and its length. PS3.5 A.4.
    if (out.readUInt32LE(at - 8) !== 0xe000fffe) return undefined;
    out.writeUInt32LE(out.readUInt32LE(at - 4) + segment.length, at - 4);
    return out;
  };
}

const segment = (marker: number, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);

/** Every place by its name. */
export const RAW_PLACES: Readonly<Record<string, Splice>> = {
  'the preamble': (file) => {
    const out = Buffer.from(file);
    if (out.toString('latin1', 128, 132) !== 'DICM') return undefined;
    out.write(`${SHORT} ${id}`, 0, 'latin1');
    return out;
  },
  'file meta: applications': inMeta(
    coded(0x00020017, 'AE', even('THESSALY')),
    coded(0x00020018, 'AE', even('OAKWELL')),
  ),
  'file meta: private information': inMeta(
    coded(0x00020100, 'UI', even('1.2.826.0.1.5530917')),
    coded(0x00020102, 'OB', even(`owner=${SHORT};mrn=${id}`)),
  ),
  'behind the pixel data': atTheEnd(even(`exported for ${SHORT}, ${id}`)),
  'a name behind the pixel data': atTheEnd(coded(0x00100010, 'PN', even(VICTIM.name))),
  'a whole second file behind the first': (file) => {
    const name = coded(0x00100010, 'PN', even(VICTIM.name));
    return atTheEnd(Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), name]))(file);
  },
  'an attribute that stands twice': beforePixels(coded(0x00100010, 'PN', even(VICTIM.name))),
  'a text that stands twice': beforePixels(coded(0x0008103e, 'LO', even(`t1 ${SHORT}`))),
  'an attribute out of order': beforePixels(coded(0x00081048, 'PN', even(VICTIM.physician))),
  'odd lengths': beforePixels(coded(0x0008103e, 'LO', Buffer.from(`${family} t1`.padEnd(21)))),
  'a VR that nobody knows': beforePixels(coded(0x7fdf1001, 'ZZ', even(SHORT))),
  'group lengths with a text': beforePixels(coded(0x00400000, 'LO', even(SHORT))),
  'an item with a character set of its own': beforePixels(
    coded(
      0x00400275,
      'SQ',
      Buffer.concat([
        Buffer.from([0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff]),
        coded(0x00080005, 'CS', even('ISO_IR 192')),
        coded(0x00321060, 'LO', Buffer.from(`MR für Thëssaly ${institution} `, 'utf8')),
        Buffer.from([0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0]),
      ]),
    ),
  ),
  'a sequence without end and garbage in it': beforePixels(
    Buffer.concat([
      Buffer.from([0x40, 0, 0x75, 0x02, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff]),
      even(SHORT),
      Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]),
    ]),
  ),
  'a comment in JPEG': inCodestream([0xff, 0xd8, 0xff], (at) => at + 2, segment(0xfe, even(`for ${SHORT}`))),
  'EXIF in JPEG': inCodestream(
    [0xff, 0xd8, 0xff],
    (at) => at + 2,
    segment(0xe1, even(`Exif\0\0${SHORT} ${born}`)),
  ),
  'a comment in JPEG 2000': inCodestream(
    [0xff, 0x4f, 0xff, 0x51],
    (at, file) => at + 4 + file.readUInt16BE(at + 4),
    segment(0x64, Buffer.concat([Buffer.from([0, 1]), even(`for ${SHORT}`)])),
  ),
};
