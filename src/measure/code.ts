import type { Dataset } from '../dicom/dataset.js';

/** A coded concept: what counts is value and scheme; the meaning is for people. PS3.3 8.8. */
export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/** Reads an item of a code sequence; undefined where it has no code value. PS3.3 8.8: value, long value or URN. */
export function readCode(item: Dataset | undefined): Code | undefined {
  if (!item) return undefined;
  const value = item.string('CodeValue') ?? item.string('LongCodeValue') ?? item.string('URNCodeValue');
  if (value === undefined) return undefined;
  return {
    value,
    scheme: item.string('CodingSchemeDesignator') ?? '',
    meaning: item.string('CodeMeaning') ?? '',
  };
}

/** `value^scheme`, for look-up. */
export function codeKey({ value, scheme }: Pick<Code, 'value' | 'scheme'>): string {
  return `${value}^${scheme}`;
}
