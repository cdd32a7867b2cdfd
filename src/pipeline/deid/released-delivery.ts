import { joinPath, textToPath } from '../../io/path-bytes.js';
import type { SharedPool } from '../../io/pool.js';
import type { FileEntry, Report, Root } from '../../report/envelope.js';
import { rows } from '../rows.js';
import type { Delivered, ScanNeeds } from '../scan/delivered.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { Gatherer } from '../scan/gatherer.js';
import { type InputFile, type Inputs, inputsFromReport } from '../scan/inputs.js';
import { type BatchPlace, reordered } from '../scan/reordered.js';
import { type Scan, scan } from '../scan/scan.js';
import type { Done } from './run-state.js';

/** Files that are put in order together: what was gathered of them stands in memory twice meanwhile. */
const FILES_PER_TURN = 4096;

/** What {@link releasedDelivery} works with. */
interface ReleasedJob {
  readonly report: Report;
  readonly done: Done;
  readonly needs: ScanNeeds;
  readonly pool: SharedPool;
}

/**
 * The files that a report says were released, scanned: as a scan of them would be, and in the order of the report.
 * Where an earlier run has written some of them they are read again, all of them.
 * @throws the signal's reason when it is aborted
 */
export async function releasedDelivery({ report, done, needs, pool }: ReleasedJob): Promise<Delivered> {
  const entries = [...report.files];
  const inputsOf = (): Inputs => inputsOfReport(report, entries);
  const inputs = { ...inputsOf(), files: rows(() => inputsOf().files[Symbol.iterator]()) };
  const gathered = placesOf(entries, done);
  if (gathered) return { inputs, scan: scanOf(gathered, { entries, needs, roots: report.roots }) };
  const { jobs, signal, progress } = done.options;
  const found = await scan(inputs, { checksums: false, ...needs, jobs, pool, signal, progress });
  return { inputs, scan: found };
}

/** As a command behind a pipe makes them, but for the digest of a report that is not written yet. */
function inputsOfReport(report: Report, files: readonly FileEntry[]): Inputs {
  const { command, upstream, roots, verdict, findings, config } = report;
  const { keyFingerprint } = config;
  const { upstreamSha256: _, ...inputs } = inputsFromReport(
    {
      ...{ command, upstream, roots, verdict, files, findings: findings.length, sha256: '' },
      ...(typeof keyFingerprint === 'string' && { keyFingerprint }),
    },
    new GlobExclusion([]),
  );
  return inputs;
}

/** Where each file stands in what the threads gathered; undefined when that is not known of all. */
function placesOf(entries: readonly FileEntry[], { outcome }: Done): BatchPlace[] | undefined {
  const byPath = new Map(outcome.written.map(({ path, file }) => [path, file]));
  const places: BatchPlace[] = [];
  for (const { path } of entries) {
    const file = byPath.get(path);
    const place = file === undefined ? undefined : outcome.batches?.placeOf(file);
    if (!place) return undefined;
    places.push(place);
  }
  return places;
}

function scanOf(
  places: readonly BatchPlace[],
  of: { readonly entries: readonly FileEntry[]; readonly needs: ScanNeeds; readonly roots: readonly Root[] },
): Scan {
  const bases = new Map(of.roots.map((root) => [root.id, textToPath(root)]));
  const files = of.entries.map((entry): InputFile => {
    const path = textToPath(entry);
    return { root: entry.root, path, full: joinPath(bases.get(entry.root) ?? Buffer.alloc(0), path) };
  });
  const gatherer = new Gatherer(of.needs.probes);
  for (let at = 0; at < files.length; at += FILES_PER_TURN)
    gatherer.take(files.slice(at, at + FILES_PER_TURN), reordered(places.slice(at, at + FILES_PER_TURN)));
  return gatherer;
}
