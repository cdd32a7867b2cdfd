import type { Dataset, Element, Value } from '../../../fixtures/writer/element.js';
import type { VR } from '../../../fixtures/writer/vr.js';
import { vrOf } from '../../../src/dicom/dictionary.js';
import { vrName } from '../../../src/dicom/vr.js';

/** A family name that every text of the planted kind holds: 12 letters, so that it fits AE, CS and SH with more. */
export const PLANTED = 'QUILLFEATHER';
/** What stays of a text that is cleaned. */
export const HARMLESS = 'T1';
/** What the delivery knows of its patient. */
export const KNOWN = [{ kind: 'name', text: 'Quillfeather^Zebulon', from: 'PatientName' }] as const;
/** A UID that stays wherever it stands: Explicit VR Little Endian. PS3.6 Annex A. */
export const WELL_KNOWN = '1.2.840.10008.1.2.1';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const NUMBERS: Readonly<Partial<Record<VR, Value>>> = {
  US: [3, 4],
  SS: [-3, 4],
  UL: [70_000],
  SL: [-70_000],
  FL: [1.5],
  FD: [2.5, 3.5],
  AT: [0x00100010],
  DS: ['71.5', '3'],
  IS: ['7', '8'],
};
const TIMES: Readonly<Partial<Record<VR, Value>>> = {
  // Two values each, of a leap year and of all precisions.
  DA: ['20210315', '20200229'],
  DT: ['20210315093000.123456+0100', '202103'],
  TM: ['093000.25', '2359'],
  AS: '067Y',
};
const BYTES = new Set<VR>(['OB', 'OW', 'UN', 'OD', 'OF', 'OL', 'OV']);

/** What a test puts into an attribute. */
export interface Kind {
  /** Whether texts hold {@link PLANTED}. */
  readonly planted: boolean;
}

/**
 * A plausible value of a VR.
 * @param tag goes into UIDs, so that each attribute has its own
 */
export function sampleValue(vr: VR, tag: number, { planted }: Kind): Value {
  const fixed = NUMBERS[vr] ?? TIMES[vr];
  if (fixed !== undefined) return fixed;
  const text = planted ? `${PLANTED} ${HARMLESS}` : HARMLESS;
  if (BYTES.has(vr)) return bytes(`${PLANTED}^ZEBULON.`);
  if (vr === 'SQ') return { items: [inside({ planted }), inside({ planted })] };
  if (vr === 'UI') return [`1.2.826.0.1.${tag}.1`, WELL_KNOWN, `1.2.826.0.1.${tag}.2`];
  if (vr === 'PN') return 'Quillfeather^Zebulon';
  if (vr === 'UR') return `http://pacs.example/${text.replace(' ', '/')}`;
  return text;
}

/** VR of an attribute; of overlays and curves that which implicit VR has. */
export function standardVr(tag: number): VR {
  // PS3.7 Annex E: command elements, which the dictionary of data elements has not.
  if (tag === 0x00001000 || tag === 0x00001001) return 'UI';
  return vrName(vrOf(tag)) as VR;
}

/** One element of an attribute. */
export function sample(tag: number, kind: Kind, vr: VR = standardVr(tag)): Element {
  // A zone is told, and nothing else: PS3.3 C.12.1.
  if (tag === TIMEZONE) return { tag, vr, value: '+0100' };
  return { tag, vr, value: sampleValue(vr, tag, kind) };
}

const TIMEZONE = 0x00080201;
/** Person Name, Referenced SOP Class and Instance UID, Series Description and Number. */
const INSIDE = [0x0040a123, 0x00081155, 0x0008103e, 0x00200011];

function inside(kind: Kind): Dataset {
  return [...INSIDE.map((tag) => sample(tag, kind)), { tag: 0x00081150, vr: 'UI', value: WELL_KNOWN }];
}
