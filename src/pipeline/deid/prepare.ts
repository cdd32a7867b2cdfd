import { resolve as absolute } from 'node:path';
import { fingerprint, loadProjectKey } from '../../identity/project-key.js';
import { textToPath } from '../../io/path-bytes.js';
import { type ReadReport, readReport } from '../../report/read-report.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { InputError, type Inputs, inputsFromPaths, inputsFromReport } from '../scan/inputs.js';
import { type Assignments, assignmentsOf, refuseOtherKey } from './assignments.js';
import { DeidError } from './deid-error.js';
import { type LoadedProfile, loadProfile } from './load-profile.js';
import type { DeidOptions } from './options.js';
import { refusePlaces } from './refuse-places.js';

/** Everything that is read, and everything that is refused, before the first file. */
export interface Prepared {
  readonly loaded: LoadedProfile;
  readonly projectKey: Buffer;
  readonly keyFingerprint: string;
  readonly inputs: Inputs;
  readonly exclusion: GlobExclusion;
  /** Undefined: everybody gets a keyed pseudonym. */
  readonly assignments: Assignments | undefined;
  /** Where a run writes; undefined for a review. */
  readonly places: Places | undefined;
}

/** Where a run reads and writes, and how it goes together with earlier ones. */
export interface Places {
  readonly out: string;
  readonly state: string;
  readonly inputs: readonly Buffer[];
  /** Of the project key. */
  readonly keyFingerprint: string;
  readonly resume: boolean;
  readonly append: boolean;
}

/**
 * Reads the profile, the key and the assignments, and holds them and the folders against each other.
 * @throws DeidError, ConfigError, KeyError, InputError, ReportError, StateError
 */
export async function prepare(options: DeidOptions): Promise<Prepared> {
  const loaded = await loadProfile(options.profile);
  const projectKey = await projectKeyOf(options.keyFile);
  const keyFingerprint = fingerprint(projectKey);
  const exclusion = new GlobExclusion(options.exclude);
  const upstream = await upstreamOf(options);
  const inputs = inputsOf(options, upstream, exclusion);
  const from = upstream ? STANDARD_INPUT : 'the report upstream';
  refuseOtherKey(inputs.upstreamKeyFingerprint, from, keyFingerprint);
  const key = { project: projectKey, fingerprint: keyFingerprint };
  const piped = upstream && (await assignmentsOf(upstream, STANDARD_INPUT, key));
  const assignments = await assignmentsFor(options, { inputs, piped }, key);
  if (options.crosswalk !== undefined && !assignments) {
    const message =
      '--crosswalk is told whose files were released, which needs --assignments, or a report of assign-id';
    throw new DeidError('assignments-needed', message);
  }
  const places = placesOf(options, inputs, keyFingerprint);
  if (places) refusePlaces(options, places);
  return { loaded, projectKey, keyFingerprint, inputs, exclusion, assignments, places };
}

async function projectKeyOf(keyFile: string | undefined): Promise<Buffer> {
  if (keyFile !== undefined) return loadProjectKey(keyFile);
  const message = "deid needs the project key: give --key-file FILE; 'corelab key new FILE' makes one";
  throw new DeidError('key-needed', message);
}

/** How errors name the report that a pipe brings. */
const STANDARD_INPUT = 'the report on standard input';

/** The report on standard input, with `-` alone. */
async function upstreamOf({ inputs, delivered, signal }: DeidOptions): Promise<ReadReport | undefined> {
  if (delivered || !inputs.includes('-')) return undefined;
  if (inputs.length === 1) return readReport('-', signal);
  throw new InputError('mixed-inputs', "'-' reads a report and cannot stand beside paths");
}

function inputsOf(
  { delivered, inputs }: DeidOptions,
  upstream: ReadReport | undefined,
  exclusion: GlobExclusion,
): Inputs {
  if (delivered) return delivered.inputs;
  return upstream ? inputsFromReport(upstream, exclusion) : inputsFromPaths(inputs, exclusion);
}

async function assignmentsFor(
  { assignments: path, signal }: DeidOptions,
  { inputs, piped }: { readonly inputs: Inputs; readonly piped: Assignments | undefined },
  key: { readonly project: Buffer; readonly fingerprint: string },
): Promise<Assignments | undefined> {
  if (path === undefined) {
    // Whoever assigned IDs wants them used: a command between must not turn them into pseudonyms.
    if (!piped && inputs.upstream.some(({ command }) => command === 'assign-id')) {
      const message =
        'IDs were assigned earlier in the pipe, and the report on standard input does not hold them: give --assignments REPORT';
      throw new DeidError('assignments-lost', message);
    }
    return piped;
  }
  if (piped) {
    const message =
      '--assignments: the report on standard input has assignments of its own; give one of them';
    throw new DeidError('assignments-twice', message);
  }
  const given = await assignmentsOf(await readReport(path, signal), path, key);
  if (given) return given;
  throw new DeidError('assignments-damaged', `--assignments ${path}: it is no report of assign-id`);
}

function placesOf(
  { out, state, dryRun, resume, append }: DeidOptions,
  inputs: Inputs,
  keyFingerprint: string,
): Places | undefined {
  if (dryRun) return undefined;
  if (out === undefined) {
    throw new DeidError(
      'out-needed',
      'give --out DIR for what is released, or --dry-run to see what would be done',
    );
  }
  const roots = inputs.roots.map(textToPath);
  return { out, state: state ?? `${absolute(out)}.state`, inputs: roots, keyFingerprint, resume, append };
}
