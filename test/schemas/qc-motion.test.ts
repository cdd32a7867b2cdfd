import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import { PHANTOM_KINDS } from '../../src/motion/phantom/phantom-image.js';
import type { MotionSliceRow, QcMotionSummary } from '../../src/report/qc-motion-sections.js';
import { FIGURES_OF, type LimitKind } from '../../src/rules/motion/all-figures.js';
import { FIGURES } from '../../src/rules/motion/figures.js';
import type { ImageKind } from '../../src/rules/motion/image/image-kind.js';
import type { SeriesKind } from '../../src/rules/motion/series/time-series.js';
import {
  imageRow,
  imageSliceRow,
  motionCheckRow,
  partRow,
  phantomRow,
  runRow,
  volumeRow,
} from '../report/qc-motion-sample.js';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${path}`, import.meta.url), 'utf8'));
const schema = read('report-qc-motion.schema.json');
const measured = () => read('examples/report-qc-motion/valid-measured.json');

const slice: Required<MotionSliceRow> = {
  ...{ kind: 'spike', volume: 0, slice: 0, sopInstanceUID: '1.2', frame: 1, value: 12, limit: 6 },
};
const summary: Record<keyof QcMotionSummary, number> = {
  ...{
    filesIn: 0,
    notDicom: 0,
    unreadable: 0,
    series: 0,
    timeSeries: 0,
    images: 0,
    phantoms: 0,
    volumes: 0,
    measured: 0,
  },
  ...{ pass: 0, warn: 0, fail: 0, notEvaluable: 0, notApplicable: 0 },
};
const kinds: Record<SeriesKind, true> = {
  ...{ functional: true, diffusion: true, asl: true, perfusion: true },
  ...{ 'dynamic-pet': true, 'dynamic-ct': true, 'dynamic-mr': true },
};

const imageKinds: Record<ImageKind, true> = { structural: true, multislice: true, ct: true, pet: true };
/** Figures of several kinds, each once. */
const figuresOf = (names: readonly string[]) => [
  ...new Set(names.flatMap((name) => FIGURES_OF[name as LimitKind])),
];

describe('the schema of qc-motion', () => {
  it.each<[string, object]>([
    ['run', runRow()],
    ['image', imageRow()],
    ['imageSlice', imageSliceRow()],
    ['phantom', phantomRow()],
    ['part', partRow()],
    ['volume', volumeRow()],
    ['slice', slice],
    ['check', motionCheckRow()],
  ])('knows every key of a %s', (name, row) => {
    expect(Object.keys(schema.$defs[name].properties).sort()).toEqual(Object.keys(row).sort());
    expect([...schema.$defs[name].required].sort()).toEqual(Object.keys(row).sort());
  });

  it('knows every count, every kind and every figure', () => {
    expect(Object.keys(schema.properties.summary.properties)).toEqual(Object.keys(summary));
    expect(schema.$defs.run.properties.kind.enum).toEqual([...Object.keys(kinds), null]);
    expect(schema.$defs.image.properties.kind.enum).toEqual(Object.keys(imageKinds));
    expect(schema.$defs.phantom.properties.kind.enum).toEqual(PHANTOM_KINDS);
    for (const key of ['figures', 'notMeasured']) {
      const names = (of: string) => schema.$defs[of].properties[key].propertyNames.enum;
      expect(names('run')).toEqual(FIGURES.map(({ name }) => name));
      expect(names('image')).toEqual(figuresOf(Object.keys(imageKinds)));
      expect(names('phantom')).toEqual(figuresOf(PHANTOM_KINDS));
    }
  });

  it('takes the rows that tests are made with', async () => {
    const validate = await validatorOf('report-qc-motion');
    const series = [runRow({ slices: [slice], sliceGain: [[1, null], null] })];
    const rows = { images: [imageRow()], phantoms: [phantomRow()], checks: [motionCheckRow()] };
    expect(validate({ ...measured(), series, ...rows, summary })).toEqual([]);
  });

  it.each([
    'transform',
    'translationMm',
    'rotationDeg',
    'fdPowerMm',
    'fdJenkinsonMm',
    'displacementMm',
    'speedMmPerS',
  ])('refuses %s of a volume that was not measured', async (key) => {
    const validate = await validatorOf('report-qc-motion');
    const report = read('examples/report-qc-motion/valid-unmeasurable.json');
    report.series[0].volumes[0][key] = measured().series[0].volumes[1][key];
    expect(validate(report).map(({ instancePath }) => instancePath)).toContain(`/series/0/volumes/0/${key}`);
  });

  it.each(['pass', 'warn'])('refuses %s without a number', async (outcome) => {
    const validate = await validatorOf('report-qc-motion');
    const checks = [motionCheckRow({ outcome: outcome as 'pass', value: null })];
    expect(validate({ ...measured(), checks }).map(({ instancePath }) => instancePath)).toContain(
      '/checks/0/value',
    );
  });
});
