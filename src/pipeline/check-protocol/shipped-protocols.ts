import { shippedFolder, shippedPath } from '../shipped.js';

const FOLDER = shippedFolder('protocols');

/**
 * Path of a protocol's file.
 * @param nameOrFile name of a protocol that ships, or a path, which is given back as it is
 * @throws ConfigError naming those that ship, and the nearest
 */
export function protocolPath(nameOrFile: string): Promise<string> {
  return shippedPath(nameOrFile, { folder: FOLDER, what: 'protocol' });
}
