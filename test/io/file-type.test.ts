import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SNIFF_BYTES, sniffFileType } from '../../src/io/file-type.js';

const utf16 = (text: string): Buffer => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);

describe('sniffFileType', () => {
  it.each<[string, string, Uint8Array | string]>([
    ['a PDF', 'pdf', '%PDF-1.7\n'],
    ['a Windows program', 'executable', Buffer.from('MZ\x90\0', 'latin1')],
    ['a Linux program', 'executable', Buffer.from('\x7fELF', 'latin1')],
    ['a ZIP archive', 'zip', Buffer.from('PK\x03\x04', 'latin1')],
    ['gzip', 'gzip', Buffer.of(0x1f, 0x8b, 8)],
    ['a PNG', 'png', Buffer.from('\x89PNG\r\n', 'latin1')],
    ['a JPEG', 'jpeg', Buffer.of(0xff, 0xd8, 0xff, 0xe0)],
    ['autorun.inf', 'text', '[autorun]\r\nopen=viewer.exe\r\n'],
    ['an 8-bit text', 'text', Buffer.from('Gr\xfc\xdfe', 'latin1')],
    ['JSON', 'json', '{ "a": 1 }'],
    ['an empty JSON list', 'json', '[]'],
    ['XML', 'xml', '<?xml version="1.0"?><a/>'],
    ['XML behind a byte order mark', 'xml', '\ufeff<a/>'],
    ['HTML', 'html', '<!-- viewer -->\n<!DOCTYPE html>'],
    ['AIM 4', 'aim-xml', '<?xml version="1.0"?>\n<ImageAnnotationCollection xmlns="gme://caCORE">'],
    ['AIM 3 with a prefix', 'aim-xml', '<aim:ImageAnnotation aimVersion="3.0">'],
    ['AIM in UTF-16', 'aim-xml', utf16('<?xml version="1.0"?><ImageAnnotationCollection >')],
    ['bytes', 'binary', Buffer.of(1, 2, 3, 0)],
    ['text with a control character', 'binary', 'abc\x07'],
  ])('recognises %s', (_, type, head) => {
    expect(sniffFileType(typeof head === 'string' ? Buffer.from(head) : head)).toBe(type);
  });

  it('recognises NIfTI by its magic', () => {
    const head = Buffer.alloc(352);
    head.write('n+1\0', 344, 'latin1');
    expect(sniffFileType(head)).toBe('nifti');
    expect(sniffFileType(head.subarray(0, 344))).toBe('binary');
  });

  it('does not take every XML that names an annotation for AIM', () => {
    expect(sniffFileType(Buffer.from('<a>ImageAnnotation</a>'))).toBe('xml');
    expect(sniffFileType(Buffer.from('<ImageAnnotations/>'))).toBe('xml');
  });

  it('has an answer for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: SNIFF_BYTES }), (head) => {
        expect(sniffFileType(head)).toMatch(/^[a-z-]+$/);
      }),
    );
  });
});
