import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/io/config-error.js';
import { SCHEMA_NAMES, type SchemaName, validatorOf } from '../../src/io/schemas.js';
import { type ConfigSchema, loadYaml } from '../../src/io/yaml-file.js';

const folder = fileURLToPath(new URL('../../schemas/examples/', import.meta.url));

interface Expected {
  readonly path: string;
  readonly keyword: string;
}

const examplesOf = (name: string, kind: string, ending: string): string[] =>
  readdirSync(join(folder, name))
    .filter((file) => file.startsWith(`${kind}-`) && file.endsWith(ending) && !file.includes('.expected.'))
    .sort();

const json = (name: string, file: string): unknown =>
  JSON.parse(readFileSync(join(folder, name, file), 'utf8'));

const sidecar = (name: string, file: string): unknown =>
  json(name, file.replace(/\.(?:json|yaml)$/, '.expected.json'));

const YAML_SCHEMAS = [
  'trial',
  'profile',
  'private-list',
  'protocol',
  'dispositions',
  'limits',
  'criteria',
] as const satisfies readonly ConfigSchema[];
const isYaml = (name: SchemaName): boolean => YAML_SCHEMAS.some((yaml) => yaml === name);
const jsonSchemas = SCHEMA_NAMES.filter((name) => !isYaml(name));

describe.each(SCHEMA_NAMES)('the examples of schema %s', (name) => {
  it('are at least two valid and three invalid ones', () => {
    const ending = isYaml(name) ? '.yaml' : '.json';
    expect(examplesOf(name, 'valid', ending).length).toBeGreaterThanOrEqual(2);
    expect(examplesOf(name, 'invalid', ending).length).toBeGreaterThanOrEqual(3);
  });
});

const pairs = (kind: string): [SchemaName, string][] =>
  jsonSchemas.flatMap((name) =>
    examplesOf(name, kind, '.json').map((file): [SchemaName, string] => [name, file]),
  );

describe('JSON examples', () => {
  it.each(pairs('valid'))('of %s: %s fits', async (name, file) => {
    const validate = await validatorOf(name);
    expect(validate(json(name, file))).toEqual([]);
  });

  it.each(pairs('invalid'))('of %s: %s fails where its sidecar says', async (name, file) => {
    const validate = await validatorOf(name);
    const errors = validate(json(name, file)).map((e) => ({ path: e.instancePath, keyword: e.keyword }));
    const expected = sidecar(name, file) as Expected;
    expect(errors).toContainEqual(expected);
    const elsewhere = errors.filter((e) => e.keyword !== 'if' && e.path !== expected.path);
    expect(elsewhere, 'one fault an example').toEqual([]);
  });
});

const yamlPairs = (kind: string): [ConfigSchema, string][] =>
  YAML_SCHEMAS.flatMap((name) =>
    examplesOf(name, kind, '.yaml').map((file): [ConfigSchema, string] => [name, file]),
  );

describe('YAML examples', () => {
  it.each(yamlPairs('valid'))('of %s: %s fits', async (name, file) => {
    await expect(loadYaml(join(folder, name, file), name)).resolves.toMatchObject({
      schema: `corelab/${name}@1`,
    });
  });

  it.each(yamlPairs('invalid'))('of %s: %s fails as its sidecar says', async (name, file) => {
    const path = join(folder, name, file);
    const error = await loadYaml(path, name).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems).toEqual([{ file: path, ...(sidecar(name, file) as object) }]);
  });
});
