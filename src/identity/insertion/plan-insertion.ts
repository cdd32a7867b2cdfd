import type { DicomFile } from '../../dicom/part10.js';
import { EditPlan } from '../../dicom/rewrite/edit-plan.js';
import type { Site, Trial, Visit } from '../trial/trial.js';
import { assertAll } from './assert-all.js';
import { ethicsApproval } from './ethics-approval.js';
import { InsertionError } from './insertion-error.js';

/** What is inserted into a file. */
export interface Insertion {
  readonly trial: Trial;
  /** Site ID. */
  readonly site: string;
  /** Subject ID; of a phantom its scanner-qualification ID. */
  readonly subject: string;
  readonly kind: 'subject' | 'phantom';
  /** Undefined where the study is of no visit, or of which is not known. */
  readonly visit?: Visit;
  /** Days from the baseline; nothing is written where it is not known. */
  readonly offsetDays?: number | null;
}

/**
 * Edits that give a file its place in the trial: the ID for the record number, and the clinical trial modules that the
 * trial file can assert (PS3.3 C.7.1.3, C.7.2.3, C.7.3.2). Which attributes, and why, stands in `ASSERTED`. Only the top
 * level is edited: no item of an image holds the Patient module, but for histories as Original Attributes (0400,0561),
 * which are a matter of de-identification.
 * @throws InsertionError `unknown-site`, `value-not-allowed`, `id-not-a-name`
 */
export function planInsertion({ dataset }: DicomFile, insertion: Insertion): EditPlan {
  const { trial, subject: id, kind, visit, offsetDays } = insertion;
  const site = siteOf(trial, insertion.site);
  const approval = ethicsApproval(trial, site.id, dataset.string('StudyDate'));
  const plan = new EditPlan();
  assertAll(plan, dataset, kind, { trial, site, id, visit, offsetDays, approval, isSiteConcealed: false });
  return plan;
}

/** The site of a trial with an ID. @throws InsertionError `unknown-site` */
export function siteOf(trial: Trial, id: string): Site {
  const site = trial.sites.find((one) => one.id === id);
  if (!site) throw new InsertionError('unknown-site');
  return site;
}
