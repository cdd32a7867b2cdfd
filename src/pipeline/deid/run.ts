import { deriveKey } from '../../identity/project-key.js';
import { releasedUid } from '../../identity/released-uid.js';
import { type SharedPool, sharedPool } from '../../io/pool.js';
import type { Report } from '../../report/envelope.js';
import { type Delivered, scanOr } from '../scan/delivered.js';
import { decideWho, type Subjects } from './decide-who.js';
import { valuesOf } from './known-values.js';
import { DEID_NEEDS } from './needs.js';
import type { DeidOptions } from './options.js';
import type { DeidOutcome } from './outcome.js';
import { type Places, type Prepared, prepare } from './prepare.js';
import { DEID_WORKER, release, sharedOf } from './release.js';
import { reportOf } from './report.js';
import type { Done, Planned } from './run-state.js';
import { sortFiles } from './sort-files.js';

/** UIDs that are remembered: those of studies and series come again with every file. */
const MOST_UIDS = 10_000;

/**
 * De-identifies a delivery: what is certain is released, everything else quarantined with the reason. With `dryRun`
 * nothing is written, and the report says what would be done to each attribute.
 * @throws DeidError, ConfigError, KeyError, InputError, ReportError for what cannot be worked with
 * @throws StateError, CopiesError, AtomicWriteError for what cannot be written
 */
export async function runDeid(options: DeidOptions): Promise<Report> {
  return (await deidDelivery(options)).report;
}

/** What {@link deidDelivery} gives. */
interface DeidDelivery {
  readonly report: Report;
  /** The released files as the next command takes them; only with `releasedNeeds`, and not with `dryRun`. */
  readonly released: Delivered | undefined;
}

/**
 * {@link runDeid} for who goes on with what was released: with `releasedNeeds` the outputs come scanned, without being
 * read once more than for their verification.
 * @throws as {@link runDeid}
 */
export async function deidDelivery(options: DeidOptions): Promise<DeidDelivery> {
  const prepared = await prepare(options);
  const pool = sharedPool(DEID_WORKER, options.jobs);
  try {
    const planned = await plan(options, prepared, pool);
    const done = prepared.places ? await released(planned, prepared.places, pool) : await reviewed(planned);
    if (options.uidMap !== undefined || options.patientMap !== undefined)
      await (await import('./maps.js')).writeMaps(done);
    const report = reportOf(done);
    if (!options.releasedNeeds || !prepared.places) return { report, released: undefined };
    const { releasedDelivery } = await import('./released-delivery.js');
    const needs = options.releasedNeeds;
    return { report, released: await releasedDelivery({ report, done, needs, pool }) };
  } finally {
    await pool.close();
  }
}

/** Writes what may be released, and tells the crosswalk where one was given. */
async function released(planned: Planned, places: Places, pool: SharedPool): Promise<Done> {
  // The crosswalk's library takes tens of milliseconds to load.
  const record = planned.options.crosswalk
    ? await (await import('./record-releases.js')).releaseRecord(planned)
    : undefined;
  try {
    const current = record ? withoutStudies(planned, record.begin()) : planned;
    const outcome = await release(current, places, pool);
    return { ...current, outcome, recorded: record?.finish(outcome) ?? [] };
  } finally {
    record?.close();
  }
}

/** Everything that is decided before a file is written: whose files they are, what identifies, what becomes of each. */
async function plan(options: DeidOptions, prepared: Prepared, pool: SharedPool): Promise<Planned> {
  const { inputs, loaded, projectKey, assignments } = prepared;
  const { profile } = loaded;
  const { jobs, signal, progress } = options;
  const how = { checksums: false, jobs, pool, signal, progress };
  const found = await scanOr(options.delivered, inputs, { needs: DEID_NEEDS, ...how });
  const who = decideWho(found.instances, { profile, projectKey, assignments });
  const known = valuesOf(
    found.instances,
    profile,
    who.subjects.map(({ id }) => id),
  );
  const sorted = sortFiles({ found, inputs, who, uidOf: uidsOf(prepared, who) });
  return { options, prepared, found, who, known, sorted };
}

/** PS3.15 E.3.9: with the Retain UIDs Option they stay. */
function uidsOf(
  { loaded, projectKey }: Prepared,
  { subjects }: Subjects,
): (uid: string, subject: number) => string {
  if (loaded.profile.options.retainUids) return (uid) => uid;
  const key = deriveKey(projectKey, 'uid');
  const shared = new Map<string, string>();
  return (uid, subject) => {
    const generation = subjects[subject]?.generation ?? 0;
    const name = `${generation} ${uid}`;
    let released = shared.get(name);
    if (released === undefined) {
      released = releasedUid(key, uid, generation);
      if (shared.size > MOST_UIDS) shared.clear();
      shared.set(name, released);
    }
    return released;
  };
}

/** Files of studies that were corrected, or whose subject left, since they were assigned: quarantined. */
function withoutStudies(planned: Planned, superseded: ReadonlySet<string>): Planned {
  const { sorted } = planned;
  const isGone = ({ studyUID }: { readonly studyUID: string }): boolean => superseded.has(studyUID);
  const refused = sorted.files.filter(isGone).map(({ file, root, path, full, bytes }) => ({
    file,
    root,
    path,
    full,
    bytes,
    code: 'superseded' as const,
  }));
  const files = sorted.files.filter((file) => !isGone(file));
  return { ...planned, sorted: { ...sorted, files, refused: [...sorted.refused, ...refused] } };
}

/** What would be released, attribute by attribute. */
async function reviewed(planned: Planned): Promise<Done> {
  const { reviewFiles } = await import('./review.js');
  const { options, sorted } = planned;
  const { signal, progress } = options;
  const looked = await reviewFiles({ files: sorted.files, shared: sharedOf(planned), signal, progress });
  const outcome: DeidOutcome = {
    written: [],
    duplicates: [],
    quarantined: [...looked.quarantined, ...sorted.refused.map(({ file, code }) => ({ file, code }))],
    planned: looked.planned,
    review: looked.rows,
  };
  return { ...planned, outcome, recorded: [] };
}
