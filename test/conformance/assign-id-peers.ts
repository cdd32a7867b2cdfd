import { join } from 'node:path';
import { lookupKeyword, tagToString } from '../../src/dicom/dictionary.js';
import { tagOf } from '../../src/dicom/keyword.js';
import type { AssignReport } from '../commands/assign-id/clinic.js';
import { jsonFromPython } from '../helpers/peers.js';
import type { Difference } from './random-edits.js';

/** What `read_instances.py` says of one instance; its docstring tells what is what. */
export interface PeerInstance {
  readonly path: string;
  /** Study, series, instance. */
  readonly uids: readonly string[];
  readonly mediaUID: string;
  /** Patient ID and Patient's Name. */
  readonly patient: readonly string[];
  readonly reading: string;
  /** What tells an image from others whatever its UIDs are. */
  readonly like: readonly string[];
  readonly meaning: readonly string[];
  readonly decay: readonly (number | string | null)[] | null;
  /** Where secrets were asked for. */
  readonly secrets: Readonly<Record<'dates' | 'uids' | 'names' | 'numbers', readonly string[]>>;
  /** Where the header was asked for, as what follows. */
  readonly references: readonly string[];
  readonly isPrivate: boolean;
  readonly header: string;
  readonly names: readonly string[];
}

/** The instances of a folder that pydicom can read, in the order of their paths. */
export function readInstances(
  python: string,
  folder: string,
  ...more: ('header' | 'secrets')[]
): PeerInstance[] {
  return jsonFromPython(python, [join(import.meta.dirname, 'read_instances.py'), folder, ...more]);
}

/** What pydicom sees differ between two files, group lengths apart. */
export function differencesOf(
  python: string,
  jobs: readonly { readonly before: string; readonly after: string }[],
): (Difference[] | { error: string })[] {
  const lines = jobs.map((job) => JSON.stringify({ ...job, force: true }));
  return jsonFromPython(python, [join(import.meta.dirname, 'diff_pairs.py')], lines);
}

/** The place of an attribute as `diff_pairs.py` writes it: eight hexadecimal digits. */
export function placeOf(keyword: string): string {
  if (!lookupKeyword(keyword)) throw new TypeError(`${keyword} is no keyword`);
  return tagToString(tagOf(keyword)).replace(/[(),]/g, '').toLowerCase();
}

/** Groups by a key. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** How often each reason for leaving a file uncopied stands in a report. */
export function refusals({ findings }: AssignReport): Record<string, number> {
  const codes = findings.filter(({ code }) => code === 'copy-refused').map(({ actual }) => String(actual));
  return Object.fromEntries([...grouped(codes, (code) => code)].map(([code, own]) => [code, own.length]));
}
