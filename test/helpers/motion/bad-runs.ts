import type { FixtureFile } from '../../../fixtures/collection.js';
import { uid } from '../../../fixtures/random.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import type { Attributes } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX } from '../../../fixtures/writer/part10.js';
import { imageFiles, type SliceImage, sliceImages, TINY } from './slice-images.js';

const VOLUMES = 6;
/** Counted from 0: the volume that is spoilt where one is. */
const SPOILT = 3;

/** Replaces attributes of the images of which `which` holds. */
function changed(
  images: readonly SliceImage[],
  which: (image: SliceImage) => boolean,
  change: (image: SliceImage) => Partial<SliceImage>,
): SliceImage[] {
  return images.map((image) => (which(image) ? { ...image, ...change(image) } : image));
}

function withAttributes(
  images: readonly SliceImage[],
  given: (image: SliceImage) => Attributes,
  which: (image: SliceImage) => boolean = () => true,
): SliceImage[] {
  return changed(images, which, (image) => ({ attributes: { ...image.attributes, ...given(image) } }));
}

const head = (): SliceImage[] => sliceImages({ shape: TINY, volumes: VOLUMES });
const isSpoilt = ({ volume }: SliceImage): boolean => volume === SPOILT;
const size = TINY.rows * TINY.columns;

/** Where a volume of another shape takes the place of volumes 3 and later. */
function otherShape(own: Partial<typeof TINY>): SliceImage[] {
  const others = sliceImages({ shape: { ...TINY, ...own }, volumes: VOLUMES });
  return [
    ...head().filter(({ volume }) => volume < SPOILT),
    ...withAttributes(others, ({ volume, slice }) => ({
      InstanceNumber: volume * TINY.slices + slice + 1,
      SOPInstanceUID: uid(`bad other ${volume} ${slice}`),
    })).filter(({ volume }) => volume >= SPOILT),
  ];
}

/** Values in single precision; every voxel of one slice of the spoilt volume is `value`. */
function floats(value: number): SliceImage[] {
  return changed(
    head(),
    () => true,
    (image) => {
      const words = image.attributes.PixelData as Uint8Array;
      const stored = new Uint16Array(
        words.buffer.slice(words.byteOffset, words.byteOffset + words.byteLength),
      );
      const values = Float32Array.from(stored);
      if (isSpoilt(image) && image.slice === 4) values.fill(value);
      const absent: Attributes = {
        ...{
          PixelData: undefined,
          PixelRepresentation: undefined,
          BitsStored: undefined,
          HighBit: undefined,
        },
      };
      return {
        attributes: { ...image.attributes, ...absent, BitsAllocated: 32 },
        // PS3.3 C.7.6.24: Float Pixel Data.
        elements: [{ tag: 0x7fe00008, vr: 'OF', value: new Uint8Array(values.buffer) }],
      };
    },
  );
}

/** Pixel data that says that it is JPEG and is not. */
function broken(which: (image: SliceImage) => boolean): SliceImage[] {
  const nonsense = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 251);
  return changed(head(), which, ({ attributes }) => ({
    attributes: {
      ...attributes,
      ...{ BitsAllocated: 8, BitsStored: 8, HighBit: 7 },
      PixelData: { vr: 'OB', value: { fragments: [new Uint8Array(0), nonsense] } },
    },
    options: { transferSyntax: TRANSFER_SYNTAX.jpegBaseline },
  }));
}

const UNTIMED: Attributes = {
  ...{ AcquisitionDate: undefined, AcquisitionTime: undefined, AcquisitionNumber: undefined },
  ...{ ContentDate: undefined, ContentTime: undefined, InstanceNumber: undefined },
  ...{ InstanceCreationDate: undefined, InstanceCreationTime: undefined },
};

