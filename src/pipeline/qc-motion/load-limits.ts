import { ConfigError } from '../../io/config-error.js';
import { LARGEST_YAML, loadCheckedYaml } from '../../io/yaml-file.js';
import { readConfigFile } from '../../io/yaml-read.js';
import { compileLimits, type RawLimits } from '../../rules/motion/limits/compile-limits.js';
import type { Limits } from '../../rules/motion/limits/limits.js';
import { type LoadedProtocol, loadProtocol } from '../check-protocol/load-protocol.js';
import { isPath, shippedFolder, shippedIn, shippedPath } from '../shipped.js';

/** What figures are held against: a limits file, or a scanning protocol whose series have `qc:`. */
export type LoadedLimits =
  | {
      readonly kind: 'limits';
      readonly limits: Limits;
      /** Of the file's bytes, lower-case hexadecimal. */
      readonly sha256: string;
      /** As it was given, or the path of the one that ships. */
      readonly file: string;
    }
  | { readonly kind: 'protocol'; readonly protocol: LoadedProtocol };

const LIMITS = shippedFolder('protocols/limits');
const PROTOCOLS = shippedFolder('protocols');

/**
 * Loads limits.
 * @param nameOrFile name of limits that ship (`default`), else of a scanning protocol that ships; or a path, of either
 * @throws ConfigError with every fault and its place; also for a protocol none of whose series has `qc:`
 */
export async function loadLimits(nameOrFile: string): Promise<LoadedLimits> {
  if (await isProtocol(nameOrFile)) {
    const protocol = await loadProtocol(nameOrFile);
    await refuseWithoutQc(protocol);
    return { kind: 'protocol', protocol };
  }
  const file = await shippedPath(nameOrFile, { folder: LIMITS, what: 'limits' });
  let limits: Limits | undefined;
  const { sha256 } = await loadCheckedYaml<RawLimits>(file, 'limits', (raw) => {
    const compiled = compileLimits(raw);
    if ('faults' in compiled) return compiled.faults;
    limits = compiled.ok;
    return [];
  });
  if (!limits) throw new Error('limits without faults were not compiled');
  return { kind: 'limits', limits, sha256, file };
}

/** Limits come first: of what ships by one name in both folders, they are meant. */
async function isProtocol(nameOrFile: string): Promise<boolean> {
  if (isPath(nameOrFile)) return saysProtocol(nameOrFile);
  const [limits, protocol] = await Promise.all([
    shippedIn(LIMITS, nameOrFile),
    shippedIn(PROTOCOLS, nameOrFile),
  ]);
  return limits.path === undefined && protocol.path !== undefined;
}

/** What the file says that it is; whether it is a good one is for its loader. */
async function saysProtocol(file: string): Promise<boolean> {
  const { text } = await readConfigFile(file, LARGEST_YAML.protocol);
  const { parseYaml } = await import('../../io/yaml-parse.js');
  const { schema } = parseYaml(file, text).data as { readonly schema?: unknown };
  return typeof schema === 'string' && schema.startsWith('corelab/protocol@');
}

async function refuseWithoutQc({ protocol, file, placeOf }: LoadedProtocol): Promise<void> {
  if (protocol.entries.some(({ qc, phantom }) => (qc ?? phantom) !== undefined)) return;
  const { line, column } = await placeOf(['series'], 'key');
  const message = "no series of this protocol has limits ('qc') or shows a phantom";
  throw new ConfigError([{ code: 'missing-key', file, line, column, key: 'series', message }]);
}
