/** The most characters of a DICOM LO value. PS3.5 6.2, table 6.2-1. */
export const MAX_LO_LENGTH = 64;

/**
 * Why a text cannot be one LO value, as what follows its name in a sentence; undefined when it can.
 * PS3.5 6.2, table 6.2-1: at most 64 characters, no backslash (it separates values), no control characters;
 * spaces at either end are not significant and get lost.
 */
export function longStringFault(text: string): string | undefined {
  if ([...text].length > MAX_LO_LENGTH) return `is longer than ${MAX_LO_LENGTH} characters`;
  if (text.includes('\\')) return 'holds a backslash, which separates values in DICOM';
  if (/\p{Cc}/u.test(text)) return 'holds a control character';
  return text.trim() === text ? undefined : 'begins or ends with a space';
}
