import { checkedYaml } from './checked-yaml.js';
import type { SchemaName } from './schemas.js';
import type { Place } from './yaml-place.js';
import { readConfigFile } from './yaml-read.js';

/** The schemas that a YAML configuration file can follow. */
export type ConfigSchema = Extract<
  SchemaName,
  'trial' | 'profile' | 'private-list' | 'known' | 'protocol' | 'dispositions' | 'limits' | 'criteria'
>;

/**
 * The largest file that is read of a schema, in bytes; 256 KiB where there is none. A protocol names a thousand series,
 * each with the checks that a manual's table has.
 */
export const LARGEST_YAML: Readonly<Partial<Record<ConfigSchema, number>>> = { protocol: 1024 * 1024 };

/** A fault that a schema cannot say: the keys that lead to the value, and the whole message. */
export interface DataFault {
  readonly path: readonly string[];
  readonly message: string;
  readonly suggestion?: string;
  /** What is told as the place: the value, or its key where that is at fault. The value when not given. */
  readonly at?: keyof Place;
}

/** A configuration file as it was loaded. */
export interface LoadedYaml<T> {
  readonly data: T;
  /** Of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** Says what is wrong with data that fits its schema. */
export type DataCheck<T> = (data: T) => readonly DataFault[] | Promise<readonly DataFault[]>;

/**
 * Loads a YAML configuration file and checks it against its schema.
 * @param file Path of the file; messages name it as it is given.
 * @param name The schema; the file must say `schema: corelab/<name>@1`.
 * @param check Says what is wrong with data that fits the schema; it may look at files that the data names.
 * @returns the data, which fits the schema; `T` is the caller's word for that.
 * @throws ConfigError with every problem and its place. Nothing in the file is executed.
 */
export async function loadCheckedYaml<T>(
  file: string,
  name: ConfigSchema,
  check: DataCheck<T>,
): Promise<LoadedYaml<T>> {
  const { text, sha256 } = await readConfigFile(file, LARGEST_YAML[name]);
  const ready = (await checkedYaml(name, sha256)) as T | undefined;
  // Faults have places, which only the text tells.
  if (ready !== undefined && (await check(ready)).length === 0) return { data: ready, sha256 };
  const { dataOf } = await import('./yaml-data.js');
  return { data: await dataOf<T>({ file, text }, name, check), sha256 };
}

/** {@link loadCheckedYaml} without a check beyond the schema. */
export async function loadYaml<T>(file: string, name: ConfigSchema): Promise<T> {
  const { data } = await loadCheckedYaml<T>(file, name, () => []);
  return data;
}
