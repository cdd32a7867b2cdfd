import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearest } from '../../findings/suggest.js';
import { ConfigError } from '../../io/config-error.js';

/** `src/pipeline/deid` and `dist/pipeline/deid` are equally deep, so that the folder is found from both. */
const FOLDER = fileURLToPath(new URL('../../../profiles/', import.meta.url));
const LISTS = join(FOLDER, 'private');

const ENDING = '.yaml';

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();
}

/** True for a path; anything else is the name of something that ships. */
export function isPath(nameOrFile: string): boolean {
  return /[/\\]|\.ya?ml$/i.test(nameOrFile);
}

/** Where a name leads to, or what was probably meant. */
type Shipped =
  | { readonly path: string }
  | { readonly path?: undefined; readonly names: readonly string[]; readonly meant: string | undefined };

async function shippedIn(folder: string, name: string): Promise<Shipped> {
  const names = await namesIn(folder);
  if (names.includes(name)) return { path: join(folder, `${name}${ENDING}`) };
  return { names, meant: nearest(name, names) };
}

/** The private list of this name. */
export function shippedList(name: string): Promise<Shipped> {
  return shippedIn(LISTS, name);
}

/**
 * Path of a profile's file.
 * @param nameOrFile name of a profile that ships, or a path, which is given back as it is
 * @throws ConfigError naming those that ship, and the nearest
 */
export async function profilePath(nameOrFile: string): Promise<string> {
  if (isPath(nameOrFile)) return nameOrFile;
  const found = await shippedIn(FOLDER, nameOrFile);
  if (found.path !== undefined) return found.path;
  const { names, meant } = found;
  const hint = meant === undefined ? '' : ` (did you mean '${meant}'?)`;
  const message = `no profile of this name ships${hint}; there are ${names.join(', ')}; a file is named by a path, as ./${nameOrFile}${ENDING}`;
  const place = { code: 'bad-value', file: nameOrFile, line: 0, column: 0, key: '' } as const;
  throw new ConfigError([{ ...place, message, ...(meant === undefined ? {} : { suggestion: meant }) }]);
}
