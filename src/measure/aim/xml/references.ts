import { XmlError } from './xml-error.js';

/** XML 1.0, 4.6. */
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
const NUMERIC = /^#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}))$/;

/**
 * The text with its references replaced: the five of XML and characters by number. What they stand for is not read
 * again, so nothing expands.
 * @throws XmlError for any other entity.
 */
export function resolved(text: string): string {
  if (!text.includes('&')) return text;
  const [first = '', ...rest] = text.split('&');
  const parts = [first];
  for (const part of rest) {
    const end = part.indexOf(';');
    if (end < 0) throw new XmlError('not-well-formed');
    parts.push(referred(part.slice(0, end)), part.slice(end + 1));
  }
  return parts.join('');
}

function referred(name: string): string {
  const [, hexadecimal, decimal] = NUMERIC.exec(name) ?? [];
  if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16));
  if (decimal !== undefined) return character(Number.parseInt(decimal, 10));
  const known = PREDEFINED.get(name);
  if (known === undefined) throw new XmlError('entity');
  return known;
}

/** XML 1.0, 2.2. */
function character(code: number): string {
  const isAllowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code < 0xd800) ||
    (code >= 0xe000 && code < 0xfffe) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!isAllowed) throw new XmlError('not-well-formed');
  return String.fromCodePoint(code);
}
