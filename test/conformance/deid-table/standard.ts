import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { TableOption } from '../../../src/rules/deid/profile/profile.js';
import { skipOrFail } from '../shared-data.js';

/*
 * The standard's tables as they were published, read without anything of the program: what it makes of files is held
 * against these.
 */

const STANDARD = join(import.meta.dirname, '../../../../shared/standard');

type Line = Readonly<Record<string, string>>;

function read(name: string): Line[] {
  const [head = '', ...lines] = readFileSync(join(STANDARD, name), 'utf8').trimEnd().split(/\r?\n/);
  const columns = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [columns[i] ?? '', cell])));
}

/** Skips the test where the standard's tables are not at hand. */
export function needsStandard(context: TestContext): void {
  if (!existsSync(STANDARD)) skipOrFail(context, 'skipped: no shared data');
}

/** A row of PS3.15 Table E.1-1. */
export interface Row {
  /** Eight hexadecimal digits, `50xxxxxx`, `60xx3000`, `60xx4000` or `private`. */
  readonly tag: string;
  readonly name: string;
  readonly basic: string;
  /** K or C by option; options that say nothing are left out. */
  readonly options: Readonly<Partial<Record<TableOption, string>>>;
}

/** The column of each option. */
const COLUMNS: Readonly<Record<TableOption, string>> = {
  retainSafePrivate: 'rtn_safe_private',
  retainUids: 'rtn_uids',
  retainDeviceIdentity: 'rtn_device_id',
  retainInstitutionIdentity: 'rtn_institution_id',
  retainPatientCharacteristics: 'rtn_patient_chars',
  retainFullDates: 'rtn_long_full_dates',
  retainModifiedDates: 'rtn_long_modif_dates',
  cleanDescriptors: 'clean_desc',
  cleanStructuredContent: 'clean_struct_cont',
  cleanGraphics: 'clean_graph',
};

/** The options, in the order of the table. */
export const OPTIONS = Object.keys(COLUMNS) as readonly TableOption[];

let rows: Row[] | undefined;

/** All rows of PS3.15 Table E.1-1, in the order of the table. */
export function tableRows(): readonly Row[] {
  rows ??= read('e1-1.tsv').map((line) => ({
    tag: line.tag ?? '',
    name: line.name ?? '',
    basic: line.basic ?? '',
    options: Object.fromEntries(
      OPTIONS.flatMap((option) => {
        const code = line[COLUMNS[option]];
        return code ? [[option, code]] : [];
      }),
    ),
  }));
  return rows;
}

let byTag: Map<string, Row> | undefined;

/** The row that governs a tag of an even group. */
export function rowFor(tag: number): Row | undefined {
  byTag ??= new Map(tableRows().map((row) => [row.tag, row]));
  const hex = tagText(tag);
  const family = hex.startsWith('50') ? '50xxxxxx' : `60xx${hex.slice(4)}`;
  return byTag.get(hex) ?? (/^[56]0/.test(hex) ? byTag.get(family) : undefined);
}

/** Eight hexadecimal digits. */
export function tagText(tag: number): string {
  return tag.toString(16).toUpperCase().padStart(8, '0');
}

/** Where an attribute whose code depends on its Type stands in an IOD. */
export interface TypedPath {
  readonly sopClass: string;
  /** Sequences, outermost first, and the attribute. */
  readonly tags: readonly number[];
  readonly type: string;
}

/** All rows of the Types of PS3.3. */
export function typedPaths(): TypedPath[] {
  return read('iod-types.tsv').map((line) => ({
    sopClass: line.sop_class_uid ?? '',
    tags: (line.path ?? '').split('/').map((tag) => Number.parseInt(tag, 16)),
    type: line.type ?? '',
  }));
}

const typeKey = (sopClass: string, tags: readonly number[]): string => `${sopClass} ${tags.join('/')}`;
let types: Map<string, string> | undefined;

/** The Type of an attribute: 1, 1C, 2, 2C or 3; undefined where the source does not tell. */
export function typeAt(sopClass: string, tags: readonly number[]): string | undefined {
  types ??= new Map(typedPaths().map((one) => [typeKey(one.sopClass, one.tags), one.type]));
  return types.get(typeKey(sopClass, tags)) || undefined;
}

/** A row of PS3.15 Table E.3.10-1. */
export interface SafePrivate {
  readonly creator: string;
  readonly group: number;
  /** Low byte of the element number. */
  readonly element: number;
  /** One VR, two with a stroke between them, or nothing. */
  readonly vr: string;
}

/** All rows of PS3.15 Table E.3.10-1. */
export function safePrivateRows(): SafePrivate[] {
  return read('safe-private.tsv').map((line) => ({
    creator: line.creator ?? '',
    group: Number.parseInt(line.group ?? '', 16),
    element: Number.parseInt(line.element ?? '', 16),
    vr: line.vr ?? '',
  }));
}
