import { ageInYears, parseAge } from '../../../dicom/values/age.js';

/** 45 CFR 164.514(b)(2)(i)(C): ages over 89 may be told as one category of 90 or older. */
const OLDEST_TOLD = 89;
const NINETY_OR_OLDER = '090Y';

/**
 * An AS value that may be told: over 89 years it becomes `090Y`, all others stay as they are written.
 * @returns undefined for what is no age
 */
export function protectedAge(text: string): string | undefined {
  const age = parseAge(text);
  if (!age) return undefined;
  return ageInYears(age) > OLDEST_TOLD ? NINETY_OR_OLDER : text;
}
