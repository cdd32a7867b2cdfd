import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';

/** The JSON Schemas that ship in `schemas/`, by file name without `.schema.json`. */
export const SCHEMA_NAMES = [
  'report',
  'report-manifest',
  'report-assign-id',
  'report-crosswalk',
  'findings',
  'assignments',
  'ndjson',
  'trial',
  'profile',
  'private-list',
  'report-deid',
  'report-quarantine',
  'known',
  'protocol',
  'dispositions',
  'limits',
  'criteria',
  'report-check-protocol',
  'report-init-protocol',
  'report-qc-motion',
  'report-measure-export',
  'report-response',
  'report-run',
  'report-status',
  'report-decide',
  'report-ledger',
  'report-report',
] as const;

/** See {@link SCHEMA_NAMES}. */
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** Checks a value against one schema: no errors when it fits. Errors carry the failing part of the schema. */
export type Validate = (value: unknown) => readonly ErrorObject[];

interface Compiler {
  compileAsync(schema: AnySchemaObject): Promise<ValidateFunction>;
}

const SUFFIX = '.schema.json';

let compiler: Promise<Compiler> | undefined;
const compiled = new Map<SchemaName, Promise<Validate>>();

/** `src/io` and `dist/io` are equally deep, so that the folder is found from both. */
async function readSchema(file: string): Promise<AnySchemaObject> {
  const path = fileURLToPath(new URL(`../../schemas/${file}`, import.meta.url));
  return JSON.parse(await readFile(path, 'utf8'));
}

/** ajv takes tens of milliseconds to load, so that nothing but the first validation loads it. */
async function makeCompiler(): Promise<Compiler> {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    loadSchema: readSchema,
  });
  formats.default.default(ajv);
  return ajv;
}

async function compile(name: SchemaName): Promise<Validate> {
  compiler ??= makeCompiler();
  const ajv = await compiler;
  const validate = await ajv.compileAsync({ $ref: `${name}${SUFFIX}` });
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

/** The validator of a schema (draft 2020-12, formats included), compiled at its first use and kept. */
export function validatorOf(name: SchemaName): Promise<Validate> {
  const known = compiled.get(name);
  if (known) return known;
  const made = compile(name);
  compiled.set(name, made);
  return made;
}
