import { XmlError } from './xml-error.js';

/** Larger than any annotation; what is larger is not decoded. */
const MAX_BYTES = 64 * 1024 * 1024;
/** An XML declaration is shorter. */
const DECLARATION_BYTES = 256;
const ENCODING = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]*)["']/;
const UTF8_NAMES: ReadonlySet<string> = new Set(['utf-8', 'us-ascii', 'ascii']);

/**
 * The text of an XML file without its byte order mark: UTF-8, UTF-16 with a mark, or ISO 8859-1 where it is declared.
 * XML 1.0, 4.3.3 and appendix F.
 * @throws XmlError
 */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes.length > MAX_BYTES) throw new XmlError('too-large');
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isBigEndian || isLittleEndian) return utf16(bytes, isBigEndian ? 'utf-16be' : 'utf-16le');
  const start = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const declared = ENCODING.exec(start.replace(/^\u00ef\u00bb\u00bf/, ''))?.[1]?.toLowerCase() ?? 'utf-8';
  if (declared === 'iso-8859-1') return allowed(Buffer.from(bytes).toString('latin1'));
  if (!UTF8_NAMES.has(declared)) throw new XmlError('encoding');
  return allowed(decoded(bytes, 'utf-8'));
}

function utf16(bytes: Uint8Array, encoding: 'utf-16be' | 'utf-16le'): string {
  const text = decoded(bytes, encoding);
  const declared = ENCODING.exec(text.slice(0, DECLARATION_BYTES))?.[1]?.toLowerCase() ?? 'utf-16';
  if (declared !== 'utf-16' && declared !== encoding) throw new XmlError('encoding');
  return allowed(text);
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new XmlError('encoding');
  }
}

/** XML 1.0, 2.2: no control characters but tab, line feed and carriage return. */
function allowed(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit < 0x20 && unit !== 9 && unit !== 10 && unit !== 13) || unit >= 0xfffe) {
      throw new XmlError('not-well-formed');
    }
  }
  return text;
}
