import type { Protocol } from '../compiled.js';
import type { QualifiedDevice } from '../devices/qualified-device.js';
import type { RawExclusion, RawProtocol } from '../protocol.js';
import { checkTests } from '../tests/check-tests.js';
import type { RuleScope } from './between.js';
import { compileCondition, consequenceOf } from './conditions.js';
import type { Compiled } from './constraint.js';
import { compileCross } from './cross.js';
import { compileEntries, entryNames } from './entries.js';
import { defined, Faults } from './faults.js';
import { probesOf, type Unprobed } from './probes.js';
import { compileVisits } from './visits.js';

/** Two series of the protocol that fit a scan this alike are ambiguous, where the protocol does not say another share. */
const DEFAULT_MARGIN = 0.2;

/**
 * Compiles a protocol that fits its schema: names resolved, units converted, patterns compiled.
 * @param devices what the file of `qualifiedDevices` lists; not looked at where the protocol names none
 * @returns the protocol, or everything that is wrong with it, with the places in it
 */
export function compileProtocol(raw: RawProtocol, devices: readonly QualifiedDevice[]): Compiled<Protocol> {
  const faults = new Faults();
  const entries = compileEntries(raw, faults);
  const scope: RuleScope = { faults, names: entryNames(raw), source: raw.protocol.source };
  const { id, version, title, source } = raw.protocol;
  const compiled: Unprobed = {
    id,
    version: String(version),
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    entries,
    exclude: compileExclusions(raw.exclude ?? [], faults),
    unexpected: raw.unexpected ?? 'warn',
    margin: raw.margin ?? DEFAULT_MARGIN,
    crossSeries: compileCross(raw.crossSeries ?? [], scope),
    acrossVisits: compileVisits(raw.acrossVisits ?? [], scope),
    ...devicesOf(raw, devices),
    tests: raw.tests ?? [],
  };
  faults.list.push(...checkTests(raw));
  if (faults.list.length > 0) return { faults: faults.list };
  return { ok: { ...compiled, probes: probesOf(compiled) } };
}

function compileExclusions(raw: readonly RawExclusion[], faults: Faults): Protocol['exclude'] {
  return defined(
    raw.map(({ match, reason }, i) => {
      const path = ['exclude', i];
      const condition = compileCondition(match, [...path, 'match'], faults);
      return condition && { match: condition, reason, path };
    }),
  );
}

function devicesOf(
  { qualifiedDevices, protocol }: RawProtocol,
  list: readonly QualifiedDevice[],
): Pick<Protocol, 'devices'> {
  if (!qualifiedDevices) return {};
  const { source } = protocol;
  const { file } = qualifiedDevices;
  const consequence = consequenceOf({ ...(source === undefined ? {} : { source }), ...qualifiedDevices });
  return { devices: { ...consequence, list, file } };
}
