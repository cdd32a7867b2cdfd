import type { PhantomKind } from '../../motion/phantom/phantom-image.js';
import { FIGURES, type FigureDefinition, type FigureName, type FigureValue } from './figures.js';
import { IMAGE_FIGURES, type ImageFigureName } from './image/image-figures.js';
import type { ImageKind } from './image/image-kind.js';
import { PHANTOM_FIGURES, type PhantomFigureName } from './phantom/phantom-figures.js';
import type { SeriesKind } from './series/series-runs.js';

/** Every figure that a limit may be set on. */
export type AnyFigureName = FigureName | ImageFigureName | PhantomFigureName;

/** What limits may be of. */
export type LimitKind = SeriesKind | ImageKind | PhantomKind;

/** The figures of a run, an image or a phantom, as far as it has them. */
export type KnownFigures = Readonly<Partial<Record<AnyFigureName, FigureValue>>>;

/** Every definition, in the order of reports. */
export const ALL_FIGURES: readonly (FigureDefinition & { readonly name: AnyFigureName })[] = [
  ...FIGURES,
  ...IMAGE_FIGURES,
  ...PHANTOM_FIGURES,
];

const BY_NAME: ReadonlyMap<string, FigureDefinition & { readonly name: AnyFigureName }> = new Map(
  ALL_FIGURES.map((figure) => [figure.name, figure]),
);

/**
 * What a figure is.
 * @throws RangeError for a name that none has
 */
export function figureOf(name: AnyFigureName): FigureDefinition {
  const found = BY_NAME.get(name);
  if (!found) throw new RangeError(`no figure is called ${name}`);
  return found;
}

/** The name of a figure, where a text is one. */
export function figureNamed(text: string): AnyFigureName | undefined {
  return BY_NAME.get(text)?.name;
}

const RUN: readonly AnyFigureName[] = FIGURES.map(({ name }) => name);
const WHOLE: readonly AnyFigureName[] = ['clippedPercent', 'emptySlices', 'duplicateSlices'];
const MR: readonly AnyFigureName[] = [
  ...(['efc', 'fber', 'snr', 'snrDietrich', 'cnr', 'cjv', 'qi1', 'qi2', 'ghostPercent'] as const),
  ...(['blurMm', 'ringingPercent', 'wrapAroundPercent', 'cutOffPercent'] as const),
  ...WHOLE,
];

/** The figures of each kind of run, image and phantom, in the order of reports. */
export const FIGURES_OF: Readonly<Record<LimitKind, readonly AnyFigureName[]>> = {
  functional: RUN,
  diffusion: RUN,
  asl: RUN,
  perfusion: RUN,
  'dynamic-pet': RUN,
  'dynamic-ct': RUN,
  'dynamic-mr': RUN,
  structural: MR,
  multislice: [...MR, 'sliceShiftMm', 'sliceJitterPercent'],
  ct: ['noiseHu', 'airHu', 'blurMm', 'cutOffPercent', ...WHOLE, 'sliceJitterPercent'],
  pet: ['blurMm', 'cutOffPercent', ...WHOLE, 'sliceJitterPercent'],
  'acr-large': [
    ...(['lengthMm', 'diameter1VerticalMm', 'diameter1HorizontalMm', 'diameter5VerticalMm'] as const),
    ...(['diameter5HorizontalMm', 'diameter5RisingMm', 'diameter5FallingMm', 'sliceThicknessMm'] as const),
    ...(['slicePosition1Mm', 'slicePosition11Mm', 'piuPercent', 'psgPercent', 'snrSmoothed'] as const),
    'lowContrastSpokes',
  ],
  uniform: ['snrTwoImages', 'snrSmoothed', 'piuPercent', 'psgPercent', 'changePercent'],
  stability: [
    'volumes',
    'sfnr',
    'staticSnr',
    'fluctuationPercent',
    'driftPercent',
    'decorrelationRadiusPixels',
  ],
  'ct-water': ['waterHu', 'waterNoiseHu', 'uniformityHu', 'artefactHu'],
  'pet-cylinder': ['meanSuv', 'axialNonuniformityPercent', 'petNoisePercent'],
  'pet-spheres': ['rcMax37', 'rcMax28', 'rcMax22', 'rcMax17', 'rcMax13', 'rcMax10', 'petNoisePercent'],
  adc: ['adcErrorPercent', 'adcNoisePercent'],
};
