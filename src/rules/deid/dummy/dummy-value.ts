import type { Element } from '../../../dicom/element.js';
import { type NewValue, numbers, text } from '../../../dicom/rewrite/new-value.js';
import { VR, type Vr } from '../../../dicom/vr.js';
import type { AttributeRule } from '../action.js';
import { fitsVr } from './fits-vr.js';

/** What stands for a value of a VR that is text: conforming, and the same in every file. */
const TEXTS = new Map<Vr, string>([
  ...[VR.AE, VR.CS, VR.LO, VR.LT, VR.SH, VR.ST, VR.UC, VR.UT].map((vr) => [vr, 'ANONYMIZED'] as const),
  [VR.PN, 'Anonymized'],
  [VR.DA, '19000101'],
  [VR.DT, '19000101000000'],
  [VR.TM, '000000'],
  // PS3.5 Table 6.2-1: an age has a number and a unit; no patient of a trial is of no days.
  [VR.AS, '000D'],
  [VR.DS, '0'],
  [VR.IS, '0'],
  // RFC 9562 5.9: the nil UUID; it leads nowhere.
  [VR.UR, 'urn:uuid:00000000-0000-0000-0000-000000000000'],
]);

/** PS3.5 6.2: VRs of one value, whatever is in it. */
const SINGLE = new Set<Vr>([VR.LT, VR.ST, VR.UT, VR.UR]);
/** Bytes a value of the binary VRs and of those that are streams of words. PS3.5 Table 6.2-1. */
const WIDTHS = new Map<Vr, number>([
  ...[VR.US, VR.SS, VR.OW].map((vr) => [vr, 2] as const),
  ...[VR.UL, VR.SL, VR.FL, VR.AT, VR.OF, VR.OL].map((vr) => [vr, 4] as const),
  ...[VR.UV, VR.SV, VR.FD, VR.OD, VR.OV].map((vr) => [vr, 8] as const),
]);
const NUMBERS = new Set<Vr>([VR.US, VR.SS, VR.UL, VR.SL, VR.FL, VR.FD, VR.UV, VR.SV, VR.AT]);
const WIDE = new Set<Vr>([VR.UV, VR.SV]);
/** Where an element has no UID: the nil UUID as a UID, PS3.5 B.2. */
const NIL_UID = '2.25.0';
/** Longer values become one unit: what they say is gone, and so may be how long it was. A palette is shorter. */
const MOST_BYTES = 131072;
/** More values than any attribute of the standard needs are a damaged header. */
const MOST_VALUES = 4096;

function repeated<T>(value: T, count: number): T[] {
  return new Array<T>(Math.min(Math.max(Math.floor(count), 1), MOST_VALUES)).fill(value);
}

/** Bytes of zero, as long as the value was. */
function zeros(element: Element, vr: Vr): NewValue {
  const unit = Math.max(WIDTHS.get(vr) ?? 2, 2);
  const units = element.length <= MOST_BYTES ? Math.ceil(element.length / unit) : 1;
  return { kind: 'bytes', bytes: new Uint8Array(Math.max(units, 1) * unit) };
}

function numberOf(own: string | undefined, vr: Vr): number | bigint {
  if (own === undefined) return WIDE.has(vr) ? 0n : 0;
  return WIDE.has(vr) ? BigInt(own) : Number(own);
}

/** Each UID mapped; values that are empty stay so, but one there is. */
function uids(values: readonly string[], uidOf: (uid: string) => string): NewValue {
  const mapped = values.map((uid) => uid && uidOf(uid));
  return text(...(mapped.some((uid) => uid !== '') ? mapped : [NIL_UID]));
}

/**
 * A value that tells nothing and fits the VR, as many times as the element has values and at least once (PS3.15 E.1.1,
 * action D: a non-zero length value). The profile's own text is taken where it fits, see {@link fitsVr}.
 * @param rule its `vr` tells what an element of unknown VR is
 * @param uidOf what becomes of a UID, for elements of VR UI
 * @throws RangeError for a sequence, which has no value of its own
 */
export function dummyValue(element: Element, rule: AttributeRule, uidOf: (uid: string) => string): NewValue {
  const isUnknown = element.vr === VR.UN && rule.vr !== undefined;
  const vr = isUnknown && rule.vr !== undefined ? rule.vr : element.vr;
  if (vr === VR.SQ) throw new RangeError('a sequence has no dummy value');
  const own = rule.value !== undefined && fitsVr(vr, rule.value) ? rule.value : undefined;
  if (NUMBERS.has(vr)) return numbers(...repeated(numberOf(own, vr), element.length / (WIDTHS.get(vr) ?? 2)));
  const values = (): readonly string[] => (isUnknown ? element.readAs(vr) : element).strings();
  if (vr === VR.UI && own === undefined) return uids(values(), uidOf);
  const dummy = own ?? TEXTS.get(vr);
  if (dummy === undefined) return zeros(element, vr);
  return text(...repeated(dummy, SINGLE.has(vr) ? 1 : values().length));
}
