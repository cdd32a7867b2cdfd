import { PHANTOM_KINDS, type PhantomKind } from '../../../motion/phantom/phantom-image.js';
import type {
  AdcSpec,
  PetSpheresSpec,
  PhantomSpec,
  StabilitySpec,
} from '../../../motion/phantom/phantom-spec.js';
import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import { type AmountPlace, amountIn } from '../limits/amount-in.js';
import type { RawAmount, RawPhantom } from '../limits/raw-limits.js';
import { compileVials } from './compile-vials.js';
import type { PhantomDeclaration } from './phantom-declaration.js';

/** Keys of a phantom beside its kind, and the kinds that they belong to. */
const KINDS_OF: Readonly<Partial<Record<keyof RawPhantom, readonly PhantomKind[]>>> = {
  fieldTesla: ['acr-large', 'uniform', 'stability', 'adc'],
  diameter: ['uniform', 'stability', 'ct-water', 'pet-cylinder'],
  roi: ['stability'],
  skipVolumes: ['stability'],
  spheres: ['pet-spheres'],
  ringRadius: ['pet-spheres'],
  sphereToBackground: ['pet-spheres'],
  sphereActivity: ['pet-spheres'],
  sphereSuv: ['pet-spheres'],
  vials: ['adc'],
  bValues: ['adc'],
};

/** Friedman & Glover 2006: a square of 21 pixels; the first two volumes are left out. */
const STABILITY = { roiPixels: 21, skipVolumes: 2 } as const;

/** NEMA NU 2: six spheres by their size, on a circle of 114.4 mm. */
const NEMA_SPHERES = { spheresMm: [37, 28, 22, 17, 13, 10] as readonly number[], ringRadiusMm: 57.2 };

/**
 * Compiles the declaration of a phantom: what it is, its sizes in mm, and what is true of it.
 * @param path of it in its file
 * @returns undefined after its faults were noted
 */
export function compilePhantom(
  raw: RawPhantom,
  path: FaultPath,
  faults: ConfigFault[],
): PhantomDeclaration | undefined {
  const before = faults.length;
  const reader = new PhantomReader(raw, path, faults);
  if (!PHANTOM_KINDS.some((kind) => kind === raw.kind)) {
    reader.tell(['kind'], `is no kind of phantom; there are ${PHANTOM_KINDS.join(', ')}`);
    return undefined;
  }
  for (const key of Object.keys(KINDS_OF) as (keyof RawPhantom)[]) {
    const kinds = KINDS_OF[key];
    if (raw[key] === undefined || kinds?.includes(raw.kind)) continue;
    reader.tell([key], `belongs to ${kinds?.join(', ')}, and this is '${raw.kind}'`, 'key');
  }
  const fieldTesla = reader.field();
  const spec = specOf(reader);
  if (faults.length > before || !spec) return undefined;
  return { spec, ...(fieldTesla && { fieldTesla }) };
}

/** A phantom as it is written, and where its faults are told. */
class PhantomReader implements AmountPlace {
  constructor(
    readonly raw: RawPhantom,
    readonly path: FaultPath,
    readonly faults: ConfigFault[],
  ) {}

  tell(keys: FaultPath, text: string, at?: 'key'): undefined {
    this.faults.push(faultAt([...this.path, ...keys], text, at && { at }));
  }

  /** An amount above 0 in the unit; undefined where there is none, or after its fault was noted. */
  positive(written: RawAmount | undefined, keys: FaultPath, unit: string): number | undefined {
    if (written === undefined) return undefined;
    const quantity = { name: String(keys[0]), unit };
    const value = amountIn(written, quantity, { path: [...this.path, ...keys], faults: this.faults });
    return value !== undefined && value <= 0 ? this.tell(keys, 'is not above 0') : value;
  }

  field(): PhantomDeclaration['fieldTesla'] {
    const written = this.raw.fieldTesla;
    if (!written) return undefined;
    const min = this.positive(written.min, ['fieldTesla', 'min'], 'T');
    const max = this.positive(written.max, ['fieldTesla', 'max'], 'T');
    if (written.min === undefined && written.max === undefined) {
      return this.tell(['fieldTesla'], 'names neither min nor max', 'key');
    }
    if (min !== undefined && max !== undefined && min > max)
      this.tell(['fieldTesla', 'min'], 'is more than max');
    return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  }
}

