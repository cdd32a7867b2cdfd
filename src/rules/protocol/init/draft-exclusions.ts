import type { SeriesView } from '../series-view.js';
import type { DraftExclusion } from './draft.js';
import type { Sorted } from './draft-entries.js';
import type { Clean } from './group.js';
import { imageTypes, isDerived, LEFT_OUT_TEXT, type LeftOut, modalityOf } from './sort-out.js';
import { type Telling, tellApart } from './tell-apart.js';

/**
 * What keeps the series that are left out from being judged. Series without images need no rule. Where nothing tells
 * a series from those that are asked for there is none: it will be unexpected, but takes no other with it.
 */
export function draftExclusions({ kept, leftOut }: Sorted, clean: Clean): DraftExclusion[] {
  const found: DraftExclusion[] = [];
  const keptViews = kept.map(({ view }) => view);
  for (const { view, why } of leftOut) {
    if (why === 'no-image' || found.some(({ match }) => match.every(({ holds }) => holds(view)))) continue;
    const match = conditions(view, why, keptViews, clean);
    const isSafe =
      match !== undefined && !keptViews.some((other) => match.every(({ holds }) => holds(other)));
    if (isSafe) found.push({ match, reason: LEFT_OUT_TEXT[why] });
  }
  return found;
}

function conditions(
  view: SeriesView,
  why: Exclude<LeftOut, 'no-image'>,
  kept: readonly SeriesView[],
  clean: Clean,
): readonly Telling[] | undefined {
  const modality = ofModality(view);
  if (!modality) return undefined;
  if (why === 'other-modality') return [modality];
  if (why === 'derived') return [modality, DERIVED];
  return imageTypes(view).includes('LOCALIZER')
    ? [modality, LOCALIZER]
    : tellApart([view], kept, clean).conditions;
}

const DERIVED: Telling = {
  name: 'ImageType',
  raw: { at: { '0': 'DERIVED' } },
  comment: 'computed from other images',
  holds: isDerived,
};

const LOCALIZER: Telling = {
  name: 'ImageType',
  raw: { contains: ['LOCALIZER'] },
  comment: '',
  holds: (view) => imageTypes(view).includes('LOCALIZER'),
};

function ofModality(view: SeriesView): Telling | undefined {
  const [modality = '', ...more] = new Set(view.headers.map((header) => header.modality));
  if (modality === '' || more.length > 0) return undefined;
  const holds = (other: SeriesView): boolean => other.headers.every((header) => header.modality === modality);
  return {
    name: 'Modality',
    raw: modality,
    comment: modalityOf(view) ? '' : 'no part of this protocol',
    holds,
  };
}
