import { IOD_TYPES as TABLE } from '../../../generated/iod-types.js';
import { IOD_TYPES, type IodType } from './code.js';

/** The Types of one level of an IOD: of the data set, or of the items of a sequence in it. */
export interface TypeLevel {
  /** By tag. */
  readonly types: ReadonlyMap<number, IodType>;
  /** By the tag of the sequence. */
  readonly inside: ReadonlyMap<number, TypeLevel>;
}

interface OpenLevel extends TypeLevel {
  readonly types: Map<number, IodType>;
  readonly inside: Map<number, OpenLevel>;
}

const newLevel = (): OpenLevel => ({ types: new Map(), inside: new Map() });
const isType = (type: string): type is IodType => (IOD_TYPES as readonly string[]).includes(type);

/** The level below, made where it is not there. */
function descend(level: OpenLevel, sequence: number): OpenLevel {
  let below = level.inside.get(sequence);
  if (!below) {
    below = newLevel();
    level.inside.set(sequence, below);
  }
  return below;
}

function add(root: OpenLevel, path: string, type: string): void {
  const tags = path.split('/').map((tag) => Number.parseInt(tag, 16));
  const last = tags.pop();
  if (last !== undefined && isType(type)) tags.reduce(descend, root).types.set(last, type);
}

/**
 * The Types of an IOD's attributes whose code depends on them (PS3.3, 2016 edition).
 * @returns undefined for a SOP class that the source does not hold
 */
export function typesOf(sopClassUid: string): TypeLevel | undefined {
  if (sopClassUid === '') return undefined;
  const head = `\n${sopClassUid}\t`;
  const root = newLevel();
  // The rows of a class stand together, so that only these are read.
  for (let at = TABLE.indexOf(head); at >= 0 && TABLE.startsWith(head, at); ) {
    const end = TABLE.indexOf('\n', at + 1);
    const [path = '', type = ''] = TABLE.slice(at + head.length, end).split('\t');
    add(root, path, type);
    at = end;
  }
  return root.types.size + root.inside.size === 0 ? undefined : root;
}

/**
 * The Type of an attribute in an IOD. PS3.5 7.4.
 * @param path the tags of the sequences that it stands in, outermost first
 * @returns undefined where the source does not say: it holds only attributes whose code depends on the Type
 */
export function typeOf(sopClassUid: string, path: readonly number[], tag: number): IodType | undefined {
  let level = typesOf(sopClassUid);
  for (const sequence of path) level = level?.inside.get(sequence);
  return level?.types.get(tag);
}
