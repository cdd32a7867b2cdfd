import type { ImageVolume, Measured } from '../image-volume.js';
import { airQuality } from './air-artefacts.js';
import { globalNoise } from './ct-noise.js';
import { entropyFocus, foregroundBackgroundEnergy } from './energy.js';
import type { ImageMasks } from './image-masks.js';
import { quantile, sortedSample } from './intensities.js';
import { channelNoise, DIETRICH } from './rayleigh.js';
import { brighterClasses } from './tissue-classes.js';

/** Figures of noise and contrast. */
export type ContrastFigureName =
  | 'efc'
  | 'fber'
  | 'snr'
  | 'snrDietrich'
  | 'cnr'
  | 'cjv'
  | 'qi1'
  | 'qi2'
  | 'noiseHu'
  | 'airHu';

/** Figures of noise and contrast of a volume; those that its modality does not have are left out. */
export type ContrastFigures = Readonly<Partial<Record<ContrastFigureName, Measured>>>;

/** Measures noise and contrast: of MR all but `noiseHu` and `airHu`, of CT these two. PET has none of them. */
export function contrastFigures(
  image: ImageVolume,
  masks: ImageMasks,
  modality: 'MR' | 'CT' | 'PT',
): ContrastFigures {
  if (modality === 'PT') return {};
  const air =
    masks.airState === 'usable' ? sortedSample(image.values, masks.air, masks.airVoxels) : undefined;
  if (modality === 'CT') {
    const airHu: Measured = air ? quantile(air, 0.5) : { absent: noAir(masks) };
    return { noiseHu: globalNoise(image, masks), airHu };
  }
  const object = sortedSample(image.values, masks.foreground, masks.foregroundVoxels);
  const channelSigma = air ? channelNoise(air) : undefined;
  return {
    ...(air && channelSigma !== undefined && channelSigma > 0
      ? airFigures(image, masks, { air, channelSigma, signal: quantile(object, 0.5) })
      : withoutAir(masks)),
    ...classFigures(object, masks, channelSigma),
  };
}

function noAir({ airState }: ImageMasks): 'masked-background' | 'little-air' {
  return airState === 'little-air' ? 'little-air' : 'masked-background';
}

function withoutAir(masks: ImageMasks): ContrastFigures {
  const why = { absent: noAir(masks) };
  return { efc: why, fber: why, snrDietrich: why, qi1: why, qi2: why };
}

/** What figures of the air are told from. */
interface AirLevels {
  /** Sorted intensities of the air. */
  readonly air: Float32Array;
  /** Noise of one channel, more than 0. */
  readonly channelSigma: number;
  /** Median of the object. */
  readonly signal: number;
}

/** Figures that need the air. */
function airFigures(
  image: ImageVolume,
  masks: ImageMasks,
  { air, channelSigma, signal }: AirLevels,
): ContrastFigures {
  return {
    efc: entropyFocus(image, masks),
    fber: foregroundBackgroundEnergy(image, masks),
    // Dietrich et al. 2007, equation 6: 0.655·S/SD of the air, and the SD is 0.655 times the channel's.
    snrDietrich: signal > 0 ? signal / channelSigma : { absent: 'no-signal' },
    ...airQuality(image, masks, air),
  };
}

/** Figures of the two brighter classes of intensity of the object, from its sorted intensities. */
function classFigures(
  object: Float32Array,
  masks: ImageMasks,
  channelSigma: number | undefined,
): ContrastFigures {
  const classes = brighterClasses(object);
  if (!classes) {
    const why = { absent: 'no-tissue-contrast' } as const;
    return { snr: why, cnr: why, cjv: why };
  }
  const [middle, bright] = classes;
  const difference = bright.mean - middle.mean;
  return {
    snr: bright.mean / bright.sigma,
    cnr:
      channelSigma === undefined
        ? { absent: noAir(masks) }
        : difference / Math.hypot(middle.sigma, bright.sigma, DIETRICH * channelSigma),
    cjv: (middle.sigma + bright.sigma) / difference,
  };
}
