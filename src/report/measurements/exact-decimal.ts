/**
 * A decimal as a file has it (DICOM DS, XML) in the form that JSON, FHIR and REDCap share: no plus sign, no zeros before
 * the first digit, a digit on both sides of the point. No digit is lost or made up. Undefined where it is no decimal.
 */
export function exactDecimal(text: string | null): string | undefined {
  const parts = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/.exec(text ?? '');
  if (!parts) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent] = parts;
  if (whole === '' && fraction === '') return undefined;
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const tail = fraction === '' ? '' : `.${fraction}`;
  return `${sign === '-' ? '-' : ''}${digits}${tail}${exponent === undefined ? '' : `e${exponent}`}`;
}

/** The nearest double to a decimal, where it is one and a double can hold its size. */
export function numberOf(text: string | null): number | undefined {
  const exact = exactDecimal(text);
  const value = exact === undefined ? Number.NaN : Number(exact);
  return Number.isFinite(value) ? value : undefined;
}
