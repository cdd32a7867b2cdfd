import { type ImageMeasures, measureImage } from '../../../motion/image/measure-image.js';
import { MotionError } from '../../../motion/motion-error.js';
import { measurePhantom } from '../../../motion/phantom/measure-phantom.js';
import type { PhantomImage } from '../../../motion/phantom/phantom-image.js';
import { codeOf, type Loaded, loadEach } from '../handle-volume.js';
import type { ImageJob, ImageResult, PhantomJob, PhantomJobResult } from './still-job.js';

/** Reads a volume and measures its quality. */
export async function imageMeasures({ plan, files, facts }: ImageJob): Promise<ImageResult> {
  for await (const loaded of loadEach([plan], files)) {
    try {
      if ('error' in loaded) throw loaded.error;
      const { dims, spacingMm, affine } = loaded.grid;
      const measures: ImageMeasures = measureImage(
        { values: finite(loaded), dims, spacingMm, affine },
        facts,
      );
      return measures;
    } catch (error) {
      return { error: codeOf(error) };
    }
  }
  return { error: 'no-volume' };
}

/** Reads the volumes of a phantom and measures it; one that cannot be read leaves it unmeasured. */
export async function phantomMeasures(job: PhantomJob): Promise<PhantomJobResult> {
  const images: PhantomImage[] = [];
  const bValues = new Map(job.volumes.map(({ plan, bValue }) => [plan, bValue]));
  const plans = job.volumes.map(({ plan }) => plan);
  try {
    for await (const loaded of loadEach(plans, job.files)) {
      if ('error' in loaded) throw loaded.error;
      const { dims, spacingMm, affine, unit } = loaded.grid;
      const bValue = bValues.get(loaded.plan);
      const shown = job.scale?.unit ?? unit;
      images.push({
        ...{ values: scaled(finite(loaded), job.scale?.factor), dims, spacingMm, affine },
        ...(job.phaseAxis && { phaseAxis: job.phaseAxis }),
        ...(bValue !== undefined && { bValue }),
        ...(shown !== undefined && { unit: shown }),
      });
    }
    return measurePhantom(images, job.spec);
  } catch (error) {
    return { error: codeOf(error) };
  }
}

function scaled(values: Float32Array, factor = 1): Float32Array {
  return factor === 1 ? values : values.map((value) => value * factor);
}

/** @throws MotionError `not-finite` where a value is no number */
function finite({ values }: Loaded): Float32Array {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new MotionError('not-finite');
  }
  return values;
}
