import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearest } from '../findings/suggest.js';
import { ConfigError } from '../io/config-error.js';

const ENDING = '.yaml';

/** The path of a folder that ships, as `profiles`. `src/pipeline` and `dist/pipeline` are equally deep. */
export function shippedFolder(name: string): string {
  return fileURLToPath(new URL(`../../${name}/`, import.meta.url));
}

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
export type Shipped =
  | { readonly path: string }
  | { readonly path?: undefined; readonly names: readonly string[]; readonly meant: string | undefined };

/** The YAML file of this name in a folder that ships. */
export async function shippedIn(folder: string, name: string): Promise<Shipped> {
  const names = await namesIn(folder);
  if (names.includes(name)) return { path: join(folder, `${name}${ENDING}`) };
  return { names, meant: nearest(name, names) };
}

/**
 * Path of a file that ships, or of one that somebody wrote.
 * @param nameOrFile name of what ships, or a path, which is given back as it is
 * @throws ConfigError naming those that ship, and the nearest
 */
export async function shippedPath(
  nameOrFile: string,
  { folder, what }: { readonly folder: string; readonly what: string },
): Promise<string> {
  if (isPath(nameOrFile)) return nameOrFile;
  const found = await shippedIn(folder, nameOrFile);
  if (found.path !== undefined) return found.path;
  const { names, meant } = found;
  const hint = meant === undefined ? '' : ` (did you mean '${meant}'?)`;
  const message = `no ${what} of this name ships${hint}; there are ${names.join(', ')}; a file is named by a path, as ./${nameOrFile}${ENDING}`;
  const place = { code: 'bad-value', file: nameOrFile, line: 0, column: 0, key: '' } as const;
  throw new ConfigError([{ ...place, message, ...(meant === undefined ? {} : { suggestion: meant }) }]);
}
