import { tagOf } from '../../../dicom/keyword.js';
import type { DicomFile } from '../../../dicom/part10.js';
import { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import type { Action } from '../action.js';
import { orphanedOverlayGroups } from '../graphics/overlays.js';
import { setMarkers } from '../markers/set-markers.js';
import { type DeidInput, type DeidRules, noActions, type Visit } from './context.js';
import { setSubjectIds } from './subject-ids.js';
import { visitLevel } from './visit-level.js';

/** What is done to one file. */
export interface DeidPlan {
  readonly plan: EditPlan;
  /** What became of the attributes that the file has, the subject's ID counted; what is inserted counts as none. */
  readonly actions: Readonly<Record<Action, number>>;
  /** UIDs of the input that others stand for now. */
  readonly uids: ReadonlySet<string>;
}

/**
 * Plans the de-identification of a file by PS3.15 E.1.1: every element at every level by its rule, then the subject's
 * ID and the markers. The file meta information must be made anew (`newMeta` of `rewrite`), and the file be read again
 * and searched before it is released. Whether it may be de-identified at all is decided before.
 * @param file read with `toEnd`
 */
export function planDeid(file: DicomFile, rules: DeidRules, input: DeidInput): DeidPlan {
  const { dataset } = file;
  const plan = new EditPlan();
  const actions = noActions();
  const levelRules = rules.rulebook.forSopClass(dataset.string('SOPClassUID') ?? '');
  const memo = input.review ? undefined : input.memo;
  memo?.begin(file, levelRules, input);
  const visit: Visit = { plan, rules, input, actions, uids: new Set(), memo };
  visitLevel(dataset, { rules: levelRules, path: '', isTop: true }, visit);
  const orphaned = new Set(orphanedOverlayGroups(dataset, (tag, vr) => levelRules.of(tag, vr)));
  for (const element of dataset.elements()) {
    if (orphaned.has(element.tag >>> 16) || element.tag === TRAILING_PADDING) plan.remove(element);
  }
  setSubjectIds(plan, dataset, input.subject.id);
  setMarkers(plan, file, rules);
  return { plan, actions, uids: visit.uids };
}

/** PS3.10 7.2: padding means nothing, and may hold anything. */
const TRAILING_PADDING = tagOf('DataSetTrailingPadding');
