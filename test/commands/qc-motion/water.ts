import { join } from 'node:path';
import { type Plane, words16 } from '../../../fixtures/anatomy.js';
import { frameOfReference, instanceContext, SOP_CLASS } from '../../../fixtures/cd/context.js';
import { AXIAL, planeModule, type StackShape, stack } from '../../../fixtures/cd/geometry.js';
import { commonModules, pixelModule } from '../../../fixtures/cd/modules.js';
import { SCANNERS } from '../../../fixtures/cd/scanners.js';
import { normalPairs } from '../../../fixtures/motion/noise.js';
import { visitOfDay } from '../../../fixtures/motion/study.js';
import { inside } from '../../../fixtures/phantoms/coverage.js';
import { overPlane, PHANTOM, PHANTOM_ATTRIBUTES } from '../../../fixtures/phantoms/mr-series.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import type { Attributes } from '../../../fixtures/writer/element.js';
import { imageFiles, type SliceImage } from '../../helpers/motion/slice-images.js';
import { folder } from '../cli.js';

/** A scan of a cylinder of water, 20 cm wide, in air. */
export interface WaterScan {
  /** Makes the UID of the study. */
  readonly visit?: string;
  readonly number?: number;
  /** Of June 2024. */
  readonly day?: number;
  readonly software?: string;
  readonly waterHu?: number;
  readonly shape?: Partial<StackShape>;
  /** Attributes of all images. */
  readonly header?: Attributes;
}

const SHAPE: StackShape = {
  ...{ rows: 128, columns: 128, pixelMm: 2, slices: 4, stepMm: 5 },
  ...{ ...AXIAL, centre: [0, 0, 0] },
};
const NOISE_HU = 5;
const INTERCEPT = -1024;

/** Its serial number. */
export const CT_SERIAL = 'CT0418';

const CT: Attributes = {
  ...{ ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'], AcquisitionNumber: 1, KVP: 120 },
  ...{ ConvolutionKernel: 'STANDARD', PatientPosition: 'HFS' },
  ...{ RescaleIntercept: INTERCEPT, RescaleSlope: 1, RescaleType: 'HU' },
};

/** The images of a scan, slice by slice. */
export function waterImages(scan: WaterScan = {}): SliceImage[] {
  const { visit = 'water', number = 2, day = 21, software = '7.1', waterHu = 0, header = {} } = scan;
  const study = visitOfDay({
    ...{ key: `qc/${visit}`, description: 'Water', day },
    scanner: { ...SCANNERS.discovery, serial: CT_SERIAL, software },
  });
  const intro = {
    ...{ key: `qc/${visit} ${number}`, study, subject: PHANTOM, number, modality: 'CT', offset: 60 },
    ...{ description: `water ${number}`, protocol: 'QA water', sopClass: SOP_CLASS.ct },
  };
  const planes = stack({ ...SHAPE, ...scan.shape });
  return planes.map((plane, slice): SliceImage => {
    const words = words16(stored(plane, waterHu, `${intro.key} ${slice}`));
    const attributes = {
      ...commonModules(instanceContext(intro, { number: slice + 1, seconds: slice })),
      ...planeModule(plane, { thicknessMm: 5, frameOfReference: frameOfReference(study) }),
      ...pixelModule(plane, { bitsStored: 16, signed: true, words }),
      ...{ ...CT, ...PHANTOM_ATTRIBUTES, ...header },
    };
    return { volume: 0, slice, attributes };
  });
}

function stored(plane: Plane, waterHu: number, seed: string): Int32Array {
  const pairs = normalPairs(seed);
  const hu = overPlane(
    plane,
    ([x, y]) => -1000 + (1000 + waterHu) * inside(Math.hypot(x, y) - 100, plane.spacingMm[0]),
  );
  return Int32Array.from(hu, (value) => {
    pairs.draw();
    return Math.max(0, Math.round(value + NOISE_HU * pairs.a - INTERCEPT));
  });
}

/** Writes series, each in a folder of its own. @returns the folder of all */
export function seriesFolder(...series: readonly (readonly SliceImage[])[]): string {
  const data = folder('corelab-water-');
  for (const [number, images] of series.entries()) {
    writeFiles(join(data, `series-${number}`), imageFiles(images));
  }
  return data;
}

/** Images whose attributes are replaced where `which` holds. */
export function replaced(
  images: readonly SliceImage[],
  attributes: Attributes,
  which: (image: SliceImage) => boolean = () => true,
): SliceImage[] {
  return images.map((image) =>
    which(image) ? { ...image, attributes: { ...image.attributes, ...attributes } } : image,
  );
}
