import type { KnownKind, KnownValue } from '../known-value.js';
import { mergeKnown } from './known-values.js';

/** A list of values that must not stand in released files: `corelab/known@1`. It identifies people. */
export interface KnownFile {
  readonly schema: 'corelab/known@1';
  /** As PN writes them, `Family^Given`. */
  readonly names?: readonly string[];
  readonly ids?: readonly string[];
  /** `yyyymmdd`. */
  readonly dates?: readonly string[];
  readonly phrases?: readonly string[];
  readonly phones?: readonly string[];
  readonly devices?: readonly string[];
  readonly uids?: readonly string[];
}

type ValueList = Exclude<keyof KnownFile, 'schema' | 'uids'>;

const LIST_OF: Readonly<Record<KnownKind, ValueList>> = {
  name: 'names',
  id: 'ids',
  date: 'dates',
  phrase: 'phrases',
  phone: 'phones',
  device: 'devices',
};

const KINDS = Object.entries(LIST_OF) as [KnownKind, ValueList][];

/** What a list holds; where a value was found is then the list's name. @param file fits the schema `known` */
export function knownFromFile(file: KnownFile): { known: KnownValue[]; uids: string[] } {
  const known = KINDS.flatMap(([kind, list]) =>
    (file[list] ?? []).map((text): KnownValue => ({ kind, text, from: list })),
  );
  return { known: mergeKnown(known), uids: [...new Set(file.uids ?? [])] };
}

const DATE = /^[0-9]{8}$/;
const UID = /^[0-9]+(?:\.[0-9]+)+$/;

/**
 * The list of these values, sorted, each once; empty lists are left out. It fits its schema whatever headers held: a date
 * in another form is searched for as an ID is, and what is no UID is left out.
 */
export function knownToFile(known: readonly KnownValue[], uids: Iterable<string>): KnownFile {
  const listOf = ({ kind, text }: KnownValue): ValueList =>
    kind === 'date' && !DATE.test(text) ? LIST_OF.id : LIST_OF[kind];
  const lists = KINDS.map(([, list]): [ValueList, string[]] => {
    const texts = known.filter((value) => listOf(value) === list).map(({ text }) => text);
    return [list, [...new Set(texts)].sort()];
  });
  const all: [string, string[]][] = [
    ...lists,
    ['uids', [...new Set(uids)].filter((uid) => UID.test(uid)).sort()],
  ];
  return { schema: 'corelab/known@1', ...Object.fromEntries(all.filter(([, texts]) => texts.length > 0)) };
}
