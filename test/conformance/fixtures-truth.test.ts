import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { DIFFUSION } from '../../fixtures/diffusion/collection.js';
import { MOTION } from '../../fixtures/motion/collection.js';
import { PET_SUV } from '../../fixtures/pet/pet-suv.js';
import { writeCollection } from '../../fixtures/write-collections.js';
import { pythonWithPydicom } from '../helpers/peers.js';
import { skipOrFail } from './shared-data.js';

/** How far from the truth each figure is that pydicom and numpy work out of the files. */
async function errors(context: TestContext): Promise<Record<string, number>> {
  const python = pythonWithPydicom();
  if (python === undefined) skipOrFail(context, 'skipped: no pydicom');
  const dir = mkdtempSync(join(tmpdir(), 'corelab-truth-'));
  try {
    await writeCollection(dir, DIFFUSION);
    await writeCollection(dir, PET_SUV);
    // Of the motion runs the numbers alone: their images are judged by registration, which takes minutes.
    const { truth } = await MOTION.make();
    writeFileSync(join(dir, 'motion.truth.json'), JSON.stringify(truth));
    const script = join(import.meta.dirname, 'fixtures_truth.py');
    const { stdout, stderr, status } = spawnSync(python, [script, dir], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the judge failed: ${stderr.slice(-2000)}`);
    return JSON.parse(stdout) as Record<string, number>;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The largest error of each kind of figure: mm, then degrees, then shares. */
const LIMITS: readonly (readonly [figure: RegExp, count: number, limit: number])[] = [
  [/^motion /, 3, 1e-8],
  [/ axis$/, 4, 2],
  [/ diffusivity$/, 4, 0.05],
  [/^suv /, 12, 1e-4],
];

it('what fixtures are said to hold is what another reader works out of their headers and values', async (context) => {
  const found = Object.entries(await errors(context));
  for (const [figure, count, limit] of LIMITS) {
    const those = found.filter(([name]) => figure.test(name));
    expect(those).toHaveLength(count);
    expect(those.filter(([, error]) => !(error <= limit))).toEqual([]);
  }
}, 60_000);
