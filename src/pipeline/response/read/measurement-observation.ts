import { normalCode } from '../../../measure/codes/normal-code.js';
import { SNOMED_LYMPH_NODES } from '../../../measure/codes/snomed-lymph-nodes.js';
import type {
  MeasurementRow,
  RowCode,
  RowImage,
  RowSource,
} from '../../../report/measure-export-sections.js';
import { exactDecimal } from '../../../report/measurements/exact-decimal.js';
import type { Axis, Method, Role } from '../../../rules/response/words.js';
import type { At, Observation } from '../observation.js';

/** What of a row of `measure-export` responses are made of. */
export type DiameterRow = Pick<
  MeasurementRow,
  | ('subject' | 'site' | 'visit' | 'timePoint' | 'studyDate' | 'reader')
  | ('trackingUid' | 'trackingId' | 'lesionLabel')
  | ('finding' | 'findingToday' | 'findingCategory' | 'findingSite' | 'findingSiteToday')
  | ('concept' | 'conceptToday' | 'derivation' | 'derivationToday' | 'figure')
  | ('value' | 'valueFrom' | 'unit' | 'recomputedValue' | 'agrees' | 'why')
> & {
  readonly source: Pick<RowSource, 'studyUID'>;
  readonly image: Pick<RowImage, 'studyUID' | 'modality' | 'sliceThicknessMm'> | null;
  readonly sites: readonly { readonly site: RowCode }[];
  readonly qualitative: readonly { readonly value: RowCode | string }[];
};

type LengthKind = Axis | 'unnamed';

/** PS3.16 CID 7470, Linear Measurements, and DCM, Distance and Line Segment Length; the others are no diameters. */
const LENGTHS: ReadonlyMap<string, LengthKind> = new Map<string, LengthKind>([
  ['SCT:103339001', 'long'],
  ['SCT:131187009', 'long'], // Major Axis
  ['SCT:103340004', 'short'],
  ['SCT:131188004', 'short'], // Minor Axis
  ['SCT:131189007', 'short'], // Perpendicular Axis
  ['SCT:81827009', 'unnamed'], // Diameter
  ['SCT:410668003', 'unnamed'], // Length
  ['DCM:121206', 'unnamed'], // Distance
  ['DCM:121227', 'unnamed'], // Line Segment Length
]);

/** Figures of rows without a concept; docs/measure-export.md. */
const FIGURES: ReadonlyMap<string, LengthKind> = new Map<string, LengthKind>([
  ['longAxis', 'long'],
  ['maximumAxialDiameter', 'long'],
  ['shortAxis', 'short'],
  ['perpendicularAxialDiameter', 'short'],
  ['diameter', 'unnamed'],
  ['length', 'unnamed'],
]);

/** Of several values of a length the largest is a diameter; a mean or a standard deviation is none. PS3.16 CID 7464. */
const MAXIMUM = 'SCT:56851009';

/** PS3.16 annex D, 112041–112047, responses of lesions, and CID 6145, Baseline Category: each names the kind of lesion. */
const ROLE_CODES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...['112041', '112042', '112043', '112044', '112074'].map((code) => [`DCM:${code}`, 'target'] as const),
  ...['112045', '112046', '112047', '112075'].map((code) => [`DCM:${code}`, 'non-target'] as const),
]);

/** Of the table of nodes those rows that are tissue, system and vessels. */
const NO_NODES: ReadonlySet<string> = new Set(['6969002', '89890002', '83555006']);

const NODE_CODES: ReadonlySet<string> = new Set([
  ...SNOMED_LYMPH_NODES.filter(([, code]) => !NO_NODES.has(code)).map(([, code]) => `SCT:${code}`),
  'SCT:30746006', // Lymphadenopathy
  'SCT:94392001', // Secondary malignant neoplasm of lymph node
]);

/** DICOM's words for modalities (PS3.3 C.7.3.1.1.1); those that are not here are `other`. */
const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['CT', 'ct'],
  ['MR', 'mri'],
  ['CR', 'chest-x-ray'],
  ['DX', 'chest-x-ray'],
  ['US', 'ultrasound'],
  ['PT', 'pet'],
  ['XC', 'clinical'],
]);

