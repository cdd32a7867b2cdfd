import { type SharedPool, sharedPool } from '../../io/pool.js';
import type { Report } from '../../report/envelope.js';
import type { LimitSet } from '../../rules/motion/limits/limits.js';
import { TIME_SERIES_PROBES, type TimeSeries } from '../../rules/motion/series/time-series.js';
import type { StudyView } from '../../rules/protocol/study-view.js';
import { studyViews, VIEW_PROBES } from '../../rules/protocol/view/study-views.js';
import { buildDelivery } from '../../study/model.js';
import { type Probe, probeKey } from '../../study/probe/probe.js';
import { Redactor } from '../../study/redact.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { fullPaths } from '../scan/full-paths.js';
import { findRepetition } from '../scan/repetition.js';
import { resolveInputs } from '../scan/resolve-inputs.js';
import { type Scan, scan } from '../scan/scan.js';
import { withoutDates } from '../without-dates.js';
import { type Drawn, draw, plotFolder } from './draw.js';
import { type GatheredSeries, gatherRuns, type NumberedRun } from './gather-runs.js';
import { judgeMeasured } from './judge-measured.js';
import { type LoadedLimits, loadLimits } from './load-limits.js';
import { matchQc } from './match-qc.js';
import { measureRun } from './measure-run.js';
import type { QcMotionOptions } from './options.js';
import { reportOf } from './report.js';
import { rowOf } from './rows.js';
import type { Done, JudgedRun, UnmatchedLimits } from './run-state.js';
import { FILTER_PROBES, globsWithoutSeries, seriesFilter } from './series-filter.js';
import { MOTION_WORKER } from './threads.js';

/**
 * Measures motion and image quality of every series over time of a delivery, and holds them against limits.
 * @throws ConfigError, InputError, ReportError when there is nothing to work with
 * @throws AtomicWriteError when the folder for plots cannot be made
 */
export async function runQcMotion(options: QcMotionOptions): Promise<Report> {
  const loaded = await loadLimits(options.limits);
  const exclusion = new GlobExclusion(options.exclude);
  const inputs = await resolveInputs(options.inputs, exclusion, options.signal);
  if (options.plots !== undefined) await plotFolder(options.plots);
  const { jobs, signal, progress } = options;
  const pool = sharedPool(MOTION_WORKER, jobs);
  // An interrupt does not wait for the volumes that are being aligned.
  const stop = (): void => void pool.close().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const found = await scan(inputs, {
      ...{ checksums: false, probes: probesOf(loaded) },
      ...{ jobs, pool, signal, progress },
    });
    const delivery = buildDelivery(found.instances);
    const studies = studyViews(delivery, { instances: found.instances, probes: found.probes }, {});
    const redactor = new Redactor(found.instances.headers.map(({ identifying }) => identifying));
    const describe = (text: string): string =>
      options.identifiers ? text : withoutDates(redactor.clean(text));
    const fullPath = fullPaths(inputs.roots, found.files);
    const series = gatherRuns(studies, seriesFilter(options.series));
    const limits = limitsFor(loaded, studies, series);
    const runs = await measureAll({ options, found, series, limits: limits.of, pool, fullPath, describe });
    const done: Done = {
      ...{ options, inputs, scan: found, delivery, loaded, series, runs, describe },
      notFound: globsWithoutSeries(
        options.series,
        studies.flatMap((study) => study.series),
      ),
      repetition: await findRepetition({ scan: found, delivery, fullPath, signal }),
      unmatched: limits.unmatched,
      leftOut: exclusion.count,
    };
    return reportOf(done);
  } finally {
    signal.removeEventListener('abort', stop);
    await pool.close();
  }
}

/** Everything that series, their limits and the filter are told by; each once. */
function probesOf(loaded: LoadedLimits): readonly Probe[] {
  const asked = loaded.kind === 'protocol' ? loaded.protocol.protocol.probes : [];
  const all = [...VIEW_PROBES, ...TIME_SERIES_PROBES, ...FILTER_PROBES, ...asked];
  return [...new Map(all.map((probe) => [probeKey(probe), probe])).values()];
}

interface LimitsFor {
  readonly of: (series: GatheredSeries, run: TimeSeries) => LimitSet | 'unsettled' | undefined;
  readonly unmatched: readonly UnmatchedLimits[];
}

/** Limits go by what a run shows; those of a scanning protocol by what its series was taken for. */
function limitsFor(
  loaded: LoadedLimits,
  studies: readonly StudyView[],
  gathered: readonly GatheredSeries[],
): LimitsFor {
  if (loaded.kind === 'limits') {
    const { sets } = loaded.limits;
    return { of: (_, run) => sets[run.kind], unmatched: [] };
  }
  const { bySeries, missing } = matchQc(loaded.protocol.protocol, studies);
  const absent = missing.map(({ study, entry }) => ({ studyUID: studies[study]?.studyUID, entry }));
  const still = gathered.flatMap(({ view, studyUID, runs }): UnmatchedLimits[] => {
    const match = bySeries.get(view.number);
    const isIdle = runs.length === 0 && match?.kind === 'matched' && match.limits !== undefined;
    return isIdle ? [{ studyUID, entry: match.entry }] : [];
  });
  return {
    of: ({ view }) => {
      const match = bySeries.get(view.number);
      if (match?.kind === 'ambiguous') return 'unsettled';
      return match?.kind === 'matched' ? match.limits : undefined;
    },
    unmatched: [...absent, ...still],
  };
}

interface Measuring {
  readonly options: QcMotionOptions;
  readonly found: Scan;
  readonly series: readonly GatheredSeries[];
  readonly limits: LimitsFor['of'];
  readonly pool: SharedPool;
  readonly fullPath: (file: number) => Buffer;
  readonly describe: Done['describe'];
}

/** Runs one after the other: the values of one are in memory at a time. */
async function measureAll(measuring: Measuring): Promise<JudgedRun[]> {
  const { options, found, series, pool, fullPath } = measuring;
  const { jobs, signal, progress, reference: choice } = options;
  const total = series.reduce(
    (sum, { runs }) => sum + runs.reduce((volumes, { points }) => volumes + points.length, 0),
    0,
  );
  let ready = 0;
  const measured = (volumes: number): void => {
    ready += volumes;
    progress.update(ready, total, 'volumes');
  };
  const judged: JudgedRun[] = [];
  for (const one of series) {
    for (const run of one.runs) {
      const key = `${one.view.number}/${run.number}`;
      const context = { key, choice, instances: found.instances, pathOf: fullPath, measured };
      const figures = await measureRun(run, { ...context, pool, jobs, signal });
      judged.push(await judgeAndDraw(one, run, figures, measuring));
    }
  }
  return judged;
}

const NOT_DRAWN: Drawn = { plots: [], plotFaults: [], unsafePicture: false };

async function judgeAndDraw(
  series: GatheredSeries,
  run: NumberedRun,
  measured: JudgedRun['measured'],
  { options, found, limits, describe }: Measuring,
): Promise<JudgedRun> {
  const set = limits(series, run);
  const own = { series, run, measured, limits: set, ...judgeMeasured(run, measured, set), ...NOT_DRAWN };
  const { plots: folder, thumbnails, signal } = options;
  if (folder === undefined) return own;
  return {
    ...own,
    ...(await draw(rowOf(own, found.instances, describe), own, { folder, thumbnails, signal })),
  };
}
