import type { Dataset } from '../../../dicom/dataset.js';
import { lookupTag, vrOf } from '../../../dicom/dictionary.js';
import type { Element } from '../../../dicom/element.js';
import { tagOf } from '../../../dicom/keyword.js';
import { unpadded } from '../../../dicom/values/padding.js';
import { VR, type Vr } from '../../../dicom/vr.js';
import type { KnownKind, KnownValue } from '../known-value.js';
import { kindOfKeyword, knownAttribute } from './known-attributes.js';
import { isMaker } from './makers.js';
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
  const shown = new Set<string>();
  collect(dataset, { kept, options, found, shown });
  return [...found.values()].filter((value) => !isShown(value, shown));
}

/** Kinds whose value is no secret any more where another attribute shows it: the address of an institution. */
const SHOWABLE: ReadonlySet<KnownKind> = new Set<KnownKind>(['phrase', 'phone', 'device']);

function isShown({ kind, text }: KnownValue, shown: ReadonlySet<string>): boolean {
  if (shown.size === 0 || !SHOWABLE.has(kind)) return false;
  // Street and number are a part of the address; a part of a number is another one.
  return shown.has(text) || (kind === 'phrase' && [...shown].some((whole) => whole.includes(text)));
}

interface Search {
  readonly kept: (tag: number, vr: Vr) => boolean;
  readonly options: KnownOptions;
  readonly found: Map<string, KnownValue>;
  /** Values of places and devices that the profile releases. */
  readonly shown: Set<string>;
}

function collect(level: Dataset, search: Search): void {
  for (const element of level.elements()) {
    const { vr } = element;
    if (vr === VR.SQ) {
      for (const item of level.items(element)) collect(item, search);
      continue;
    }
    const kind = kindOf(element, search.options.dates ?? false);
    if (kind === undefined || element.length === 0) continue;
    if (search.kept(element.tag, vr)) {
      if (SHOWABLE.has(kind)) for (const value of element.strings()) search.shown.add(unpadded(value));
      continue;
    }
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
  if (namesNobody(kind, text)) return;
  const key = `${kind}\n${text}`;
  if (found.has(key) || seen?.has(key)) return;
  seen?.add(key);
  found.set(key, { kind, text, from });
}

function namesNobody(kind: KnownKind, text: string): boolean {
  return isPlaceholder(text) || (kind === 'phrase' && isMaker(text));
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
  const shown = new Set<string>();
  const known = Object.entries(further).flatMap(([name, values]) => {
    const keyword = name.split('.').at(-1) ?? name;
    const kind = kindOfKeyword(keyword);
    if (kind === undefined) return [];
    const texts = values.map((value) => unpadded(value));
    if (!kept(tagOf(keyword), vrOf(tagOf(keyword))))
      return texts.map((text) => ({ kind, text, from: keyword }));
    for (const text of texts) shown.add(text);
    return [];
  });
  return mergeKnown(known).filter((value) => !isShown(value, shown));
}

/** Each value once, with the first place that it was found at; placeholders are left out. */
export function mergeKnown(values: Iterable<KnownValue>): KnownValue[] {
  const merged = new Map<string, KnownValue>();
  for (const value of values) {
    const key = `${value.kind}\n${value.text}`;
    if (!merged.has(key) && !namesNobody(value.kind, value.text)) merged.set(key, value);
  }
  return [...merged.values()];
}
