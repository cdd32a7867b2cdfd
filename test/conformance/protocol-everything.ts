import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Dataset } from '../../src/dicom/dataset.js';
import { lookupTag } from '../../src/dicom/dictionary.js';
import { DERIVED } from '../../src/rules/protocol/derived/derived.js';
import { quantityOf } from '../../src/rules/protocol/quantity/quantity-of.js';
import type { ProtocolReport } from '../commands/check-protocol/run.js';
import { ROOT } from '../commands/cli.js';

const PRIVATE_LISTS = [
  'canon',
  'ge-mr',
  'ge-pet-ct',
  'philips',
  'siemens-mr',
  'siemens-pet-ct',
  'uih',
] as const;

interface PrivateList {
  readonly elements: readonly {
    readonly creator: string;
    readonly group: string;
    readonly element: string;
    readonly vr: string;
    readonly action: string;
  }[];
  readonly csa?: readonly { readonly tag: string }[];
  readonly phoenix?: readonly { readonly key: string }[];
}

/** Dates, people and UIDs are replaced; bytes and sequences have no value to compare. */
const NOT_COMPARED = /^(?:DA|DT|PN|UI|AT|SQ|O[A-Z]|U[NT]|NONE)\b/;
const FUNCTIONAL_GROUPS = ['SharedFunctionalGroupsSequence', 'PerFrameFunctionalGroupsSequence'];

function keywordsIn(ds: Dataset): string[] {
  return ds.elements().flatMap(({ tag }) => {
    const entry = lookupTag(tag);
    return entry && !NOT_COMPARED.test(entry.vr) ? [entry.keyword] : [];
  });
}

/** Keywords of a data set and of the macros of its functional groups. */
function allKeywordsIn(ds: Dataset): string[] {
  const groups = FUNCTIONAL_GROUPS.flatMap((name) => ds.sequence(name).slice(0, 1));
  const macros = groups.flatMap((group) => group.elements().flatMap((element) => group.items(element)));
  return [ds, ...macros].flatMap(keywordsIn);
}

/** What the lists of private elements let through: elements with a value, tags of CSA headers, keys of Phoenix. */
function privateNames(): string[] {
  const lists = PRIVATE_LISTS.map(
    (name): PrivateList => parse(readFileSync(join(ROOT, 'profiles/private', `${name}.yaml`), 'utf8')),
  );
  return lists.flatMap(({ elements, csa = [], phoenix = [] }) => [
    ...elements
      .filter(({ vr, action }) => action === 'keep' && !NOT_COMPARED.test(vr))
      .map(({ creator, group, element }) => `${creator}/${group}/${element}`),
    ...csa.map(({ tag }) => `csa.${tag}`),
    // The first of a list of values stands for them all.
    ...phoenix
      .map(({ key }) => `phoenix.${key.replaceAll('[*]', '[0]')}`)
      .filter((key) => !key.includes('*')),
  ]);
}

/** Everything that a protocol can ask of these files: derived values, attributes that are there, private elements. */
export function everyName(files: Iterable<Dataset>): string[] {
  const keywords = new Set<string>();
  for (const file of files) for (const keyword of allKeywordsIn(file)) keywords.add(keyword);
  const names = new Set([...DERIVED.keys(), ...[...keywords].sort(), ...privateNames()]);
  return [...names].filter((name) => !('problem' in quantityOf(name)));
}

/** A protocol that takes every image for one series, and looks at all these values of it. */
export function protocolOfEverything(names: readonly string[]): string {
  return [
    'schema: corelab/protocol@1',
    'protocol: { id: EVERYTHING, version: 1 }',
    'series:',
    '  all:',
    '    match: { Modality: { oneOf: [MR, CT, PT] } }',
    '    count: { min: 1 }',
    '    checks:',
    ...names.map((name) => `      ${JSON.stringify(name)}: { present: true }`),
    '',
  ].join('\n');
}

/** The rows of a report that say what a delivery came to. */
export type Judged = Pick<ProtocolReport, 'checks' | 'series'>;

/** What every check came to, with the value it saw, UIDs aside: one text a row, sorted. */
function verdictRows({ checks, series }: Judged): { name: string; row: string }[] {
  const rows = checks.map(({ scope, entry, seriesNumber, check, outcome, code, actual, note, outliers }) => {
    const value = /UID/.test(check) ? '' : (actual ?? '');
    const parts = [scope, entry, seriesNumber, check, outcome, code, value, note, outliers?.count];
    return { name: check, row: parts.join(' | ') };
  });
  const kinds = series.map(({ seriesNumber, kind, entry, score, outcome }) => ({
    name: '(series)',
    row: ['series', seriesNumber, kind, entry, score, outcome].join(' | '),
  }));
  return [...rows, ...kinds].sort((a, b) => (a.row < b.row ? -1 : Number(a.row > b.row)));
}

/** Names of the checks of which rows are not the same in both reports. */
export function differing(before: Judged, after: Judged): string[] {
  const left = new Map<string, number>();
  const names = new Map<string, string>();
  for (const [sign, report] of [
    [1, before],
    [-1, after],
  ] as const) {
    for (const { name, row } of verdictRows(report)) {
      left.set(row, (left.get(row) ?? 0) + sign);
      names.set(row, name);
    }
  }
  const found = [...left].flatMap(([row, count]) => (count === 0 ? [] : [names.get(row) ?? '']));
  return [...new Set(found)].sort();
}
