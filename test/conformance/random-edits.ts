import type { Dataset } from '../../src/dicom/dataset.js';
import { tagToString } from '../../src/dicom/dictionary.js';
import type { Element } from '../../src/dicom/element.js';
import type { DicomFile } from '../../src/dicom/part10.js';
import { EditPlan } from '../../src/dicom/rewrite/edit-plan.js';
import { text } from '../../src/dicom/rewrite/new-value.js';
import { VR } from '../../src/dicom/vr.js';

/** A difference that an edit must make, as diff_pairs.py tells it. */
export type Difference = readonly [where: string, what: 'added' | 'removed' | 'changed', value: string];

/** A few edits of a file, and what must come of them. */
export interface RandomEdits {
  readonly plan: EditPlan;
  readonly expected: readonly Difference[];
}

interface Place {
  readonly where: string;
  readonly element: Element;
  readonly level: Dataset;
}

const TEXTS = new Set([VR.LO, VR.SH, VR.PN, VR.LT, VR.ST, VR.CS, VR.DA, VR.TM, VR.UI, VR.AE, VR.UT]);
/** Character sets are managed; Pixel Representation decides how pydicom reads others; UIDs that file meta information repeats change that as well; pixel data stays. */
const LEFT_ALONE = new Set([0x00080005, 0x00280103, 0x00080016, 0x00080018, 0x7fe00010]);
const INSERTED = 0x00120040;

function hex(tag: number): string {
  return tagToString(tag).replace(/[(),]/g, '').toLowerCase();
}

function placesIn(level: Dataset, prefix = ''): Place[] {
  return level.elements().flatMap((element) => {
    const where = `${prefix}${hex(element.tag)}`;
    const inside = level.items(element).flatMap((item, i) => placesIn(item, `${where}[${i}].`));
    return [{ where, element, level }, ...inside];
  });
}

/** Numbers that look random, the same for the same file. */
function sequenceOf(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/**
 * A replaced, an emptied, a removed and an inserted element at any depth, none inside another, the same for the same
 * seed. Elements that pydicom joins or that stand twice in one level are left alone.
 */
export function randomEdits(file: DicomFile, seed: number): RandomEdits {
  const next = sequenceOf(seed);
  const plan = new EditPlan();
  const expected: Difference[] = [];
  let free = placesIn(file.dataset).filter(
    ({ element, where }, _, all) =>
      !LEFT_ALONE.has(element.tag) &&
      (element.tag & 0xffff) !== 0 &&
      all.filter((other) => other.where === where).length === 1,
  );
  const take = (fits: (place: Place) => boolean): Place | undefined => {
    const fitting = free.filter(fits);
    const place = fitting[next(fitting.length)];
    if (!place) return undefined;
    free = free.filter(({ where }) => !where.startsWith(place.where) && !place.where.startsWith(where));
    return place;
  };

  const replaced = take(({ element }) => TEXTS.has(element.vr) && element.vrName !== 'UN');
  if (replaced) {
    plan.replace(replaced.element, text('1.2.840'));
    const pad = replaced.element.vr === VR.UI ? '00' : '20';
    expected.push([replaced.where, 'changed', Buffer.from('1.2.840').toString('hex') + pad]);
  }
  const removed = take(() => true);
  if (removed) {
    plan.remove(removed.element);
    expected.push([removed.where, 'removed', '']);
  }
  const emptied = take(({ element }) => element.length > 0 && element.vr !== VR.SQ);
  if (emptied) {
    plan.empty(emptied.element);
    expected.push([emptied.where, 'changed', '']);
  }
  const beside = take(({ level }) => !level.element(INSERTED));
  if (beside) {
    plan.insert(beside.level, { tag: INSERTED, vr: VR.LO, value: text('TRIAL-0001') });
    const where = beside.where.slice(0, beside.where.lastIndexOf('.') + 1) + hex(INSERTED);
    expected.push([where, 'added', Buffer.from('TRIAL-0001').toString('hex')]);
  }
  return { plan, expected: expected.sort() };
}
