import { describe, expect, it } from 'vitest';
import type { Dataset, Element } from '../../fixtures/writer/element.js';
import type { Profile } from '../../src/rules/deid/profile/profile.js';
import { compareFiles, newComparison } from './deid-table/compare.js';
import { CODINGS, type Coding, Deidentifier, profileOf } from './deid-table/deidentify.js';
import { sample } from './deid-table/samples.js';
import { needsStandard, typedPaths } from './deid-table/standard.js';

/*
 * Compound codes of PS3.15 Table E.1-1 come to what the Type asks for: of each IOD one file with every attribute whose
 * Type the standard's table tells, at every depth that it tells of.
 */

/** Attributes of a level, each with what is inside of it. */
type Tree = Map<number, Tree>;

/** What each SOP class has Types for. */
function trees(): Map<string, Tree> {
  const all = new Map<string, Tree>();
  for (const { sopClass, tags } of typedPaths()) {
    const root = all.get(sopClass) ?? new Map();
    all.set(sopClass, root);
    tags.reduce((level: Tree, tag) => {
      const below = level.get(tag) ?? new Map();
      level.set(tag, below);
      return below;
    }, root);
  }
  return all;
}

/** What stands without its row's own value: what tells the IOD. */
const OWN = new Set([0x00080016, 0x00080018]);

function datasetOf(tree: Tree): Dataset {
  return [...tree]
    .filter(([tag]) => !OWN.has(tag))
    .map(([tag, below]): Element => {
      if (below.size === 0) return sample(tag, { planted: true });
      return { tag, vr: 'SQ', value: { items: [datasetOf(below), datasetOf(below)] } };
    });
}

const SETTINGS: readonly (readonly [string, Profile['options']])[] = [
  ['no option', {}],
  ['all that clean', { cleanDescriptors: true, cleanStructuredContent: true, cleanGraphics: true }],
  ['modified dates and devices', { retainModifiedDates: true, retainDeviceIdentity: true }],
  [
    'UIDs, institutions and full dates',
    { retainUids: true, retainInstitutionIdentity: true, retainFullDates: true },
  ],
];

/** How often each code was met under each Type, without an option, and what it came to. */
const MET: Readonly<Record<string, number>> = {
  'X/Z 2 emptied': 262,
  'X/Z 2C emptied': 240,
  'X/Z 3 removed': 386,
  'X/D 1 dummy': 30,
  'X/D 1C dummy': 88,
  'X/D 2 dummy': 104,
  'X/D 3 removed': 1846,
  'Z/D 1 dummy': 1088,
  'Z/D 1C dummy': 12,
  'Z/D 2 emptied': 72,
  'Z/D 2 the subject': 234,
  'Z/D 2C emptied': 118,
  'X/Z/D 1 dummy': 36,
  'X/Z/D 1C dummy': 64,
  'X/Z/D 2 emptied': 214,
  'X/Z/D 2C emptied': 4,
  'X/Z/D 3 removed': 3354,
  'X/Z/U* 1 items': 44,
  'X/Z/U* 1C items': 76,
  'X/Z/U* 2C emptied': 4,
  'X/Z/U* 3 removed': 120,
};

describe('codes that the Type decides, in every IOD that the standard’s table of Types has', () => {
  it.for(SETTINGS)('come to what conforms, with %s', ([, options], context) => {
    needsStandard(context);
    const deid = new Deidentifier(profileOf(options));
    const comparison = newComparison();
    for (const [sopClass, tree] of trees()) {
      const dataset: Dataset = [
        ...datasetOf(tree),
        { tag: 0x00080016, vr: 'UI', value: sopClass },
        { tag: 0x00080018, vr: 'UI', value: '1.2.826.0.1.77' },
      ];
      for (const coding of Object.keys(CODINGS) as Coding[])
        compareFiles(deid.run(dataset, coding), deid.profile, comparison);
    }
    expect(comparison.faults).toEqual([]);
    expect(trees().size).toBe(122);
    if (Object.keys(options).length === 0) expect(Object.fromEntries(comparison.types)).toEqual(MET);
  });
});
