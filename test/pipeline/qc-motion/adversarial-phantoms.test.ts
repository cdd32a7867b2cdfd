import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VolumeSeries } from '../../../fixtures/motion/forms/volume-series.js';
import { filesOf } from '../../../fixtures/motion/forms/write.js';
import { acrSeries } from '../../../fixtures/phantoms/acr.js';
import { addGhost } from '../../../fixtures/phantoms/artefacts.js';
import { stabilitySeries } from '../../../fixtures/phantoms/stability.js';
import { uniformSeries } from '../../../fixtures/phantoms/uniform.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import type { Attributes } from '../../../fixtures/writer/element.js';
import type { QcMotionOptions } from '../../../src/pipeline/qc-motion/options.js';
import { folder } from '../../commands/cli.js';
import { type MotionReport, motionOf } from './run-series.js';

const base = folder('corelab-phantom-tricks-');
const limits = (name: string, text: string): string => {
  const file = join(base, `${name}.yaml`);
  const head = `schema: corelab/limits@1\nlimits: { id: ${name}, version: 1, source: Manual }\n`;
  writeFileSync(file, `${head}phantom:\n${text}\n`);
  return file;
};
const UNIFORM = limits(
  'U',
  `  kind: uniform
  limits:
    - { figure: snrTwoImages, min: 20 }
    - { figure: changePercent, max: 10% }`,
);

/** Volumes are drawn once: what is changed is a copy. */
const drawn = (series: VolumeSeries): VolumeSeries => {
  const known = new Map<number, Int32Array>();
  const values = (volume: number): Int32Array => {
    const one = known.get(volume) ?? Int32Array.from(series.values(volume));
    known.set(volume, one);
    return one.slice();
  };
  return { ...series, values };
};
const named = (all: readonly { readonly series: VolumeSeries }[], name: string): VolumeSeries => {
  const found = all.find(({ series }) => series.intro.description === name);
  if (!found) throw new RangeError(name);
  return drawn(found.series);
};
const ACR = acrSeries();
const T1 = named(ACR, 'acr-t1');
const LOCALIZER = named(ACR, 'acr-localizer');
const [A, B] = [named(uniformSeries(), 'uniform-a'), named(uniformSeries(), 'uniform-b')];
const STABILITY = drawn(stabilitySeries().series);

type Change = (values: Int32Array, volume: number) => Int32Array | undefined;

const changed = (series: VolumeSeries, change: Change): VolumeSeries => ({
  ...series,
  values: (volume) => {
    const values = Int32Array.from(series.values(volume));
    const out = change(values, volume) ?? values;
    return out.map((value) => Math.max(0, Math.min(4095, value)));
  },
});
const withHeader = (series: VolumeSeries, attributes: Attributes): VolumeSeries => ({
  ...series,
  attributes: { ...series.attributes, ...attributes },
});
const again = (series: VolumeSeries): VolumeSeries => ({
  ...series,
  intro: { ...series.intro, key: `${series.intro.key}-again`, number: series.intro.number + 50 },
});

let count = 0;
async function judged(
  series: readonly VolumeSeries[],
  over: Partial<QcMotionOptions>,
): Promise<MotionReport> {
  const dir = join(base, String(++count));
  writeFiles(dir, filesOf(series));
  return motionOf([dir], over);
}

const SIZE = T1.shape.rows * T1.shape.columns;
const COLUMNS = T1.shape.columns;
const perSlice =
  (change: (slice: Int32Array, k: number) => Int32Array): Change =>
  (values) => {
    for (let k = 0; k < values.length / SIZE; k++) {
      values.set(change(values.slice(k * SIZE, (k + 1) * SIZE), k), k * SIZE);
    }
    return values;
  };
const ghost = (share: number): Change =>
  perSlice((slice) => Int32Array.from(addGhost(Float64Array.from(slice), COLUMNS, share)));
