import type { Dataset } from '../../../dicom/dataset.js';
import type { Element } from '../../../dicom/element.js';
import { tagOf } from '../../../dicom/keyword.js';
import { VR, type Vr } from '../../../dicom/vr.js';
import type { AttributeRule } from '../action.js';
import { applyRule } from './apply-rule.js';
import type { Visit } from './context.js';
import { isPrivate } from './private-blocks.js';

const SPECIFIC_CHARACTER_SET = tagOf('SpecificCharacterSet');

/** VRs of values that say nothing about a person: of terms that a standard defines, and of numbers. */
const HARMLESS = new Set<Vr>([
  ...[VR.CS, VR.US, VR.SS, VR.UL, VR.SL, VR.UV, VR.SV, VR.FL, VR.FD, VR.AT, VR.DS, VR.IS],
]);

const DUMMY: AttributeRule = {
  action: 'dummy',
  otherwise: 'dummy',
  rule: 'D of a sequence: every value inside',
  source: 'PS3.15 E.1.1',
};
const REMOVE: AttributeRule = { ...DUMMY, action: 'remove' };
const KEEP: AttributeRule = { ...DUMMY, action: 'keep' };

/**
 * D of a sequence, which must stay and have items: each keeps its form, so that what its module requires is there, and
 * every value in it that could tell something is another. PS3.15 E.1.1.
 */
export function dummyItems(sequence: Element, level: Dataset, visit: Visit): void {
  for (const item of level.items(sequence)) dummyLevel(item, visit);
}

function dummyLevel(level: Dataset, visit: Visit): void {
  for (const element of level.elements()) {
    const { tag, vr } = element;
    if ((tag & 0xffff) === 0 && vr === VR.UL && element.length === 4) continue;
    if (tag === SPECIFIC_CHARACTER_SET) continue;
    if (vr === VR.SQ && !isPrivate(tag)) dummyItems(element, level, visit);
    else applyRule(element, level, ruleOf(element), visit);
  }
}

function ruleOf({ tag, vr, deferred }: Element): AttributeRule {
  if (isPrivate(tag) || deferred || vr === VR.UN || (tag & 0xffff) === 0) return REMOVE;
  if (vr === VR.UI) return { ...DUMMY, action: 'uid' };
  return HARMLESS.has(vr) ? KEEP : DUMMY;
}
