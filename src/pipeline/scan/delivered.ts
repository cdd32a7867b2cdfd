import { exactProbeKey, type Probe } from '../../study/probe/probe.js';
import type { GlobExclusion } from './exclusion.js';
import type { Inputs } from './inputs.js';
import { resolveInputs } from './resolve-inputs.js';
import { type Scan, type ScanOptions, scan } from './scan.js';

/** Files that are scanned already: a command works on them in place of reading them itself. */
export interface Delivered {
  readonly inputs: Inputs;
  readonly scan: Scan;
}

/** What commands want of a scan. */
export interface ScanNeeds {
  /** Attributes that series headers hold besides, as `readSeriesHeader` takes them. */
  readonly further: readonly string[];
  /** What to read of every instance besides. */
  readonly probes: readonly Probe[];
}

/** What stands in place of a command's own scan. */
export interface DeliveredOptions {
  /** In place of `inputs`, which is then not read. Was scanned with at least what the command needs. */
  readonly delivered?: Delivered;
  /** Files and folders that `exclude` left out when `delivered` was scanned; none when absent. */
  readonly leftOut?: number;
}

/** How a command scans: {@link ScanOptions} with what it needs by one name. */
export interface NeededScan extends Omit<ScanOptions, 'further' | 'probes'> {
  readonly needs: ScanNeeds;
}

/**
 * What several commands want of one scan: each attribute and each probe once, in the order in which they are met. A
 * private element that two commands read with different VRs is read twice: each then sees what it would see alone.
 */
export function allNeeds(needs: readonly ScanNeeds[]): ScanNeeds {
  const probes = new Map<string, Probe>();
  for (const probe of needs.flatMap((one) => one.probes)) {
    const key = exactProbeKey(probe);
    if (!probes.has(key)) probes.set(key, probe);
  }
  return { further: [...new Set(needs.flatMap(({ further }) => further))], probes: [...probes.values()] };
}

/**
 * The inputs of a command: those of what is delivered, else what its paths stand for.
 * @throws InputError, ReportError
 */
export async function inputsOr(
  {
    inputs,
    delivered,
    signal,
  }: DeliveredOptions & { readonly inputs: readonly string[]; readonly signal: AbortSignal },
  exclusion: GlobExclusion,
): Promise<Inputs> {
  return delivered ? delivered.inputs : resolveInputs(inputs, exclusion, signal);
}

/**
 * The scan that was delivered, with the probes that the command asks for and no others; else one of the inputs.
 * @throws the signal's reason when it is aborted
 * @throws RangeError when what was delivered was scanned without something that the command needs
 */
export async function scanOr(
  delivered: Delivered | undefined,
  inputs: Inputs,
  { needs, ...options }: NeededScan,
): Promise<Scan> {
  const { further, probes } = needs;
  if (!delivered) return scan(inputs, { ...options, further, ...(probes.length > 0 && { probes }) });
  options.signal.throwIfAborted();
  const { probes: table, ...found } = fieldsOf(delivered.scan);
  assertAttributes(found, further);
  if (options.checksums) assertChecksums(found);
  if (probes.length === 0) return found;
  if (!table) throw new RangeError('nothing was probed in what was delivered');
  return { ...found, probes: table.narrowedTo(probes) };
}

/** How many files and folders were left out, once all are scanned. */
export function leftOutOf({ delivered, leftOut = 0 }: DeliveredOptions, exclusion: GlobExclusion): number {
  return delivered ? leftOut : exclusion.count;
}

/** A scan as plain fields, whatever class it is of. */
function fieldsOf(found: Scan): Scan {
  const { files, instances, probes, unreadable, notDicom, directories, pixelFaults, skippedLinks } = found;
  const own = { files, instances, unreadable, notDicom, directories, pixelFaults, skippedLinks };
  return { ...own, ...(probes && { probes }) };
}

/** An attribute that was not read looks like one that is absent: a phantom would pass for a person. */
function assertAttributes({ instances }: Scan, further: readonly string[]): void {
  for (const { further: held = {} } of instances.headers) {
    const missing = further.find((name) => !Object.hasOwn(held, name));
    if (missing !== undefined) throw new RangeError(`what was delivered was scanned without ${missing}`);
  }
}

/** Every file that could be read has a checksum, where one was asked for. */
function assertChecksums({ files }: Scan): void {
  for (let file = 0; file < files.size; file++) {
    if (files.kind(file) !== 'unreadable' && files.sha256(file) === undefined)
      throw new RangeError('what was delivered was scanned without checksums');
  }
}
