// All generated files, as text, from the sources in `standard` and scripts/data.
import { join } from 'node:path';
import { confidentialityTs } from './confidentiality.mjs';
import { dictionaryTs } from './dictionary.mjs';
import { iodTypesTs } from './iod-types.mjs';
import { readmeMd } from './readme.mjs';
import { safePrivateTs } from './safe-private.mjs';
import { readSource } from './tsv.mjs';
import { uidsTs } from './uids.mjs';

/** Path below the root → text of every file this generator makes from the standard's data. */
export function generateAll(root, standard) {
  const data = join(root, 'scripts', 'data');
  const sources = {
    attributes: readSource(join(standard, 'attributes.tsv')),
    attributesSupplement: readSource(join(data, 'attributes-supplement.tsv')),
    sopClasses: readSource(join(standard, 'iod-types.tsv')),
    confidentiality: readSource(join(standard, 'e1-1.tsv')),
    safePrivate: readSource(join(standard, 'safe-private.tsv')),
    uidsSupplement: readSource(join(data, 'uids-supplement.tsv')),
  };
  const tables = {
    confidentiality: confidentialityTs(sources.confidentiality),
    dictionary: dictionaryTs(sources.attributes, sources.attributesSupplement),
    'iod-types': iodTypesTs(sources.sopClasses),
    'safe-private': safePrivateTs(sources.safePrivate),
    uids: uidsTs(sources.sopClasses, sources.uidsSupplement),
  };
  const rows = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.rows]));
  const files = Object.entries(tables).map(([name, table]) => [`src/generated/${name}.ts`, table.text]);
  return { ...Object.fromEntries(files), 'src/generated/README.md': readmeMd(sources, rows) };
}
