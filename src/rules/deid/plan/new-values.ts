import { decodeTextChecked } from '../../../dicom/charset/decode.js';
import type { Dataset } from '../../../dicom/dataset.js';
import type { Element } from '../../../dicom/element.js';
import { type NewValue, text } from '../../../dicom/rewrite/new-value.js';
import { lookupUid } from '../../../dicom/uids.js';
import { VR, vrName } from '../../../dicom/vr.js';
import { protectedAge } from '../dates/protected-age.js';
import { shiftDate, shiftDateTime } from '../dates/shift-date.js';
import type { Visit } from './context.js';

/** What becomes of a value: another one, nothing to change, or nothing of it can be kept. */
export type Outcome = NewValue | 'same' | 'nothing';

/** PS3.5 6.2: VRs of characters; all but the last group may hold what a person typed. */
const TEXTS = new Set([
  ...[VR.LO, VR.LT, VR.SH, VR.ST, VR.UC, VR.UT, VR.PN, VR.AE, VR.CS, VR.UR],
  ...[VR.DS, VR.IS, VR.TM, VR.AS, VR.DA, VR.DT, VR.UI],
]);

/** U: each UID of an element that is not well known becomes the project's. PS3.15 E.1.1, PS3.6 Annex A. */
export function mappedUids(element: Element, { input, uids }: Visit): Outcome {
  const before = element.strings();
  if (element.length > 0 && before.length === 0) return 'nothing';
  const after = before.map((uid) => {
    if (uid === '' || lookupUid(uid)) return uid;
    uids.add(uid);
    return input.uidOf(uid);
  });
  return changedTo(before, after);
}

/** Dates moved by the subject's shift; one value that is no date takes the others with it. PS3.15 E.3.6. */
export function shiftedDates(element: Element, { input: { subject } }: Visit): Outcome {
  const { shiftDays } = subject;
  const { vr } = element;
  if (element.length === 0) return 'same';
  if (shiftDays === undefined || element.deferred) return 'nothing';
  const shift = vr === VR.DA ? shiftDate : vr === VR.DT ? shiftDateTime : undefined;
  // PS3.15 E.3.6: the shift is of whole days, so that times of day are the same.
  if (!shift) return vr === VR.TM ? 'same' : 'nothing';
  const before = element.strings();
  const after = before.map((value) => (value === '' ? '' : shift(value, shiftDays)));
  return after.includes(undefined) ? 'nothing' : changedTo(before, after as string[]);
}

/** C: what identifies is taken out of every value. A text whose characters cannot be told cannot be cleaned. */
export function cleanedText(element: Element, level: Dataset, { input: { cleaner } }: Visit): Outcome {
  if (element.length === 0) return 'same';
  if (element.deferred || !TEXTS.has(element.vr) || isLossy(element, level)) return 'nothing';
  const before = element.strings();
  const after = before.map((value) => cleaner.clean(value));
  if (after.every((value) => value.trim() === ''))
    return before.every((v) => v.trim() === '') ? 'same' : 'nothing';
  return changedTo(before, after);
}

/** 45 CFR 164.514(b)(2)(i)(C): ages over 89 are one. */
export function keptAge(element: Element): Outcome {
  if (element.length === 0) return 'same';
  const before = element.strings();
  const after = before.map((value) => (value === '' ? '' : protectedAge(value)));
  return after.includes(undefined) ? 'nothing' : changedTo(before, after as string[]);
}

function changedTo(before: readonly string[], after: readonly string[]): Outcome {
  return after.every((value, i) => value === before[i]) ? 'same' : text(...after);
}

const ESC = 0x1b;

/** Whether bytes of a text have no meaning in the character set that the file declares. */
function isLossy(element: Element, level: Dataset): boolean {
  const { bytes } = element;
  for (const byte of bytes) {
    if (byte >= 0x80 || byte === ESC)
      return decodeTextChecked(bytes, level.characterSet, vrName(element.vr)).lossy;
  }
  return false;
}
