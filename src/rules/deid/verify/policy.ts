import { tagOf } from '../../../dicom/keyword.js';
import { VR, type Vr } from '../../../dicom/vr.js';

/**
 * What stands by chance in an attribute, which decides what counts there.
 * - `text`, `name`: words.
 * - `code`: words of the standard and of makers.
 * - `number`, `day`, `uid`: digits.
 * - `opaque`: bytes of unknown meaning.
 */
export type Policy = 'text' | 'name' | 'code' | 'number' | 'day' | 'uid' | 'opaque';

const BY_VR: ReadonlyMap<Vr, Policy> = new Map<Vr, Policy>([
  [VR.PN, 'name'],
  [VR.CS, 'code'],
  [VR.UI, 'uid'],
  [VR.DA, 'day'],
  [VR.DT, 'day'],
  ...[VR.DS, VR.IS, VR.TM, VR.AS].map((vr) => [vr, 'number'] as const),
  ...[VR.AE, VR.LO, VR.LT, VR.SH, VR.ST, VR.UC, VR.UR, VR.UT].map((vr) => [vr, 'text'] as const),
]);

/** Attributes of text VRs that hold codes of the standard, and what makers write of their devices. PS3.3 8.8, C.7.5.1. */
const CODED = [
  'CodeValue',
  'LongCodeValue',
  'URNCodeValue',
  'CodeMeaning',
  'CodingSchemeDesignator',
  'CodingSchemeVersion',
  'CodingSchemeName',
  'Manufacturer',
  'ManufacturerModelName',
  'SoftwareVersions',
  'ConvolutionKernel',
  'SequenceName',
  'PulseSequenceName',
  'DeidentificationMethod',
  'ImplementationVersionName',
];

let coded: ReadonlySet<number> | undefined;

/** What counts in an element. */
export function policyOf(tag: number, vr: Vr): Policy {
  coded ??= new Set(CODED.map(tagOf));
  const policy = BY_VR.get(vr) ?? 'opaque';
  // PS3.5 7.8.1: a private creator names a maker.
  return policy === 'text' && (coded.has(tag) || isCreator(tag)) ? 'code' : policy;
}

function isCreator(tag: number): boolean {
  return ((tag >>> 16) & 1) === 1 && (tag & 0xffff) >= 0x10 && (tag & 0xffff) <= 0xff;
}
