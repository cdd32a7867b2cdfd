import { readFile } from 'node:fs/promises';
import type { SchemaName } from './schemas.js';

/** Beside the compiled program; absent where that runs from its sources. */
const FILE = new URL('../checked-yaml.json', import.meta.url);

let checked: Promise<Readonly<Record<string, unknown>>> | undefined;

/** What names a file of a schema: what it holds follows from its bytes. */
export function checkedKey(schema: SchemaName, sha256: string): string {
  return `${schema} ${sha256}`;
}

/**
 * What a YAML file that ships holds, if the build has read it and found that it fits its schema: reading it again takes
 * longer than a hundred images.
 * @param sha256 of the file's bytes, lower-case hexadecimal
 */
export async function checkedYaml(schema: SchemaName, sha256: string): Promise<unknown> {
  checked ??= readFile(FILE, 'utf8').then(JSON.parse, () => ({}));
  return (await checked)[checkedKey(schema, sha256)];
}
