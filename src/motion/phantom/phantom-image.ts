import type { Vector3 } from '../../study/vectors.js';
import type { ImageVolume, Measured } from '../image/image-volume.js';

/** Phantoms that can be measured. Which one a series shows is declared, never guessed. */
export const PHANTOM_KINDS = [
  'acr-large',
  'uniform',
  'stability',
  'ct-water',
  'pet-cylinder',
  'pet-spheres',
  'adc',
] as const;

/** Name of a phantom that can be measured. */
export type PhantomKind = (typeof PHANTOM_KINDS)[number];

/** A volume of images of a phantom, and what its header says. */
export interface PhantomImage extends ImageVolume {
  readonly phaseAxis?: 'i' | 'j';
  /** s/mm². */
  readonly bValue?: number;
  /** Of PET: image values times this are SUVbw, slice by slice already applied where undefined. */
  readonly unit?: string;
}

/** Something that was found in the images: where it lies, and what was measured there. */
export interface PhantomPart {
  /** For people: `outline, slice 5`, `vial 3`, `sphere 37 mm`, `PIU: brightest`. */
  readonly name: string;
  readonly shape: 'circle' | 'box' | 'line';
  /** Centre in patient LPS mm; of a line its first end. */
  readonly centreMm: Vector3;
  /** circle: radius in both; box: half width along i and half height along j; line: vector to its second end in k = 0, mm. */
  readonly sizeMm: readonly [number, number];
  /** Slice it lies in, from 0 along row × column. */
  readonly slice: number;
  /** What was measured there, by name with its unit: `adcMm2PerS`, `meanHu`. */
  readonly values: Readonly<Record<string, number>>;
}

/** Why a phantom was not measured. */
export type NotFoundReason =
  | 'no-object'
  /** What is there has not the phantom's outline. */
  | 'other-shape'
  | 'other-size'
  /** Slices are missing, too many, or lie otherwise than the phantom asks for. */
  | 'other-slices'
  /** The phantom's inner structures are not where they should be: it may be turned or be another one. */
  | 'structure-not-found'
  | 'cut-off'
  | 'too-few-images'
  /** Images of one set differ in geometry or scaling. */
  | 'images-differ'
  /** Values are in another unit than the phantom is told by. */
  | 'other-unit'
  /** b-values that are needed are missing, or stated nowhere. */
  | 'b-values';

/** What was measured of a phantom. Figures that the images of this series are not made for are left out. */
export interface PhantomMeasures {
  readonly figures: Readonly<Record<string, Measured>>;
  readonly parts: readonly PhantomPart[];
}

/** The measures of a phantom, or why it was refused; parts that were found all the same are shown. */
export type PhantomResult =
  | PhantomMeasures
  | { readonly notFound: NotFoundReason; readonly parts: readonly PhantomPart[] };
