import { type SharedPool, sharedPool } from '../../io/pool.js';
import type { Report } from '../../report/envelope.js';
import type { StudyView } from '../../rules/protocol/study-view.js';
import { studyViews } from '../../rules/protocol/view/study-views.js';
import { buildDelivery } from '../../study/model.js';
import { Redactor } from '../../study/redact.js';
import { inputsOr, leftOutOf, scanOr } from '../scan/delivered.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { fullPaths } from '../scan/full-paths.js';
import { findRepetition } from '../scan/repetition.js';
import type { Scan } from '../scan/scan.js';
import { loadTrial } from '../trial/load-trial.js';
import { withoutDates } from '../without-dates.js';
import { type Drawn, draw, drawImage, drawPhantom, plotFolder } from './draw.js';
import { deliveryFindings } from './findings.js';
import { gatherSeries } from './gather-series.js';
import type { GatheredSeries, NumberedRun } from './gathered.js';
import { judgeMeasured } from './judge-measured.js';
import { loadLimits } from './load-limits.js';
import { measureRun } from './measure-run.js';
import { qcMotionNeeds } from './needs.js';
import type { QcMotionOptions } from './options.js';
import { measurePhantoms } from './phantoms/measure-phantoms.js';
import { recognisedBy } from './phantoms/recognise.js';
import { qualify } from './qualification/qualify.js';
import { appendQualification } from './qualification/record.js';
import type { Recorded } from './qualification/recorded.js';
import { reportOf } from './report.js';
import { rowOf } from './rows.js';
import type { Done, JudgedRun } from './run-state.js';
import { globsWithoutSeries, seriesFilter } from './series-filter.js';
import { type SeriesLimits, seriesLimits } from './series-limits.js';
import type { JudgedImage, JudgedPhantom } from './stills/judged-still.js';
import { measureImages } from './stills/measure-images.js';
import { imageRow, phantomRow, stillChecks } from './stills/still-rows.js';
import { MOTION_WORKER } from './threads.js';

/**
 * Measures motion and image quality of every series over time of a delivery, and holds them against limits.
 * @throws ConfigError, InputError, ReportError when there is nothing to work with
 * @throws AtomicWriteError when the folder for plots cannot be made
 * @throws RangeError when what is delivered was scanned without something that is needed
 */
export async function runQcMotion(options: QcMotionOptions): Promise<Report> {
  const loaded = await loadLimits(options.limits);
  const trial = options.trial === undefined ? undefined : await loadTrial(options.trial);
  const exclusion = new GlobExclusion(options.exclude);
  const inputs = await inputsOr(options, exclusion);
  if (options.plots !== undefined) plotFolder(options.plots);
  // A file that is no such list is told before hours of measuring.
  if (options.qualification !== undefined)
    await appendQualification(options.qualification, [], options.signal);
  const { jobs, signal, progress } = options;
  const pool = options.pool ?? sharedPool(MOTION_WORKER, jobs);
  // An interrupt does not wait for the volumes that are being aligned.
  const stop = (): void => void pool.close().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const needs = qcMotionNeeds(loaded, trial);
    const scanned = { needs, checksums: false, jobs, pool, signal, progress };
    const found = await scanOr(options.delivered, inputs, scanned);
    const delivery = buildDelivery(found.instances);
    const studies = studyViews(delivery, { instances: found.instances, probes: found.probes }, {});
    const redactor = new Redactor(found.instances.headers.map(({ identifying }) => identifying));
    const describe = (text: string): string =>
      options.identifiers ? text : withoutDates(redactor.clean(text));
    const fullPath = fullPaths(inputs.roots, found.files);
    const limits = seriesLimits(loaded, studies, recognisedBy(trial, studies));
    const series = gatherSeries(studies, limits, seriesFilter(options.series));
    const measuring = { options, found, series, limits, pool, fullPath, describe };
    const measured = await measureAll(measuring);
    const done: Done = {
      ...{ options, inputs, scan: found, delivery, loaded, series, describe, ...measured },
      ...(trial && { trialSha256: trial.sha256 }),
      notFound: globsWithoutSeries(
        options.series,
        studies.flatMap((study) => study.series),
      ),
      repetition: await findRepetition({ scan: found, delivery, fullPath, signal }),
      unmatched: limits.unmatched(series),
      leftOut: leftOutOf(options, exclusion),
    };
    const recorded = await record(done, studies);
    return reportOf({ ...done, ...(recorded && { recorded }) });
  } finally {
    signal.removeEventListener('abort', stop);
    if (!options.pool) await pool.close();
  }
}

