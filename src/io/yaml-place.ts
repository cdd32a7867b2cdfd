import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';

/** Where a value of a YAML file stands: offsets into its text. */
export interface Place {
  /** Of its key, or of its dash's value in a list. */
  readonly key: number;
  /** Of the value itself; of the key where the value is empty. */
  readonly value: number;
}

/** `visits[2].id` of `['visits', '2', 'id']`, by what the document has at each step. */
export function keyPath(document: Document.Parsed, tokens: readonly string[]): string {
  let node: Node | null = document.contents;
  let path = '';
  for (const token of tokens) {
    node = resolved(document, node);
    if (isSeq(node)) path += `[${token}]`;
    else path += path === '' ? token : `.${token}`;
    node = child(node, token)?.value ?? null;
  }
  return path;
}

function resolved(document: Document.Parsed, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

interface Child {
  readonly key?: number;
  readonly value: Node | null;
}

function child(node: Node | null, token: string): Child | undefined {
  if (isSeq(node)) return { value: (node.items[Number(token)] as Node | undefined) ?? null };
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === token);
  if (!pair || !isScalar(pair.key)) return undefined;
  const key = pair.key.range?.[0];
  return { ...(key === undefined ? {} : { key }), value: (pair.value as Node | null) ?? null };
}

const isEmpty = (node: Node | null): boolean => node === null || (isScalar(node) && node.value === null);

/** The place of the value that the tokens of a JSON Pointer lead to, as deep as the document goes. */
export function placeOf(document: Document.Parsed, tokens: readonly string[]): Place {
  let node: Node | null = document.contents;
  let place: Place = { key: node?.range?.[0] ?? 0, value: node?.range?.[0] ?? 0 };
  for (const token of tokens) {
    const found = child(resolved(document, node), token);
    if (!found) break;
    const start = found.value?.range?.[0];
    const key = found.key ?? start ?? place.key;
    place = { key, value: isEmpty(found.value) ? key : (start ?? key) };
    node = found.value;
  }
  return place;
}
