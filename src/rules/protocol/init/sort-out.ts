import type { SeriesView } from '../series-view.js';
import { askedQuantity, MODALITIES, type ProtocolModality } from './attributes.js';
import { look, onlyTexts } from './seen.js';

/** Why a series is not asked for by a protocol that is made from its scan. */
export type LeftOut =
  /** Reports, segmentations, presentation states: nothing that a scanner is asked for. */
  | 'no-image'
  | 'other-modality'
  /** Value 1 of Image Type: computed from other images. */
  | 'derived'
  | 'localizer';

/** What {@link LeftOut} says, as a clause. */
export const LEFT_OUT_TEXT: Readonly<Record<LeftOut, string>> = {
  'no-image': 'it holds no images',
  'other-modality': 'it is not MR, CT or PET',
  derived: 'its images were computed from others',
  localizer: 'it is a localizer',
};

const LOCALIZER_WORDS =
  /(^|[^a-z])(locali[sz]er|loc|scout|aahscout|aahead_?scout|survey|surview|topogram|scanogram|smart ?brain|auto ?align|calibration|asset ?cal|plan ?scan)([^a-z]|$)/i;

/** The modality that a protocol can be made for, where the series has one. */
export function modalityOf(view: SeriesView): ProtocolModality | undefined {
  const distinct = new Set(view.headers.map(({ modality }) => modality));
  return distinct.size === 1 ? MODALITIES.find((one) => distinct.has(one)) : undefined;
}

/** The values of Image Type (0008,0008) that all images of a series have. */
export function imageTypes(view: SeriesView): readonly string[] {
  const seen = look(askedQuantity('ImageType'), [view]);
  if (seen.state !== 'values') return [];
  const [first, ...others] = seen.values;
  return (first?.texts ?? []).filter((text) => others.every(({ texts }) => texts.includes(text)));
}

/** Why a series is left out; undefined for one that the protocol shall ask for. */
export function leftOut(view: SeriesView): LeftOut | undefined {
  const { rows, columns, stacks } = view.geometry;
  if (rows === undefined || columns === undefined) return 'no-image';
  if (modalityOf(view) === undefined) return 'other-modality';
  if (isLocalizer(view)) return 'localizer';
  // PS3.3 C.7.6.1.1.2: value 1 tells images whose pixels were measured from such as were computed from them.
  if (isDerived(view)) return 'derived';
  return stacks.length === 0 ? 'no-image' : undefined;
}

/** True where value 1 of Image Type is DERIVED on every image. */
export function isDerived(view: SeriesView): boolean {
  const seen = look(askedQuantity('ImageType'), [view]);
  return seen.state === 'values' && seen.values.every(({ texts }) => texts[0] === 'DERIVED');
}

function isLocalizer(view: SeriesView): boolean {
  // PS3.3 C.8.2.1.1.1: LOCALIZER as value 3 in CT; scanners write it in MR, too.
  if (imageTypes(view).includes('LOCALIZER')) return true;
  const description = onlyTexts(askedQuantity('SeriesDescription'), view)?.[0] ?? '';
  if (LOCALIZER_WORDS.test(description)) return true;
  const orientations = new Set(view.geometry.stacks.map(({ orientation }) => orientation));
  return orientations.size === 3;
}
