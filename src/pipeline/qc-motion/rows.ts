import { centreOf } from '../../motion/rigid.js';
import type { MotionCheckRow, MotionRunRow } from '../../report/qc-motion-sections.js';
import { figureOf } from '../../rules/motion/all-figures.js';
import { FIGURES } from '../../rules/motion/figures.js';
import type { LimitResult } from '../../rules/motion/limits/limits.js';
import { runOutcome } from '../../rules/motion/run/run-outcome.js';
import type { InstanceTable } from '../../study/instance-table.js';
import { VolumeError } from '../../study/volume/volume-error.js';
import type { GatheredSeries } from './gathered.js';
import { leftOutTexts, lostVolumes } from './left-out.js';
import { NO_SERIES_REASONS } from './reasons.js';
import type { Done, JudgedRun } from './run-state.js';
import { shown, three } from './shown.js';
import { sliceRows, volumeRow } from './volume-rows.js';

/** What a series is called in a report. */
export function seriesHead({ view, studyUID }: GatheredSeries, describe: (text: string) => string) {
  const [header] = view.headers;
  const numbers = view.headers.flatMap(({ seriesNumber }) => seriesNumber ?? []);
  return {
    studyUID,
    seriesUID: view.seriesUID,
    seriesNumber: numbers.length === 0 ? null : Math.min(...numbers),
    description: describe(header?.seriesDescription ?? ''),
    modality: header?.modality || null,
  };
}

/** The runs of a delivery, and the series of which nothing is measured. */
export function seriesRows({ series, runs, scan, describe }: Done): MotionRunRow[] {
  return series.flatMap((one) => {
    if (one.phantom || one.stills.images.length > 0) return [];
    const own = runs.filter((judged) => judged.series === one);
    const head = seriesHead(one, describe);
    if (own.length === 0) return [{ ...head, ...noRun(one) }];
    return own.map((judged) => rowOf(judged, scan.instances, describe));
  });
}

/** A run as the report shows it. */
export function rowOf(
  judged: JudgedRun,
  instances: InstanceTable,
  describe: (text: string) => string,
): MotionRunRow {
  return { ...seriesHead(judged.series, describe), ...runRow(judged, instances) };
}

type Body = Omit<MotionRunRow, keyof ReturnType<typeof seriesHead>>;

const NOTHING = {
  ...{ matrix: null, spacingMm: null, centreMm: null, intervalS: null, limits: null, censorFdMm: null },
  ...{ groups: [], notMeasured: {}, volumes: [], slices: [], sliceGain: [], plots: [] },
};

function noRun({ none, stills }: GatheredSeries): Body {
  const { reason = 'no-image', outcome = 'not-applicable' } = none ?? {};
  // Where all its images are maps, phases or colours, that is why.
  const why = leftOutTexts(stills.leftOut).join('; ') || NO_SERIES_REASONS[reason];
  return { run: 0, kind: null, outcome, why, figures: {}, ...NOTHING };
}

function runRow(judged: JudgedRun, instances: InstanceTable): Body {
  const { run, measured, volumes, figures, censored, limits, plots } = judged;
  const grid = run.points[0]?.plan.grid;
  const known = grid === undefined || grid instanceof VolumeError ? undefined : grid;
  const censor = typeof limits === 'object' ? limits.censor : undefined;
  return {
    run: run.number,
    kind: run.kind,
    outcome: outcomeOf(judged),
    why: whyOf(judged, trustText(judged)),
    matrix: known ? [...known.dims] : null,
    spacingMm: three(known?.spacingMm),
    centreMm: three(known && centreOf(known)),
    intervalS: shown(run.intervalS),
    limits: typeof limits === 'object' ? run.kind : null,
    censorFdMm: shown(censor?.fdMm),
    groups: measured.groups.map(({ group, aligned }) => ({
      name: group.name,
      volumes: group.members.length,
      reference: 'fault' in aligned ? null : aligned.reference,
    })),
    figures: Object.fromEntries(
      FIGURES.map(({ name }) => {
        const figure = figures[name];
        return [name, shown('value' in figure ? figure.value : undefined)];
      }),
    ),
    notMeasured: Object.fromEntries(
      FIGURES.flatMap(({ name }) => {
        const figure = figures[name];
        if ('value' in figure) return 'atBest' in figure ? [[name, figure.atBest]] : [];
        return [[name, 'why' in figure ? figure.why : figure.notApplicable]];
      }),
    ),
    volumes: volumes.map((volume, i) => volumeRow(volume, censored?.[i], instances)),
    slices: sliceRows(judged, instances),
    sliceGain: volumes.map(({ sliceGain }) =>
      sliceGain ? [...sliceGain].map((gain) => shown(gain, 1e4)) : null,
    ),
    plots,
  };
}

