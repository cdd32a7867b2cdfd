// schemas/findings-catalogue.json: the catalogue of finding codes, from src/findings/catalogue.ts.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** The catalogue as JSON, its codes in order. */
export function catalogueText(catalogue) {
  const codes = Object.keys(catalogue).sort();
  const sorted = Object.fromEntries(codes.map((code) => [code, catalogue[code]]));
  return `${JSON.stringify({ schema: 'corelab/findings-catalogue@1', codes: sorted }, null, 2)}\n`;
}

/** Turns src/findings, which imports nothing from elsewhere, into JavaScript. */
function transpileFindings(root, folder) {
  const source = join(root, 'src', 'findings');
  for (const name of readdirSync(source, { recursive: true })) {
    if (!name.endsWith('.ts')) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(source, name), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    const out = join(folder, name.replace(/\.ts$/, '.mjs'));
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, outputText.replace(/(from '\.[^']*)\.js'/g, "$1.mjs'"));
  }
}

/** The text of schemas/findings-catalogue.json, from the sources as they stand: no build is needed. */
export async function catalogueJson(root) {
  mkdirSync(join(root, 'build'), { recursive: true });
  const folder = mkdtempSync(join(root, 'build', 'catalogue-'));
  try {
    transpileFindings(root, folder);
    const { CATALOGUE } = await import(pathToFileURL(join(folder, 'catalogue.mjs')).href);
    return catalogueText(CATALOGUE);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
