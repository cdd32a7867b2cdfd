import type { AbsentReason, Measured } from '../../../motion/image/image-volume.js';
import type { AnyFigureName, KnownFigures } from '../all-figures.js';
import type { FigureValue } from '../figures.js';

/** Why a figure has no value, for people; `isMissing` where it should have one. */
const REASONS: Readonly<Record<AbsentReason, { readonly text: string; readonly isMissing: boolean }>> = {
  'masked-background': { text: 'the background is masked: nothing is left of the air', isMissing: false },
  'little-air': { text: 'there is too little air round the object', isMissing: false },
  'no-signal': { text: 'there is no signal', isMissing: true },
  'no-tissue-contrast': { text: 'intensities do not fall into classes', isMissing: false },
  'no-phase-axis': {
    text: 'the headers do not say along which axis phase is encoded',
    isMissing: true,
  },
  'not-interleaved': { text: 'slices were not acquired in interleaved passes', isMissing: false },
  'too-few-slices': { text: 'there are too few slices', isMissing: false },
  'no-edge': { text: 'nothing in it is sharp enough', isMissing: true },
  'too-small': { text: 'the object is too small', isMissing: true },
  uncertain: { text: 'it cannot be told with certainty', isMissing: true },
  'one-image': { text: 'there is no second image', isMissing: false },
};

/** What is known of a figure, in words where there is no number. */
function inWords(measured: Measured, isRequired: boolean): FigureValue {
  if (typeof measured === 'number') {
    return Number.isFinite(measured) ? { value: measured } : { why: 'it came out as no finite number' };
  }
  const { text, isMissing } = REASONS[measured.absent];
  return isMissing || isRequired ? { why: text } : { notApplicable: text };
}

/** What there is to know of figures. */
export interface FiguresIn {
  readonly names: readonly AnyFigureName[];
  readonly measured: Readonly<Record<string, Measured>>;
  /** What is said of a name that was not measured. */
  readonly missing: FigureValue;
  /** True of phantoms: they are made so that each figure can be had, and what is not had does not qualify. */
  readonly isRequired: boolean;
}

/** Figures that were measured, by the names of their kind. */
export function knownFigures({ names, measured, missing, isRequired }: FiguresIn): KnownFigures {
  return Object.fromEntries(
    names.map((name) => {
      const one = Object.hasOwn(measured, name) ? measured[name] : undefined;
      return [name, one === undefined ? missing : inWords(one, isRequired)];
    }),
  );
}
