/** What a unit measures. Only units of one dimension convert into each other. */
export type Dimension =
  | 'length'
  | 'area'
  | 'volume'
  | 'time'
  | 'angle'
  | 'rate'
  | 'bandwidth'
  | 'velocity'
  | 'flow'
  | 'field'
  | 'gradient'
  | 'slew'
  | 'gradient-slew'
  | 'voltage'
  | 'current'
  | 'charge'
  | 'energy'
  | 'power'
  | 'mass'
  | 'mass-per-area'
  | 'force'
  | 'pressure'
  | 'dose'
  | 'dose-length'
  | 'dose-area'
  | 'activity'
  | 'activity-concentration'
  | 'activity-per-mass'
  | 'activity-per-amount'
  | 'diffusion'
  | 'diffusivity'
  | 'sar'
  | 'amount'
  | 'concentration'
  | 'mass-concentration'
  | 'amount-per-mass'
  | 'volume-per-mass'
  | 'relaxivity'
  | 'share'
  | 'shift'
  | 'pixels'
  | 'hounsfield';

/** A unit: how many of its dimension's first unit one of it is. */
export interface Unit {
  readonly name: string;
  readonly dimension: Dimension;
  readonly factor: number;
  /** Other ways to write it, after {@link plainUnit} has made the signs plain. */
  readonly aliases: readonly string[];
}

/**
 * Every unit: dimension, canonical name, factor, other names. Factors are exact by the SI (BIPM, SI Brochure,
 * 9th ed.); the curie is 3.7e10 Bq and the millimetre of mercury 133.322387415 Pa.
 */
