import { type Profile, TABLE_OPTIONS, type TableOption } from '../profile/profile.js';
import type { BasicCode } from './code.js';
import type { ConfidentialityRow, OptionCode } from './confidentiality-row.js';

/** The options that a profile chose. */
export type ChosenOptions = Profile['options'];

/** The code that holds, and the option whose column it stands in. */
export type Choice =
  | { readonly code: BasicCode; readonly option?: undefined }
  | { readonly code: OptionCode; readonly option: TableOption };

/**
 * The code of a row under the options chosen: that of an option before that of the Basic Profile.
 * Where one chosen option says K and another C, as for the dates of devices, C holds: it protects more.
 */
export function choose(row: ConfidentialityRow, options: ChosenOptions): Choice {
  let kept: TableOption | undefined;
  for (const option of TABLE_OPTIONS) {
    const code = options[option] === true ? row.options[option] : undefined;
    if (code === 'C') return { code, option };
    if (code === 'K') kept ??= option;
  }
  return kept === undefined ? { code: row.basic } : { code: 'K', option: kept };
}
