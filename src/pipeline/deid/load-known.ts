import { validatorOf } from '../../io/schemas.js';
import { type LoadedYaml, loadCheckedYaml } from '../../io/yaml-file.js';
import { readConfigFile } from '../../io/yaml-read.js';
import type { KnownFile } from '../../rules/deid/known/known-file.js';

/** Bytes; the list of a delivery has a line for each of its instances. */
const MAX_LIST_BYTES = 256 * 1024 * 1024;

/**
 * Loads a list of values that must not stand in released files: YAML that somebody wrote, or the JSON that a run of deid
 * left in its state folder, which may be large.
 * @throws ConfigError
 */
export async function loadKnown(file: string): Promise<LoadedYaml<KnownFile>> {
  const written = /\.json$/i.test(file) ? await writtenList(file) : undefined;
  return written ?? loadCheckedYaml<KnownFile>(file, 'known', () => []);
}

/** Undefined for what is no list as a run writes it: then the YAML reader says what is wrong, and where. */
async function writtenList(file: string): Promise<LoadedYaml<KnownFile> | undefined> {
  const { text, sha256 } = await readConfigFile(file, MAX_LIST_BYTES);
  try {
    const data: unknown = JSON.parse(text);
    const faults = (await validatorOf('known'))(data);
    return faults.length === 0 ? { data: data as KnownFile, sha256 } : undefined;
  } catch {
    return undefined;
  }
}
