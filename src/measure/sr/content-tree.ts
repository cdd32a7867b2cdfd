import type { Dataset } from '../../dicom/dataset.js';
import { readCode } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import type { ContentItem } from './content-item.js';
import { roleOf } from './terms.js';

/** Deeper than any template nests its items. */
const MAX_DEPTH = 50;

/** PS3.3 C.17.3.2.1. */
const VALUE_TYPES: ReadonlySet<string> = new Set([
  'CONTAINER',
  'TEXT',
  'NUM',
  'CODE',
  'DATETIME',
  'DATE',
  'TIME',
  'UIDREF',
  'PNAME',
  'COMPOSITE',
  'IMAGE',
  'WAVEFORM',
  'SCOORD',
  'SCOORD3D',
  'TCOORD',
  'TABLE',
]);

/** PS3.3 C.17.3.2.4, table C.17.3-8. */
const RELATIONSHIPS: ReadonlySet<string> = new Set([
  'CONTAINS',
  'HAS OBS CONTEXT',
  'HAS CONCEPT MOD',
  'HAS PROPERTIES',
  'HAS ACQ CONTEXT',
  'INFERRED FROM',
  'SELECTED FROM',
]);

/** The content tree of a report, and what is wrong with it. */
interface ContentTree {
  readonly root: ContentItem;
  readonly problems: readonly MeasureProblem[];
}

type OpenItem = Omit<{ -readonly [K in keyof ContentItem]: ContentItem[K] }, 'children'> & {
  readonly children: OpenItem[];
};

interface Reading {
  readonly problems: MeasureProblem[];
  /** By-reference relationships with the numbers of the items on the way to what they refer to. */
  readonly references: { readonly item: OpenItem; readonly way: readonly number[] }[];
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly parent?: OpenItem;
}

/** Reads all items of a report, by-reference relationships resolved. Items that are too deep are left out and named. */
export function readContentTree(dataset: Dataset): ContentTree {
  const reading: Reading = { problems: [], references: [] };
  const root = readItem(dataset, { path: '1', depth: 1 }, reading);
  for (const { item, way } of reading.references) {
    const target = itemAt(root, way);
    if (target) item.target = target;
    else reading.problems.push(unknown(item.path, 'refers to an item that is not there'));
  }
  if (reading.references.length > 0) cutCycles(root, reading.problems);
  return { root, problems: reading.problems };
}

function readItem(dataset: Dataset, { path, depth, parent }: Place, reading: Reading): OpenItem {
  const name = readCode(dataset.sequence('ConceptNameCodeSequence')[0]);
  const role = name && roleOf(name);
  const item: OpenItem = {
    path,
    valueType: dataset.string('ValueType')?.toUpperCase() ?? '',
    relationship: dataset.string('RelationshipType')?.toUpperCase() ?? '',
    dataset,
    children: [],
    ...(name && { name }),
    ...(role && { role }),
    ...(parent && { parent }),
  };
  checkKind(item, reading);
  const content = dataset.sequence('ContentSequence');
  if (content.length > 0 && depth >= MAX_DEPTH) {
    reading.problems.push({
      code: 'content-too-deep',
      itemPath: path,
      detail: `more than ${MAX_DEPTH} levels`,
    });
    return item;
  }
  for (const [i, below] of content.entries()) {
    item.children.push(
      readItem(below, { path: `${path}.${i + 1}`, depth: depth + 1, parent: item }, reading),
    );
  }
  return item;
}

function unknown(itemPath: string, detail: string): MeasureProblem {
  return { code: 'item-unknown', itemPath, detail };
}

function checkKind(item: OpenItem, { problems, references }: Reading): void {
  const { path, valueType, relationship, dataset, parent } = item;
  // PS3.3 C.17.3.2.4: an item has a value, or it refers to one that has.
  if (valueType === '' && dataset.has('ReferencedContentItemIdentifier')) {
    references.push({ item, way: dataset.numbers('ReferencedContentItemIdentifier') });
  } else if (valueType === '') {
    problems.push(unknown(path, 'no value type'));
  } else if (!VALUE_TYPES.has(valueType)) {
    problems.push(unknown(path, 'a value type that the standard does not know'));
  }
  if (parent && !RELATIONSHIPS.has(relationship)) {
    const what = relationship === '' ? 'no relationship' : 'a relationship that the standard does not know';
    problems.push(unknown(path, `${what} to its parent`));
  }
}

function itemAt(root: OpenItem, way: readonly number[]): OpenItem | undefined {
  if (way[0] !== 1) return undefined;
  let item: OpenItem | undefined = root;
  for (const number of way.slice(1)) item = item?.children[number - 1];
  // What refers to another item is no content itself.
  return item?.valueType === '' ? undefined : item;
}

/** PS3.3 C.17.3.2.5: by-reference relationships make no loops. Those that close one lead nowhere. */
function cutCycles(root: OpenItem, problems: MeasureProblem[]): void {
  const state = new Map<OpenItem, 'open' | 'done'>([[root, 'open']]);
  const stack: { readonly item: OpenItem; next: number }[] = [{ item: root, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.item.children[top.next++];
    if (!child) {
      state.set(top.item, 'done');
      stack.pop();
      continue;
    }
    const target = (child.target as OpenItem | undefined) ?? child;
    if (state.get(target) === 'open') {
      delete child.target;
      problems.push({
        code: 'content-cyclic',
        itemPath: child.path,
        detail: 'refers to an item that leads back to it',
      });
    } else if (!state.has(target)) {
      state.set(target, 'open');
      stack.push({ item: target, next: 0 });
    }
  }
}
