import { isKnown, type Measured } from '../../image/image-volume.js';
import type { PhantomImage, PhantomPart, PhantomResult } from '../phantom-image.js';
import type { AcrSpec } from '../phantom-spec.js';
import { snrSmoothed } from '../uniform/snr-smoothed.js';
import {
  diameterPart,
  insertParts,
  linePart,
  outlinePart,
  rampParts,
  uniformityParts,
  wedgeParts,
} from './acr-parts.js';
import { type AcrSlice, type AcrSlices, acrSlices, sliceOf } from './acr-slices.js';
import { diameterAt, outlineOf } from './diameters.js';
import { localizerLength } from './localizer-length.js';
import { lowContrast } from './low-contrast.js';
import { piu } from './piu.js';
import { psg } from './psg.js';

/** Figures of the ACR large MR phantom: of its eleven axial slices, or of its sagittal localizer. */
export type AcrFigureName =
  | 'lengthMm'
  | 'diameter1VerticalMm'
  | 'diameter1HorizontalMm'
  | 'diameter5VerticalMm'
  | 'diameter5HorizontalMm'
  | 'diameter5RisingMm'
  | 'diameter5FallingMm'
  | 'sliceThicknessMm'
  | 'slicePosition1Mm'
  | 'slicePosition11Mm'
  | 'piuPercent'
  | 'psgPercent'
  | 'snrSmoothed'
  | 'lowContrastSpokes';

type Figures = Partial<Record<AcrFigureName, Measured>>;

/** Half the side of the square in slice 7 that its SNR is of, mm: large enough to know its noise to 1 %. */
const SNR_HALF_MM = 45;

/** ACR: slices 1 and 5, in these directions; clockwise from the image's right. */
const DIAMETERS = [
  { slice: 1, name: 'diameter1VerticalMm', direction: 'vertical', angleDeg: 90 },
  { slice: 1, name: 'diameter1HorizontalMm', direction: 'horizontal', angleDeg: 0 },
  { slice: 5, name: 'diameter5VerticalMm', direction: 'vertical', angleDeg: 90 },
  { slice: 5, name: 'diameter5HorizontalMm', direction: 'horizontal', angleDeg: 0 },
  { slice: 5, name: 'diameter5RisingMm', direction: 'rising', angleDeg: -45 },
  { slice: 5, name: 'diameter5FallingMm', direction: 'falling', angleDeg: 45 },
] as const;

/**
 * Measures the ACR large MR phantom in the first image: of eleven axial slices all figures but its length, of a single
 * sagittal slice its length. Axial images must stand upright, with the wedges at the top, and may be a few degrees off.
 * ACR Large and Medium Phantom Test Guidance for the MRI Accreditation Program.
 */
export function measureAcr([image]: readonly PhantomImage[], _spec: AcrSpec): PhantomResult {
  if (!image) return { notFound: 'too-few-images', parts: [] };
  if (image.dims[2] === 1) return measureLocalizer(image);
  const found = acrSlices(image);
  if ('notFound' in found)
    return { notFound: found.notFound, parts: found.discs.map((disc) => outlinePart(image, disc)) };
  const measured = [
    diameters(image, found),
    structures(image, found),
    uniformity(image, found),
    spokes(image, found),
  ];
  return {
    figures: Object.assign({}, ...measured.map(({ figures }) => figures)),
    parts: [...found.slices.map((at) => outlinePart(image, at)), ...measured.flatMap(({ parts }) => parts)],
  };
}

function measureLocalizer(image: PhantomImage): PhantomResult {
  const found = localizerLength(sliceOf(image, 0));
  if ('notFound' in found) return { notFound: found.notFound, parts: [] };
  const { lengthMm, from, to } = found;
  return {
    figures: { lengthMm },
    parts: [linePart({ image, index: 0, name: 'length', values: { lengthMm } }, from, to)],
  };
}

interface Part {
  readonly figures: Figures;
  readonly parts: readonly PhantomPart[];
}

function diameters(image: PhantomImage, { slices }: AcrSlices): Part {
  const rims = new Map(
    slices
      .filter(({ number }) => DIAMETERS.some(({ slice }) => slice === number))
      .map((at) => [at.number, { at, rim: outlineOf(at.slice, at.disc) }]),
  );
  const figures: Figures = {};
  const parts: PhantomPart[] = [];
  for (const { slice, name, direction, angleDeg } of DIAMETERS) {
    const seen = rims.get(slice);
    const measured = seen
      ? diameterAt(seen.rim, (angleDeg * Math.PI) / 180)
      : { absent: 'uncertain' as const };
    figures[name] = 'absent' in measured ? measured : measured.lengthMm;
    if (seen && !('absent' in measured)) parts.push(diameterPart(image, seen.at, direction, measured));
  }
  return { figures, parts };
}

function structures(image: PhantomImage, found: AcrSlices): Part {
  const { slices, angleRad, band, thickness, position1, position11 } = found;
  const shown = (at: AcrSlice) => ({ image, at, frame: { slice: at.slice, disc: at.disc, angleRad } });
  const [first, last] = [slices[0], slices.at(-1)];
  return {
    figures: {
      sliceThicknessMm: thickness.thicknessMm,
      slicePosition1Mm: position1.differenceMm,
      slicePosition11Mm: position11.differenceMm,
    },
    parts: [
      ...(first ? [...rampParts(shown(first), band, thickness), ...wedgeParts(shown(first), position1)] : []),
      ...(last ? wedgeParts(shown(last), position11) : []),
    ],
  };
}

/** ACR: uniformity and ghosting in slice 7. */
function uniformity(image: PhantomImage, { slices }: AcrSlices): Part {
  const at = slices.find(({ number }) => number === 7);
  if (!at) return { figures: {}, parts: [] };
  const found = { piu: piu(at.slice, at.disc), psg: psg(at.slice, at.disc) };
  const snr = snrSmoothed(at.slice, at.disc.centre, SNR_HALF_MM);
  const box: PhantomPart = {
    name: 'SNR by smoothing',
    shape: 'box',
    centreMm: outlinePart(image, at).centreMm,
    sizeMm: [SNR_HALF_MM, SNR_HALF_MM],
    slice: at.index,
    values: {},
  };
  return {
    figures: { piuPercent: found.piu.percent, psgPercent: found.psg.percent, snrSmoothed: snr },
    parts: [...uniformityParts(image, at, found), ...(isKnown(snr) ? [box] : [])],
  };
}

/** ACR: the low-contrast insert in slices 8 to 11. */
function spokes(image: PhantomImage, { slices, angleRad }: AcrSlices): Part {
  const insert = slices.flatMap(({ number, slice, disc }) =>
    number === 8 || number === 9 || number === 10 || number === 11 ? [{ number, slice, disc } as const] : [],
  );
  const found = lowContrast(insert, angleRad);
  return { figures: { lowContrastSpokes: found.spokes }, parts: insertParts(image, slices, found) };
}
