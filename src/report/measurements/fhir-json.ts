import { jsonLine } from '../text-chunks.js';

/** A decimal that is written with the very digits it is made of; FHIR R4 2.24.0.1: precision is part of the value. */
export class FhirDecimal {
  /** @param digits a JSON number as text (`exactDecimal`) */
  constructor(readonly digits: string) {}
}

/** What a resource is made of. Undefined, and what is empty, is left out: FHIR R4 2.1.18.2, JSON has no empty values. */
export type FhirValue =
  | string
  | number
  | boolean
  | undefined
  | FhirDecimal
  | readonly FhirValue[]
  | { readonly [name: string]: FhirValue };

/** A resource as JSON on one line, decimals digit by digit. */
export function fhirJson(value: FhirValue): string {
  return written(value) ?? '{}';
}

function written(value: FhirValue): string | undefined {
  if (value === undefined) return undefined;
  if (value instanceof FhirDecimal) return value.digits;
  if (typeof value === 'string') {
    const text = clean(value);
    return text === '' ? undefined : jsonLine(text);
  }
  if (typeof value !== 'object') return jsonLine(value);
  if (isList(value)) {
    const items = value.map(written).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : `[${items.join(',')}]`;
  }
  const members = Object.entries(value).flatMap(([name, member]) => {
    const text = written(member);
    return text === undefined ? [] : [`${jsonLine(name)}:${text}`];
  });
  return members.length === 0 ? undefined : `{${members.join(',')}}`;
}

/** FHIR R4 2.24.0.1: a string has no control characters but tab and line ends, and is not white space alone. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it takes them out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ' ').trim();
}

function isList(value: object): value is readonly FhirValue[] {
  return Array.isArray(value);
}
