import { VR, type Vr } from '../../../dicom/vr.js';

/** What a VR lets a private value hold, as far as it matters to what may stay of it. */
export type ValueKind =
  | 'name'
  | 'uid'
  | 'date'
  | 'time'
  | 'age'
  | 'title'
  | 'text'
  | 'code'
  | 'decimal'
  | 'number'
  | 'bytes'
  | 'items';

const KINDS = new Map<Vr, ValueKind>([
  [VR.PN, 'name'],
  [VR.UI, 'uid'],
  [VR.DA, 'date'],
  [VR.DT, 'date'],
  [VR.TM, 'time'],
  [VR.AS, 'age'],
  [VR.AE, 'title'],
  [VR.CS, 'code'],
  [VR.SQ, 'items'],
]);
for (const vr of [VR.LO, VR.SH, VR.LT, VR.ST, VR.UT, VR.UC, VR.UR]) KINDS.set(vr, 'text');
for (const vr of [VR.DS, VR.IS]) KINDS.set(vr, 'decimal');
for (const vr of [VR.US, VR.SS, VR.UL, VR.SL, VR.UV, VR.SV, VR.FL, VR.FD, VR.AT]) KINDS.set(vr, 'number');
for (const vr of [VR.OB, VR.OW, VR.OD, VR.OF, VR.OL, VR.OV]) KINDS.set(vr, 'bytes');

/** The kind of a VR; undefined for UN and for a VR that this edition does not know, whose values may hold anything. */
export function valueKind(vr: Vr): ValueKind | undefined {
  return KINDS.get(vr);
}
