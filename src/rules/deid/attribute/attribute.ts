import { isKnownVr, VR, type Vr } from '../../../dicom/vr.js';
import type { IodType } from '../table/code.js';

/** A standard attribute where it stands, for whoever decides on it. */
export interface Attribute {
  /** `0xggggeeee`, of an even group. */
  readonly tag: number;
  /** As the file has it. */
  readonly vr: Vr;
  /** In the file's IOD at this level; undefined where that is not known. */
  readonly type: IodType | undefined;
}

const TEXT = new Set<Vr>([VR.AE, VR.CS, VR.LO, VR.LT, VR.SH, VR.ST, VR.UC, VR.UR, VR.UT]);
const BYTES = new Set<Vr>([VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.UN]);
const BINARY_NUMBERS = new Set<Vr>([VR.AT, VR.FD, VR.FL, VR.SL, VR.SS, VR.SV, VR.UL, VR.US, VR.UV]);

/** True for VRs whose values are text that can be cleaned: words, codes and names of applications. PS3.5 6.2. */
export function isText(vr: Vr): boolean {
  return TEXT.has(vr);
}

/** True for VRs whose values are numbers in binary. PS3.5 6.2. */
export function isBinaryNumber(vr: Vr): boolean {
  return BINARY_NUMBERS.has(vr);
}

/** True for VRs whose values may be any bytes, and for those that this edition does not know. PS3.5 6.2. */
export function isBytes(vr: Vr): boolean {
  return BYTES.has(vr) || !isKnownVr(vr);
}

/**
 * True where a file codes an attribute as its dictionary does, or as another VR of the same kind: what a rule says of
 * the attribute then holds for the value. Names, dates, UIDs and sequences are like nothing else.
 */
export function isAlike(vr: Vr, own: Vr): boolean {
  if (vr === own) return true;
  if (isText(own)) return isText(vr);
  if (isBinaryNumber(own)) return isBinaryNumber(vr);
  if (own === VR.DS || own === VR.IS) return vr === VR.DS || vr === VR.IS;
  return BYTES.has(own) && BYTES.has(vr) && vr !== VR.UN;
}
