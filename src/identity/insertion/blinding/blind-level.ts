import type { Dataset } from '../../../dicom/dataset.js';
import { lookupTag } from '../../../dicom/dictionary.js';
import type { Element } from '../../../dicom/element.js';
import type { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import { text } from '../../../dicom/rewrite/new-value.js';
import { isKnownVr } from '../../../dicom/vr.js';
import { mapUid, type UidMap } from '../map-uids.js';
import { blindDate, blindDateTime } from './dates.js';
import type { StudyDay } from './days.js';
import { wholeFate } from './taken-out.js';
import { NEUTRAL, textFate } from './texts.js';

/** What every level of a file is blinded with. */
export interface Blinding {
  readonly plan: EditPlan;
  readonly study: StudyDay;
  readonly uidOf: UidMap;
  readonly isSiteConcealed: boolean;
  /** A structured report or key object selection. */
  readonly isReport: boolean;
}

/** VRs by what may stand in them; all others hold numbers, codes, times of day or pixels. */
const KINDS: Readonly<Record<string, 'text' | 'date' | 'moment' | 'uid'>> = {
  ...Object.fromEntries(['LO', 'SH', 'LT', 'ST', 'UT', 'UC', 'UR', 'PN', 'AE'].map((vr) => [vr, 'text'])),
  DA: 'date',
  DT: 'moment',
  UI: 'uid',
};

/**
 * Plans the blinding of a data set or an item: private elements, unknown ones and those that are coded with a VR of
 * another kind than their own are taken out, since nobody can say what they hold.
 */
export function blindLevel(level: Dataset, blinding: Blinding): void {
  for (const element of level.elements()) {
    const entry = lookupTag(element.tag);
    const kind = KINDS[element.vrName];
    const isKnown = entry !== undefined && entry.keyword !== 'PrivateCreator' && !isPrivate(element);
    if (isKnown && entry.keyword === 'SpecificCharacterSet') continue;
    if (!isKnown || !isKnownVr(element.vr) || element.vrName === 'UN' || kind !== KINDS[entry.vr])
      blinding.plan.remove(element);
    else blindElement(level, element, entry.keyword, blinding);
  }
}

/** PS3.5 7.8: groups of private elements are odd. */
function isPrivate({ tag }: Element): boolean {
  return ((tag >>> 16) & 1) === 1;
}

function blindElement(level: Dataset, element: Element, keyword: string, blinding: Blinding): void {
  const { plan, study } = blinding;
  const whole = wholeFate(keyword, blinding.isReport);
  const kind = KINDS[element.vrName];
  if (whole === 'remove') plan.remove(element);
  else if (whole === 'empty') plan.empty(element);
  else if (element.vrName === 'SQ') for (const item of level.items(element)) blindLevel(item, blinding);
  else if (kind === 'uid') mapUid(plan, element, blinding.uidOf);
  else if (kind === 'date') blindDate(plan, element, keyword, study);
  else if (kind === 'moment') blindDateTime(plan, element, keyword, study);
  else if (kind === 'text' || keyword === 'ContentLabel') blindText(element, keyword, blinding);
}

function blindText(element: Element, keyword: string, { plan, isSiteConcealed }: Blinding): void {
  const fate = element.length === 0 ? 'keep' : textFate(keyword, isSiteConcealed);
  if (fate === 'empty') plan.empty(element);
  else if (fate === 'replace') plan.replace(element, text(NEUTRAL));
}
