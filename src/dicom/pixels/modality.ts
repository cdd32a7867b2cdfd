import type { Dataset } from '../dataset.js';
import { type LookUpTable, lookUp, readLookUpTable } from './modality-lut.js';
import { PixelError } from './pixel-error.js';
import type { PixelHeader } from './pixel-header.js';
import type { Frame, Samples } from './samples.js';

/** From stored values to those of the modality, and their unit as the file names it (`HU`, `BQML`, `US`, …). */
export type ModalityTransform = { readonly unit?: string } & (
  | { readonly kind: 'identity' }
  | { readonly kind: 'linear'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'lut'; readonly table: LookUpTable }
);

/**
 * How a frame's stored values become the modality's: Pixel Value Transformation of the frame, else Rescale Slope and
 * Intercept, a Modality LUT or Dose Grid Scaling of the data set; identity where there is none of them, as in most MR
 * images. Private scales (Philips' among them) are no part of it.
 * PS3.3 C.11.1, C.7.6.16.2.9, C.8.8.3.2.
 * @param frame 0-based
 * @throws PixelError `impossible-attribute` for a slope of 0, a malformed number and contradicting transformations;
 * `missing-attribute` for one of slope and intercept; `lut-damaged`
 */
export function modalityTransform(header: PixelHeader, frame: number): ModalityTransform {
  const { dataset, groups } = header;
  const own = groups.macro(frame, 'PixelValueTransformationSequence');
  if (own) return linearOf(own, unitOf(dataset, own)) ?? incomplete('RescaleSlope');
  const lut = dataset.sequence('ModalityLUTSequence')[0];
  const linear = linearOf(dataset, unitOf(dataset, dataset));
  const dose = doseOf(dataset);
  // PS3.3 C.11.1: either a table or slope and intercept.
  if (lut && linear) throw new PixelError('impossible-attribute', { attribute: 'ModalityLUTSequence' });
  if (dose && (lut || linear)) throw new PixelError('impossible-attribute', { attribute: 'DoseGridScaling' });
  if (lut) {
    return { kind: 'lut', table: readLookUpTable(header, lut), ...unit(lut.string('ModalityLUTType')) };
  }
  return linear ?? dose ?? { kind: 'identity', ...unit(unitOf(dataset, dataset)) };
}

function linearOf(item: Dataset, ofUnit: string | undefined): ModalityTransform | undefined {
  const slope = decimal(item, 'RescaleSlope');
  const intercept = decimal(item, 'RescaleIntercept');
  if (slope === undefined && intercept === undefined) return undefined;
  // PS3.3 C.11.1: each is required where the other is there.
  if (slope === undefined) return incomplete('RescaleSlope');
  if (intercept === undefined) return incomplete('RescaleIntercept');
  if (slope === 0) throw new PixelError('impossible-attribute', { attribute: 'RescaleSlope' });
  return { kind: 'linear', slope, intercept, ...unit(ofUnit) };
}

/** PS3.3 C.8.8.3.2: the dose at a pixel is its stored value times Dose Grid Scaling, in Dose Units. */
function doseOf(dataset: Dataset): ModalityTransform | undefined {
  const slope = decimal(dataset, 'DoseGridScaling');
  if (slope === undefined) return undefined;
  if (!(slope > 0)) throw new PixelError('impossible-attribute', { attribute: 'DoseGridScaling' });
  return { kind: 'linear', slope, intercept: 0, ...unit(dataset.string('DoseUnits')) };
}

function incomplete(attribute: string): never {
  throw new PixelError('missing-attribute', { attribute });
}

/** A number; undefined when absent or empty. @throws PixelError when it is none */
function decimal(item: Dataset, keyword: string): number | undefined {
  const element = item.get(keyword);
  if (!element || element.firstString() === undefined) return undefined;
  const value = item.number(keyword);
  if (value === undefined && item.string(keyword) === undefined) return undefined;
  if (value === undefined || !Number.isFinite(value)) {
    throw new PixelError('impossible-attribute', { attribute: keyword });
  }
  return value;
}

function unitOf(dataset: Dataset, item: Dataset): string | undefined {
  const modality = dataset.string('Modality');
  // PS3.3 C.8.9.1: Units (0054,1001) say what rescaled PET values are.
  if (modality === 'PT' && dataset.has('Units')) return dataset.string('Units');
  // PS3.3 C.8.2.1: Rescale Type is only required of a CT image where it is not HU.
  return item.string('RescaleType') ?? (modality === 'CT' && item.has('RescaleSlope') ? 'HU' : undefined);
}

function unit(of: string | undefined): { unit?: string } {
  return of === undefined ? {} : { unit: of };
}

/** True when both give the same values in the same unit. Tables are compared entry by entry. */
export function equalTransforms(a: ModalityTransform, b: ModalityTransform): boolean {
  if (a.unit !== b.unit) return false;
  if (a.kind === 'linear' && b.kind === 'linear') return a.slope === b.slope && a.intercept === b.intercept;
  if (a.kind === 'lut' && b.kind === 'lut') {
    const { first, entries } = b.table;
    return (
      a.table.first === first &&
      a.table.entries.length === entries.length &&
      a.table.entries.every((entry, i) => entry === entries[i])
    );
  }
  return a.kind === b.kind;
}

/**
 * True where single precision keeps modality values as exact as they are known: 24 bits hold every stored value of up
 * to 16 bits, and the product with a slope of at most 16 digits to 6·10⁻⁸ of its size. Stored values of 32 bits and
 * doubles need double precision.
 */
export function fitsFloat32(values: Samples): boolean {
  return !(values instanceof Uint32Array || values instanceof Int32Array || values instanceof Float64Array);
}

/**
 * Writes the modality's values of `values` to `target` from `at` on. Sums and products are made in doubles.
 * @throws PixelError `impossible-attribute` for a look-up table over values that are no integers
 */
export function applyModalityTo(
  values: Samples,
  transform: ModalityTransform,
  target: Float32Array | Float64Array,
  at = 0,
): void {
  if (transform.kind === 'identity') target.set(values, at);
  else if (transform.kind === 'lut') {
    // PS3.3 C.11.1: a table has entries for integers only.
    if (values instanceof Float32Array || values instanceof Float64Array) {
      throw new PixelError('impossible-attribute', { attribute: 'ModalityLUTSequence' });
    }
    lookUp(transform.table, values, target, at);
  } else {
    const { slope, intercept } = transform;
    for (let i = 0; i < values.length; i++) target[at + i] = (values[i] ?? 0) * slope + intercept;
  }
}

/**
 * The modality's values of a frame, row by row: single precision where {@link fitsFloat32}, else double.
 * @throws PixelError `unsupported-photometric` for a frame of colours, which no modality transformation is for
 */
export function applyModality(frame: Frame, transform: ModalityTransform): Float32Array | Float64Array {
  if (frame.samplesPerPixel !== 1) throw new PixelError('unsupported-photometric');
  const { values } = frame;
  const target = fitsFloat32(values) ? new Float32Array(values.length) : new Float64Array(values.length);
  applyModalityTo(values, transform, target);
  return target;
}