const turned = (slice: Int32Array): Int32Array =>
  slice.map((_, n) => slice[(n % COLUMNS) * COLUMNS + Math.floor(n / COLUMNS)] ?? 0);
const copy =
  (from: number, to: number): Change =>
  (values) =>
    values.copyWithin(to * SIZE, from * SIZE, (from + 1) * SIZE);
const swap =
  (a: number, b: number): Change =>
  (values) => {
    const one = values.slice(a * SIZE, (a + 1) * SIZE);
    values.copyWithin(a * SIZE, b * SIZE, (b + 1) * SIZE);
    values.set(one, b * SIZE);
    return values;
  };
const bothGhosts = perSlice((slice) => {
  const once = addGhost(Float64Array.from(slice), COLUMNS, 0.05);
  return turned(Int32Array.from(addGhost(Float64Array.from(turned(Int32Array.from(once))), COLUMNS, 0.05)));
});
const scaled = (factor: number): VolumeSeries => ({
  ...T1,
  shape: { ...T1.shape, pixelMm: factor * T1.shape.pixelMm },
});

describe('an ACR phantom', () => {
  it.each<[string, VolumeSeries]>([
    ['4 mm too small', scaled(186 / 190)],
    ['with a ghost of 5 %', changed(T1, ghost(0.05))],
    ['with ghosts along both axes, which take each other away', changed(T1, bothGhosts)],
    [
      'that is shaded',
      changed(
        T1,
        perSlice((of) => of.map((v, n) => v * (1 + 0.45 * ((n % COLUMNS) / 128 - 1)))),
      ),
    ],
    [
      'upside down',
      changed(
        T1,
        perSlice((of) => of.toReversed()),
      ),
    ],
    ['without air', changed(T1, (of) => of.map((v) => (v < 300 ? 0 : v)))],
    ['whose slice 7 is slice 6', changed(T1, copy(5, 6))],
    ['whose slice 5 is slice 7', changed(T1, copy(6, 4))],
    ['whose slices 2 and 5 are in each other’s place', changed(T1, swap(1, 4))],
    ['whose slices 1 and 11 are', changed(T1, swap(0, 10))],
    ['without a field strength', withHeader(T1, { MagneticFieldStrength: undefined })],
    ['with its field in gauss', withHeader(T1, { MagneticFieldStrength: 30000 })],
    [
      'whose localizer is 3 mm too long',
      { ...LOCALIZER, shape: { ...LOCALIZER.shape, pixelMm: (250 / 256) * (151 / 148) } },
    ],
    ['that is a sphere', A],
  ])('%s does not pass', async (_, series) => {
    const { verdict } = await judged([series], { limits: 'acr-large-3t' });
    expect(['fail', 'not-evaluable']).toContain(verdict);
  });

  it('without its localizer does not qualify a scanner, nor the localizer alone', async () => {
    for (const series of [T1, LOCALIZER]) {
      const qualification = join(base, `list-${count}.csv`);
      const { verdict } = await judged([series], { limits: 'acr-large-3t', qualification });
      expect(verdict).toBe('not-evaluable');
      expect(readFileSync(qualification, 'utf8')).toMatch(/,acr-large,acr-large-3t 1,not-evaluable,/);
    }
  });

  it('with both series qualifies it, so that the above are no accident', async () => {
    const qualification = join(base, 'list.csv');
    const { verdict } = await judged([T1, LOCALIZER], { limits: 'acr-large-3t', qualification });
    expect(verdict).toBe('pass');
    expect(readFileSync(qualification, 'utf8')).toMatch(/,acr-large,acr-large-3t 1,pass,/);
  });

  it('that failed is not taken for qualified', async () => {
    const qualification = join(base, 'failed.csv');
    await judged([changed(T1, ghost(0.05)), LOCALIZER], { limits: 'acr-large-3t', qualification });
    expect(readFileSync(qualification, 'utf8')).toMatch(/,acr-large,acr-large-3t 1,fail,/);
  });
});