/** How each bad run is made. */
const RUNS = {
  /** Slice 3 of volume 2 and slice 0 of volume 4 are absent: two volumes are incomplete, four are whole. */
  'missing-slices': () =>
    head().filter(({ volume, slice }) => !(volume === 2 && slice === 3) && !(volume === 4 && slice === 0)),
  /** The run was stopped: of the last volume only the first three slices are there. */
  aborted: () => head().filter(({ volume, slice }) => volume < VOLUMES - 1 || slice < 3),
  /** From volume 3 on a matrix of 48 × 48 over the same field. */
  'unequal-matrix': () => otherShape({ rows: 48, columns: 48, pixelMm: (TINY.pixelMm * 40) / 48 }),
  /** From volume 3 on eighteen slices about the same centre: they lack the first and the last of twenty. */
  'unequal-slices': () => otherShape({ slices: 18 }),
  /** From volume 3 on another orientation: the stack was tilted by 16°. */
  'unequal-orientation': () => otherShape({ column: [0, 0.96, -0.28] }),
  /** No time, no number: volumes cannot be told apart. */
  'no-time-order': () => withAttributes(head(), () => UNTIMED),
  /** Frames of red, green and blue, 8 bits each. */
  colour: () =>
    withAttributes(head(), () => ({
      ...{ SamplesPerPixel: 3, PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 },
      ...{ BitsAllocated: 8, BitsStored: 8, HighBit: 7 },
      PixelData: { vr: 'OB', value: new Uint8Array(3 * size).fill(90) },
    })),
  /** One slice over time. */
  'one-slice': () => sliceImages({ shape: { ...TINY, slices: 1 }, volumes: VOLUMES }),
  /** Two slices over time. */
  'two-slices': () => sliceImages({ shape: { ...TINY, slices: 2 }, volumes: VOLUMES }),
  /** Float Pixel Data; slice 4 of volume 3 is NaN throughout. */
  nan: () => floats(Number.NaN),
  /** Float Pixel Data; slice 4 of volume 3 is infinite throughout. */
  infinite: () => floats(Number.POSITIVE_INFINITY),
  /** Every voxel of every volume is 0. */
  'all-zero': () =>
    sliceImages({ shape: TINY, volumes: VOLUMES, values: () => new Uint16Array(size * TINY.slices) }),
  /** Every voxel of every volume is 500. */
  constant: () =>
    sliceImages({
      shape: TINY,
      volumes: VOLUMES,
      values: () => new Uint16Array(size * TINY.slices).fill(500),
    }),
  /** Every voxel of volume 3 is 0. */
  'zero-volume': () => withAttributes(head(), () => ({ PixelData: new Uint8Array(size * 2) }), isSpoilt),
  /** Every voxel of volume 0 is 0: the usual reference. */
  'zero-first': () =>
    withAttributes(
      head(),
      () => ({ PixelData: new Uint8Array(size * 2) }),
      ({ volume }) => volume === 0,
    ),
  /** The frames of volume 3 say that they are JPEG and hold nonsense. */
  'undecodable-volume': () => broken(isSpoilt),
  /** All frames say that they are JPEG and hold nonsense. */
  undecodable: () => broken(() => true),
  /** The files of volume 3 end 500 bytes too early, within their pixel data. */
  'cut-files': () => changed(head(), isSpoilt, () => ({ cutBytes: 500 })),
  /** Pixel Data of volume 3 holds half of what its header promises. */
  'short-pixels': () => withAttributes(head(), () => ({ PixelData: new Uint8Array(size) }), isSpoilt),
  /** Volume 3 is there twice, byte for byte: the same SOP Instance UIDs. */
  copies: () => [...head(), ...head().filter(isSpoilt)],
  /** Volume 3 is there twice under other SOP Instance UIDs, with the same times and numbers. */
  duplicates: () => [
    ...head(),
    ...withAttributes(head().filter(isSpoilt), ({ volume, slice }) => ({
      SOPInstanceUID: uid(`bad duplicate ${volume} ${slice}`),
    })),
  ],
  /** No position, orientation or spacing anywhere. */
  'no-geometry': () =>
    withAttributes(head(), () => ({
      ImagePositionPatient: undefined,
      ImageOrientationPatient: undefined,
      PixelSpacing: undefined,
    })),
} as const satisfies Record<string, () => SliceImage[]>;

/** The kinds of bad input. */
export type BadRun = keyof typeof RUNS;

/** All of them; what each holds stands at its maker. */
export const BAD_RUNS = Object.keys(RUNS) as readonly BadRun[];

/** The files of a bad run: six volumes of 40 × 40 × 20, unless its kind says otherwise. */
export function badRunFiles(kind: BadRun): Generator<FixtureFile> {
  return imageFiles(RUNS[kind]());
}

/**
 * Writes a bad run below a folder. What each kind holds is said at its maker above; volumes and slices count from 0.
 * @returns how many files there are
 */
export function badRun(kind: BadRun, folder: string): number {
  return writeFiles(folder, badRunFiles(kind)).files;
}

/** The same run with nothing wrong: to compare with. */
export function soundRun(folder: string): number {
  return writeFiles(folder, imageFiles(head())).files;
}
