import { type Plane, words16 } from '../../../fixtures/anatomy.js';
import { frameOfReference, instanceContext, SOP_CLASS } from '../../../fixtures/cd/context.js';
import { planeModule, type StackShape, stack } from '../../../fixtures/cd/geometry.js';
import { commonModules, pixelModule } from '../../../fixtures/cd/modules.js';
import { mrModule } from '../../../fixtures/cd/mr.js';
import { SCANNERS } from '../../../fixtures/cd/scanners.js';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { epiSequence } from '../../../fixtures/motion/epi.js';
import { MAX_STORED } from '../../../fixtures/motion/forms/volume-series.js';
import { magnitude } from '../../../fixtures/motion/noise.js';
import { BRAIN_SIGNAL } from '../../../fixtures/motion/object.js';
import { volumeSignal } from '../../../fixtures/motion/run.js';
import { VOLUNTEER, visitOfDay } from '../../../fixtures/motion/study.js';
import { trajectory } from '../../../fixtures/motion/trajectory.js';
import { type Attributes, type Dataset, dataset } from '../../../fixtures/writer/element.js';
import { type Part10Options, writePart10 } from '../../../fixtures/writer/part10.js';

/** One image of a run, before it is written: its attributes may be replaced, or the image left out. */
export interface SliceImage {
  /** Counted from 0, in time and along row × column. */
  readonly volume: number;
  readonly slice: number;
  readonly attributes: Attributes;
  /** Elements beyond the attributes; they replace those of the same tag. */
  readonly elements?: Dataset;
  readonly options?: Part10Options;
  /** How many bytes the file lacks at its end. */
  readonly cutBytes?: number;
}

/** What a run of classic images is to be like. */
export interface ImagesOptions {
  readonly shape: StackShape;
  readonly volumes: number;
  /** Stored values in place of the moving head's, slice by slice, row by row. */
  readonly values?: (volume: number) => ArrayLike<number>;
}

/** A head of 40 × 40 × 20 voxels, as few as can still be realigned. */
export const TINY: StackShape = {
  ...{ rows: 40, columns: 40, slices: 20, pixelMm: 5.2, stepMm: 6 },
  ...{ row: [1, 0, 0], column: [0, 1, 0], centre: [0, 0, 0] },
};

const REPETITION_MS = 2000;
const INTRO = {
  ...{ key: 'motion/bad', subject: VOLUNTEER, number: 2, modality: 'MR', offset: 60 },
  ...{ description: 'ep2d bad input', protocol: 'ep2d bad input' },
  study: visitOfDay({
    ...{ key: 'motion/bad', scanner: SCANNERS.prismaOld, description: 'Motion phantom study', day: 6 },
  }),
};

function headValues({ shape, volumes }: ImagesOptions, planes: readonly Plane[], volume: number): Int32Array {
  const motion = trajectory({ seed: 'bad input', volumes, amplitude: 0.08 });
  const run = { intro: INTRO, about: '', form: 'siemens-classic' as const, shape, motion };
  const noise = { sigma: 0.01 * BRAIN_SIGNAL, seed: `bad input ${volume}`, max: MAX_STORED };
  return magnitude(volumeSignal(run, planes, volume), noise);
}

/**
 * Plain classic MR images of a moving head, one a slice, without any private element: nothing but standard attributes
 * tells volumes apart.
 */
export function sliceImages(options: ImagesOptions): SliceImage[] {
  const { shape, volumes } = options;
  const planes = stack(shape);
  const size = shape.rows * shape.columns;
  return Array.from({ length: volumes }, (_, volume) => {
    const words = words16(options.values?.(volume) ?? headValues(options, planes, volume));
    return planes.map((plane, slice): SliceImage => {
      const own = words.subarray(slice * size * 2, (slice + 1) * size * 2);
      return { volume, slice, attributes: attributesOf(options, { plane, volume, slice, words: own }) };
    });
  }).flat();
}

function attributesOf(
  { shape }: ImagesOptions,
  { plane, volume, slice, words }: { plane: Plane; volume: number; slice: number; words: Uint8Array },
): Attributes {
  const number = volume * shape.slices + slice + 1;
  const intro = { ...INTRO, sopClass: SOP_CLASS.mr };
  const place = { spacingMm: shape.stepMm, frameOfReference: frameOfReference(INTRO.study) };
  return {
    ...commonModules(instanceContext(intro, { number, seconds: (volume * REPETITION_MS) / 1000 })),
    ...mrModule(epiSequence('siemens-classic', shape.columns, REPETITION_MS), 3),
    ...planeModule(plane, { thicknessMm: shape.stepMm, ...place }),
    ...pixelModule(plane, { bitsStored: 12, signed: false, words }),
    ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'],
    AcquisitionNumber: volume + 1,
  };
}

/** The files of images, named by their place in the list. */
export function* imageFiles(images: readonly SliceImage[]): Generator<FixtureFile> {
  for (const [i, { attributes, elements = [], options = {}, cutBytes = 0 }] of images.entries()) {
    const bytes = writePart10(dataset(attributes, elements), options);
    yield {
      path: `run/${String(i + 1).padStart(5, '0')}.dcm`,
      bytes: bytes.subarray(0, bytes.length - cutBytes),
    };
  }
}
