import type { Dataset } from '../../../src/dicom/dataset.js';
import type { Element } from '../../../src/dicom/element.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import type { Profile } from '../../../src/rules/deid/profile/profile.js';
import { SUBJECT } from './deidentify.js';
import { type Wanted, wantedAt } from './expected.js';
import { dummyFaults, isCleaned, isDummy, isMapped, isPlantedText, isSame, isShifted } from './seen.js';
import { rowFor, tagText, typeAt } from './standard.js';

/** What was looked at, and what was not as it should be. */
export interface Comparison {
  /** `0008103E at 0 cleaned`: every attribute with its depth and what was seen of it. */
  readonly seen: Map<string, number>;
  readonly faults: string[];
  /** `X/Z/D 2C emptied`: how often each code came to what under which Type. */
  readonly types: Map<string, number>;
}

/** A comparison of which nothing was done yet. */
export const newComparison = (): Comparison => ({ seen: new Map(), faults: [], types: new Map() });

interface Place {
  readonly sopClass: string;
  readonly profile: Profile;
  readonly path: readonly number[];
}

/** Holds each attribute of a file at each depth against what a profile asks for. */
export function compareFiles(
  { before, after }: { readonly before: DicomFile; readonly after: DicomFile },
  profile: Profile,
  into: Comparison,
): void {
  const sopClass = before.dataset.string('SOPClassUID') ?? '';
  compareLevels(before.dataset, after.dataset, { sopClass, profile, path: [] }, into);
}

function compareLevels(before: Dataset, after: Dataset, place: Place, into: Comparison): void {
  for (const element of before.elements()) {
    const { tag } = element;
    const type = typeAt(place.sopClass, [...place.path, tag]);
    const spot = { tag, vr: element.vrName, type, isTop: place.path.length === 0 };
    const wanted = wantedAt(spot, place.profile);
    if (type !== undefined) count(into.types, `${rowFor(tag)?.basic} ${type} ${wanted}`);
    compareOne(element, wanted, { place, into, before, after });
  }
  for (const { tag } of after.elements()) {
    const isNew = before.element(tag) === undefined && !(place.path.length === 0 && MARKERS.has(tag));
    if (isNew) into.faults.push(`${where(tag, place)}: came from nowhere`);
  }
}

/**
 * What every released file has: Patient's Name and ID, Patient Identity Removed, De-identification Method and its codes,
 * Longitudinal Temporal Information Modified.
 */
const MARKERS = new Set([0x00100010, 0x00100020, 0x00120062, 0x00120063, 0x00120064, 0x00280303]);

interface Around {
  readonly place: Place;
  readonly into: Comparison;
  /** The levels that the element stands in. */
  readonly before: Dataset;
  readonly after: Dataset;
}

function compareOne(element: Element, wanted: Wanted, around: Around): void {
  const { place, into, after } = around;
  const found = after.element(element.tag);
  count(into.seen, `${tagText(element.tag)} at ${place.path.length} ${wanted}`);
  const fault = faultOf(element, found, wanted);
  if (fault !== undefined) into.faults.push(`${where(element.tag, place)}: not ${wanted} but ${fault}`);
  else if (found && element.vrName === 'SQ' && wanted !== 'emptied')
    compareItems([element, found], wanted, around);
}

function compareItems([was, is]: readonly [Element, Element], wanted: Wanted, around: Around): void {
  const { place, into } = around;
  const [old, now] = [around.before.items(was), around.after.items(is)];
  const at = where(was.tag, place);
  if (old.length !== now.length) into.faults.push(`${at}: ${now.length} items`);
  for (const [i, item] of old.entries()) {
    const other = now[i];
    if (!other) continue;
    if (wanted === 'dummy') into.faults.push(...dummyFaults(item, other).map((fault) => `${at}: ${fault}`));
    else compareLevels(item, other, { ...place, path: [...place.path, was.tag] }, into);
  }
}

/** What is wrong with an attribute; undefined when it is as it should be. */
export function faultOf(before: Element, after: Element | undefined, wanted: Wanted): string | undefined {
  if (wanted === 'removed') return after && 'there';
  // No option keeps a known name: of a text that holds one nothing has to stay.
  if (wanted === 'same' && isPlantedText(before))
    return after && isPlantedText(after) ? 'with a name' : undefined;
  if (!after) return 'gone';
  if (wanted === 'emptied') return after.length === 0 ? undefined : 'with a value';
  if (before.vrName === 'SQ') return after.vrName === 'SQ' ? undefined : `of VR ${after.vrName}`;
  return isAs(before, after, wanted) ? undefined : 'another value';
}

function isAs(before: Element, after: Element, wanted: Wanted): boolean {
  switch (wanted) {
    case 'same':
      return isSame(before, after);
    case 'other UIDs':
      return isMapped(before, after);
    case 'shifted':
      return isShifted(before, after);
    case 'cleaned':
      return isCleaned(before, after);
    case 'dummy':
      return isDummy(before, after);
    case 'the subject':
      return after.strings().join('\\') === SUBJECT;
    default:
      return false;
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const where = (tag: number, { sopClass, path, profile }: Place): string =>
  `${profile.name} ${sopClass} ${[...path, tag].map(tagText).join('/')}`;
