import type { Dataset } from '../../../dicom/dataset.js';
import { lookupTag, tagToString } from '../../../dicom/dictionary.js';
import type { Element } from '../../../dicom/element.js';
import { tagOf } from '../../../dicom/keyword.js';
import { VR } from '../../../dicom/vr.js';
import type { Action, AttributeRule } from '../action.js';
import type { LevelRules } from '../attribute/rulebook.js';
import { signatureRule } from '../markers/signatures.js';
import { codeItemRules } from '../structured/code-item-rules.js';
import { contentItemRules } from '../structured/content-item-rules.js';
import { applyRule, shown } from './apply-rule.js';
import type { Visit } from './context.js';
import { dummyItems } from './dummy-items.js';
import { isPrivate, PrivateBlocks } from './private-blocks.js';
import { isSubjectId, subjectIdRule } from './subject-ids.js';

const SPECIFIC_CHARACTER_SET = tagOf('SpecificCharacterSet');
const VALUE_TYPE = tagOf('ValueType');
const CODE_VALUE = tagOf('CodeValue');

/** Where a level is: its rules, and its path for the review. */
export interface Place {
  readonly rules: LevelRules;
  /** Ends with a full stop, but at the top. */
  readonly path: string;
  /** Whether this is the data set itself, which tells the subject's ID. */
  readonly isTop?: boolean;
}

/** Judges every element of a data set or an item, and of all items inside. */
export function visitLevel(level: Dataset, place: Place, visit: Visit): void {
  const elements = level.elements();
  const { plan } = visit;
  const content = level.element(VALUE_TYPE) ? contentItemRules(level, visit.rules.profile) : undefined;
  const code = level.element(CODE_VALUE) ? codeItemRules(level) : undefined;
  let blocks: PrivateBlocks | undefined;
  const creators: Element[] = [];
  for (const element of elements) {
    const { tag } = element;
    if (isPrivate(tag)) {
      blocks ??= new PrivateBlocks(level);
      if (blocks.what(element).kind === 'creator') creators.push(element);
      else visitPrivate(element, { level, place, blocks }, visit);
    } else if ((tag & 0xffff) === 0) {
      // PS3.5 7.2: group lengths follow from what is in the group; other values there are none.
      if (element.vr !== VR.UL || element.length !== 4) plan.remove(element);
    } else if (tag !== SPECIFIC_CHARACTER_SET) {
      const rule =
        content?.get(tag) ?? code?.get(tag) ?? signatureRule(tag) ?? place.rules.of(tag, element.vr);
      visitElement(element, rule, { level, place }, visit);
    }
  }
  for (const element of creators) settleCreator(element, blocks, place, visit);
}

interface Around {
  readonly level: Dataset;
  readonly place: Place;
}

function visitPrivate(
  element: Element,
  { level, place, blocks }: Around & { blocks: PrivateBlocks },
  visit: Visit,
): void {
  const what = blocks.what(element);
  const isData = what.kind === 'data';
  const rule = isData
    ? visit.rules.privates.of(what.creator, element.tag >>> 16, what.element, element.vr)
    : ORPHAN;
  const done = visitElement(element, rule, { level, place }, visit);
  if (isData && done !== 'remove') blocks.keep(what.block);
}

/** PS3.5 7.8.1: an element in a block that nobody reserved. */
const ORPHAN: AttributeRule = {
  action: 'remove',
  otherwise: 'remove',
  rule: 'private element without a creator',
  source: 'PS3.5 7.8.1',
};

/** A creator stays when something of its block does. */
const CREATOR: AttributeRule = {
  ...ORPHAN,
  action: 'keep',
  rule: 'creator of a block of which something stays',
};
const IDLE_CREATOR: AttributeRule = { ...ORPHAN, rule: 'creator of a block of which nothing stays' };

function settleCreator(
  element: Element,
  blocks: PrivateBlocks | undefined,
  place: Place,
  visit: Visit,
): void {
  const block = (element.tag >>> 16) * 0x100 + (element.tag & 0xff);
  const isKept = blocks?.isKept(block) ?? false;
  if (!isKept) visit.plan.remove(element);
  note(element, isKept ? CREATOR : IDLE_CREATOR, isKept ? 'keep' : 'remove', { place, visit });
}

function visitElement(element: Element, rule: AttributeRule, around: Around, visit: Visit): Action {
  const { memo } = visit;
  if (!memo) return judged(element, rule, around, visit);
  return memo.apply(element, rule, visit, (inner) => judged(element, rule, around, inner));
}

function judged(element: Element, rule: AttributeRule, around: Around, visit: Visit): Action {
  const { level, place } = around;
  const done =
    element.vr === VR.SQ
      ? visitSequence(element, rule, around, visit)
      : applyRule(element, level, rule, visit);
  if (place.isTop && isSubjectId(element.tag)) note(element, subjectIdRule(rule), 'dummy', { place, visit });
  else note(element, rule, done, { place, visit });
  return done;
}

function visitSequence(
  element: Element,
  rule: AttributeRule,
  { level, place }: Around,
  visit: Visit,
): Action {
  const { plan } = visit;
  if (rule.action === 'remove') plan.remove(element);
  else if (rule.action === 'empty') plan.empty(element);
  else if (rule.action === 'dummy') dummyItems(element, level, visit);
  else {
    // Also where an option keeps the sequence: what is inside has rows of its own. PS3.15 E.1.1, E.3.
    const path = visit.input.review ? `${place.path}${nameOf(element)}.` : '';
    const rules = place.rules.inside(element.tag);
    const inside = visit.memo ? { ...visit, memo: undefined } : visit;
    for (const item of level.items(element)) visitLevel(item, { rules, path }, inside);
    return 'items';
  }
  return rule.action;
}

function note(
  element: Element,
  rule: AttributeRule,
  action: Action,
  { place, visit }: { place: Place; visit: Visit },
): void {
  visit.actions[action]++;
  const { review } = visit.input;
  if (!review) return;
  review.add(`${place.path}${nameOf(element)}`, rule, {
    action,
    before: () => valueShown(element),
    after: () =>
      place.isTop && isSubjectId(element.tag) ? visit.input.subject.id : afterEdit(element, visit),
  });
}

/** Keyword, or the tag of what has none. */
function nameOf({ tag }: Element): string {
  return isPrivate(tag) ? tagToString(tag) : (lookupTag(tag)?.keyword ?? tagToString(tag));
}

function valueShown(element: Element): string {
  if (element.vr === VR.SQ) return '';
  const values = element.strings();
  return values.length === 0 && element.length > 0 ? `${element.length} bytes` : values.join('\\');
}

function afterEdit(element: Element, { plan }: Visit): string {
  const edit = plan.edits.get(element.at);
  if (!edit) return valueShown(element);
  return edit.kind === 'replace' ? shown(edit.value) : '';
}