interface Measuring {
  readonly options: QcMotionOptions;
  readonly found: Scan;
  readonly series: readonly GatheredSeries[];
  readonly limits: SeriesLimits;
  readonly pool: SharedPool;
  readonly fullPath: (file: number) => Buffer;
  readonly describe: Done['describe'];
}

type Measured = Pick<Done, 'runs' | 'images' | 'phantoms'>;

/** Runs one after the other: the values of one are in memory at a time; then images and phantoms. */
async function measureAll(measuring: Measuring): Promise<Measured> {
  const { options, found, series, limits, pool, fullPath } = measuring;
  const { jobs, signal, progress, reference: choice } = options;
  const total = volumesOf(series);
  let ready = 0;
  const measured = (volumes: number): void => {
    ready += volumes;
    progress.update(ready, total, 'volumes');
  };
  const shared = { instances: found.instances, pathOf: fullPath, measured, pool, jobs, signal };
  const runs: JudgedRun[] = [];
  for (const one of series) {
    for (const run of one.runs) {
      const key = `${one.view.number}/${run.number}`;
      const figures = await measureRun(run, { ...shared, key, choice });
      runs.push(await judgeAndDraw(one, run, figures, measuring));
    }
  }
  const context = { ...shared, series, limits };
  const images = await measureImages(context);
  const phantoms = await measurePhantoms(context);
  return drawStills({ runs, images, phantoms }, measuring);
}

/** Volumes that there are to be measured. */
function volumesOf(series: readonly GatheredSeries[]): number {
  const counts = series.map(({ runs, stills, phantom }) => {
    const inRuns = runs.reduce((sum, { points }) => sum + points.length, 0);
    const inSets = phantom?.sets.reduce((sum, { volumes }) => sum + volumes.length, 0) ?? 0;
    return inRuns + inSets + stills.images.filter(({ fault }) => fault === undefined).length;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

async function drawStills(measured: Measured, { options, found, describe }: Measuring): Promise<Measured> {
  const { plots: folder, signal } = options;
  if (folder === undefined) return measured;
  const images: JudgedImage[] = [];
  for (const judged of measured.images) {
    const row = imageRow(judged, found.instances, describe);
    images.push({ ...judged, ...(await drawImage(row, { folder, signal })) });
  }
  const phantoms: JudgedPhantom[] = [];
  for (const judged of measured.phantoms) {
    const row = phantomRow(judged, describe);
    const checks = stillChecks({ images: [], phantoms: [judged] }, describe);
    phantoms.push({ ...judged, ...(await drawPhantom(row, checks, { folder, signal })) });
  }
  return { ...measured, images, phantoms };
}

async function record(done: Done, studies: readonly StudyView[]): Promise<Recorded | undefined> {
  const { options, phantoms, loaded } = done;
  const { qualification: file, signal } = options;
  if (file === undefined) return undefined;
  return qualify({ file, phantoms, studies, loaded, signal, faults: deliveryFindings(done) });
}

const NOT_DRAWN: Drawn = { plots: [], plotFaults: [], unsafePicture: false };

async function judgeAndDraw(
  series: GatheredSeries,
  run: NumberedRun,
  measured: JudgedRun['measured'],
  { options, found, limits, describe }: Measuring,
): Promise<JudgedRun> {
  const set = limits.of(series.view, run.kind);
  const own = { series, run, measured, limits: set, ...judgeMeasured(run, measured, set), ...NOT_DRAWN };
  const { plots: folder, thumbnails, signal } = options;
  if (folder === undefined) return own;
  return {
    ...own,
    ...(await draw(rowOf(own, found.instances, describe), own, { folder, thumbnails, signal })),
  };
}
