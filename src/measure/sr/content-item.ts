import type { Dataset } from '../../dicom/dataset.js';
import { type Code, readCode } from '../code.js';
import type { NamedValue } from '../source.js';
import type { Role } from './terms.js';

/** A content item of a report's tree. PS3.3 C.17.3. */
export interface ContentItem {
  /** Numbers from 1, the root first: `1.9.1.7`. PS3.3 C.17.3.2.4. */
  readonly path: string;
  /** NUM, CODE, …; empty where it has none, and for by-reference relationships. */
  readonly valueType: string;
  readonly relationship: string;
  readonly name?: Code;
  readonly role?: Role;
  readonly dataset: Dataset;
  readonly parent?: ContentItem;
  /** In the order of the object. */
  readonly children: readonly ContentItem[];
  /** Of a by-reference relationship: the item it leads to, where there is one and no way back from it. */
  readonly target?: ContentItem;
}

/** The items below an item, those that it refers to instead of holding them in their place. */
export function related(item: ContentItem): ContentItem[] {
  return item.children.map((child) => child.target ?? child);
}

/** The value of a CODE item. */
export function codeOf(item: ContentItem): Code | undefined {
  return readCode(item.dataset.sequence('ConceptCodeSequence')[0]);
}

/** The value of a TEXT, UIDREF or PNAME item; of a CODE item its meaning. */
export function textOf(item: ContentItem): string | undefined {
  const { dataset, valueType } = item;
  if (valueType === 'UIDREF') return dataset.string('UID');
  if (valueType === 'PNAME') return dataset.string('PersonName');
  if (valueType === 'CODE') return codeOf(item)?.meaning || undefined;
  return dataset.string('TextValue');
}

/** A CODE or TEXT item as a statement; undefined for other items and where there is no value. */
export function namedValue(item: ContentItem): NamedValue | undefined {
  const name = item.name ?? { value: '', scheme: '', meaning: '' };
  const isCode = item.valueType === 'CODE';
  if (!isCode && item.valueType !== 'TEXT') return undefined;
  const value = isCode ? codeOf(item) : textOf(item);
  return value === undefined ? undefined : { name, value };
}

/** True for items that hold coordinates. */
export function isShape({ valueType }: ContentItem): boolean {
  return valueType === 'SCOORD' || valueType === 'SCOORD3D';
}

/** True for items that refer to another instance. */
export function isReference({ valueType }: ContentItem): boolean {
  return valueType === 'IMAGE' || valueType === 'COMPOSITE' || valueType === 'WAVEFORM';
}
