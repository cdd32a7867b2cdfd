import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCANNERS } from '../../../fixtures/cd/scanners.js';
import { enhancedWeighting } from '../../../fixtures/diffusion/headers.js';
import { directions, type Weighting } from '../../../fixtures/diffusion/scheme.js';
import { weightedSignals } from '../../../fixtures/diffusion/tensors.js';
import { filesOf } from '../../../fixtures/motion/forms/write.js';
import { inverse, product, rigidMatrix, rmsDistanceMm, turned } from '../../../fixtures/motion/rigid.js';
import { motionRun, type RunOptions } from '../../../fixtures/motion/run.js';
import { VOLUNTEER, visitOfDay } from '../../../fixtures/motion/study.js';
import { trajectory } from '../../../fixtures/motion/trajectory.js';
import { random } from '../../../fixtures/random.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import type { MotionRunRow } from '../../../src/report/qc-motion-sections.js';
import { motionOf } from './run-series.js';

const SHAPE = {
  ...({ rows: 48, columns: 48, slices: 20, pixelMm: 4.5, stepMm: 6 } as const),
  ...({ row: [1, 0, 0], column: [0, 1, 0], centre: [0, 0, 0] } as const),
};
const STILL = { translationMm: [0, 0, 0], rotationDeg: [0, 0, 0] } as const;

/** Two volumes without weighting, then directions in an order of no pattern. */
function schemeOf(count: number): Weighting[] {
  const { integer } = random('scheme');
  const pool = directions(count, 0);
  const shell = Array.from({ length: count }, (): Weighting => {
    return { bValue: 1000, direction: pool.splice(integer(pool.length), 1)[0] ?? [0, 0, 1] };
  });
  return [{ bValue: 0, direction: null }, { bValue: 0, direction: null }, ...shell];
}

let base = '';
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'diffusion-'));
});
afterAll(() => rmSync(base, { recursive: true }));

/** Measures a scan of so many directions, and gives what is reported with the errors of its measured volumes, mm. */
async function measured(count: number, change: (motion: RunOptions['motion'][number][]) => void = () => {}) {
  const scheme = schemeOf(count);
  const motion = [...trajectory({ seed: 'third', volumes: scheme.length, amplitude: 0.5 })];
  change(motion);
  const place = (volume: number) => rigidMatrix(motion[volume] ?? STILL, SHAPE.centre);
  const key = `directions-${count}-${motion.length}-${motion[20]?.translationMm[2]}`;
  const study = visitOfDay({ key, scanner: SCANNERS.ingenia, description: 'Diffusion', day: 12 });
  const { series } = motionRun({
    intro: {
      ...{ key, study, subject: VOLUNTEER, number: 5, modality: 'MR', offset: 120 },
      ...{ description: 'DwiSE', protocol: 'DwiSE' },
    },
    ...{ about: '', form: 'philips-enhanced', shape: SHAPE, motion, edgeMm: 2, repetitionMs: 6000 },
    sequence: { scanningSequence: ['EP', 'SE'], sequenceName: 'DwiSE', echoMs: 89, flipAngle: 90 },
    imageType: ['ORIGINAL', 'PRIMARY', 'DIFFUSION', 'NONE'],
    attributes: { AcquisitionContrast: 'DIFFUSION' },
    header: (volume) => enhancedWeighting(scheme[volume] as Weighting),
    signals: (volume) => {
      const { bValue, direction } = scheme[volume] as Weighting;
      return weightedSignals(bValue, direction && turned(inverse(place(volume)), direction));
    },
  });
  const folder = join(base, key);
  writeFiles(folder, filesOf([series]));
  const { series: rows, checks } = await motionOf([folder]);
  const [run] = rows;
  if (!run || rows.length > 1) throw new RangeError(`${rows.length} series`);
  return { run, folder, errors: errorsOf(run, place), checks };
}

function errorsOf(run: MotionRunRow, place: (volume: number) => readonly number[]): number[] {
  const centre = run.centreMm as [number, number, number];
  return run.volumes.flatMap(({ volume, transform, reference, state }) => {
    if (!transform || state !== 'measured' || volume < 2) return [];
    const truth = product(place(volume), inverse(place(reference ?? volume)));
    return [rmsDistanceMm(transform as number[], truth, centre)];
  });
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const shell = (run: MotionRunRow) => run.volumes.filter(({ volume }) => volume >= 2);

describe('a shell of diffusion directions', () => {
  it('is measured to two tenths of a millimetre where there are many, and says how well', async () => {
    const { run, errors, folder } = await measured(32);
    expect(errors.length).toBeGreaterThanOrEqual(24);
    expect(mean(errors)).toBeLessThan(0.2);
    expect(Math.max(...errors)).toBeLessThan(0.25);
    const stated = shell(run).flatMap(({ state, standardErrorMm }) =>
      state === 'measured' ? [standardErrorMm ?? 0] : [],
    );
    expect(mean(errors)).toBeLessThan(1.2 * mean(stated));
    expect(Math.max(...errors)).toBeLessThan(2 * Math.min(...stated));
    expect((await motionOf([folder], { jobs: 2 })).series).toEqual((await motionOf([folder])).series);
  }, 180_000);

  it('finds a volume that moved by millimetres', async () => {
    const { run, errors } = await measured(32, (motion) => {
      motion[20] = { translationMm: [0.5, 0, 5], rotationDeg: [3, 0, 0] };
    });
    expect(Math.max(...errors)).toBeLessThan(0.4);
    const [far] = run.volumes.filter(({ volume }) => volume === 20);
    if (far?.state === 'measured') expect(far.displacementMm).toBeGreaterThan(4);
  }, 120_000);

  it('is refused where directions are few, and the volumes without weighting are measured all the same', async () => {
    const { run, errors, checks } = await measured(12);
    expect(errors).toEqual([]);
    expect(shell(run).every(({ state }) => state === 'unmeasurable')).toBe(true);
    expect(
      run.volumes
        .slice(0, 2)
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['measured', 'reference']);
    expect(run.outcome).not.toBe('pass');
    // Issue 12: nobody looked at the slices of the shell, so that no dropout and no spike there is not known either.
    const why = 'not measured in 12 of 14 volumes';
    for (const figure of ['dropoutSlices', 'dropoutVolumesPercent', 'spikeSlices']) {
      expect(run.notMeasured[figure]).toBe(why);
    }
    const judged = checks.filter(({ check }) => /dropout|spike/.test(check));
    expect(judged.map(({ outcome }) => outcome)).toEqual(['not-evaluable', 'not-evaluable']);
  }, 120_000);
});
