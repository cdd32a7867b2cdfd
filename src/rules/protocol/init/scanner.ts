import type { RawCheck, RawCondition } from '../protocol.js';
import type { SeriesView } from '../series-view.js';
import { askedQuantity } from './attributes.js';
import { onlyTexts } from './seen.js';

/** What variants are told apart by, the widest first. */
const DEVICE = ['Manufacturer', 'ManufacturerModelName', 'SoftwareVersions'] as const;

type DeviceName = (typeof DEVICE)[number];

/** A kind of scanner: make, model and software. Serial numbers are of one scanner, and no part of a protocol. */
export type Scanner = Readonly<Record<DeviceName, readonly string[]>>;

/** The scanner of a series; empty where it says nothing, or several things. */
export function scannerOf(view: SeriesView): Scanner {
  const of = (name: DeviceName) => onlyTexts(askedQuantity(name), view) ?? [];
  return {
    Manufacturer: of('Manufacturer'),
    ManufacturerModelName: of('ManufacturerModelName'),
    SoftwareVersions: of('SoftwareVersions'),
  };
}

/** Equal for equal scanners. */
export function scannerKey(scanner: Scanner): string {
  return JSON.stringify(DEVICE.map((name) => scanner[name]));
}

/** What a scanner is called in a protocol: `SIEMENS Aera syngo MR E11`. */
export function scannerName(scanner: Scanner): string {
  return DEVICE.flatMap((name) => scanner[name])
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A condition that holds for this scanner and none of the others: no more than that takes. */
export function scannerCondition(scanner: Scanner, others: readonly Scanner[]): RawCondition {
  const condition: Record<string, RawCheck> = {};
  let left = others;
  for (const name of DEVICE) {
    const own = scanner[name];
    const still = left.filter((other) => JSON.stringify(other[name]) === JSON.stringify(own));
    // The make always stands there: a condition on a model alone is hard to read.
    if (name !== 'Manufacturer' && still.length === left.length) continue;
    condition[name] = exactly(own);
    left = still;
    if (left.length === 0) break;
  }
  return condition;
}

function exactly(texts: readonly string[]): RawCheck {
  if (texts.length === 0) return { present: false };
  return texts.length === 1 ? { oneOf: [...texts] } : { set: [...texts] };
}
