// All generated files, as text, from the sources in `standard` and scripts/data.
import { join } from 'node:path';
import { dictionaryTs } from './dictionary.mjs';
import { readmeMd } from './readme.mjs';
import { readSource } from './tsv.mjs';
import { uidsTs } from './uids.mjs';

/** Path below the root → text of every file this generator makes from the standard's data. */
export function generateAll(root, standard) {
  const data = join(root, 'scripts', 'data');
  const sources = {
    attributes: readSource(join(standard, 'attributes.tsv')),
    attributesSupplement: readSource(join(data, 'attributes-supplement.tsv')),
    sopClasses: readSource(join(standard, 'iod-types.tsv')),
    uidsSupplement: readSource(join(data, 'uids-supplement.tsv')),
  };
  const dictionary = dictionaryTs(sources.attributes, sources.attributesSupplement);
  const uids = uidsTs(sources.sopClasses, sources.uidsSupplement);
  return {
    'src/generated/dictionary.ts': dictionary.text,
    'src/generated/uids.ts': uids.text,
    'src/generated/README.md': readmeMd(sources, { dictionary: dictionary.rows, uids: uids.rows }),
  };
}
