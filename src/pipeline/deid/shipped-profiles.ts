import { join } from 'node:path';
import { type Shipped, shippedFolder, shippedIn, shippedPath } from '../shipped.js';

const FOLDER = shippedFolder('profiles');
const LISTS = join(FOLDER, 'private');

/** The private list of this name. */
export function shippedList(name: string): Promise<Shipped> {
  return shippedIn(LISTS, name);
}

/**
 * Path of a profile's file.
 * @param nameOrFile name of a profile that ships, or a path, which is given back as it is
 * @throws ConfigError naming those that ship, and the nearest
 */
export function profilePath(nameOrFile: string): Promise<string> {
  return shippedPath(nameOrFile, { folder: FOLDER, what: 'profile' });
}
