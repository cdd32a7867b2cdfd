import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Of Node nothing but inflation and text decoding. */
const PURE = new Set(['node:zlib', 'node:util']);
/** What stands outside the rule, each in one module: the builder of new objects, and the codecs as WASM files. */
const EXEMPT: Readonly<Record<string, readonly string[]>> = {
  'new-object/new-object.ts': ['dcmjs', 'import('],
  'pixels/codecs/wasm-decoder.ts': ['node:module', 'node:fs/promises'],
};
const SOURCES = join(import.meta.dirname, '../../src/dicom');

describe('the reader', () => {
  it('knows bytes only: no file, process, clock or network', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(files.length).toBeGreaterThan(40);
    for (const name of files) {
      const text = readFileSync(join(SOURCES, name), 'utf8');
      const modules = [...text.matchAll(/from '([^.'][^']*)'/g)].map((match) => match[1]);
      const used = [...text.matchAll(/\b(?:process\.(?=[a-z])|Date\.now|new Date\(\)|fetch\(|import\()/g)];
      const impure = [
        ...modules.filter((module) => !PURE.has(module ?? '')),
        ...used.map(([match]) => match),
      ];
      expect(
        impure.filter((each) => !EXEMPT[name]?.includes(each ?? '')),
        name,
      ).toEqual([]);
    }
  });
});
