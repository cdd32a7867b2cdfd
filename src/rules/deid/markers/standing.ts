import type { Dataset } from '../../../dicom/dataset.js';
import type { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import { text } from '../../../dicom/rewrite/new-value.js';

/**
 * The values of an attribute as they will stand under a plan's edits, empty ones left out: what an earlier
 * de-identification wrote may have been cleaned by now.
 */
export function standingValues(plan: EditPlan, level: Dataset, keyword: string): string[] {
  const element = level.get(keyword);
  if (!element) return [];
  const edit = plan.edits.get(element.at);
  if (!edit) return element.strings().filter((value) => value !== '');
  const isText = edit.kind === 'replace' && edit.value.kind === 'text';
  return isText ? edit.value.values.filter((value) => value !== '') : [];
}

/** Gives an attribute its values, unless these will stand there anyhow: then its bytes are not touched. */
export function setValues(plan: EditPlan, level: Dataset, keyword: string, values: readonly string[]): void {
  const standing = standingValues(plan, level, keyword);
  const isSame = standing.length === values.length && standing.every((value, i) => value === values[i]);
  if (!isSame) plan.set(level, keyword, text(...values));
}