/** What a row of `measure-export` says for responses; undefined of measurements that are no diameters. */
export function observationOf(row: DiameterRow, at: At): Observation | undefined {
  const kind = lengthKind(row);
  if (kind === undefined) return undefined;
  const { image, findingSiteToday, findingSite } = row;
  const [role, unknownRole] = roleOf(row);
  const thickness = image?.sliceThicknessMm ?? 0;
  const lengths = lengthsOf(row);
  return {
    ...{ at, isFact: false, subject: row.subject, site: row.site, reader: row.reader },
    ...{ visit: row.visit ?? row.timePoint, visitNumber: null, date: dayOf(row.studyDate), day: null },
    ...{ studyUID: image?.studyUID ?? row.source.studyUID, isBaseline: null },
    keys: {
      trackingUid: row.trackingUid,
      trackingId: shownLabel(row.trackingId),
      label: shownLabel(row.lesionLabel),
    },
    ...{ role, unknownRole, isNode: isNode(row) || null },
    organ: (findingSiteToday ?? findingSite)?.meaning || null,
    organCodes: [...new Set([findingSiteToday, findingSite].flatMap((code) => (code ? [keyOf(code)] : [])))],
    method: image?.modality ? (METHODS.get(image.modality) ?? 'other') : null,
    unknownMethod: null,
    sliceThicknessMm: thickness > 0 ? String(thickness) : null,
    ...{ axis: kind === 'unnamed' ? null : kind, isUnnamedAxis: kind === 'unnamed' },
    ...{ ...lengths, unit: row.unit, agrees: row.agrees },
    ...{ state: null, unknownState: null, isMeasurable: null, splitFrom: null, mergedInto: null },
    why: (lengths.value ?? lengths.recomputed) === null ? row.why : null,
  };
}

function lengthKind({ concept, conceptToday, derivation, derivationToday, figure }: DiameterRow) {
  const derived = derivationToday ?? derivation;
  if (derived && todayKey(derived) !== MAXIMUM) return undefined;
  const named = conceptToday ?? concept;
  return named ? LENGTHS.get(todayKey(named)) : FIGURES.get(figure ?? '');
}

/** A row without a stored value has the recomputed one as its value. */
function lengthsOf({ value, valueFrom, recomputedValue }: DiameterRow) {
  const text = exactDecimal(value) ?? value;
  const recomputed = recomputedValue === null ? null : String(recomputedValue);
  if (valueFrom === 'recomputed') return { value: null, recomputed: recomputed ?? text };
  return { value: text, recomputed };
}

/** Codes of both roles are none that is known. */
function roleOf({ qualitative, ...row }: DiameterRow): readonly [Role | null, string | null] {
  const said = [
    ...[row.finding, row.findingToday, row.findingCategory],
    ...qualitative.map(({ value }) => (typeof value === 'string' ? null : value)),
  ];
  const roles = new Set(said.flatMap((code) => (code && ROLE_CODES.get(keyOf(code))) ?? []));
  const [role = null] = roles;
  return roles.size > 1 ? [null, 'target and non-target'] : [role, null];
}

function isNode({ finding, findingToday, findingSite, findingSiteToday, sites }: DiameterRow): boolean {
  const said = [finding, findingToday, findingSite, findingSiteToday, ...sites.map(({ site }) => site)];
  return said.some((code) => code !== null && NODE_CODES.has(todayKey(code)));
}

/** De-identification leaves a star where a text stood. */
function shownLabel(text: string | null): string | null {
  return text === null || /^\**$/.test(text.trim()) ? null : text;
}

/** The day of a DICOM or ISO 8601 date. */
function dayOf(text: string | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null;
}

function keyOf({ scheme, value }: RowCode): string {
  return `${scheme}:${value}`;
}

function todayKey(code: RowCode): string {
  return keyOf(normalCode(code));
}
