import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkedKey, checkedYaml } from '../../src/io/checked-yaml.js';
import { dataOf } from '../../src/io/yaml-data.js';
import type { ConfigSchema } from '../../src/io/yaml-file.js';
import { readConfigFile } from '../../src/io/yaml-read.js';

const BUILT = 'dist/checked-yaml.json';

async function shipped(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));
}

describe('the YAML that the build has read', () => {
  it.each([
    ['profiles', 'profile'],
    ['profiles/private', 'private-list'],
    ['protocols', 'protocol'],
    ['protocols/limits', 'limits'],
    ['protocols/criteria', 'criteria'],
  ] as const)('is what the files of %s hold', async (folder: string, schema: ConfigSchema) => {
    expect(existsSync(BUILT), 'npm run build comes first').toBe(true);
    const built = JSON.parse(readFileSync(BUILT, 'utf8')) as Record<string, unknown>;
    for (const file of await shipped(folder)) {
      const { text, sha256 } = await readConfigFile(file);
      const data = await dataOf({ file, text }, schema, () => []);
      expect(built[checkedKey(schema, sha256)], file).toEqual(data);
    }
  });

  it('is not there where the program runs from its sources, nor for other bytes', async () => {
    expect(await checkedYaml('profile', '0'.repeat(64))).toBeUndefined();
  });
});
