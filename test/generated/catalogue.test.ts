import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/findings/catalogue.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Step {
  catalogueText(catalogue: typeof CATALOGUE): string;
}

describe('schemas/findings-catalogue.json', () => {
  it('is what the catalogue of the code gives (npm run generate)', async () => {
    const url = pathToFileURL(join(root, 'scripts', 'generate', 'catalogue.mjs')).href;
    const { catalogueText } = (await import(url)) as Step;
    const text = readFileSync(join(root, 'schemas', 'findings-catalogue.json'), 'utf8');
    expect(JSON.parse(text).codes).toEqual(CATALOGUE);
    expect(text).toBe(catalogueText(CATALOGUE));
  });
});
