import { Big } from 'big.js';
import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import type { RawAmount } from './raw-criteria.js';

const LENGTH = /^(\d+(?:\.\d+)?)\s*(mm|cm)$/;
const SHARE = /^(\d+(?:\.\d+)?)\s*%$/;

/** Longer lengths are a slip of the unit: no body is so large. */
const LONGEST_MM = 1000;
const LARGEST_PERCENT = 1000;

/** Where an amount is written, and where its faults are told. */
interface AmountPlace {
  readonly path: FaultPath;
  readonly faults: ConfigFault[];
  /** Whether it may be 0. */
  readonly mayBeZero?: boolean;
}

/** A length in mm, an exact decimal: `1.25 cm` is 12.5. 0 after a fault was noted: no unit, none known, out of 0 to 1000 mm. */
export function lengthMm(raw: RawAmount, place: AmountPlace): Big {
  const length = parseLength(String(raw));
  if (!length) return noted(place, notAnAmount(raw, { what: 'a length', unit: ' mm', as: '10 mm' }));
  return inRange(length, place, { most: LONGEST_MM, unit: ' mm' });
}

/** A share in percent, an exact decimal. 0 after a fault was noted: no `%`, out of 0 to 1000. */
export function percent(raw: RawAmount, place: AmountPlace): Big {
  const [, number] = SHARE.exec(String(raw).trim()) ?? [];
  if (number === undefined) return noted(place, notAnAmount(raw, { what: 'a share', unit: '%', as: '20%' }));
  return inRange(new Big(number), place, { most: LARGEST_PERCENT, unit: '%' });
}

/** A length or a share in one way of writing, so that `1 cm` and `10.0 mm` are no change; other texts as they are. */
export function canonicalAmount(text: string): string {
  const length = parseLength(text);
  if (length) return `${length.toFixed()} mm`;
  const [, number] = SHARE.exec(text.trim()) ?? [];
  return number === undefined ? text : `${new Big(number).toFixed()}%`;
}

function parseLength(text: string): Big | undefined {
  const [, number, unit] = LENGTH.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return new Big(number).times(unit === 'cm' ? 10 : 1);
}

interface Wanted {
  readonly what: string;
  readonly unit: string;
  readonly as: string;
}

function notAnAmount(raw: RawAmount, { what, unit, as }: Wanted): readonly [text: string, meant?: string] {
  const text = String(raw).trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return [`is '${text}', without a unit`, `${text}${unit}`];
  if (/^\d+,\d+/.test(text)) return [`is '${text}': a point parts the decimals`, text.replace(',', '.')];
  return [`is '${text}', not ${what} with its unit, as ${as}`];
}

function inRange(
  value: Big,
  place: AmountPlace,
  { most, unit }: { readonly most: number; readonly unit: string },
): Big {
  if (value.gt(most)) return noted(place, [`is more than ${most}${unit}`]);
  if (value.eq(0) && !place.mayBeZero) return noted(place, [`must be more than 0${unit}`]);
  return value;
}

function noted({ path, faults }: AmountPlace, [text, meant]: readonly [text: string, meant?: string]): Big {
  faults.push(faultAt(path, text, { meant }));
  return new Big(0);
}
