import type { Dataset } from '../../dicom/dataset.js';
import { lookupKeyword } from '../../dicom/dictionary.js';
import { tagOf } from '../../dicom/keyword.js';
import type { EditPlan } from '../../dicom/rewrite/edit-plan.js';
import { numbers, text } from '../../dicom/rewrite/new-value.js';
import { ASSERTED, ASSERTED_OF_PHANTOMS, type Facts, type FileKind } from './asserted.js';
import { InsertionError } from './insertion-error.js';

/** PS3.5 table 6.2-1: most characters of a value. */
const LONGEST: Readonly<Record<string, number>> = { LO: 64, PN: 64, ST: 1024, CS: 16 };

/**
 * Plans every attribute of the table: written, emptied or taken out.
 * @throws InsertionError `value-not-allowed`, `id-not-a-name`
 */
export function assertAll(plan: EditPlan, level: Dataset, kind: FileKind, facts: Facts): void {
  const rows = kind === 'phantom' ? [...ASSERTED, ...ASSERTED_OF_PHANTOMS] : ASSERTED;
  for (const { keyword, of } of rows) {
    const value = of[kind]?.(facts);
    if (value === undefined) removeAll(plan, level, keyword);
    else if (value === null) plan.set(level, keyword, text());
    else if (typeof value === 'number') plan.set(level, keyword, numbers(value));
    else plan.set(level, keyword, text(checked(keyword, value)));
  }
}

/** Takes an attribute out, however often it stands there. */
export function removeAll(plan: EditPlan, level: Dataset, keyword: string): void {
  const tag = tagOf(keyword);
  if (!level.element(tag)) return;
  for (const element of level.elements()) if (element.tag === tag) plan.remove(element);
}

function checked(keyword: string, value: string): string {
  const vr = lookupKeyword(keyword)?.vr ?? '';
  // PS3.5 6.2.1: `^` parts the components of a name, `=` its groups.
  if (vr === 'PN' && /[\^=]/.test(value)) throw new InsertionError('id-not-a-name', keyword);
  const isTooLong = [...value].length > (LONGEST[vr] ?? 64);
  // PS3.5 6.1.3: of control characters LO and PN have ESC alone, which belongs to character sets; `\` parts values.
  const isForbidden = /\p{Cc}/u.test(value) || (vr !== 'ST' && value.includes('\\'));
  if (isTooLong || isForbidden || value.trim() === '') throw new InsertionError('value-not-allowed', keyword);
  return value;
}