/** The verdict on a run: that of its limits and its trust, and of what it lacks. */
export function outcomeOf(judged: JudgedRun): MotionRunRow['outcome'] {
  const { run, measured, limits, results } = judged;
  const { outcome } = runOutcome(measured.trust, results);
  const isLess =
    run.order === 'unknown' ||
    run.motionCorrected === true ||
    limits === 'unsettled' ||
    lostVolumes(run.leftOut).length > 0 ||
    unplacedFrames(judged) > 0;
  return isLess && outcome !== 'fail' ? 'not-evaluable' : outcome;
}

/** Frames of the series that lie nowhere: they are in no volume. */
export function unplacedFrames({ series }: JudgedRun): number {
  return series.view.geometry.unplaced;
}

/** Which volumes' motion is not known and why, for people. */
export function trustText({ measured, results }: JudgedRun): string | undefined {
  return runOutcome(measured.trust, results).why;
}

function whyOf({ run, limits }: JudgedRun, trust: string | undefined): string | null {
  const parts = [
    trust,
    run.motionCorrected ? 'the scanner has realigned the images already' : undefined,
    run.order === 'unknown' ? 'nothing tells which volume came first' : undefined,
    limits === 'unsettled' ? 'it fits several series of the protocol' : undefined,
    limits === undefined ? 'no limits hold for it' : undefined,
    ...leftOutTexts(run.leftOut),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join('; ');
}

/** Limits that were held against figures, run by run. */
export function checkRows({ runs, describe }: Done): MotionCheckRow[] {
  return runs.flatMap((judged) => {
    const { studyUID, seriesUID, seriesNumber } = seriesHead(judged.series, describe);
    const references = judged.measured.groups.flatMap(({ aligned }) =>
      'fault' in aligned ? [] : [aligned.reference],
    );
    return judged.results.map((result) => ({
      ...{ studyUID, seriesUID, seriesNumber, of: 'run' as const, run: judged.run.number },
      ...checkRow(result, references),
    }));
  });
}

type Check = Omit<MotionCheckRow, 'studyUID' | 'seriesUID' | 'seriesNumber' | 'of' | 'run'>;

/** What a limit says, as the report shows it. */
export function checkRow(result: LimitResult, references: readonly number[]): Check {
  const { figure, outcome, severity, value, expected, unit, source, rationale, why } = result;
  const note = [why, rationale].filter((part) => part !== undefined).join('; ');
  return {
    ...{ check: figure, code: codeOf(result), outcome, severity },
    actual: value === undefined ? null : actualText(value, unit),
    value: shown(value),
    ...{ expected, unit, definition: figureOf(figure).text, references, source },
    note: note === '' ? null : note,
  };
}

/** The finding that goes with what a limit says. */
export function codeOf({ outcome, isOffTarget }: LimitResult) {
  return isOffTarget && outcome === 'warn' ? 'motion-off-target' : CODES[outcome];
}

const CODES = {
  pass: 'motion-within-limit',
  warn: 'motion-over-limit',
  fail: 'motion-over-limit',
  'not-evaluable': 'motion-figure-unknown',
  'not-applicable': 'motion-figure-not-applicable',
} as const satisfies Readonly<Record<LimitResult['outcome'], string>>;

/** A number with its unit, to four figures. */
export function actualText(value: number, unit: string): string {
  const text = String(Number(value.toPrecision(4)));
  return unit === '1' ? text : `${text} ${unit}`;
}
