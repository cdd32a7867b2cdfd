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

/** A resource as JSON on one line, decimals digit by digit. Names are elements of FHIR and are written as they are. */
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
  let members = '';
  for (const [name, member] of Object.entries(value)) {
    const text = written(member);
    if (text !== undefined) members += `${members === '' ? '' : ','}"${name}":${text}`;
  }
  return members === '' ? undefined : `{${members}}`;
}

/** FHIR R4 2.24.0.1: a string has no control characters but tab and line ends, and is not white space alone. */
function clean(text: string): string {
  return text.replace(CONTROLS, ' ').trim();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

function isList(value: object): value is readonly FhirValue[] {
  return Array.isArray(value);
}
