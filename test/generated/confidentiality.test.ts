import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CONFIDENTIALITY } from '../../src/generated/confidentiality.js';
import { IOD_TYPES } from '../../src/generated/iod-types.js';
import { SAFE_PRIVATE } from '../../src/generated/safe-private.js';

const rowsOf = (table: string): string[] => table.trim().split('\n');
const digestOf = (table: string): string => createHash('sha256').update(table).digest('hex');

interface Source {
  readonly name: string;
  readonly sha256: string;
  readonly rows: readonly Record<string, string>[];
}

type Make = (source: Source) => { text: string; rows: number };

async function step(file: string, name: string): Promise<Make> {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const module = (await import(pathToFileURL(join(root, 'scripts', 'generate', file)).href)) as Record<
    string,
    Make
  >;
  const make = module[name];
  if (!make) throw new Error(`${file} has no ${name}`);
  return make;
}

const source = (...rows: Record<string, string>[]): Source => ({ name: 's.tsv', sha256: '0', rows });

describe('the table of PS3.15 E.1-1', () => {
  const rows = rowsOf(CONFIDENTIALITY);

  it('has all 657 rows of edition 2026d, and none of them has changed', () => {
    expect(rows).toHaveLength(657);
    expect(digestOf(CONFIDENTIALITY)).toBe(
      'd203c4a387c356001db6ca42611f62bc16858877564ae83403047fa733ab3157',
    );
  });

  it('has one row a line: tag, code, ten letters of options and name', () => {
    const form =
      /^(?:[0-9A-F]{8}|50xxxxxx|60xx[34]000|private)\t(?:[DUXZ]|X\/[DZ]|Z\/D|X\/Z\/(?:D|U\*))\t[KC.]{10}\t\S.*$/;
    expect(rows.filter((row) => !form.test(row))).toEqual([]);
    expect(rows).toEqual([...rows].sort());
  });

  it('has as many rows of each code as the standard', () => {
    const counts: Record<string, number> = {};
    for (const row of rows) {
      const code = row.split('\t')[1] ?? '';
      counts[code] = (counts[code] ?? 0) + 1;
    }
    const simple = { D: 93, U: 55, X: 417, Z: 42 };
    expect(counts).toEqual({ ...simple, 'X/D': 23, 'X/Z': 11, 'X/Z/D': 8, 'X/Z/U*': 2, 'Z/D': 6 });
  });

  it('has as many letters in the column of each option as the standard', () => {
    const count = (letter: string, column: number): number =>
      rows.filter((row) => row.split('\t')[2]?.[column] === letter).length;
    const columns = [...Array(10).keys()];
    expect(columns.map((column) => count('K', column))).toEqual([0, 60, 48, 10, 14, 169, 0, 0, 0, 0]);
    expect(columns.map((column) => count('C', column))).toEqual([1, 0, 11, 0, 5, 0, 169, 141, 4, 4]);
  });
});

describe('the table of safe private attributes', () => {
  it('has all 479 rows of edition 2026d, and none of them has changed', () => {
    expect(rowsOf(SAFE_PRIVATE)).toHaveLength(479);
    expect(digestOf(SAFE_PRIVATE)).toBe('c6520d5274b1e7506c8fb72236a3d471c74360b07a251a4ad82fbfd811c07d15');
  });

  it('has one row a line: creator, odd group, element, VR, VM and meaning', () => {
    const form = /^[^\t]+\t[0-9A-F]{3}[13579BDF]\t[0-9A-F]{2}\t(?:[A-Z]{2}(?:\/[A-Z]{2})?)?\t[^\t]*\t[^\t]*$/;
    expect(rowsOf(SAFE_PRIVATE).filter((row) => !form.test(row))).toEqual([]);
  });

  it('holds the factors that SUV needs of Philips', () => {
    const factors = rowsOf(SAFE_PRIVATE).filter((row) => row.startsWith('Philips PET Private Group\t7053\t'));
    expect(factors.map((row) => row.split('\t').slice(2, 4))).toEqual([
      ['00', 'DS'],
      ['09', 'DS'],
    ]);
  });
});

describe('the table of Types', () => {
  const rows = rowsOf(IOD_TYPES);

  it('has one row a line: SOP class, path and Type', () => {
    const form = /^1\.2\.840\.10008\.[0-9.]+\t[0-9A-F]{8}(?:\/[0-9A-F]{8})*\t(?:1|1C|2|2C|3)$/;
    expect(rows.filter((row) => !form.test(row))).toEqual([]);
    expect(rows).toHaveLength(5068);
  });

  it('names no path of a SOP class twice', () => {
    const keys = rows.map((row) => row.slice(0, row.lastIndexOf('\t')));
    expect(new Set(keys).size).toBe(rows.length);
  });
});

describe('their generator', () => {
  const typed = (type: string, path = '00080021'): Record<string, string> => ({
    sop_class_uid: '1.2.3',
    sop_class: 'A',
    path,
    type,
    module_usage: 'M',
  });

  it('takes the stricter Type of an attribute that two modules hold, and leaves out what has none', async () => {
    const iodTypesTs = await step('iod-types.mjs', 'iodTypesTs');
    const { text, rows } = iodTypesTs(source(typed('3'), typed('1C'), typed('2'), typed('', '00080031')));
    expect(text).toContain('\n1.2.3\t00080021\t1C\n`');
    expect(rows).toBe(1);
  });

  it('refuses a Type, a code and a letter that the standard does not know', async () => {
    const iodTypesTs = await step('iod-types.mjs', 'iodTypesTs');
    expect(() => iodTypesTs(source(typed('4')))).toThrow('unexpected row');
    const confidentialityTs = await step('confidentiality.mjs', 'confidentialityTs');
    const row = { tag: '00080021', name: 'Series Date', basic: 'X/D' };
    const options = 'rtn_safe_private rtn_uids rtn_device_id rtn_institution_id rtn_patient_chars'.split(' ');
    options.push(
      ...'rtn_long_full_dates rtn_long_modif_dates clean_desc clean_struct_cont clean_graph'.split(' '),
    );
    const whole = { ...row, ...Object.fromEntries(options.map((name) => [name, ''])) };
    expect(confidentialityTs(source(whole)).text).toContain('00080021\tX/D\t..........\tSeries Date');
    expect(() => confidentialityTs(source({ ...whole, basic: 'X/U' }))).toThrow('unexpected row');
    expect(() => confidentialityTs(source({ ...whole, clean_desc: 'D' }))).toThrow('unexpected row');
    expect(() => confidentialityTs(source(whole, whole))).toThrow('tag 00080021 twice');
  });

  it('refuses a safe private attribute of an even group', async () => {
    const safePrivateTs = await step('safe-private.mjs', 'safePrivateTs');
    const row = { creator: 'A', group: '0019', element: '0A', vr: 'DS', vm: '1', meaning: 'B' };
    expect(safePrivateTs(source(row)).rows).toBe(1);
    expect(() => safePrivateTs(source({ ...row, group: '0018' }))).toThrow('unexpected row');
    expect(() => safePrivateTs(source(row, row))).toThrow('a row twice');
  });
});
