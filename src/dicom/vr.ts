/** Value representations are packed into 16 bits, first letter high, so that the parser compares numbers. */
export type Vr = number;

/** Packs a two-letter VR. */
export function packVr(vr: string): Vr {
  return (vr.charCodeAt(0) << 8) | vr.charCodeAt(1);
}

/** The two letters of a packed VR. */
export function vrName(vr: Vr): string {
  return String.fromCharCode(vr >> 8, vr & 0xff);
}

/** PS3.5 6.2, table 6.2-1: every VR, packed. */
export const VR = {
  AE: packVr('AE'),
  AS: packVr('AS'),
  AT: packVr('AT'),
  CS: packVr('CS'),
  DA: packVr('DA'),
  DS: packVr('DS'),
  DT: packVr('DT'),
  FD: packVr('FD'),
  FL: packVr('FL'),
  IS: packVr('IS'),
  LO: packVr('LO'),
  LT: packVr('LT'),
  OB: packVr('OB'),
  OD: packVr('OD'),
  OF: packVr('OF'),
  OL: packVr('OL'),
  OV: packVr('OV'),
  OW: packVr('OW'),
  PN: packVr('PN'),
  SH: packVr('SH'),
  SL: packVr('SL'),
  SQ: packVr('SQ'),
  SS: packVr('SS'),
  ST: packVr('ST'),
  SV: packVr('SV'),
  TM: packVr('TM'),
  UC: packVr('UC'),
  UI: packVr('UI'),
  UL: packVr('UL'),
  UN: packVr('UN'),
  UR: packVr('UR'),
  US: packVr('US'),
  UT: packVr('UT'),
  UV: packVr('UV'),
} as const;

/** Set by packed VR: 1 short form (16-bit length), 2 long form (32-bit length). PS3.5 7.1.2, tables 7.1-1 and 7.1-2. */
const FORMS = new Uint8Array(0x10000);
for (const vr of Object.values(VR)) FORMS[vr] = 1;
for (const name of ['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']) {
  FORMS[packVr(name)] = 2;
}

/** True for a VR of PS3.5 table 6.2-1. */
export function isKnownVr(vr: Vr): boolean {
  return FORMS[vr] !== 0;
}

/** True when the explicit form has two reserved bytes and a 32-bit length; unknown VRs do (PS3.5 6.2.2, note 3). */
export function hasLongForm(vr: Vr): boolean {
  return FORMS[vr] !== 1;
}

/** True for two upper-case letters: what a VR field must hold even when this edition does not know the VR. */
export function looksLikeVr(vr: Vr): boolean {
  const first = vr >> 8;
  const second = vr & 0xff;
  return first >= 0x41 && first <= 0x5a && second >= 0x41 && second <= 0x5a;
}