const ROWS: readonly (readonly [Dimension, string, number, string?])[] = [
  ['length', 'mm', 1, 'millimeter millimeters millimetre millimetres'],
  ['length', 'cm', 10, 'centimeter centimeters centimetre centimetres'],
  ['length', 'm', 1000, 'meter meters metre metres'],
  ['length', 'um', 1e-3, 'micrometer micrometers micrometre micrometres'],
  ['length', 'nm', 1e-6],
  ['area', 'mm2', 1],
  ['area', 'cm2', 100],
  ['area', 'm2', 1e6],
  ['volume', 'ml', 1, 'mL cc ccm cm3'],
  ['volume', 'l', 1000, 'L'],
  ['volume', 'ul', 1e-3, 'uL mm3'],
  ['time', 's', 1, 'sec secs second seconds'],
  ['time', 'ms', 1e-3, 'msec msecs millisecond milliseconds'],
  ['time', 'us', 1e-6, 'usec usecs microsecond microseconds'],
  ['time', 'ns', 1e-9, 'nsec'],
  ['time', 'min', 60, 'mins minute minutes'],
  ['time', 'h', 3600, 'hr hrs hour hours'],
  ['time', 'd', 86_400, 'day days'],
  ['angle', 'deg', 1, 'degree degrees'],
  ['angle', 'rad', 180 / Math.PI, 'radian radians'],
  ['rate', '1/s', 1, 's-1 /s fps cps'],
  ['rate', '1/min', 1 / 60, 'min-1 /min bpm'],
  ['rate', 'Hz', 1, 'hertz'],
  ['rate', 'kHz', 1e3],
  ['rate', 'MHz', 1e6],
  ['bandwidth', 'Hz/px', 1, 'Hz/pixel'],
  ['bandwidth', 'kHz/px', 1e3, 'kHz/pixel'],
  ['velocity', 'mm/s', 1],
  ['velocity', 'cm/s', 10],
  ['velocity', 'm/s', 1000],
  ['flow', 'ml/s', 1, 'mL/s cc/s'],
  ['flow', 'ml/min', 1 / 60, 'mL/min cc/min'],
  ['field', 'T', 1, 'tesla Tesla'],
  ['field', 'mT', 1e-3],
  ['field', 'uT', 1e-6],
  ['gradient', 'mT/m', 1],
  ['gradient', 'T/m', 1000],
  ['slew', 'T/s', 1],
  ['gradient-slew', 'T/m/s', 1, 'mT/m/ms'],
  ['voltage', 'kV', 1, 'kVp KVP kVP'],
  ['voltage', 'V', 1e-3],
  ['current', 'mA', 1],
  ['current', 'A', 1000],
  ['current', 'uA', 1e-3],
  ['charge', 'mAs', 1, 'mA*s'],
  ['charge', 'uAs', 1e-3, 'uA*s'],
  ['energy', 'keV', 1, 'KeV'],
  ['energy', 'MeV', 1000],
  ['energy', 'eV', 1e-3],
  ['power', 'W', 1],
  ['power', 'kW', 1000],
  ['mass', 'kg', 1, 'kilogram kilograms'],
  ['mass', 'g', 1e-3, 'gram grams'],
  ['mass', 'mg', 1e-6],
  ['mass-per-area', 'kg/m2', 1],
  ['force', 'N', 1],
  ['pressure', 'kPa', 1],
  ['pressure', 'Pa', 1e-3],
  ['pressure', 'mmHg', 0.133_322_387_415],
  ['dose', 'mGy', 1],
  ['dose', 'Gy', 1000],
  ['dose', 'dGy', 100],
  ['dose', 'cGy', 10],
  ['dose', 'uGy', 1e-3],
  ['dose-length', 'mGy*cm', 1, 'mGycm'],
  ['dose-length', 'Gy*cm', 1000, 'Gycm'],
  ['dose-area', 'dGy*cm2', 1, 'dGycm2'],
  ['dose-area', 'Gy*cm2', 10, 'Gycm2'],
  ['dose-area', 'cGy*cm2', 0.1, 'cGycm2'],
  ['dose-area', 'mGy*cm2', 0.01, 'mGycm2'],
  ['dose-area', 'uGy*m2', 0.1, 'uGym2'],
  ['activity', 'Bq', 1],
  ['activity', 'kBq', 1e3],
  ['activity', 'MBq', 1e6],
  ['activity', 'GBq', 1e9],
  ['activity', 'uCi', 3.7e4],
  ['activity', 'mCi', 3.7e7],
  ['activity', 'Ci', 3.7e10],
  ['activity-concentration', 'Bq/ml', 1, 'Bq/mL Bq/cc'],
  ['activity-concentration', 'kBq/ml', 1e3, 'kBq/mL kBq/cc'],
  ['activity-concentration', 'MBq/ml', 1e6, 'MBq/mL MBq/cc'],
  ['activity-per-mass', 'MBq/kg', 1],
  ['activity-per-mass', 'mCi/kg', 37],
  ['activity-per-amount', 'Bq/umol', 1],
  ['activity-per-amount', 'MBq/umol', 1e6, 'GBq/mmol'],
  ['activity-per-amount', 'GBq/umol', 1e9],
  ['diffusion', 's/mm2', 1, 'sec/mm2'],
  ['diffusion', 'ms/um2', 1000],
  ['diffusivity', 'mm2/s', 1, 'mm2/sec'],
  ['diffusivity', 'um2/ms', 1e-3],
  ['diffusivity', 'um2/s', 1e-6],
  ['sar', 'W/kg', 1],
  ['amount', 'mmol', 1],
  ['amount', 'mol', 1000],
  ['concentration', 'mmol/l', 1, 'mmol/L mM'],
  ['concentration', 'mmol/ml', 1000, 'mmol/mL mol/l mol/L M'],
  ['mass-concentration', 'mg/ml', 1, 'mg/mL mgI/ml mgI/mL g/l g/L'],
  ['mass-concentration', 'g/ml', 1000, 'g/mL g/cc'],
  ['mass-concentration', 'mg/dl', 0.01, 'mg/dL'],
  ['amount-per-mass', 'mmol/kg', 1],
  ['volume-per-mass', 'ml/kg', 1, 'mL/kg'],
  ['relaxivity', 'l/mmol/s', 1, 'L/mmol/s 1/mM/s'],
  ['share', '%', 1, 'percent'],
  ['shift', 'ppm', 1],
  ['pixels', 'px', 1, 'pixel pixels'],
  ['hounsfield', 'HU', 1],
];

/** Every unit that is known, dimension by dimension. */
export const UNITS: readonly Unit[] = ROWS.map(([dimension, name, factor, aliases]) => ({
  name,
  dimension,
  factor,
  aliases: aliases?.split(' ') ?? [],
}));

/** Signs that are written in several ways, and the one that the table has. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  // The micro sign, and the Greek letter that looks like it.
  [/[\u00b5\u03bc]/g, 'u'],
  [/\u00b2|\^2/g, '2'],
  [/\u00b3|\^3/g, '3'],
  [/[\u00b7\u22c5\u00d7]/g, '*'],
  [/\s*([*/])\s*/g, '$1'],
  [/\u00b0/g, 'deg'],
];

/** A unit with its signs made plain: `s/mm²` is `s/mm2`, `µs` is `us`, `mGy·cm` is `mGy*cm`. */
export function plainUnit(text: string): string {
  let plain = text;
  for (const [sign, instead] of SIGNS) plain = plain.replace(sign, instead);
  return plain;
}
