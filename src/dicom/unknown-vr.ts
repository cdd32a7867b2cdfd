import { type Coding, IMPLICIT_LITTLE } from './coding.js';
import { vrOf } from './dictionary.js';
import { isKnownVr, VR } from './vr.js';

const EXPLICIT_LITTLE: Coding = { explicit: true, littleEndian: true };
const ITEM = 0xfffee000;

/** Bytes that {@link codingOfUnknown} wants to see: an item's head and, of its first element, tag and VR. */
export const UNKNOWN_HEAD_BYTES = 14;

/**
 * How the items inside an element with VR UN are coded: implicit little endian, whatever the data set is (PS3.5 6.2.2,
 * note 4). Some writers leave them in the coding that they had, which is seen from the first element.
 * @param view holds at least {@link UNKNOWN_HEAD_BYTES} from `at` on
 * @param outer the coding of the data set
 */
export function codingOfUnknown(view: DataView, at: number, outer: Coding): Coding {
  if (!outer.littleEndian && tagOf(view, at, false) === ITEM) return outer;
  const letters = view.getUint16(at + 12);
  if (view.getUint32(at + 4, true) === 0 || !isKnownVr(letters)) return IMPLICIT_LITTLE;
  // The letters could be half of an implicit length. A VR that is the tag's own is no chance; private tags have none.
  const expected = vrOf(tagOf(view, at + 8, true));
  return expected === letters || expected === VR.UN ? EXPLICIT_LITTLE : IMPLICIT_LITTLE;
}

function tagOf(view: DataView, at: number, littleEndian: boolean): number {
  return view.getUint16(at, littleEndian) * 0x10000 + view.getUint16(at + 2, littleEndian);
}
