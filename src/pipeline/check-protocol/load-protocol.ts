import { dirname, resolve } from 'node:path';
import type { DataFault } from '../../io/yaml-file.js';
import { LARGEST_YAML, loadCheckedYaml } from '../../io/yaml-file.js';
import type { ParsedYaml } from '../../io/yaml-parse.js';
import { readConfigFile } from '../../io/yaml-read.js';
import { compileProtocol } from '../../rules/protocol/compile/compile-protocol.js';
import type { Protocol, ProtocolPath } from '../../rules/protocol/compiled.js';
import type { QualifiedDevice } from '../../rules/protocol/devices/qualified-device.js';
import type { RawProtocol } from '../../rules/protocol/protocol.js';
import { readNamed } from '../named-file.js';
import { protocolPath } from './shipped-protocols.js';

/** A place in a file: line and column, from 1. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

/** A protocol that can be used: everything in it and beside it was checked. */
export interface LoadedProtocol {
  readonly protocol: Protocol;
  readonly raw: RawProtocol;
  /** Of the protocol file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** Of the list of qualified devices, where the protocol names one. */
  readonly devicesSha256?: string;
  /** The protocol's file: as it was given, or the path of the one that ships. */
  readonly file: string;
  /** Where keys of the protocol lead to: the value, or its key where `at` says so. */
  readonly placeOf: (path: ProtocolPath, at?: 'key' | 'value') => Promise<FilePlace>;
}

/**
 * Loads a protocol with the list of devices that it names.
 * @param nameOrFile name of a protocol that ships (`acr-mr-phantom`), or a path: with a separator, or ending in `.yaml` or
 *   `.yml`
 * @throws ConfigError with every fault of the protocol and its place; of the list where it can be read
 */
export async function loadProtocol(nameOrFile: string): Promise<LoadedProtocol> {
  const file = await protocolPath(nameOrFile);
  let beside: Devices = { list: [] };
  let protocol: Protocol | undefined;
  const { data: raw, sha256 } = await loadCheckedYaml<RawProtocol>(file, 'protocol', async (raw) => {
    beside = await devicesOf(raw, file);
    const compiled = compileProtocol(raw, beside.list);
    if ('ok' in compiled) protocol = compiled.ok;
    return [...('faults' in compiled ? compiled.faults : []), ...(beside.fault ? [beside.fault] : [])];
  });
  if (!protocol) throw new Error('a protocol without faults was not compiled');
  const { sha256: devicesSha256 } = beside;
  return { protocol, raw, sha256, ...(devicesSha256 && { devicesSha256 }), file, placeOf: placesIn(file) };
}

interface Devices {
  readonly list: readonly QualifiedDevice[];
  readonly sha256?: string;
  readonly fault?: DataFault;
}

/** The largest list of devices whose digest is taken, in bytes. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;

async function devicesOf({ qualifiedDevices }: RawProtocol, protocolFile: string): Promise<Devices> {
  if (!qualifiedDevices) return { list: [] };
  const file = resolve(dirname(protocolFile), qualifiedDevices.file);
  // Most protocols name no list: what reads CSV is loaded with the first that does.
  const named = await readNamed(['qualifiedDevices', 'file'], async () => ({
    list: await (await import('./load-devices.js')).loadDevices(file),
    sha256: (await readConfigFile(file, MAX_LIST_BYTES)).sha256,
  }));
  return 'read' in named ? named.read : { list: [], fault: named.fault };
}

/** Only `--lint` asks for places, so that the text is parsed, and what parses it loaded, only here. */
function placesIn(file: string): LoadedProtocol['placeOf'] {
  let parsed: Promise<ParsedYaml> | undefined;
  return async (path, at = 'value') => {
    parsed ??= parsedFile(file);
    const [{ document, lines }, { placeOf }] = await Promise.all([parsed, import('../../io/yaml-place.js')]);
    const { line, col } = lines.linePos(placeOf(document, path.map(String))[at]);
    return { line, column: col };
  };
}

async function parsedFile(file: string): Promise<ParsedYaml> {
  const { parseYaml } = await import('../../io/yaml-parse.js');
  const { text } = await readConfigFile(file, LARGEST_YAML.protocol);
  return parseYaml(file, text);
}
