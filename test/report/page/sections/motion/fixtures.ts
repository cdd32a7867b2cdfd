import type { JsonReport, PageSource } from '../../../../../src/report/page/page-source.js';
import type {
  ImageRow,
  MotionCheckRow,
  MotionRunRow,
  MotionVolumeRow,
  PhantomRow,
  QcMotionSections,
} from '../../../../../src/report/qc-motion-sections.js';

const SERIES = {
  studyUID: '2.25.1',
  seriesUID: '2.25.11',
  seriesNumber: 5,
  description: 'rest',
  modality: 'MR',
  outcome: 'pass',
  why: null,
  matrix: [64, 64, 30],
  spacingMm: [3, 3, 4],
  limits: 'functional',
  figures: {},
  notMeasured: {},
  plots: [],
} as const;

/** A volume that was measured. */
export function volume(number: number, own: Partial<MotionVolumeRow> = {}): MotionVolumeRow {
  return {
    volume: number,
    state: 'measured',
    why: null,
    sopInstanceUID: `2.25.${100 + number}`,
    group: 0,
    timeS: 2 * number,
    reference: 0,
    previous: null,
    transform: null,
    translationMm: [0.1, 0, 0],
    rotationDeg: [0, 0, 0],
    fdPowerMm: 0.1,
    fdJenkinsonMm: 0.05,
    displacementMm: 0.1,
    speedMmPerS: 0.05,
    censored: false,
    dvars: 10,
    dvarsStandardised: 1,
    dvarsVoxelwise: 1,
    outlierPercent: 1,
    qualityIndex: 0.01,
    globalSignal: 900,
    ghostPercent: 0.1,
    withinVolumeMm: 0.1,
    parityScore: 1,
    correlation: 0.99,
    overlapPercent: 98,
    standardErrorMm: 0.01,
    ...own,
  };
}

/** A run of three volumes. */
export function run(own: Partial<MotionRunRow> = {}): MotionRunRow {
  return {
    ...SERIES,
    run: 0,
    kind: 'functional',
    centreMm: [0, 0, 0],
    intervalS: 2,
    censorFdMm: 0.5,
    groups: [{ name: 'all', volumes: 3, reference: 1 }],
    figures: { volumes: 3, meanFdPowerMm: 0.101706, tsnr: 98.98 },
    volumes: [volume(0), volume(1), volume(2)],
    slices: [],
    sliceGain: [[1], [1], [1]],
    ...own,
  };
}

/** An image with figures. */
export function image(own: Partial<ImageRow> = {}): ImageRow {
  return { ...SERIES, image: 0, kind: 'multislice', figures: { blurMm: 2.5 }, slices: [], ...own };
}

/** A phantom in which one circle was found. */
export function phantom(own: Partial<PhantomRow> = {}): PhantomRow {
  return {
    ...SERIES,
    image: 0,
    kind: 'acr-large',
    declaredBy: 'acr-large',
    figures: { diameter1VerticalMm: 190.25 },
    parts: [
      {
        name: 'outline',
        shape: 'circle',
        centreMm: [1, 2, 3],
        sizeMm: [95, 95],
        slice: 4,
        values: { diameterMm: 190.5 },
      },
    ],
    ...own,
  };
}

/** A limit that is kept. */
export function check(own: Partial<MotionCheckRow> = {}): MotionCheckRow {
  return {
    studyUID: '2.25.1',
    seriesUID: '2.25.11',
    seriesNumber: 5,
    of: 'run',
    run: 0,
    check: 'meanFdPowerMm',
    code: 'motion-within-limit',
    outcome: 'pass',
    severity: 'major',
    actual: '0.1017 mm',
    value: 0.101706,
    expected: '≤ 0.5 mm',
    unit: 'mm',
    definition: 'mean framewise displacement',
    references: [1],
    source: 'a paper',
    note: null,
    ...own,
  };
}

/** A report on a page with these sections. */
export function source(sections: Partial<QcMotionSections>, number = 0): PageSource {
  const report = { command: 'qc-motion', series: [], images: [], phantoms: [], checks: [], ...sections };
  return { number, report: report as unknown as JsonReport, sha256: null };
}
