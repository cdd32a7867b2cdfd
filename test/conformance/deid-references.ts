import { join } from 'node:path';
import { jsonFromPython } from '../helpers/peers.js';
import { lines } from './deid-real-score.js';
import type { Pair } from './deid-released.js';

/** References of one keyword in files of one SOP class. */
type Count = readonly [toDelivery: number, elsewhere: number, gone: number];

/** What became of the references of released files. */
export interface References {
  /** References that do not name what they named: why, and the keywords of their place. */
  readonly broken: readonly string[];
  /** References to instances, series, studies and frames of reference of the delivery, by SOP class and keyword. */
  readonly toDelivery: (sopClass: string, keyword: string) => number;
  readonly all: number;
}

interface Line {
  readonly broken?: readonly [why: string, path: string, file: string];
  readonly counts?: Readonly<Record<string, Readonly<Record<string, Count>>>>;
}

/** Follows the references of released files, beside those of their sources. */
export function referencesOf(python: string, pairs: readonly Pair[]): References {
  const script = join(import.meta.dirname, 'deid_references.py');
  const found = jsonFromPython<Line>(python, [script], lines(pairs));
  const broken = found.flatMap((line) => (line.broken ? [`${line.broken[0]}: ${line.broken[1]}`] : []));
  const counts = found.at(-1)?.counts ?? {};
  const ofObjects = Object.entries(counts).filter(([sopClass]) => sopClass !== 'the files themselves');
  return {
    broken: [...new Set(broken)],
    toDelivery: (sopClass, keyword) => counts[sopClass]?.[keyword]?.[0] ?? 0,
    all: ofObjects.flatMap(([, keywords]) => Object.values(keywords)).reduce((sum, [to]) => sum + to, 0),
  };
}
