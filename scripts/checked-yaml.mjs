// Writes dist/checked-yaml.json: what the YAML files that ship hold, by schema and digest, so that a run need not parse them.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedKey } from '../dist/io/checked-yaml.js';
import { dataOf } from '../dist/io/yaml-data.js';
import { readConfigFile } from '../dist/io/yaml-read.js';

const SCHEMAS = {
  profiles: 'profile',
  'profiles/private': 'private-list',
  protocols: 'protocol',
  'protocols/limits': 'limits',
  'protocols/criteria': 'criteria',
};

const checked = {};
for (const [folder, schema] of Object.entries(SCHEMAS)) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const file = join(folder, name);
    const { text, sha256 } = await readConfigFile(file);
    checked[checkedKey(schema, sha256)] = await dataOf({ file, text }, schema, () => []);
  }
}
writeFileSync('dist/checked-yaml.json', JSON.stringify(checked));
