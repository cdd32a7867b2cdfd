import { voxelToPatient } from '../../../study/volume/grid.js';
import { isKnown, type Measured } from '../../image/image-volume.js';
import { type PiuResult, piu } from '../acr/piu.js';
import { type PsgResult, psg } from '../acr/psg.js';
import type { PhantomImage, PhantomPart, PhantomResult } from '../phantom-image.js';
import type { UniformSpec } from '../phantom-spec.js';
import { findRoundPhantom, middleSlice, type RoundPhantom, sameGrid } from './round-phantom.js';
import { snrSmoothed } from './snr-smoothed.js';
import { compareImages, REGION_AREA_SHARE, regionMean } from './two-images.js';

/** Figures of a uniform MR phantom: of one image, or of two taken one after the other. */
export type UniformFigureName =
  | 'snrTwoImages'
  | 'snrSmoothed'
  | 'piuPercent'
  | 'psgPercent'
  | 'changePercent';

/** Images of one phantom and one protocol, one after the other, do not differ by more. */
const MOST_CHANGE_PERCENT = 20;
/** Half the side of the square for the SNR by smoothing, of the radius; the smoothing must not reach the edge. */
const SNR_HALF_SHARE = 0.5;
const SMOOTHING_REACH_PIXELS = 5;
/** Radius of a square centimetre. */
const SMALL_RADIUS_MM = 10 / Math.sqrt(Math.PI);

/**
 * Measures a uniform MR phantom in the middle slice: of one image, or of the first two that there are, which should have
 * been taken one after the other.
 */
export function measureUniform(images: readonly PhantomImage[], spec: UniformSpec): PhantomResult {
  const [first, second] = images;
  if (!first) return { notFound: 'too-few-images', parts: [] };
  const found = findRoundPhantom(first, spec.diameterMm);
  if ('notFound' in found) return found;
  const { slice, disc } = found;
  const differ: PhantomResult = { notFound: 'images-differ', parts: [found.part] };
  const figures: Record<UniformFigureName, Measured> = {
    snrTwoImages: { absent: 'one-image' },
    snrSmoothed: snrSmoothed(slice, disc.centre, snrHalfMm(found)),
    piuPercent: { absent: 'uncertain' },
    psgPercent: { absent: 'uncertain' },
    changePercent: { absent: 'one-image' },
  };
  if (second) {
    if (!sameGrid(first, second)) return differ;
    const pair = compareImages(slice, middleSlice(second).slice, disc);
    if (pair.isCopy || (isKnown(pair.changePercent) && pair.changePercent > MOST_CHANGE_PERCENT))
      return differ;
    figures.snrTwoImages = pair.snr;
    figures.changePercent = pair.changePercent;
  }
  const uniformity = piu(slice, disc);
  const ghosting = psg(slice, disc);
  figures.piuPercent = uniformity.percent;
  figures.psgPercent = ghosting.percent;
  return {
    figures,
    parts: [
      found.part,
      ...regionParts(first, found),
      ...piuParts(first, found, uniformity),
      ...psgParts(first, found, ghosting),
    ],
  };
}

function snrHalfMm({ disc, slice }: RoundPhantom): number {
  const { radiusMm } = disc;
  const reachMm = SMOOTHING_REACH_PIXELS * Math.max(...slice.spacingMm);
  return Math.max(0, Math.min(SNR_HALF_SHARE * radiusMm, radiusMm / Math.SQRT2 - reachMm));
}

function regionParts(image: PhantomImage, found: RoundPhantom): PhantomPart[] {
  const { slice, disc, index } = found;
  const radius = disc.radiusMm * Math.sqrt(REGION_AREA_SHARE);
  const half = snrHalfMm(found);
  const centreMm = voxelToPatient(image, [...disc.centre, index]);
  const values = { meanSignal: regionMean(slice, disc) };
  return [
    { name: 'region', shape: 'circle', centreMm, sizeMm: [radius, radius], slice: index, values },
    { name: 'SNR by smoothing', shape: 'box', centreMm, sizeMm: [half, half], slice: index, values: {} },
  ];
}

function piuParts(image: PhantomImage, { index }: RoundPhantom, result: PiuResult): PhantomPart[] {
  if (!isKnown(result.percent)) return [];
  const part = (name: string, centre: readonly [number, number], mean: number): PhantomPart => ({
    name,
    shape: 'circle',
    centreMm: voxelToPatient(image, [...centre, index]),
    sizeMm: [SMALL_RADIUS_MM, SMALL_RADIUS_MM],
    slice: index,
    values: { meanSignal: mean },
  });
  return [
    part('PIU: brightest', result.brightest, result.high),
    part('PIU: darkest', result.darkest, result.low),
  ];
}

function psgParts(image: PhantomImage, { index }: RoundPhantom, { regions }: PsgResult): PhantomPart[] {
  return regions.map(
    ({ centre, halfPixels, mean }): PhantomPart => ({
      name: 'PSG: air',
      shape: 'box',
      centreMm: voxelToPatient(image, [...centre, index]),
      sizeMm: [halfPixels[0] * image.spacingMm[0], halfPixels[1] * image.spacingMm[1]],
      slice: index,
      values: { meanSignal: mean },
    }),
  );
}
