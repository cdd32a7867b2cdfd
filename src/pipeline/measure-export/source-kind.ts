import type { SourceKind } from '../../measure/source.js';
import type { SeriesHeader } from '../../study/series-header.js';

const STORAGE = '1.2.840.10008.5.1.4.1.1.';
const KEY_OBJECT_SELECTION = `${STORAGE}88.59`;
/** Segmentation and Label Map Segmentation. */
const SEGMENTATIONS = [`${STORAGE}66.4`, `${STORAGE}66.7`];
const STRUCTURE_SET = `${STORAGE}481.3`;
const SURFACE_SEGMENTATION = `${STORAGE}66.5`;

/** Kinds of objects that hold measurements, and one that holds regions that are not read. PS3.4 B.5. */
export function sourceKind({
  sopClassUID,
  modality,
}: Pick<SeriesHeader, 'sopClassUID' | 'modality'>): SourceKind | 'unsupported' | undefined {
  if (sopClassUID === KEY_OBJECT_SELECTION) return 'KO';
  if (sopClassUID.startsWith(`${STORAGE}88.`)) return 'SR';
  if (SEGMENTATIONS.includes(sopClassUID)) return 'SEG';
  if (sopClassUID === STRUCTURE_SET) return 'RTSTRUCT';
  // PS3.4 table B.5-1: all presentation states are 11.n.
  if (sopClassUID.startsWith(`${STORAGE}11.`)) return 'PR';
  if (sopClassUID === SURFACE_SEGMENTATION) return 'unsupported';
  return sopClassUID === '' ? byModality(modality) : undefined;
}

function byModality(modality: string): SourceKind | undefined {
  return (['SR', 'KO', 'SEG', 'RTSTRUCT', 'PR'] as const).find((kind) => kind === modality);
}
