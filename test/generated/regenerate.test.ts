import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CONFIDENTIALITY } from '../../src/generated/confidentiality.js';
import { DICTIONARY } from '../../src/generated/dictionary.js';
import { IOD_TYPES } from '../../src/generated/iod-types.js';
import { SAFE_PRIVATE } from '../../src/generated/safe-private.js';
import { UIDS } from '../../src/generated/uids.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const standard = join(root, '..', 'shared', 'standard');
const rowsOf = (table: string): string[] => table.trim().split('\n');
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Generator {
  generateAll(root: string, standard: string): Record<string, string>;
}

describe('the generated tables', () => {
  it('come out of the generator again without a difference', async (context) => {
    if (!existsSync(standard)) {
      expect(process.env.CI, 'skipped: no shared data (a failure in CI)').not.toBe('true');
      context.skip('skipped: no shared data');
    }
    const url = pathToFileURL(join(root, 'scripts', 'generate', 'all.mjs')).href;
    const generator = (await import(url)) as Generator;
    const files = generator.generateAll(root, standard);
    expect(Object.keys(files).sort()).toEqual([
      'src/generated/README.md',
      'src/generated/confidentiality.ts',
      'src/generated/dictionary.ts',
      'src/generated/iod-types.ts',
      'src/generated/safe-private.ts',
      'src/generated/uids.ts',
    ]);
    for (const [path, made] of Object.entries(files)) expect(text(path), path).toBe(made);
  });

  it('name the digests of the supplements that stand in the project', () => {
    const readme = text('src/generated/README.md');
    for (const [table, name] of [
      ['dictionary', 'attributes-supplement.tsv'],
      ['uids', 'uids-supplement.tsv'],
    ] as const) {
      const digest = sha256(join(root, 'scripts', 'data', name));
      expect(text(`src/generated/${table}.ts`)).toContain(`// ${name} sha256 ${digest}`);
      expect(readme).toContain(digest);
    }
  });

  it('hold as many rows as their README says', () => {
    const readme = text('src/generated/README.md');
    const tables = {
      confidentiality: CONFIDENTIALITY,
      dictionary: DICTIONARY,
      'iod-types': IOD_TYPES,
      'safe-private': SAFE_PRIVATE,
      uids: UIDS,
    };
    for (const [name, table] of Object.entries(tables)) {
      expect(readme).toContain(`| \`${name}.ts\` | ${rowsOf(table).length} |`);
    }
    expect(rowsOf(DICTIONARY)).toHaveLength(5153);
  });
});

describe('the dictionary table', () => {
  const rows = rowsOf(DICTIONARY);

  it('has one row a line: tag, keyword, VR, VM and whether it is retired', () => {
    const form =
      /^[0-9A-Fx]{8}\t[A-Za-z][A-Za-z0-9]*\t(?:NONE|[A-Z]{2}(?: or [A-Z]{2})*)\t[0-9n -]+(?:or 1)?\t[YN]$/;
    expect(rows.filter((row) => !form.test(row))).toEqual([]);
  });

  it('names no tag and no keyword twice', () => {
    for (const column of [0, 1]) {
      const cells = rows.map((row) => row.split('\t')[column]);
      expect(new Set(cells).size).toBe(rows.length);
    }
  });

  it('is in the order of the tags, so that a regeneration shows only what changed', () => {
    expect(rows).toEqual([...rows].sort());
  });

  it('keeps the wildcard tags as the standard writes them', () => {
    const tags = new Set(rows.map((row) => row.slice(0, 8)));
    for (const tag of ['50xx3000', '60xx3000', '002031xx', '1000xxx0', '1010xxxx', '7Fxx0010']) {
      expect(tags).toContain(tag);
    }
  });

  it('holds every tag of the supplement, each with its source', () => {
    const lines = text('scripts/data/attributes-supplement.tsv').split('\n');
    const supplement = lines.filter((line) => /^[0-9A-F]{8}\t/.test(line)).map((line) => line.split('\t'));
    expect(supplement).toHaveLength(30);
    for (const [tag, keyword, , vr, vm, retired, source] of supplement) {
      expect(rows).toContain([tag, keyword, vr, vm, retired].join('\t'));
      expect(source).toMatch(/^PS3\.[67] (?:after )?20\d\d[a-e]$/);
    }
  });
});

describe('the UID table', () => {
  const rows = rowsOf(UIDS);

  it('has one row a line: UID, name, kind and whether it is retired', () => {
    const kinds =
      'storage|sop-class|transfer-syntax|frame-of-reference|coding-scheme|mapping-resource|instance';
    const form = new RegExp(`^1\\.2\\.840\\.10008(?:\\.(?:0|[1-9]\\d*))+\\t[^\\t]+\\t(?:${kinds})\\t[YN]$`);
    expect(rows.filter((row) => !form.test(row))).toEqual([]);
  });

  it('names no UID twice', () => {
    expect(new Set(rows.map((row) => row.split('\t')[0])).size).toBe(rows.length);
  });
});
