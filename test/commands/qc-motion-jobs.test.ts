import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { stack } from '../../fixtures/cd/geometry.js';
import { magnitude } from '../../fixtures/motion/noise.js';
import { RUNS } from '../../fixtures/motion/recipes.js';
import { STILL } from '../../fixtures/motion/rigid.js';
import { volumeSignal } from '../../fixtures/motion/run.js';
import { writeFiles } from '../../fixtures/write-files.js';
import type { MotionRunRow } from '../../src/report/qc-motion-sections.js';
import { imageFiles, sliceImages, TINY } from '../helpers/motion/slice-images.js';
import { corelab, folder } from './cli.js';

/** 128 × 128 × 16 voxels: 16 volumes come to more than 4e6, from which on threads measure. */
const SHAPE = { ...TINY, rows: 128, columns: 128, slices: 16, pixelMm: 1.7, stepMm: 7 };
const VOLUMES = 16;

/** A head that nods: two places in turn, each volume with noise of its own. */
function writeRun(place: string): void {
  const nod = { translationMm: [0.2, 0, 0.1], rotationDeg: [0.3, 0, 0] } as const;
  const [{ intro } = { intro: undefined }] = RUNS;
  if (!intro) throw new RangeError('no recipes');
  const options = { intro, about: '', form: 'siemens-classic' as const, shape: SHAPE, motion: [STILL, nod] };
  const planes = stack(SHAPE);
  const signals = [0, 1].map((volume) => volumeSignal(options, planes, volume));
  const values = (volume: number): Int32Array =>
    magnitude(signals[volume % 2] ?? [], { sigma: 14, seed: `jobs ${volume}`, max: 4095 });
  writeFiles(place, imageFiles(sliceImages({ shape: SHAPE, volumes: VOLUMES, values })));
}

/** All of a report but `run`, as it was printed. */
async function printed(place: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout, code } = await corelab(['qc-motion', place, '--json', ...args]);
  expect([0, 1]).toContain(code);
  const { run: _, ...report } = JSON.parse(stdout) as Record<string, unknown>;
  return report;
}

describe('qc-motion with any number of threads', () => {
  const place = folder();

  beforeAll(() => writeRun(place), 120_000);

  it('prints the same report but for `run`', async () => {
    const one = await printed(place, '--jobs', '1');
    expect(one.summary).toMatchObject({ timeSeries: 1, volumes: VOLUMES, measured: VOLUMES });
    for (const jobs of ['2', '3']) expect(await printed(place, '--jobs', jobs)).toEqual(one);
  }, 180_000);

  it('prints the same of the median volume, which is found when all are aligned once', async () => {
    const args = ['--reference', 'median', '--jobs'];
    expect(await printed(place, ...args, '3')).toEqual(await printed(place, ...args, '1'));
  }, 180_000);

  it('finds the same figures, whatever the files are called and wherever they lie', async () => {
    const { series } = await printed(place, '--jobs', '2');
    const names = readdirSync(join(place, 'run')).sort();
    for (const [at, name] of names.entries()) {
      const key = (at * 101) % names.length;
      const below = join(place, `shuffled-${key % 3}`);
      mkdirSync(below, { recursive: true });
      renameSync(join(place, 'run', name), join(below, `${String(key).padStart(5, '0')}-${at}`));
    }
    const shuffled = await printed(place, '--jobs', '2');
    expect(shuffled.series).toEqual(series);
    expect((series as MotionRunRow[])[0]?.figures.meanFdPowerMm).toBeGreaterThan(0.3);
  }, 180_000);
});
