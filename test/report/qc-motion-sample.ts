import type { Report } from '../../src/report/envelope.js';
import type {
  ImageRow,
  ImageSliceRow,
  MotionCheckRow,
  MotionRunRow,
  MotionVolumeRow,
  PhantomPartRow,
  PhantomRow,
  QcMotionSections,
} from '../../src/report/qc-motion-sections.js';
import { report } from './sample.js';

/** A volume that was measured. */
export function volumeRow(over: Partial<MotionVolumeRow> = {}): MotionVolumeRow {
  return {
    ...{ volume: 0, state: 'measured', why: null, sopInstanceUID: '2.25.100', group: 0, timeS: 0 },
    ...{ reference: 0, previous: null, transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] },
    ...{ translationMm: [0, 0, 0], rotationDeg: [0, 0, 0], fdPowerMm: 0.1, fdJenkinsonMm: 0.06 },
    ...{ displacementMm: 0.2, speedMmPerS: 0.03, censored: false, dvars: 12, dvarsStandardised: 1 },
    ...{ dvarsVoxelwise: 1, outlierPercent: 0.3, qualityIndex: 0.01, globalSignal: 800, ghostPercent: 2 },
    ...{
      withinVolumeMm: 0.04,
      parityScore: 1,
      correlation: 0.998,
      overlapPercent: 99,
      standardErrorMm: 0.01,
    },
    ...over,
  };
}

/** A functional run of two volumes that passed. */
export function runRow(over: Partial<MotionRunRow> = {}): MotionRunRow {
  return {
    ...{ studyUID: '1.2', seriesUID: '1.2.3.4', seriesNumber: 5, description: 'ep2d_bold', modality: 'MR' },
    ...{ run: 0, kind: 'functional', outcome: 'pass', why: null, matrix: [64, 64, 30] },
    ...{ spacingMm: [3.4, 3.4, 4], centreMm: [0, 0, 0], intervalS: 2, limits: 'default', censorFdMm: 0.5 },
    groups: [{ name: 'all', volumes: 2, reference: 0 }],
    figures: {
      volumes: 2,
      meanFdPowerMm: 0.1234,
      maxFdPowerMm: 0.5,
      shareOverFd: 12.34,
      usableMinutes: 6,
      tsnr: 61.7,
    },
    notMeasured: {},
    volumes: [volumeRow(), volumeRow({ volume: 1, sopInstanceUID: '2.25.101' })],
    ...{ slices: [], sliceGain: [], plots: [] },
    ...over,
  };
}

/** A limit that was kept. */
export function motionCheckRow(over: Partial<MotionCheckRow> = {}): MotionCheckRow {
  return {
    ...{ studyUID: '1.2', seriesUID: '1.2.3.4', seriesNumber: 5, of: 'run', run: 0, check: 'meanFdPowerMm' },
    ...{ code: 'motion-within-limit', outcome: 'pass', severity: 'major', actual: '0.12 mm', value: 0.1234 },
    ...{ expected: '≤ 0.5 mm', unit: 'mm', definition: 'mean framewise displacement', references: [0] },
    ...{ source: 'Power et al. 2012', note: null },
    ...over,
  };
}

/** A 2D image that passed. */
export function imageRow(over: Partial<ImageRow> = {}): ImageRow {
  return {
    ...{ studyUID: '1.2', seriesUID: '1.2.3.5', seriesNumber: 6, description: 't2_tse', modality: 'MR' },
    ...{ image: 0, kind: 'multislice', outcome: 'pass', why: null, matrix: [256, 256, 2] },
    ...{ spacingMm: [1, 1, 5], limits: 'multislice' },
    figures: { snrDietrich: 41.4, blurMm: 1.25, emptySlices: 0, sliceShiftMm: 0.04, ghostPercent: null },
    notMeasured: { ghostPercent: 'the headers do not say along which axis phase is encoded' },
    slices: [imageSliceRow(), imageSliceRow({ slice: 1, sopInstanceUID: '2.25.201' })],
    plots: [],
    ...over,
  };
}

/** A slice like its neighbours. */
export function imageSliceRow(over: Partial<ImageSliceRow> = {}): ImageSliceRow {
  return {
    ...{ slice: 0, sopInstanceUID: '2.25.200', frame: null, mean: 812.5, isEmpty: false },
    ...{ duplicateOf: null, jitterPercent: 0.4, shiftMm: 0.02 },
    ...over,
  };
}

/** A CT water phantom that passed. */
export function phantomRow(over: Partial<PhantomRow> = {}): PhantomRow {
  return {
    ...{ studyUID: '1.2', seriesUID: '1.2.3.6', seriesNumber: 2, description: 'QA', modality: 'CT' },
    ...{ image: 0, kind: 'ct-water', declaredBy: 'ct-water', outcome: 'pass', why: null },
    ...{ matrix: [512, 512, 8], spacingMm: [0.5, 0.5, 5], limits: 'ct-water' },
    figures: { waterHu: 0.31, waterNoiseHu: 5.02, uniformityHu: 0.9, artefactHu: 0.4 },
    ...{ notMeasured: {}, parts: [partRow()], plots: [] },
    ...over,
  };
}

/** A disc of water. */
export function partRow(over: Partial<PhantomPartRow> = {}): PhantomPartRow {
  return {
    ...{ name: 'water', shape: 'circle', centreMm: [0.1, -0.2, 0], sizeMm: [100, 100], slice: 4 },
    values: { meanHu: 0.31 },
    ...over,
  };
}

/** A report of `qc-motion` with these sections. */
export function motionReport(
  {
    images = [],
    phantoms = [],
    ...sections
  }: Pick<QcMotionSections, 'series' | 'checks'> & Partial<QcMotionSections>,
  over: Partial<Report> = {},
): Report {
  return report({
    schema: 'corelab/report/qc-motion@1',
    command: 'qc-motion',
    config: { limits: { id: 'default', version: '1', sha256: '0'.repeat(64) }, reference: 'middle' },
    summary: { filesIn: 2 },
    findings: [],
    sections: { ...sections, images, phantoms },
    ...over,
  });
}
