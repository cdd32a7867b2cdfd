import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Pipeline } from '../../identity/trial/trial.js';
import { loadDispositions } from '../check-protocol/load-dispositions.js';
import { type LoadedProtocol, loadProtocol } from '../check-protocol/load-protocol.js';
import { loadProfile } from '../deid/load-profile.js';
import { loadLimits } from '../qc-motion/load-limits.js';
import { loadCriteria } from '../response/load-criteria.js';
import { readAdjudication, readLesions, readVisits } from '../response/read/facts.js';

/** Something that a pipeline may name. */
export interface PipelinePart {
  /** Keys that lead to it in the pipeline. */
  readonly path: readonly string[];
  /** Name of what ships, or path; undefined where the pipeline names none. */
  readonly of: (pipeline: Pipeline) => string | undefined;
  /** Folders that the name of what ships is looked for in; always a path when not given. */
  readonly ships?: readonly string[];
  /** True for a file that the run makes where there is none. */
  readonly isMade?: true;
  /**
   * Loads it with all that it names itself. Keys, stores and what the run writes are not loaded.
   * @param recorded the list that phantoms are recorded in
   * @returns SHA-256 of each file that decides something, in a fixed order
   * @throws ConfigError with its faults
   */
  readonly load?: (name: string, recorded: string | undefined) => Promise<readonly string[]>;
}

/** All that a pipeline can name, in the order in which it is told and digested. */
export const PIPELINE_PARTS: readonly PipelinePart[] = [
  { path: ['crosswalk'], of: (pipeline) => pipeline.crosswalk },
  { path: ['crosswalkKey'], of: (pipeline) => pipeline.crosswalkKey },
  { path: ['keyFile'], of: (pipeline) => pipeline.keyFile },
  {
    path: ['deid', 'profile'],
    of: ({ deid }) => deid.profile,
    ships: ['profiles'],
    load: (name) => digestOf(loadProfile(name)),
  },
  {
    path: ['check-protocol', 'protocol'],
    of: (pipeline) => pipeline['check-protocol']?.protocol,
    ships: ['protocols'],
    load: async (name, recorded) => protocolDigests(await loadProtocol(name), recorded),
  },
  {
    path: ['check-protocol', 'dispositions'],
    of: (pipeline) => pipeline['check-protocol']?.dispositions,
    load: (name) => digestOf(loadDispositions(name, new Date())),
  },
  {
    path: ['qc-motion', 'limits'],
    of: (pipeline) => pipeline['qc-motion']?.limits,
    ships: ['protocols/limits', 'protocols'],
    load: limitsDigests,
  },
  {
    path: ['qc-motion', 'qualification'],
    of: (pipeline) => pipeline['qc-motion']?.qualification,
    isMade: true,
  },
  {
    path: ['response', 'criteria'],
    of: ({ response }) => response?.criteria,
    ships: ['protocols/criteria'],
    load: criteriaDigests,
  },
  {
    path: ['response', 'lesions'],
    of: ({ response }) => response?.lesions,
    load: (name) => digestOf(readLesions(name, 0)),
  },
  {
    path: ['response', 'visits'],
    of: ({ response }) => response?.visits,
    load: (name) => digestOf(readVisits(name, 0)),
  },
  {
    path: ['response', 'adjudication'],
    of: ({ response }) => response?.adjudication,
    load: (name) => digestOf(readAdjudication(name, 0)),
  },
];

async function digestOf(loaded: Promise<{ readonly sha256: string }>): Promise<readonly string[]> {
  return [(await loaded).sha256];
}

async function criteriaDigests(name: string): Promise<readonly string[]> {
  const { sha256, bases } = await loadCriteria(name);
  return [sha256, ...bases.map((base) => base.sha256)];
}

async function limitsDigests(name: string, recorded: string | undefined): Promise<readonly string[]> {
  const loaded = await loadLimits(name);
  return loaded.kind === 'limits' ? [loaded.sha256] : protocolDigests(loaded.protocol, recorded);
}

/** Of a protocol and its list of devices, unless that is the list which the run itself records phantoms in. */
async function protocolDigests(
  { sha256, devicesSha256, file, raw }: LoadedProtocol,
  recorded: string | undefined,
): Promise<readonly string[]> {
  if (devicesSha256 === undefined || raw.qualifiedDevices === undefined) return [sha256];
  const devices = await realPath(resolve(dirname(file), raw.qualifiedDevices.file));
  const isRecorded = recorded !== undefined && devices === (await realPath(recorded));
  return isRecorded ? [sha256] : [sha256, devicesSha256];
}

function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
