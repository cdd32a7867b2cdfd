import type { Code } from '../code.js';
import type { XmlElement } from './xml/xml-element.js';

/**
 * A value by its name: an attribute in AIM 3 (`name="…"`), a child in AIM 4 (`<name value="…"/>`, UIDs with `root`).
 * Blanks around it are no part of it; undefined where there is none.
 */
export function fieldOf(element: XmlElement | undefined, name: string): string | undefined {
  if (!element) return undefined;
  const own = element.attributes.get(name)?.trim();
  if (own) return own;
  const child = element.child(name)?.attributes;
  return child?.get('value')?.trim() || child?.get('root')?.trim() || undefined;
}

/** A whole number of a field; undefined where it is none. */
export function wholeOf(element: XmlElement, name: string): number | undefined {
  const text = fieldOf(element, name);
  return text !== undefined && /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The elements of a list: `<calculationCollection><Calculation/>…`. */
export function listOf(element: XmlElement | undefined, collection: string, item: string): XmlElement[] {
  return element?.child(collection)?.all(item) ?? [];
}

/** What AIM 3 wraps (`<user><User …/></user>`) and AIM 4 does not (`<user><name …/></user>`). */
export function singleOf(element: XmlElement, name: string): XmlElement | undefined {
  const outer = element.child(name);
  return outer?.child(`${name.charAt(0).toUpperCase()}${name.slice(1)}`) ?? outer;
}

/** Codes under a name: children in AIM 4 (ISO 21090 CD); in AIM 3 the attributes of the element itself. */
export function codesOf(element: XmlElement, name = 'typeCode'): Code[] {
  const own = name === 'typeCode' ? codeOf(element) : undefined;
  if (own) return [own];
  return element.all(name).flatMap((child) => codeOf(child) ?? []);
}

/** The code that an element's attributes are; undefined where it has no code value. */
function codeOf(element: XmlElement): Code | undefined {
  const { attributes } = element;
  const value = attributes.get('codeValue')?.trim() || attributes.get('code')?.trim();
  if (!value) return undefined;
  const scheme =
    attributes.get('codingSchemeDesignator') ??
    (attributes.get('codeSystemName')?.trim() || attributes.get('codeSystem'));
  const displayName = element.child('displayName')?.attributes.get('value');
  const meaning = attributes.get('codeMeaning') ?? attributes.get('displayName') ?? displayName;
  return { value, scheme: scheme?.trim() ?? '', meaning: meaning?.trim() ?? '' };
}
