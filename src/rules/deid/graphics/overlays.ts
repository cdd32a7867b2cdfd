import type { Dataset } from '../../../dicom/dataset.js';
import type { Element } from '../../../dicom/element.js';
import { tagOf } from '../../../dicom/keyword.js';
import type { Vr } from '../../../dicom/vr.js';
import type { Action, AttributeRule } from '../action.js';

/** PS3.5 7.6: tags of overlay planes, in even groups. */
const FIRST_TAG = 0x60000000;
const LAST_TAG = 0x60ffffff;

const OVERLAY_DATA = elementNumber('OverlayData');
const BITS_ALLOCATED = elementNumber('OverlayBitsAllocated');
const BIT_POSITION = elementNumber('OverlayBitPosition');

function elementNumber(keyword: string): number {
  return tagOf(keyword) & 0xffff;
}

/** What of an overlay plane tells where its bits are. */
interface Plane {
  data?: Element;
  /** Something says that the bits are among the pixels. */
  isEmbedded: boolean;
}

/**
 * Why the graphics of an image cannot be removed without touching its pixels: an overlay plane whose bits stand in unused
 * bits of the pixel data, where no rule for an attribute reaches them. Nothing to find where each plane has Overlay Data.
 * PS3.3-2004 C.9.2 (retired), PS3.5 8.1.2.
 */
export function graphicsProblem(dataset: Dataset): 'overlay-in-pixel-data' | undefined {
  for (const { data, isEmbedded } of planesOf(dataset).values()) {
    if (isEmbedded && (data === undefined || data.length === 0)) return 'overlay-in-pixel-data';
  }
  return undefined;
}

/**
 * The groups (0x6000 to 0x60FE) whose Overlay Data goes under the rules. All else of them has to go with it, rows, origin
 * and labels, or a reader finds half a plane and looks for its bits in the pixels.
 * @param rules the rules of the top level
 */
export function orphanedOverlayGroups(
  dataset: Dataset,
  rules: (tag: number, vr: Vr) => AttributeRule,
): number[] {
  const groups: number[] = [];
  for (const [group, { data }] of planesOf(dataset)) {
    if (data && GONE.has(fateOf(rules(data.tag, data.vr)))) groups.push(group);
  }
  return groups;
}

const GONE: ReadonlySet<Action> = new Set<Action>(['remove', 'empty', 'items']);

/** Bits can be neither cleaned nor shifted nor mapped: PS3.15 E.3.3 with nothing that cleans them falls back. */
function fateOf({ action, otherwise }: AttributeRule): Action {
  return action === 'clean' || action === 'shift' || action === 'uid' ? otherwise : action;
}

function planesOf(dataset: Dataset): Map<number, Plane> {
  const planes = new Map<number, Plane>();
  for (const element of dataset.elements()) {
    const { tag } = element;
    if (tag < FIRST_TAG || tag > LAST_TAG) continue;
    const group = tag >>> 16;
    if (group % 2 === 1) continue;
    let plane = planes.get(group);
    if (!plane) {
      plane = { isEmbedded: false };
      planes.set(group, plane);
    }
    const number = tag & 0xffff;
    if (number === OVERLAY_DATA) plane.data ??= element;
    else if (number === BITS_ALLOCATED) plane.isEmbedded ||= isOther(element, 1);
    // PS3.3 C.9.2: 1 and 0 are the only values of a plane that has Overlay Data.
    else if (number === BIT_POSITION) plane.isEmbedded ||= isOther(element, 0);
  }
  return planes;
}

/** A value that is there and is not the one given; what cannot be read as a number is another, too. */
function isOther(element: Element, value: number): boolean {
  return element.length > 0 && element.numbers()[0] !== value;
}
