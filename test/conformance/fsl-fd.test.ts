import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { fdPowerMm } from '../../src/motion/displacement.js';
import type { RigidParameters } from '../../src/motion/rigid.js';
import { skipOrFail } from './shared-data.js';

const GOLDEN = join(import.meta.dirname, '../../../shared/data/golden');
const DEGREES = 180 / Math.PI;

/** Lines of numbers of a golden file. Skips the test where there is none. */
function numbers(context: TestContext, name: string): number[][] {
  const path = join(GOLDEN, name);
  if (!existsSync(path)) skipOrFail(context, `skipped: no ${name}`);
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
}

/** A row of mcflirt's parameters: three rotations in radians, then three translations in mm. */
function parametersOf([rx = 0, ry = 0, rz = 0, x = 0, y = 0, z = 0]: number[]): RigidParameters {
  return { translationMm: [x, y, z], rotationDeg: [rx * DEGREES, ry * DEGREES, rz * DEGREES] };
}

describe('framewise displacement against FSL', () => {
  it("gives fsl_motion_outliers' FD of 365 volumes from mcflirt's parameters to 1e-6", (context) => {
    const parameters = numbers(context, 'fsl_mcflirt_movpar.txt').map(parametersOf);
    const expected = numbers(context, 'fsl_motion_outliers_fd.txt').map(([fd = Number.NaN]) => fd);
    expect(parameters).toHaveLength(365);
    expect(expected).toHaveLength(parameters.length - 1);
    const differences = expected.map((fd, n) => {
      const [before, now] = [parameters[n], parameters[n + 1]];
      return before && now ? Math.abs(fdPowerMm(now, before) - fd) : Number.NaN;
    });
    expect(Math.max(...differences)).toBeLessThanOrEqual(1e-6);
  });
});
