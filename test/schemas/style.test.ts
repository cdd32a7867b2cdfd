import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/findings/catalogue.js';
import { OUTCOMES, SEVERITIES } from '../../src/findings/outcome.js';
import { SCHEMA_NAMES } from '../../src/io/schemas.js';

const folder = fileURLToPath(new URL('../../schemas/', import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith('.schema.json'));

/** Commands whose names are two words: a trial's pipeline calls them as the command line does. */
const COMMANDS = ['check-protocol', 'qc-motion', 'measure-export'];

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
}

const read = (file: string): Schema => JSON.parse(readFileSync(folder + file, 'utf8'));

/** Every schema within a schema with its path, conditions (if, then, else, contains) left out. */
function* within(schema: Schema, path: string): Generator<[string, Schema]> {
  yield [path, schema];
  for (const [key, value] of Object.entries(schema)) {
    if (['if', 'then', 'else', 'contains', 'allOf', 'enum', 'const'].includes(key)) continue;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    yield* within(value as Schema, `${path}/${key}`);
  }
}

describe('the schemas', () => {
  it('are exactly those that the program knows by name', () => {
    expect(files.map((file) => file.replace('.schema.json', '')).sort()).toEqual([...SCHEMA_NAMES].sort());
  });

  it.each(files)('%s has a draft, a title and a description', (file) => {
    const schema = read(file);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.title).toMatch(/^corelab /);
    expect(schema.description).toMatch(/\.$/);
  });

  it.each(files)('%s describes each property, or refers to what does', (file) => {
    const bare: string[] = [];
    for (const [path, schema] of within(read(file), file)) {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        if (typeof property === 'boolean' || property.description || property.$ref || name === 'type')
          continue;
        bare.push(`${path}/${name}`);
      }
    }
    expect(bare).toEqual([]);
  });

  it('name the outcomes and severities of the code, in its order', () => {
    const defs = read('findings.schema.json').$defs as Record<string, { enum?: string[] }>;
    expect(defs.outcome?.enum).toEqual([...OUTCOMES]);
    expect(defs.severity?.enum).toEqual([...SEVERITIES]);
  });

  it('allow every code of the catalogue', () => {
    const defs = read('findings.schema.json').$defs as Record<string, { pattern?: string }>;
    const form = new RegExp(defs.code?.pattern ?? '(?!)', 'u');
    expect(Object.keys(CATALOGUE).filter((code) => !form.test(code))).toEqual([]);
  });

  it('have property names in camelCase, with the unit last where there is one, or of commands', () => {
    for (const file of files) {
      for (const [, schema] of within(read(file), file)) {
        for (const name of Object.keys(schema.properties ?? {})) {
          if (!COMMANDS.includes(name)) expect(name, file).toMatch(/^[a-z][A-Za-z0-9]*$/);
        }
      }
    }
  });
});
