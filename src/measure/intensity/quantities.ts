import type { CodedUnit } from '../../dicom/pixels/real-world.js';
import type { BodyFactors } from '../../pet/body.js';
import type { SuvReadiness } from '../../pet/suv.js';
import type { Code } from '../code.js';
import type { Quantity } from '../figures.js';

/** A quantity and what its values are multiplied by: SUVlbm is SUVbw × factor. */
export interface ScaledQuantity {
  readonly quantity: Quantity;
  readonly factor: number;
}

const dcm = (value: string, meaning: string): Code => ({ value, scheme: 'DCM', meaning });
const own = (value: string, meaning: string): Code => ({ value, scheme: '99CORELAB', meaning });

/** PS3.16 CID 7469. */
export const SUV_BW = dcm('126401', 'SUVbw');
const SUV_BSA = dcm('126403', 'SUVbsa');
const ATTENUATION = dcm('112031', 'Attenuation Coefficient');
const ACTIVITY = dcm('110821', 'Nuclear Medicine Tomographic Activity');
const MR_SIGNAL = dcm('110852', 'MR signal intensity');
const ADC = dcm('113041', 'Apparent Diffusion Coefficient');
const ANY_SUV = dcm('126400', 'Standardized Uptake Value');
const DOSE = dcm('128513', 'Absorbed Dose');
const ANYTHING = own('pixel-value', 'Value of the pixels');

/** Units by PS3.16 CID 85. */
const BW: Quantity = { kind: 'suvbw', concept: SUV_BW, unit: 'g/ml{SUVbw}' };
const OF_BODY: readonly { readonly from: keyof BodyFactors; readonly quantity: Quantity }[] = [
  {
    from: 'lbmJames128',
    quantity: {
      kind: 'suvlbmJames128',
      concept: dcm('126406', 'SUVlbm(James128)'),
      unit: 'g/ml{SUVlbm(James128)}',
    },
  },
  {
    // The standard's SUVlbm (126402) can mean 120 or 128; so this one has a code of its own.
    from: 'lbmJames120',
    quantity: {
      kind: 'suvlbmJames120',
      concept: own('suvlbm-james120', 'SUVlbm(James120)'),
      unit: 'g/ml{SUVlbm(James120)}',
    },
  },
  {
    from: 'lbmJanma',
    quantity: {
      kind: 'suvlbmJanma',
      concept: dcm('126405', 'SUVlbm(Janma)'),
      unit: 'g/ml{SUVlbm(Janma)}',
    },
  },
  { from: 'bsa', quantity: { kind: 'suvbsa', concept: SUV_BSA, unit: 'cm2/ml{SUVbsa}' } },
  {
    from: 'ibw',
    quantity: { kind: 'suvibw', concept: dcm('126404', 'SUVibw'), unit: 'g/ml{SUVibw}' },
  },
];

/** What values can be told to be. */
export const QUANTITY_CONCEPTS: readonly Code[] = [
  ...[SUV_BW, SUV_BSA, ATTENUATION, ACTIVITY, MR_SIGNAL, ADC, ANY_SUV, DOSE, ANYTHING],
  ...OF_BODY.map(({ quantity }) => quantity.concept),
];

/**
 * The kinds of SUV that can be had of a series whose values were turned into SUVbw, each named: SUVbw alone without a
 * plausible size or a sex; none where a part of the series cannot be turned into SUVbw.
 */
export function suvQuantities({ ready, factorsToBw, body }: SuvReadiness): ScaledQuantity[] {
  if (!ready || factorsToBw.length === 0 || factorsToBw.includes(undefined)) return [];
  const ofBody = body ? OF_BODY.map(({ from, quantity }) => ({ quantity, factor: body[from] })) : [];
  return [{ quantity: BW, factor: 1 }, ...ofBody];
}

type Known = Pick<Quantity, 'concept' | 'unit'>;

const unnamed = (unit: string): Known => ({ concept: ANYTHING, unit });
const HOUNSFIELD: Known = { concept: ATTENUATION, unit: "[hnsf'U]" };
const SIGNAL: Known = { concept: MR_SIGNAL, unit: "[arb'U]" };

