import { decodeXml } from './decode-xml.js';
import type { XmlElement } from './xml-element.js';
import { XmlError, type XmlRefusalReason } from './xml-error.js';
import { XmlReader } from './xml-reader.js';

/**
 * Reads an XML document strictly: no document type, no entities of its own, at most 64 MiB, 200 levels and a million
 * elements.
 * @returns its root element, or why it is refused.
 */
export function parseXml(bytes: Uint8Array): XmlElement | XmlRefusalReason {
  try {
    return new XmlReader(decodeXml(bytes)).document();
  } catch (error) {
    if (error instanceof XmlError) return error.reason;
    throw error;
  }
}
