import { random } from '../../../fixtures/random.js';
import type { MotionRunRow, MotionVolumeRow } from '../../../src/report/qc-motion-sections.js';

/** A volume in which nothing was measured. */
export function emptyVolume(volume: number, overrides: Partial<MotionVolumeRow> = {}): MotionVolumeRow {
  return {
    volume,
    state: 'unmeasurable',
    why: 'gross motion',
    sopInstanceUID: `1.2.3.${volume}`,
    group: 0,
    timeS: null,
    reference: 0,
    previous: null,
    transform: null,
    translationMm: null,
    rotationDeg: null,
    fdPowerMm: null,
    fdJenkinsonMm: null,
    displacementMm: null,
    speedMmPerS: null,
    censored: null,
    dvars: null,
    dvarsStandardised: null,
    dvarsVoxelwise: null,
    outlierPercent: null,
    qualityIndex: null,
    globalSignal: null,
    ghostPercent: null,
    withinVolumeMm: null,
    parityScore: null,
    correlation: null,
    overlapPercent: null,
    standardErrorMm: null,
    ...overrides,
  };
}

/** How a made-up run is to look. */
export interface SampleOptions {
  readonly volumes: number;
  readonly slices: number;
  readonly groups?: readonly string[];
  /** The group of a volume. */
  readonly groupOf?: (volume: number) => number;
  readonly unmeasured?: readonly number[];
  /** Standard deviation of the slices' gain; default 0.02. */
  readonly gainNoise?: number;
}

/** A volume that was measured; the first has none to be compared with. */
function measuredVolume(volume: number, group: number, { now, fd, jitter }: Sample): MotionVolumeRow {
  const framewise = {
    fdPowerMm: fd,
    censored: fd > 0.5,
    dvars: 20 * (1 + fd / 2 + jitter),
    dvarsStandardised: 1 + fd / 2 + jitter,
  };
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = now;
  return emptyVolume(volume, {
    group,
    state: volume === 0 ? 'reference' : 'measured',
    why: null,
    translationMm: [a, b, c],
    rotationDeg: [d, e, f],
    ...(volume === 0 ? {} : framewise),
  });
}

interface Sample {
  readonly now: readonly number[];
  readonly fd: number;
  readonly jitter: number;
}

function volumesOf({ volumes, groupOf = () => 0, unmeasured = [] }: SampleOptions): MotionVolumeRow[] {
  const source = random('motion plot');
  let now = [0, 0, 0, 0, 0, 0];
  return Array.from({ length: volumes }, (_, volume) => {
    const jump = volume % 61 === 45 ? 0.6 : 0;
    const next = now.map((v, i) => v * 0.98 + 0.03 * source.normal() + (i % 2 ? jump : -jump / 2));
    const fd = next.reduce((sum, v, i) => sum + Math.abs(v - (now[i] ?? 0)) * (i < 3 ? 1 : 0.873), 0);
    now = next;
    const group = groupOf(volume);
    if (unmeasured.includes(volume)) return emptyVolume(volume, { group });
    return measuredVolume(volume, group, { now, fd, jitter: 0.05 * source.normal() });
  });
}

/** A run with everything in it, made up but plausible; a dropout and a spike where it is long enough. */
export function sampleRun(options: SampleOptions, overrides: Partial<MotionRunRow> = {}): MotionRunRow {
  const { slices, groups = ['all'], gainNoise = 0.02 } = options;
  const source = random('slice gain');
  const volumes = volumesOf(options);
  const gain = volumes.map(({ state, volume }) =>
    state === 'unmeasurable'
      ? null
      : Array.from({ length: slices }, (_, s) =>
          volume === 7 && s === 3 ? 0.42 : 1 + gainNoise * source.normal() + (volume % 61 === 45 ? -0.2 : 0),
        ),
  );
  const event = { sopInstanceUID: '1.2.3', frame: null, limit: 0.7 };
  return {
    studyUID: '1.2.826.0.1.1',
    seriesUID: '1.2.826.0.1.2',
    seriesNumber: 5,
    description: 'DOE^JANE bold',
    modality: 'MR',
    run: 0,
    kind: 'functional',
    outcome: 'warn',
    why: null,
    matrix: [64, 64, slices],
    spacingMm: [3.4, 3.4, 4],
    centreMm: [0, 0, 0],
    intervalS: 2,
    limits: 'adult-functional',
    censorFdMm: 0.5,
    groups: groups.map((name) => ({ name, volumes: volumes.length, reference: 0 })),
    figures: {},
    notMeasured: {},
    volumes,
    slices:
      volumes.length > 10
        ? [
            { ...event, kind: 'dropout', volume: 7, slice: 3, value: 0.42 },
            { ...event, kind: 'spike', volume: 10, slice: Math.min(12, slices - 1), value: 14 },
          ]
        : [],
    sliceGain: gain,
    plots: [],
    ...overrides,
  };
}
