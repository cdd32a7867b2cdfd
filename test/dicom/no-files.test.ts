import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Of Node nothing but inflation and text decoding. */
const PURE = new Set(['node:zlib', 'node:util']);
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
      expect(
        modules.filter((module) => !PURE.has(module ?? '')),
        name,
      ).toEqual([]);
      expect(text, name).not.toMatch(/\b(?:process\.|Date\.now|new Date\(\)|fetch\(|import\()/);
    }
  });
});
