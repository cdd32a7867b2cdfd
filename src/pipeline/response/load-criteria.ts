import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../../io/config-error.js';
import { type DataFault, loadCheckedYaml } from '../../io/yaml-file.js';
import { faultAt } from '../../rules/config-fault.js';
import {
  type CompiledCriteria,
  compileCriteria,
  type RawCriteriaFile,
} from '../../rules/response/criteria/compile-criteria.js';
import type { Criteria } from '../../rules/response/criteria/criteria.js';
import { readNamed } from '../named-file.js';
import { isPath, shippedFolder, shippedPath } from '../shipped.js';

/** A criteria file that was read. */
interface CriteriaFile {
  /** As it was given, or the path of the one that ships. */
  readonly file: string;
  /** Of its bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** Criteria as they were loaded. */
export interface LoadedCriteria extends CriteriaFile {
  readonly criteria: Criteria;
  /** Files that they are based on, the nearest first: what decides is in all of them. */
  readonly bases: readonly CriteriaFile[];
}

const FOLDER = { folder: shippedFolder('protocols/criteria'), what: 'criteria' };

/**
 * Loads response criteria with all that they are based on.
 * @param nameOrFile name of criteria that ship (`recist-1.1`), or a path: with a separator, or ending in `.yaml` or `.yml`
 * @throws ConfigError with every fault of a file and its place; for bases that lead back to themselves
 */
export async function loadCriteria(nameOrFile: string): Promise<LoadedCriteria> {
  const file = await shippedPath(nameOrFile, FOLDER);
  const { compiled, sha256, bases } = await loadLayer(file, []);
  return { criteria: compiled.criteria, file, sha256, bases };
}

/** Criteria as the configuration of a report names them: every file that decides, by its digest. */
export function criteriaConfig({ criteria, sha256, bases }: LoadedCriteria) {
  return { name: criteria.name, sha256, bases: bases.map((base) => base.sha256) };
}

interface Layer {
  readonly compiled: CompiledCriteria;
  readonly sha256: string;
  readonly bases: readonly CriteriaFile[];
}

/** @param above real paths of the files that are based on this one, which may not be among its own bases */
async function loadLayer(file: string, above: readonly string[]): Promise<Layer> {
  let base: (Layer & { readonly file: string }) | undefined;
  let compiled: CompiledCriteria | undefined;
  const { sha256 } = await loadCheckedYaml<RawCriteriaFile>(file, 'criteria', async (raw) => {
    const found = raw.base === undefined ? undefined : await baseOf(raw.base, file, above);
    if (found && 'message' in found) return [found];
    base = found;
    const result = compileCriteria(raw, base?.compiled);
    if ('faults' in result) return result.faults;
    compiled = result.ok;
    return [];
  });
  if (!compiled) throw new Error('criteria without faults were not compiled');
  const bases = base ? [{ file: base.file, sha256: base.sha256 }, ...base.bases] : [];
  return { compiled, sha256, bases };
}

async function baseOf(
  name: string,
  file: string,
  above: readonly string[],
): Promise<(Layer & { readonly file: string }) | DataFault> {
  const path = isPath(name) ? resolve(dirname(file), name) : await shippedBase(name);
  if (typeof path !== 'string') return path;
  const chain = [...above, await realpath(file)];
  const real = await realpath(path).catch(() => path);
  if (chain.includes(real))
    return faultAt(['base'], `leads back to ${path}: criteria cannot be based on themselves`);
  const named = await readNamed(['base'], async () => ({ ...(await loadLayer(path, chain)), file: path }));
  return 'read' in named ? named.read : named.fault;
}

async function shippedBase(name: string): Promise<string | DataFault> {
  try {
    return await shippedPath(name, FOLDER);
  } catch (error) {
    const [problem] = error instanceof ConfigError ? error.problems : [];
    if (!problem) throw error;
    return faultAt(['base'], `is '${name}': ${problem.message}`);
  }
}
