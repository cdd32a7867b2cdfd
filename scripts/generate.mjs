// Generates src/generated/*.ts and schemas/findings-catalogue.json from the standard's data, then docs/reference from the build.
// Usage: node scripts/generate.mjs [FOLDER with the files that are named below | --docs, for docs/reference alone]
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateAll } from './generate/all.mjs';
import { catalogueJson } from './generate/catalogue.mjs';
import { BUILT, referencePages } from './generate/docs-all.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function write(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stderr.write(`wrote ${path}\n`);
  }
}

/** The tables of the standard, from the folder that holds its data. */
function writeTables(standard) {
  for (const name of ['attributes.tsv', 'e1-1.tsv', 'iod-types.tsv', 'safe-private.tsv']) {
    if (existsSync(join(standard, name))) continue;
    process.stderr.write(`generate: ${join(standard, name)} is missing; give the folder that holds it\n`);
    process.exit(2);
  }
  write(generateAll(root, standard));
}

/** The pages of docs/reference; a page of what is no more goes. */
async function writeReference() {
  if (BUILT.some((file) => !existsSync(join(root, file)))) {
    process.stderr.write('generate: docs/reference is made from the build; run npm run build first\n');
    process.exit(2);
  }
  const pages = await referencePages(root);
  const folder = join(root, 'docs', 'reference');
  for (const name of existsSync(folder) ? readdirSync(folder, { recursive: true }) : []) {
    if (name.endsWith('.md') && !pages[`docs/reference/${name}`]) rmSync(join(folder, name));
  }
  write(pages);
}

if (process.argv[2] !== '--docs') {
  writeTables(resolve(process.argv[2] ?? join(root, '..', 'shared', 'standard')));
}
write({ 'schemas/findings-catalogue.json': await catalogueJson(root) });
await writeReference();
