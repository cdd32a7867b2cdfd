// Generates src/generated/*.ts and schemas/findings-catalogue.json from the standard's data.
// Usage: node scripts/generate.mjs [FOLDER with the files that are named below]
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateAll } from './generate/all.mjs';
import { catalogueJson } from './generate/catalogue.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const standard = resolve(process.argv[2] ?? join(root, '..', 'shared', 'standard'));

for (const name of ['attributes.tsv', 'e1-1.tsv', 'iod-types.tsv', 'safe-private.tsv']) {
  if (existsSync(join(standard, name))) continue;
  process.stderr.write(`generate: ${join(standard, name)} is missing; give the folder that holds it\n`);
  process.exit(2);
}
for (const [path, text] of Object.entries(generateAll(root, standard))) {
  writeFileSync(join(root, path), text);
  process.stderr.write(`wrote ${path}\n`);
}
writeFileSync(join(root, 'schemas', 'findings-catalogue.json'), await catalogueJson(root));
process.stderr.write('wrote schemas/findings-catalogue.json\n');