function specOf(reader: PhantomReader): PhantomSpec | undefined {
  const { kind } = reader.raw;
  switch (kind) {
    case 'acr-large':
      return { kind };
    case 'stability':
      return stabilityOf(reader);
    case 'pet-spheres':
      return spheresOf(reader);
    case 'adc':
      return adcOf(reader);
    default: {
      const diameterMm = reader.positive(reader.raw.diameter, ['diameter'], 'mm');
      return { kind, ...(diameterMm !== undefined && { diameterMm }) };
    }
  }
}

function stabilityOf(reader: PhantomReader): StabilitySpec {
  const { diameter, roi = STABILITY.roiPixels, skipVolumes = STABILITY.skipVolumes } = reader.raw;
  const diameterMm = reader.positive(diameter, ['diameter'], 'mm');
  if (!Number.isInteger(roi) || roi < 5 || roi > 101 || roi % 2 === 0) {
    reader.tell(['roi'], `is ${roi}, and the side of the region is an odd number of pixels from 5 to 101`);
  }
  if (!Number.isInteger(skipVolumes) || skipVolumes < 0) {
    reader.tell(['skipVolumes'], `is ${skipVolumes}, and no number of volumes`);
  }
  return { kind: 'stability', ...(diameterMm !== undefined && { diameterMm }), roiPixels: roi, skipVolumes };
}

/** Ways to say how much activity the spheres hold. A file without any can be measured, but not for recovery. */
const TRUTHS = ['sphereToBackground', 'sphereActivity', 'sphereSuv'] as const;

function spheresOf(reader: PhantomReader): PetSpheresSpec | undefined {
  const { spheres, ringRadius, sphereToBackground, sphereActivity, sphereSuv } = reader.raw;
  const spheresMm = spheres
    ? spheres.map((size, i) => reader.positive(size, ['spheres', i], 'mm') ?? Number.NaN)
    : NEMA_SPHERES.spheresMm;
  for (const [i, size] of spheresMm.entries()) {
    if (size > 0 && spheresMm.indexOf(size) < i)
      reader.tell(['spheres', i], 'has the size of a sphere before it');
  }
  const ringRadiusMm = reader.positive(ringRadius, ['ringRadius'], 'mm') ?? NEMA_SPHERES.ringRadiusMm;
  const [first, second] = TRUTHS.filter((key) => reader.raw[key] !== undefined);
  if (second !== undefined)
    reader.tell([second], `cannot stand beside ${first}: only one can be true`, 'key');
  if (sphereToBackground !== undefined && !(sphereToBackground > 1)) {
    reader.tell(['sphereToBackground'], 'is not above 1: the spheres are hot');
  }
  const sphereBqPerMl = reader.positive(sphereActivity, ['sphereActivity'], 'Bq/ml');
  if (sphereSuv !== undefined && !(sphereSuv > 0)) reader.tell(['sphereSuv'], 'is not above 0');
  return {
    kind: 'pet-spheres',
    spheresMm,
    ringRadiusMm,
    ...(sphereToBackground !== undefined && { sphereToBackground }),
    ...(sphereBqPerMl !== undefined && { sphereBqPerMl }),
    ...(sphereSuv !== undefined && { sphereSuv }),
  };
}

function adcOf(reader: PhantomReader): AdcSpec | undefined {
  const { vials, bValues } = reader.raw;
  if (bValues) {
    if (new Set(bValues).size < 2) reader.tell(['bValues'], 'are fewer than two, and a fit needs two');
    for (const [i, b] of bValues.entries()) {
      if (!(b >= 0)) reader.tell(['bValues', i], 'is below 0');
      if (bValues.indexOf(b) < i) reader.tell(['bValues', i], 'is there already');
    }
  }
  if (!vials?.length)
    return reader.tell([], "has no vials: 'vials' says where they are, and what is true of them", 'key');
  return { kind: 'adc', vials: compileVials(vials, reader), ...(bValues && { bValues }) };
}