describe('a second image of a uniform phantom', () => {
  const middle = (4 * 128 + 64) * 128 + 64;
  it.each<[string, VolumeSeries]>([
    ['the first once more', A],
    ['it with one other pixel', changed(A, (of) => of.map((v, n) => (n === middle ? v + 9 : v)))],
    ['it 3 % brighter', changed(A, (of) => of.map((v) => Math.round(1.03 * v)))],
    ['it with a step of noise', changed(A, (of) => of.map((v, n) => v + ((n * 7919) % 3) - 1))],
    [
      'it by half',
      changed(B, (of) => of.map((v, n) => (n % (128 * 128) < 64 * 128 ? (A.values(0)[n] ?? 0) : v))),
    ],
    ['it by another factor in the header', withHeader(A, { RescaleSlope: 1.03, RescaleIntercept: 0 })],
    ['far brighter', changed(B, (of) => of.map((v) => 1.3 * v))],
    ['none', { ...B, shape: { ...B.shape, pixelMm: 2.2 } }],
  ])('that is %s gives no SNR', async (_, second) => {
    const { verdict, phantoms } = await judged([A, again(second)], { limits: UNIFORM });
    expect(['fail', 'not-evaluable']).toContain(verdict);
    expect(phantoms.map(({ figures }) => figures.snrTwoImages)).toEqual([null, null]);
  });
});

describe('a run of a uniform phantom', () => {
  const of = (change: (volume: number) => number): VolumeSeries => ({
    ...STABILITY,
    values: (volume) => STABILITY.values(change(volume)),
  });
  it.each<[string, VolumeSeries]>([
    ['too short', { ...STABILITY, volumes: 20 }],
    ['always the same', of(() => 0)],
    ['twice its first half', of((volume) => volume % 30)],
    ['every other volume its first', of((volume) => (volume % 2 === 0 ? 0 : volume))],
  ])('that is %s has no figures', async (_, series) => {
    const { verdict, phantoms } = await judged([series], { limits: 'fbirn' });
    expect([verdict, phantoms[0]?.figures.sfnr]).toEqual(['not-evaluable', null]);
  });

  it('with a gap has none either', async () => {
    const dir = join(base, 'gap');
    const files = [...filesOf([STABILITY])].filter((_, n) => n < 20 || n >= 25);
    writeFiles(dir, files);
    const { verdict, phantoms } = await motionOf([dir], { limits: 'fbirn' });
    expect([verdict, phantoms[0]?.figures.driftPercent]).toEqual(['not-evaluable', null]);
    expect(phantoms[0]?.why).toContain('volumes of the run are missing');
  });
});

describe('a declaration that is not for this series', () => {
  it.each(['ct-water', 'earl-cylinder', 'earl-2017', 'fbirn'])(
    'of %s passes no ACR phantom',
    async (name) => {
      const { verdict, phantoms } = await judged([T1], { limits: name });
      expect([verdict, phantoms[0]?.outcome]).toEqual(['not-evaluable', 'not-evaluable']);
    },
  );

  it('by a trial that knows no phantom leaves nothing measured as one, and no row that passes', async () => {
    const trial = join(base, 'trial.yaml');
    writeFileSync(
      trial,
      `schema: corelab/trial@1
sponsor: Example Pharma
protocol: { id: EX-2 }
sites: [{ id: "01" }]
subjectIds: { pattern: "{site}-{sequence:4}-{check}", check: damm }
visits: [{ id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }]
phantoms:
  match: [{ attribute: PatientID, pattern: "^NOBODY-" }]
  idPattern: "Q-{site}-{sequence:2}"
`,
    );
    const report = await judged([T1], { limits: 'acr-large-3t', trial });
    expect(report.phantoms).toEqual([]);
    expect(report.images.map(({ outcome }) => outcome)).toEqual(['not-applicable']);
    expect(report.findings.map(({ code }) => code)).toContain('motion-no-limits');
  });
});