/** Units (0054,1001): PS3.3 C.8.9.1.1.3, in UCUM by PS3.16 CID 84. */
const OF_PET: ReadonlyMap<string, Known> = new Map([
  ['BQML', { concept: ACTIVITY, unit: 'Bq/ml' }],
  // SUV Type tells which SUV it is; the unit does not.
  ['GML', { concept: ANY_SUV, unit: 'g/ml' }],
  ['CM2ML', { concept: SUV_BSA, unit: 'cm2/ml{SUVbsa}' }],
  ['CNTS', unnamed('{counts}')],
  ['CPS', unnamed('{counts}/s')],
  ['PROPCNTS', unnamed('{propcounts}')],
  ['PROPCPS', unnamed('{propcounts}/s')],
  ['PCNT', unnamed('%')],
  ['CM2', unnamed('cm2')],
  ['1CM', unnamed('/cm')],
  ['MLG', unnamed('ml/g')],
  ['MLMING', unnamed('ml/min/g')],
  ['MGMINML', unnamed('mg/min/ml')],
  ['UMOLML', unnamed('umol/ml')],
  ['UMOLMINML', unnamed('umol/min/ml')],
  ['MLMINML', unnamed('ml/min/ml')],
  ['MLML', unnamed('ml/ml')],
]);

/** Rescale Type, PS3.3 C.11.1.1.2, and Dose Units, C.8.8.3. What is not there has no unit that UCUM could say. */
const OF_ANY: ReadonlyMap<string, Known> = new Map([
  ['HU', HOUNSFIELD],
  ['MGML', unnamed('mg/ml')],
  ['PCT', unnamed('%')],
  ['GY', { concept: DOSE, unit: 'Gy' }],
]);

/** What an MR image calls no unit at all: nothing, unspecified, Philips' own. */
const NO_UNIT: ReadonlySet<string> = new Set(['', 'US', 'normalized']);

/**
 * What values of the modality are: HU of CT, the signal of MR, what Units says of PET; `1` where the file names no
 * unit, or one that is not known.
 * @param unit as the file names it: Rescale Type, Units, Dose Units
 */
export function modalityQuantity(modality: string, unit: string | undefined): Quantity {
  const known =
    modality === 'MR' && NO_UNIT.has(unit ?? '')
      ? SIGNAL
      : (modality === 'PT' ? OF_PET : OF_ANY).get(unit ?? '');
  return { kind: 'modality', ...(known ?? unnamed('1')) };
}

/** By UCUM code of the unit. Of the SUV units PS3.16 had the annotation first in earlier editions. */
const OF_MAP: ReadonlyMap<string, Known> = new Map<string, Known>([
  ...[BW, ...OF_BODY.map(({ quantity }) => quantity)].flatMap(({ concept, unit }) => {
    const [plain = '', annotation = ''] = unit.split(/(?=\{)/);
    return [unit, `${annotation}${plain}`].map((key): [string, Known] => [key, { concept, unit }]);
  }),
  ...['g/ml{SUVlbm}', '{SUVlbm}g/ml'].map((key): [string, Known] => [
    key,
    { concept: dcm('126402', 'SUVlbm'), unit: 'g/ml{SUVlbm}' },
  ]),
  ["[hnsf'U]", HOUNSFIELD],
  ['Bq/ml', { concept: ACTIVITY, unit: 'Bq/ml' }],
  ["[arb'U]", unnamed("[arb'U]")],
  ['Gy', { concept: DOSE, unit: 'Gy' }],
  ...['mm2/s', 'um2/s', 'um2/ms', '10-6.mm2/s'].map((unit): [string, Known] => [
    unit,
    { concept: ADC, unit },
  ]),
]);

/** What values of a real-world map are, by the code of its unit: of units that name no quantity the unit alone. */
export function mappedQuantity({ value, scheme }: CodedUnit): Quantity {
  // A code of another scheme says nothing here.
  const known = scheme === 'UCUM' ? (OF_MAP.get(value) ?? unnamed(value === '' ? '1' : value)) : unnamed('1');
  return { kind: 'mapped', ...known };
}
