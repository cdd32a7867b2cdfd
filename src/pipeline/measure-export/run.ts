import { type SharedPool, sharedPool } from '../../io/pool.js';
import type { MeasurementSource } from '../../measure/source.js';
import type { Report } from '../../report/envelope.js';
import { buildDelivery } from '../../study/model.js';
import type { SeriesHeader } from '../../study/series-header.js';
import type { CriteriaOptions } from '../response/options.js';
import { leftOutOf, scanOr } from '../scan/delivered.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { fullPaths } from '../scan/full-paths.js';
import { findRepetition, type Repetition } from '../scan/repetition.js';
import { Volumes } from './candidates.js';
import { describer } from './describe.js';
import { findSources } from './find-sources.js';
import { measureInputs } from './inputs.js';
import { isoDate } from './iso-date-time.js';
import type { ReadSource, RegionsResult, SourceFile } from './measure-job.js';
import { MeasuredSources } from './measured-sources.js';
import { MEASURE_EXPORT_NEEDS } from './needs.js';
import type { MeasureExportOptions } from './options.js';
import { realWorldFiles } from './real-world-objects.js';
import { outlinesJob, type RegionContext, regionsJob } from './regions.js';
import { reportOf } from './report.js';
import type { Done, MeasuredSource } from './run-state.js';
import { MEASURE_WORKER, type Threads, threadsFor } from './threads.js';

/** Objects that one job reads. */
const BATCH_SOURCES = 64;

/**
 * Reads every measurement of a delivery, recomputes what its geometry gives, and says where they differ.
 * @throws ConfigError, InputError, ReportError when there is nothing to work with
 * @throws RangeError when what is delivered was scanned without something that is needed
 */
export async function runMeasureExport(options: MeasureExportOptions): Promise<Report> {
  const { jobs, signal, progress } = options;
  const responses = options.respond && (await criteriaOf(options.respond));
  const exclusion = new GlobExclusion(options.exclude);
  const { inputs, imageRoots } = await measureInputs(options, exclusion);
  const pool = options.pool ?? sharedPool(MEASURE_WORKER, jobs);
  // An interrupt does not wait for the objects that are being measured.
  const stop = (): void => void pool.close().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const scanned = { needs: MEASURE_EXPORT_NEEDS, checksums: false, jobs, pool, signal, progress };
    const found = await scanOr(options.delivered, inputs, scanned);
    const delivery = buildDelivery(found.instances);
    const fullPath = fullPaths(inputs.roots, found.files);
    const repetition = await findRepetition({ scan: found, delivery, fullPath, signal });
    const { sources, unsupported, elsewhere } = findSources(found, repetition, { imageRoots, fullPath });
    const maps = realWorldFiles(found, fullPath);
    const context = { volumes: new Volumes(found, delivery), scan: found, fullPath, maps };
    const work: Work = { options, pool, context, bytes: bytesOf([...sources, ...elsewhere], found.files) };
    const read = await readAll(sources.filter(hasItems), work);
    const named = segmentationsNamed(read.values());
    // Of every object that was given, and of segmentations elsewhere that a report names.
    const regions = await measureAll(
      [
        ...sources.filter((source) => !hasItems(source)),
        ...elsewhere.filter(({ sopInstanceUID }) => named.has(sopInstanceUID)),
      ],
      work,
    );
    const outlines = await measureOutlines(read, work);
    const { headers } = found.instances;
    const describe = describer(options.identifiers, {
      ...{ headers, sources: [...read.values(), ...regions.values()] },
    });
    const measured = new MeasuredSources({
      ...{ scan: found, fullPath, maps, options, describe, conflicting: conflictingUids(repetition) },
      ...{ read, regions, outlines },
    });
    const done: Done = {
      ...{ options, inputs, scan: found, delivery, unsupported },
      sources: await eachInTurn(sources, (source) => taken(source, measured, read), options),
      repetition,
      isPresent: measured.isPresent,
      leftOut: leftOutOf(options, exclusion),
    };
    const report = reportOf(done);
    return responses ? responses(report, { ...done, studyDates: studyDates(headers), describe }) : report;
  } finally {
    signal.removeEventListener('abort', stop);
    if (!options.pool) await pool.close();
  }
}

/** What adds responses to a report; what is wrong with the criteria is told before the work begins. */
async function criteriaOf(
  asked: CriteriaOptions,
): Promise<Awaited<ReturnType<typeof import('../response/add-responses.js').responsesFor>>> {
  const { responsesFor } = await import('../response/add-responses.js');
  return responsesFor(asked);
}

