import type { Dataset } from '../../../dicom/dataset.js';
import type { Element } from '../../../dicom/element.js';
import type { NewValue } from '../../../dicom/rewrite/new-value.js';
import { VR } from '../../../dicom/vr.js';
import type { Action, AttributeRule, Fallback } from '../action.js';
import { shiftDate, shiftDateTime } from '../dates/shift-date.js';
import { dummyValue } from '../dummy/dummy-value.js';
import type { Visit } from './context.js';
import { keptValue } from './kept-value.js';
import { cleanedText, keptAge, mappedUids, type Outcome, shiftedDates } from './new-values.js';

/**
 * Does what a rule says to an element that is no sequence.
 * @returns what was really done: what cannot be shifted or cleaned falls back, and what nothing changed was kept
 */
export function applyRule(element: Element, level: Dataset, rule: AttributeRule, visit: Visit): Action {
  const readable = rule.vr === undefined ? element : element.readAs(rule.vr);
  switch (rule.action) {
    case 'remove':
    case 'empty':
    case 'dummy':
      return replaceWhole(readable, rule.action, rule, visit);
    case 'keep':
      return changed(
        readable,
        readable.vr === VR.AS ? keptAge(readable) : keptValue(readable, visit.input.cleaner),
        rule,
        visit,
      );
    case 'uid':
      return changed(readable, mappedUids(readable, visit), rule, visit);
    case 'shift':
      return changed(readable, shiftedDates(readable, visit), rule, visit);
    case 'clean':
      return changed(readable, cleaned(readable, level, rule, visit), rule, visit);
    case 'items':
      // What should hold items and is not read as such holds what nobody has judged.
      return readable.length === 0 ? 'keep' : replaceWhole(readable, 'remove', rule, visit);
  }
}

function cleaned(element: Element, level: Dataset, rule: AttributeRule, visit: Visit): Outcome {
  if (rule.filter === undefined) return cleanedText(element, level, visit);
  if (element.length === 0) return 'same';
  if (element.deferred) return 'nothing';
  const { input, rules, uids } = visit;
  const { shiftDays } = input.subject;
  const bytes = rules.privates.filterBytes(rule, element.bytes, {
    clean: (value) => input.cleaner.clean(value),
    shiftDate: (value) => (shiftDays === undefined ? undefined : shiftDate(value, shiftDays)),
    shiftDateTime: (value) => (shiftDays === undefined ? undefined : shiftDateTime(value, shiftDays)),
    uidOf: (uid) => {
      uids.add(uid);
      return input.uidOf(uid);
    },
  });
  return bytes ? { kind: 'bytes', bytes } : 'nothing';
}

function changed(element: Element, outcome: Outcome, rule: AttributeRule, visit: Visit): Action {
  if (outcome === 'same') return 'keep';
  if (outcome === 'nothing') return replaceWhole(element, rule.otherwise, rule, visit);
  visit.plan.replace(element, outcome, rule.vr);
  return rule.action === 'keep' ? 'clean' : rule.action;
}

function replaceWhole(
  element: Element,
  how: Fallback,
  rule: AttributeRule,
  { plan, input, uids }: Visit,
): Action {
  if (how === 'remove') plan.remove(element);
  else if (element.length === 0) return 'keep';
  else if (how === 'empty') plan.empty(element);
  else {
    const uidOf = (uid: string): string => {
      uids.add(uid);
      return input.uidOf(uid);
    };
    plan.replace(element, dummyValue(element, rule, uidOf), rule.vr);
  }
  return how;
}

/** The text of a new value, for the review. */
export function shown(value: NewValue | undefined): string {
  if (value?.kind === 'text' || value?.kind === 'numbers') return value.values.join('\\');
  return value?.kind === 'bytes' ? `${value.bytes.length} bytes` : '';
}
