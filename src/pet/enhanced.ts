import type { Dataset } from '../dicom/dataset.js';
import type { Element } from '../dicom/element.js';
import { givenValue, type Stated, statedNumber, statedText } from './stated.js';

/** What one unit of the pixels is, in the terms of Units (0054,1001) and SUV Type (0054,1006). */
interface PixelUnits {
  readonly units: Stated<string>;
  readonly suvType: Stated<string>;
  readonly slope: Stated<number>;
}

/** The flags of an enhanced object by the terms that Corrected Image (0028,0051) has for them. PS3.3 C.8.22.5. */
const FLAGS: readonly (readonly [keyword: string, term: string])[] = [
  ['DecayCorrected', 'DECY'],
  ['AttenuationCorrected', 'ATTN'],
  ['ScatterCorrected', 'SCAT'],
  ['DeadTimeCorrected', 'DTIM'],
  ['RandomsCorrected', 'RAN'],
  ['PatientMotionCorrected', 'MOTN'],
  ['NonUniformRadialSamplingCorrected', 'RADL'],
  ['SensitivityCalibrated', 'DCAL'],
];

/** Unit codes of UCUM by what they measure. PS3.16 CID 84 and CID 85. */
const UNITS: ReadonlyMap<string, readonly [units: string, suvType?: string]> = new Map([
  ['Bq/ml', ['BQML']],
  ['Bq/mL', ['BQML']],
  ['{counts}', ['CNTS']],
  ['{propcounts}', ['PROPCNTS']],
  ['{SUVbw}g/ml', ['GML', 'BW']],
  ['g/ml{SUVbw}', ['GML', 'BW']],
  ['{SUVlbm}g/ml', ['GML', 'LBM']],
  ['g/ml{SUVlbm}', ['GML', 'LBM']],
  ['{SUVlbm(James128)}g/ml', ['GML', 'LBMJAMES128']],
  ['{SUVlbm(Janma)}g/ml', ['GML', 'LBMJANMA']],
  ['{SUVbsa}cm2/ml', ['CM2ML', 'BSA']],
  ['cm2/ml{SUVbsa}', ['CM2ML', 'BSA']],
  ['{SUVibw}g/ml', ['GML', 'IBW']],
  ['g/ml{SUVibw}', ['GML', 'IBW']],
]);

/** Activity is what SUV is worked out from, so it goes before values that are worked out already. */
const PREFERENCE = ['BQML', 'GML', 'CM2ML', 'CNTS'];

/** True of enhanced and converted objects. PS3.3 C.7.6.16. */
export function hasFunctionalGroups(ds: Dataset): boolean {
  return ds.has('SharedFunctionalGroupsSequence') || ds.has('PerFrameFunctionalGroupsSequence');
}

/** The items of the frames; none of an object that has one image only. */
export function framesOf(ds: Dataset): Dataset[] {
  return ds.sequence('PerFrameFunctionalGroupsSequence');
}

/**
 * Where an attribute of a frame may stand: the data set itself, the shared functional groups, the frame's own. The
 * attributes that a converted object could not assign are in one of them, too. PS3.3 C.7.6.16.
 */
export function levelsOf(ds: Dataset, frame: number): Dataset[] {
  const groups = [ds.sequence('SharedFunctionalGroupsSequence')[0], framesOf(ds)[frame]];
  return [ds, ...groups.flatMap((group) => (group ? macrosOf(group) : []))];
}

function macrosOf(group: Dataset): Dataset[] {
  return group.elements().flatMap((element) => group.items(element).slice(0, 1));
}

/** The corrections that an enhanced object says were made; undefined where it has none of the flags. */
export function enhancedCorrections(
  find: (keyword: string) => Element | undefined,
): Stated<readonly string[]> | undefined {
  const said = FLAGS.map(([keyword, term]) => ({ term, flag: statedText(find(keyword)) }));
  if (said.every(({ flag }) => flag.state === 'absent')) return undefined;
  const made = said.filter(({ flag }) => givenValue(flag) === 'YES');
  return { state: 'value', value: made.map(({ term }) => term) };
}

/**
 * The unit of an enhanced object's pixels by its real world value mappings (PS3.3 C.7.6.16.2.11); undefined where it
 * has none. `unreadable` where frames differ.
 */
export function enhancedUnits(ds: Dataset): PixelUnits | undefined {
  const shared = ds.sequence('SharedFunctionalGroupsSequence')[0];
  const groups = framesOf(ds);
  const own = groups.map((group) => group.sequence('RealWorldValueMappingSequence'));
  const common = shared?.sequence('RealWorldValueMappingSequence') ?? [];
  const mappings = own.map((items) => (items.length > 0 ? items : common));
  if (mappings.length === 0) mappings.push(common);
  if (mappings.every((items) => items.length === 0)) return undefined;
  const found = mappings.map(unitsOfMappings);
  const first = found[0];
  if (!first) return undefined;
  const same = found.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return same ? first : { ...first, units: { state: 'unreadable' } };
}

function unitsOfMappings(items: readonly Dataset[]): PixelUnits {
  const known = items
    .flatMap((item) => {
      const code = item.sequence('MeasurementUnitsCodeSequence')[0]?.string('CodeValue') ?? '';
      const [units, suvType] = UNITS.get(code) ?? [];
      return units ? [{ units, suvType, item }] : [];
    })
    .sort((a, b) => rank(a.units) - rank(b.units))[0];
  const slope = statedNumber((known?.item ?? items[0])?.get('RealWorldValueSlope'));
  const sign: Stated<number> = slope.state === 'value' ? { ...slope, value: Math.sign(slope.value) } : slope;
  if (!known) return { units: { state: 'unreadable' }, suvType: { state: 'absent' }, slope: sign };
  return {
    units: { state: 'value', value: known.units },
    suvType: known.suvType ? { state: 'value', value: known.suvType } : { state: 'absent' },
    slope: sign,
  };
}

function rank(units: string): number {
  const at = PREFERENCE.indexOf(units);
  return at < 0 ? PREFERENCE.length : at;
}
