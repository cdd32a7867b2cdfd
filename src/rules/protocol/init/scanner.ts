import type { RawCheck, RawCondition } from '../protocol.js';
import type { SeriesView } from '../series-view.js';
import { askedQuantity } from './attributes.js';
import type { Clean } from './group.js';
import { onlyTexts } from './seen.js';

/** What variants are told apart by, the widest first. */
const DEVICE = ['Manufacturer', 'ManufacturerModelName', 'SoftwareVersions'] as const;

type DeviceName = (typeof DEVICE)[number];

/**
 * A kind of scanner: make, model and software. Serial numbers are of one scanner, and no part of a protocol; neither is
 * a model or a version that names a person of the delivery (`undefined`).
 */
export type Scanner = Readonly<Record<DeviceName, readonly string[] | undefined>>;

/** Numbers and days of builds, which are no patient's: `syngo CT 20190131`. */
const BUILD = /\d{6,}/g;

const isClean = (text: string, clean: Clean): boolean => clean(text) === text;

/** The scanner of a series; empty where it says nothing, or several things. */
export function scannerOf(view: SeriesView, clean: Clean): Scanner {
  const all = (name: DeviceName) => onlyTexts(askedQuantity(name), view) ?? [];
  const of = (name: DeviceName) => {
    const texts = all(name);
    return texts.every((text) => isClean(text.replace(BUILD, ' '), clean)) ? texts : undefined;
  };
  return {
    // A company, whoever bears its name, too.
    Manufacturer: all('Manufacturer'),
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
  return DEVICE.flatMap((name) => scanner[name] ?? [])
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
    if (!own) continue;
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
