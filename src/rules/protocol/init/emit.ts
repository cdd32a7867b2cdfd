import { Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Draft, DraftEntry, DraftExclusion, DraftLine } from './draft.js';
import type { DraftVariant, LeftOutCheck } from './draft-entry.js';

/** As every protocol begins: editors find the schema by it. */
const FIRST_LINE = ' yaml-language-server: $schema=../schemas/protocol.schema.json';

/** What a reader has to know before anything else. */
const PREFACE = [
  ' Made from a reference acquisition by corelab init-protocol. Each check says what was seen and how closely it has to',
  ' be met. Look through it before it is used: what the manual leaves free belongs wider, or out.',
].join('\n');

/** The protocol as YAML with comments. Every value is quoted by the library as it needs to be. */
export function emitProtocol(draft: Draft): string {
  const doc = new Document(new YAMLMap());
  const root = new YAMLMap();
  root.items.push(pair('schema', scalar('corelab/protocol@1')));
  root.items.push(pair('protocol', flow(doc, { ...draft.names })));
  root.items.push(spaced(pair('series', seriesMap(doc, draft.entries))));
  if (draft.exclusions.length > 0) {
    const exclude = new YAMLSeq();
    exclude.items.push(...draft.exclusions.map((one) => exclusionMap(doc, one)));
    root.items.push(spaced(pair('exclude', exclude)));
  }
  doc.contents = root;
  doc.commentBefore = `${FIRST_LINE}\n${PREFACE}`;
  return doc
    .toString({ lineWidth: 0, flowCollectionPadding: true })
    .replace(/^(#[^\n]*\n(?:#[^\n]*\n)*)\n/, '$1');
}

function seriesMap(doc: Document, entries: readonly DraftEntry[]): YAMLMap {
  const map = new YAMLMap();
  for (const [place, entry] of entries.entries()) {
    const one = pair(entry.name, entryMap(doc, entry));
    map.items.push(place === 0 ? one : spaced(one));
  }
  return map;
}

function entryMap(doc: Document, entry: DraftEntry): YAMLMap {
  const { title, match, count, checks, variants, leftOut } = entry;
  const map = new YAMLMap();
  if (title !== '') map.items.push(pair('title', scalar(title)));
  map.items.push(pair('match', linesMap(doc, match)));
  map.items.push(pair('count', flow(doc, count)));
  const checksMap = linesMap(doc, checks);
  const said = leftOutText(leftOut);
  if (said !== '') checksMap.comment = said;
  map.items.push(pair('checks', checksMap));
  if (variants.length > 0) {
    const list = new YAMLSeq();
    list.items.push(...variants.map((variant) => variantMap(doc, variant)));
    map.items.push(pair('variants', list));
  }
  return map;
}

function variantMap(doc: Document, { name, when, checks }: DraftVariant): YAMLMap {
  const map = new YAMLMap();
  map.items.push(pair('name', scalar(name)));
  map.items.push(pair('when', flow(doc, when)));
  map.items.push(pair('checks', linesMap(doc, checks)));
  return map;
}

function exclusionMap(doc: Document, { match, reason }: DraftExclusion): YAMLMap {
  const map = new YAMLMap();
  map.items.push(pair('match', linesMap(doc, match)));
  map.items.push(pair('reason', scalar(reason)));
  return map;
}

function linesMap(doc: Document, lines: readonly DraftLine[]): YAMLMap {
  const map = new YAMLMap();
  if (lines.length === 0) map.flow = true;
  for (const { name, raw, comment } of lines) {
    const node = flow(doc, raw);
    if (comment !== '') node.comment = ` ${comment}`;
    map.items.push(pair(name, node));
  }
  return map;
}

/** What is not asked for, by reason: those who read the file shall not wonder. */
function leftOutText(leftOut: readonly LeftOutCheck[]): string {
  const reasons = new Map<string, string[]>();
  for (const { name, why } of leftOut) reasons.set(why, [...(reasons.get(why) ?? []), name]);
  return [...reasons].map(([why, names]) => ` not asked for (${why}): ${names.join(', ')}`).join('\n');
}

function flow(doc: Document, value: unknown): Node {
  return doc.createNode(value, { flow: true });
}

function scalar(value: string): Scalar {
  return new Scalar(value);
}

function pair(key: string, value: Node): Pair<Scalar, Node> {
  return new Pair(new Scalar(key), value);
}

function spaced<T extends Pair<Scalar, Node>>(one: T): T {
  one.key.spaceBefore = true;
  return one;
}
