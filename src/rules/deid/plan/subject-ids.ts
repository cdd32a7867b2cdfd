import type { Dataset } from '../../../dicom/dataset.js';
import { tagOf } from '../../../dicom/keyword.js';
import type { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import { text } from '../../../dicom/rewrite/new-value.js';
import type { AttributeRule } from '../action.js';

const SUBJECT_IDS: ReadonlySet<number> = new Set(
  ['PatientID', 'PatientName', 'ClinicalTrialSubjectID'].map((keyword) => tagOf(keyword)),
);

/** Whether the ID that is released stands in this attribute of the top level at last. */
export function isSubjectId(tag: number): boolean {
  return SUBJECT_IDS.has(tag);
}

/** What is told of such an attribute: its row does not have the last word. */
export function subjectIdRule(rule: AttributeRule): AttributeRule {
  return { ...rule, rule: `${rule.rule}, and then the ID that is released` };
}

/** Writes the ID that is released. What it takes the place of is counted where it is judged, as a `dummy`. */
export function setSubjectIds(plan: EditPlan, dataset: Dataset, id: string): void {
  // PS3.3 C.7.1.1: both are of Type 2, and name whose file it is.
  plan.set(dataset, 'PatientID', text(id));
  plan.set(dataset, 'PatientName', text(id));
  // PS3.3 C.7.1.3: the same ID where the subject of a trial is told.
  if (dataset.has('ClinicalTrialSubjectID')) plan.set(dataset, 'ClinicalTrialSubjectID', text(id));
}
