import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { ConfigError, type ConfigProblem } from '../../io/config-error.js';
import type { DataFault } from '../../io/yaml-file.js';
import { faultAt } from '../../rules/config-fault.js';
import { readNamed } from '../named-file.js';
import { isPath, shippedFolder, shippedIn } from '../shipped.js';
import type { PipelinePart } from './pipeline-parts.js';

/** What became of loading something that a pipeline names. */
interface PartLoaded {
  /** SHA-256 of each file that decides. */
  readonly digests: readonly string[];
  /** What is wrong with its being named: to be told at its place in the trial file. */
  readonly fault?: DataFault;
  /** What is wrong with the file itself. */
  readonly problems?: readonly ConfigProblem[];
}

/** Something to load. */
interface PartName {
  /** Name of what ships, or absolute path. */
  readonly name: string;
  /** The list that phantoms are recorded in: absolute. */
  readonly recorded: string | undefined;
}

/** Loads what a pipeline names. Faults are given back, so that all of them can be told together. */
export async function loadPart(part: PipelinePart, { name, recorded }: PartName): Promise<PartLoaded> {
  const path = ['pipeline', ...part.path];
  const isName = part.ships !== undefined && !isPath(name);
  const wrong = isName ? undefined : await fileFault(name, part);
  if (wrong) {
    const meant = await shippedLike(name, part.ships);
    return { digests: [], fault: faultAt(path, `names ${name}, ${wrong}`, { meant }) };
  }
  try {
    const named = await readNamed(path, async () => (await part.load?.(name, recorded)) ?? []);
    return 'read' in named ? { digests: named.read } : { digests: [], fault: named.fault };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems } = error;
    const fault = isName ? nameFault(path, name, problems) : undefined;
    return fault ? { digests: [], fault } : { digests: [], problems };
  }
}

/** Of a name that does not ship: its fault is told at no line of a file of that name. */
function nameFault(
  path: readonly string[],
  name: string,
  [first]: readonly ConfigProblem[],
): DataFault | undefined {
  if (!first || first.file !== name || first.line > 0) return undefined;
  const { message, suggestion } = first;
  const fault = faultAt(path, `is '${name}': ${message}`);
  return suggestion === undefined ? fault : { ...fault, suggestion };
}

/** Why a file cannot be meant. A pipe would be read for ever; a list that is made has to have a folder to be made in. */
async function fileFault(file: string, { isMade }: PipelinePart): Promise<string | undefined> {
  const info = await stat(file).catch(() => undefined);
  if (info) return info.isFile() ? undefined : 'which is no regular file';
  if (!isMade) return 'which does not exist';
  const folder = await stat(dirname(file)).catch(() => undefined);
  return folder?.isDirectory() ? undefined : 'whose folder does not exist';
}

/** What ships by the name that a missing file has, or nearly so. */
async function shippedLike(file: string, folders: readonly string[] = []): Promise<string | undefined> {
  const name = basename(file).replace(/\.ya?ml$/i, '');
  for (const folder of folders) {
    const found = await shippedIn(shippedFolder(folder), name);
    if (found.path !== undefined) return name;
    if (found.meant !== undefined) return found.meant;
  }
  return undefined;
}
