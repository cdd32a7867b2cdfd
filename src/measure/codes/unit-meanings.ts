import type { Code } from '../code.js';

/** What units are called in code meanings, by their UCUM code. PS3.16 CID 82, 83, 84, 7181, 7460, 7461, 7462. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  '1': ['no units', 'no unit', 'unitless'],
  '%': ['percent', 'percentage'],
  mm: ['millimeter', 'millimetre'],
  cm: ['centimeter', 'centimetre'],
  um: ['micrometer', 'micrometre'],
  mm2: ['square millimeter', 'square millimetre'],
  cm2: ['square centimeter', 'square centimetre'],
  mm3: ['cubic millimeter', 'cubic millimetre'],
  cm3: ['cubic centimeter', 'cubic centimetre'],
  ml: ['milliliter', 'millilitre'],
  mL: ['milliliter', 'millilitre'],
  deg: ['degree', 'degrees of plane angle'],
  rad: ['radian'],
  ms: ['millisecond'],
  s: ['second'],
  min: ['minute'],
  h: ['hour'],
  g: ['gram'],
  kg: ['kilogram'],
  "[hnsf'U]": ['hounsfield unit'],
  "[arb'U]": ['arbitrary unit'],
  'Bq/ml': ['becquerels/milliliter', 'becquerel per milliliter', 'becquerels per milliliter'],
  'g/ml': ['grams/milliliter', 'gram per milliliter', 'grams per milliliter'],
  'mm2/s': ['square millimeter per second', 'square millimeters per second'],
};

/** True for a unit under a name that it has in the standard: nothing of an object's own text. */
export function isUnitName({ value, meaning }: Pick<Code, 'value' | 'meaning'>): boolean {
  const name = meaning.trim().toLowerCase().replace(/s$/, '');
  const names = Object.hasOwn(NAMES, value.trim()) ? NAMES[value.trim()] : undefined;
  return names?.some((one) => one.replace(/s$/, '') === name) ?? false;
}
