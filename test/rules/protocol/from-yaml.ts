import { parse } from 'yaml';
import { validatorOf } from '../../../src/io/schemas.js';
import { compileProtocol } from '../../../src/rules/protocol/compile/compile-protocol.js';
import type { Protocol } from '../../../src/rules/protocol/compiled.js';
import type { QualifiedDevice } from '../../../src/rules/protocol/devices/qualified-device.js';
import type { RawProtocol } from '../../../src/rules/protocol/protocol.js';

const HEAD = 'schema: corelab/protocol@1\nprotocol: { id: EX-1, version: 2, source: Manual }\n';

/** A protocol of YAML that begins after its head; it has to fit the schema. */
export async function rawOf(yaml: string): Promise<RawProtocol> {
  const data: unknown = parse(HEAD + yaml);
  const errors = (await validatorOf('protocol'))(data);
  if (errors.length > 0) throw new Error(`${errors[0]?.instancePath} ${errors[0]?.message}`);
  return data as RawProtocol;
}

/** The protocol that was compiled. */
export async function protocolOf(yaml: string, devices: readonly QualifiedDevice[] = []): Promise<Protocol> {
  const compiled = compileProtocol(await rawOf(yaml), devices);
  if ('ok' in compiled) return compiled.ok;
  throw new Error(compiled.faults.map(({ message }) => message).join('\n'));
}

/** Messages of all faults. */
export async function faultsOf(yaml: string): Promise<readonly string[]> {
  const compiled = compileProtocol(await rawOf(yaml), []);
  return 'ok' in compiled ? [] : compiled.faults.map(({ message }) => message);
}
