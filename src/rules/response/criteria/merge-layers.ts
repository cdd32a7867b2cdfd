import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import { canonicalAmount } from './amounts.js';
import { isChoice } from './choices.js';
import type { RawCriteria, RawCriteriaFile, Tree } from './raw-criteria.js';

/** Mappings that say where their numbers come from, and lists whose entries do. */
const WITH_SOURCE: ReadonlySet<string> = new Set([
  ...['targets', 'nodes', 'tooSmall', 'baseline', 'target', 'best', 'best.confirmation', 'best.stable'],
  ...['measurable', 'target.rules', 'overall', 'nonTargetOnly'],
]);

/** A file that is based on nothing: its schema asks for every key. What has no source of its own has the file's. */
export function completeFile(file: RawCriteriaFile): RawCriteria {
  // The schema says what a file without a base holds; sources that it leaves out are put in here.
  return sourced(file, { ...layerOf(file, {}), faults: [] }) as unknown as RawCriteria;
}

/**
 * Lays a file over the criteria that it is based on: mappings are merged by key, lists are replaced whole. A mapping whose
 * numbers it changes without a source of its own has the file's (`…, modifying Eisenhauer 2009, 4.2`).
 * @param faults takes changes that nobody stands for
 */
export function layFile(file: RawCriteriaFile, base: RawCriteria, faults: ConfigFault[]): RawCriteria {
  const { schema: _schema, base: _base, ...own } = file;
  // The base is complete, and the file's keys fit the same schema.
  const tree = base as unknown as Tree;
  return merged(tree, sourced(own, { ...layerOf(file, tree), faults })) as unknown as RawCriteria;
}

interface Layer {
  readonly fileSource: string | undefined;
  readonly base: Tree;
  readonly faults: ConfigFault[];
}

function layerOf({ source }: RawCriteriaFile, base: Tree): Omit<Layer, 'faults'> {
  return { fileSource: source, base };
}

function sourced(tree: Tree, layer: Layer, path: FaultPath = []): Tree {
  const name = path.join('.');
  const entries = Object.entries(tree).map(([key, value]) => {
    const at = [...path, key];
    if (isTree(value)) return [key, key === 'organs' ? value : sourced(value, layer, at)] as const;
    return [key, Array.isArray(value) ? sourcedList(value, layer, at) : canonical(value)] as const;
  });
  const own: Tree = Object.fromEntries(entries);
  if (!WITH_SOURCE.has(name) || 'source' in own) return own;
  const source = mappingSource(own, layer, path);
  return source === undefined ? own : { ...own, source };
}

function sourcedList(list: readonly unknown[], layer: Layer, path: FaultPath): readonly unknown[] {
  return list.map((item, index) => {
    if (!isTree(item)) return canonical(item);
    const own = sourced(item, layer, [...path, index]);
    if (!WITH_SOURCE.has(path.join('.')) || 'source' in own) return own;
    if (layer.fileSource === undefined) layer.faults.push(noSource([...path, index]));
    return { ...own, source: layer.fileSource ?? '' };
  });
}

function mappingSource(own: Tree, { fileSource, base, faults }: Layer, path: FaultPath): string | undefined {
  const below = at(base, path);
  if (!isTree(below)) return fileSource;
  // Choices are left to a protocol by the criteria, whose source goes on to hold.
  const isChanged = Object.entries(own).some(
    ([key, value]) =>
      !isTree(value) && !Array.isArray(value) && !isChoice([...path, key]) && value !== below[key],
  );
  if (!isChanged) return undefined;
  if (fileSource === undefined) faults.push(noSource(path));
  return `${fileSource}, modifying ${below.source}`;
}

function noSource(path: FaultPath): ConfigFault {
  return faultAt(path, "is changed on nobody's word: it needs a 'source', or the file does", { at: 'key' });
}

function merged(base: Tree, own: Tree): Tree {
  const entries = Object.entries(own).map(([key, value]) => {
    const below = base[key];
    return [key, isTree(value) && isTree(below) ? merged(below, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function at(tree: Tree, path: FaultPath): unknown {
  let node: unknown = tree;
  for (const key of path) node = isTree(node) ? node[key] : undefined;
  return node;
}

function canonical(value: unknown): unknown {
  return typeof value === 'string' ? canonicalAmount(value) : value;
}

/** A mapping, not a list or a single value. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