/** When studies were made; null where their headers disagree. */
function studyDates(headers: readonly SeriesHeader[]): ReadonlyMap<string, string | null> {
  const dates = new Map<string, string | null>();
  for (const { studyUID, studyDate } of headers) {
    const date = isoDate(studyDate);
    dates.set(studyUID, dates.has(studyUID) && dates.get(studyUID) !== date ? null : date);
  }
  return dates;
}

/** UIDs that files with different content claim, or files of which one cannot be read. */
function conflictingUids(repetition: readonly Repetition[]): Set<string> {
  return new Set(
    repetition.flatMap(({ sameBytes, sopInstanceUID }) => (sameBytes !== true && sopInstanceUID) || []),
  );
}

interface Work {
  readonly options: MeasureExportOptions;
  readonly pool: SharedPool;
  readonly context: RegionContext;
  /** Of all objects that will be read. */
  readonly bytes: number;
}

function bytesOf(sources: readonly SourceFile[], files: { bytes(file: number): number }): number {
  return sources.reduce((sum, { file }) => sum + files.bytes(file), 0);
}

function hasItems({ kind }: SourceFile): boolean {
  return kind !== 'SEG' && kind !== 'RTSTRUCT';
}

function segmentationsNamed(read: Iterable<ReadSource>): Set<string> {
  const named = new Set<string>();
  for (const source of read) {
    if ('unreadable' in source) continue;
    for (const { geometries } of source.items)
      for (const one of geometries) if (one.kind === 'segments') named.add(one.image.sopInstanceUID);
  }
  return named;
}

function threads({ options, pool, bytes }: Work): Promise<Threads> {
  return threadsFor(bytes, { pool, jobs: options.jobs, signal: options.signal });
}

async function readAll(sources: readonly SourceFile[], work: Work): Promise<Map<number, ReadSource>> {
  const read = new Map<number, ReadSource>();
  if (sources.length === 0) return read;
  const batches = Array.from({ length: Math.ceil(sources.length / BATCH_SOURCES) }, (_, i) =>
    sources.slice(i * BATCH_SOURCES, (i + 1) * BATCH_SOURCES),
  );
  const jobs = batches.map((batch) => ({ kind: 'read' as const, sources: batch }));
  let at = 0;
  for await (const results of (await threads(work)).read(jobs)) {
    for (const [i, source] of (batches[at] ?? []).entries()) {
      const result = results[i];
      if (result) read.set(source.file, result);
    }
    at++;
    work.options.progress.update(read.size, sources.length, 'objects');
  }
  return read;
}

async function measureAll(sources: readonly SourceFile[], work: Work): Promise<Map<number, RegionsResult>> {
  const measured = new Map<number, RegionsResult>();
  if (sources.length === 0) return measured;
  function* jobs() {
    for (const source of sources) yield regionsJob(source, work.context);
  }
  for await (const result of (await threads(work)).regions(jobs())) {
    const source = sources[measured.size];
    if (source) measured.set(source.file, result);
    work.options.progress.update(measured.size, sources.length, 'regions');
  }
  return measured;
}

async function measureOutlines(
  read: ReadonlyMap<number, ReadSource>,
  work: Work,
): Promise<Map<number, RegionsResult>> {
  const wanted = [...read].flatMap(([file, source]) => {
    if ('unreadable' in source) return [];
    const job = outlinesJob(sourceOf(file, source), source.items, work.context);
    return job ? [{ file, job }] : [];
  });
  const measured = new Map<number, RegionsResult>();
  if (wanted.length === 0) return measured;
  for await (const result of (await threads(work)).regions(wanted.map(({ job }) => job))) {
    const one = wanted[measured.size];
    if (one) measured.set(one.file, result);
  }
  return measured;
}

function sourceOf(file: number, { kind, sopInstanceUID }: MeasurementSource): SourceFile {
  return { file, kind, sopInstanceUID, path: new Uint8Array(0) };
}

/** The rows of an object, which need what was read of it no longer. */
async function taken(
  source: SourceFile,
  measured: MeasuredSources,
  read: Map<number, ReadSource>,
): Promise<MeasuredSource> {
  const made = await measured.of(source);
  read.delete(source.file);
  return made;
}

/** Objects one by one, with a look at signals between them. */
async function eachInTurn(
  sources: readonly SourceFile[],
  measure: (source: SourceFile) => Promise<MeasuredSource>,
  { signal }: Pick<MeasureExportOptions, 'signal'>,
): Promise<MeasuredSource[]> {
  const measured: MeasuredSource[] = [];
  for (const source of sources) {
    if (measured.length % BATCH_SOURCES === 0) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    measured.push(await measure(source));
  }
  return measured;
}
