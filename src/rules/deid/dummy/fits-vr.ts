import { parseAge } from '../../../dicom/values/age.js';
import { parseDate, parseDateTime, parseTime } from '../../../dicom/values/dates.js';
import { VR, type Vr } from '../../../dicom/vr.js';

/** PS3.5 Table 6.2-1: the most characters of one value; PN a component group; UC, UR and UT have no practical limit. */
const MOST = new Map<Vr, number>([
  [VR.AE, 16],
  [VR.AS, 4],
  [VR.CS, 16],
  [VR.DA, 8],
  [VR.DS, 16],
  [VR.DT, 26],
  [VR.IS, 12],
  [VR.LO, 64],
  [VR.LT, 10240],
  [VR.PN, 64],
  [VR.SH, 16],
  [VR.ST, 1024],
  [VR.TM, 14],
  [VR.UI, 64],
  [VR.UC, 0xfffffffe],
  [VR.UR, 0xfffffffe],
  [VR.UT, 0xfffffffe],
]);

/** Text of several lines; a backslash is a character there. PS3.5 Table 6.2-1. */
const LINES = new Set<Vr>([VR.LT, VR.ST, VR.UT]);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL_IN_LINES = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** Least and greatest value of the whole numbers among the binary VRs. */
const WHOLE = new Map<Vr, readonly [bigint, bigint]>([
  [VR.US, [0n, 0xffffn]],
  [VR.SS, [-0x8000n, 0x7fffn]],
  [VR.UL, [0n, 0xffffffffn]],
  [VR.SL, [-0x80000000n, 0x7fffffffn]],
  [VR.UV, [0n, 0xffffffffffffffffn]],
  [VR.SV, [-0x8000000000000000n, 0x7fffffffffffffffn]],
]);

/** What the characters of one value have to be, for VRs that rule more than their number. */
const FORMS = new Map<Vr, (text: string) => boolean>([
  [VR.AE, (text) => /^[\x20-\x5b\x5d-\x7e]+$/.test(text) && text.trim() !== ''],
  [VR.AS, (text) => text.length === 4 && parseAge(text) !== undefined],
  [VR.CS, (text) => /^[A-Z0-9_ ]+$/.test(text)],
  [VR.DA, (text) => !text.includes('.') && parseDate(text) !== undefined],
  [VR.DS, (text) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)],
  [VR.DT, (text) => parseDateTime(text) !== undefined],
  [VR.IS, (text) => /^[+-]?\d+$/.test(text) && Math.abs(Number(text)) < 2 ** 31],
  [VR.PN, (text) => text.split('=').length <= 3 && text.split('=').every((group) => group.length <= 64)],
  [VR.TM, (text) => !text.includes(':') && parseTime(text) !== undefined],
  [VR.UI, (text) => /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/.test(text)],
  [VR.UR, (text) => /^[!-~]+$/.test(text) && !text.includes('\\')],
]);

/** Whether a binary VR holds the number that a text says. */
function fitsNumber(vr: Vr, text: string): boolean {
  if (vr === VR.FL || vr === VR.FD) {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(vr === VR.FL ? Math.fround(value) : value);
  }
  const [least, most] = WHOLE.get(vr) ?? [];
  if (least === undefined || most === undefined || !/^-?\d{1,20}$/.test(text)) return false;
  return BigInt(text) >= least && BigInt(text) <= most;
}

/**
 * Whether a text is one value of a VR, PS3.5 Table 6.2-1: its length, its characters, its form. Values of VRs that are
 * bytes or items are no text.
 */
export function fitsVr(vr: Vr, text: string): boolean {
  const most = MOST.get(vr);
  if (most === undefined) return fitsNumber(vr, text);
  const isLines = LINES.has(vr);
  if (text === '' || (vr !== VR.PN && text.length > most)) return false;
  if (isLines ? CONTROL_IN_LINES.test(text) : CONTROL.test(text) || text.includes('\\')) return false;
  return FORMS.get(vr)?.(text) ?? true;
}
