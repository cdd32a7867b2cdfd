import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataOf } from '../../../../src/io/yaml-data.js';
import {
  type CompiledCriteria,
  compileCriteria,
  type RawCriteriaFile,
} from '../../../../src/rules/response/criteria/compile-criteria.js';

const textOf = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)), 'utf8');

/** The least that a file without a base can say. */
export const LEAST = textOf('schemas/examples/criteria/valid-least.yaml');

const RECIST_TEXT = textOf('protocols/criteria/recist-1.1.yaml');

function rawOf(text: string): Promise<RawCriteriaFile> {
  return dataOf({ file: 'own.yaml', text }, 'criteria', () => []);
}

async function compiled(text: string, base?: CompiledCriteria) {
  return compileCriteria(await rawOf(text), base);
}

/** Compiles a file that has no faults. */
export async function criteriaOf(text: string, base?: CompiledCriteria): Promise<CompiledCriteria> {
  const result = await compiled(text, base);
  if ('faults' in result) throw new Error(result.faults.map(({ message }) => message).join('\n'));
  return result.ok;
}

/** The faults of a file, as `path: message`. */
export async function faultsOf(text: string, base?: CompiledCriteria): Promise<string[]> {
  const result = await compiled(text, base);
  return 'faults' in result ? result.faults.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
}

/** RECIST 1.1 as it ships. */
export function recist(): Promise<CompiledCriteria> {
  return criteriaOf(RECIST_TEXT);
}

/** A file that is based on something. */
export function basedOn(text: string): string {
  return `schema: corelab/criteria@1\nbase: recist-1.1\n${text}`;
}
