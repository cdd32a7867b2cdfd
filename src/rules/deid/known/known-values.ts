import type { Dataset } from '../../../dicom/dataset.js';
import { lookupTag, vrOf } from '../../../dicom/dictionary.js';
import type { Element } from '../../../dicom/element.js';
import { tagOf } from '../../../dicom/keyword.js';
import { unpadded } from '../../../dicom/values/padding.js';
import { VR, type Vr } from '../../../dicom/vr.js';
import type { KnownKind, KnownValue } from '../known-value.js';
import { kindOfKeyword, knownAttribute } from './known-attributes.js';
import { isPlaceholder } from './placeholders.js';

/** What {@link knownOfDataset} may be told besides. */
export interface KnownOptions {
  /** Dates other than those of birth and death are wanted, too: DA, and the day of DT. */
  readonly dates?: boolean;
  /** Values that were given before, as this function notes them: they are not given again. */
  readonly seen?: Set<string>;
}

/**
 * Every identifying value of a header, at any depth, each once: names of people (VR PN, private ones too), identifiers,
 * dates of birth, institutions, addresses, telephone numbers, devices. Placeholders are left out.
 * @param kept tells whether the profile releases an attribute as it is: then its value is no secret
 */
export function knownOfDataset(
  dataset: Dataset,
  kept: (tag: number, vr: Vr) => boolean,
  options: KnownOptions = {},
): KnownValue[] {
  const found = new Map<string, KnownValue>();
  collect(dataset, { kept, options, found });
  return [...found.values()];
}

interface Search {
  readonly kept: (tag: number, vr: Vr) => boolean;
  readonly options: KnownOptions;
  readonly found: Map<string, KnownValue>;
}

function collect(level: Dataset, search: Search): void {
  for (const element of level.elements()) {
    const { vr } = element;
    if (vr === VR.SQ) {
      for (const item of level.items(element)) collect(item, search);
      continue;
    }
    const kind = kindOf(element, search.options.dates ?? false);
    if (kind === undefined || element.length === 0 || search.kept(element.tag, vr)) continue;
    const from = lookupTag(element.tag)?.keyword ?? 'private element';
    const isDateTime = vr === VR.DT;
    for (const value of element.strings()) add(search, kind, isDateTime ? value.slice(0, 8) : value, from);
  }
}

function kindOf(element: Element, dates: boolean): KnownKind | undefined {
  const { vr } = element;
  if (vr === VR.PN) return 'name';
  if (dates && (vr === VR.DA || vr === VR.DT)) return 'date';
  return knownAttribute(element.tag)?.kind;
}

function add({ found, options: { seen } }: Search, kind: KnownKind, value: string, from: string): void {
  const text = unpadded(value);
  if (isPlaceholder(text)) return;
  const key = `${kind}\n${text}`;
  if (found.has(key) || seen?.has(key)) return;
  seen?.add(key);
  found.set(key, { kind, text, from });
}

/**
 * Identifying values that a scan collected for a series.
 * @param further values by keyword, as a series header holds them
 * @param kept tells whether the profile releases an attribute as it is: then its value is no secret
 */
export function knownOfHeader(
  further: Readonly<Record<string, readonly string[]>>,
  kept: (tag: number, vr: Vr) => boolean = () => false,
): KnownValue[] {
  const known = Object.entries(further).flatMap(([name, values]) => {
    const keyword = name.split('.').at(-1) ?? name;
    const kind = kindOfKeyword(keyword);
    if (kind === undefined || kept(tagOf(keyword), vrOf(tagOf(keyword)))) return [];
    return values.map((value) => ({ kind, text: unpadded(value), from: keyword }));
  });
  return mergeKnown(known);
}

/** Each value once, with the first place that it was found at; placeholders are left out. */
export function mergeKnown(values: Iterable<KnownValue>): KnownValue[] {
  const merged = new Map<string, KnownValue>();
  for (const value of values) {
    const key = `${value.kind}\n${value.text}`;
    if (!merged.has(key) && !isPlaceholder(value.text)) merged.set(key, value);
  }
  return [...merged.values()];
}
