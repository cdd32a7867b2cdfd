import type { Dataset } from '../../dicom/dataset.js';
import type { Element } from '../../dicom/element.js';
import { tagOf } from '../../dicom/keyword.js';
import { parsePath } from '../../dicom/path.js';
import { packVr } from '../../dicom/vr.js';
import { type EnhancedName, enhancedNames } from './enhanced-names.js';
import type { Probe } from './probe.js';

/** A name under which an enhanced object may keep an attribute, its tag looked up. */
export interface Named extends EnhancedName {
  readonly tag: number;
}

/** Where a probe looks, looked up once: by tag, along a path, in a private block, or in the headers of a vendor. */
export type Place =
  | {
      readonly kind: 'keyword';
      readonly tag: number;
      readonly names: readonly Named[];
      readonly tile?: 'rows' | 'columns';
    }
  | {
      readonly kind: 'path';
      readonly steps: readonly { readonly tag: number; readonly item: number }[];
      readonly tag: number;
    }
  | {
      readonly kind: 'private';
      readonly creator: string;
      readonly group: number;
      readonly element: number;
      readonly vr?: number;
    }
  | Extract<Probe, { readonly kind: 'csa' | 'phoenix' | 'bundle' }>;

const TILES: Readonly<Record<string, 'rows' | 'columns'>> = { Rows: 'rows', Columns: 'columns' };

/**
 * Where a probe looks.
 * @throws UnknownKeywordError, PathError for a path that names no attribute
 */
export function placeOf(probe: Probe): Place {
  if (probe.kind === 'private') {
    const { kind, creator, group, element, vr } = probe;
    return { kind, creator, group, element, ...(vr !== undefined && { vr: packVr(vr) }) };
  }
  if (probe.kind !== 'attribute') return probe;
  const steps = parsePath(probe.path);
  const last = steps.pop();
  const tag = tagOf(last?.keyword ?? '');
  const [first] = steps;
  if (!first && last && last.item === undefined) {
    const names = enhancedNames(last.keyword).map((name) => ({ ...name, tag: tagOf(name.keyword) }));
    const tile = TILES[last.keyword];
    return { kind: 'keyword', tag, names, ...(tile && { tile }) };
  }
  return { kind: 'path', steps: steps.map(({ keyword, item = 0 }) => ({ tag: tagOf(keyword), item })), tag };
}

/** The data set or item that holds what a path names, and none where an item is missing on the way. */
export function holderOf(ds: Dataset, place: Extract<Place, { kind: 'path' }>): Dataset | undefined {
  let level: Dataset | undefined = ds;
  for (const { tag, item } of place.steps) {
    const sequence: Element | undefined = level.element(tag);
    level = sequence && level.items(sequence)[item];
    if (!level) return undefined;
  }
  return level;
}

/** A private element at the top level, read as the VR that the probe brings where the file states none. */
export function privateAt(ds: Dataset, place: Extract<Place, { kind: 'private' }>): Element | undefined {
  const found = ds.privateElement(place.creator, place.group, place.element);
  return found && place.vr !== undefined ? found.readAs(place.vr) : found;
}
