import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { alignVolume } from '../../src/motion/realign/align.js';
import { prepareReference } from '../../src/motion/realign/reference.js';
import { identity, type MotionGrid } from '../../src/motion/rigid.js';
import { parityScore, sliceEvents } from '../../src/motion/slices/slice-events.js';
import { sliceMeasures } from '../../src/motion/slices/slice-measures.js';
import { prepareSlices } from '../../src/motion/slices/slice-reference.js';
import { withinVolume } from '../../src/motion/slices/within-volume.js';
import { everySecond } from '../motion/slices/measured.js';
import { SHARED_DICOM, skipOrFail } from './shared-data.js';
import { seriesVolumes } from './volumes-compare.js';

interface Scan {
  readonly values: Float32Array;
  readonly grid: MotionGrid;
}

/** Ten volumes of a head at rest, 80 × 80 × 35. */
async function functionalRun(context: TestContext): Promise<Scan[]> {
  const folder = join(SHARED_DICOM, 'example-dicom-functional');
  if (!existsSync(folder)) skipOrFail(context, 'skipped: no shared data');
  const scans: Scan[] = [];
  for await (const { loaded } of seriesVolumes(folder)) {
    for await (const one of loaded) {
      if ('error' in one) throw one.error;
      scans.push({ values: Float32Array.from(one.volume.values), grid: one.volume });
    }
  }
  return scans;
}

function measured(scans: readonly Scan[]) {
  const [first] = scans;
  if (!first) throw new RangeError('no volumes');
  const reference = prepareReference(first.values, first.grid);
  const prepared = prepareSlices(reference);
  const groups = [everySecond(first.grid, 0), everySecond(first.grid, 1)];
  return scans.map((scan) => {
    const { transform } = alignVolume(reference, scan.values, scan.grid, identity());
    const measures = sliceMeasures(prepared, scan, transform);
    const { displacementMm } = withinVolume(prepared, scan, { transform, groups });
    return { measures, displacementMm };
  });
}

const found = (volumes: ReturnType<typeof measured>): string[] =>
  sliceEvents(volumes.map(({ measures }) => measures)).map((e) => `${e.kind} ${e.volume}/${e.slice}`);

describe('slices of a real functional run', () => {
  it('hold no event, no comb and no motion within volumes', async (context) => {
    const volumes = measured(await functionalRun(context));
    expect(volumes).toHaveLength(10);
    expect(found(volumes)).toEqual([]);
    for (const { measures, displacementMm } of volumes.slice(1)) {
      expect(parityScore(measures)).toBeLessThan(1.3);
      expect(displacementMm).toBeLessThan(0.1);
    }
  });

  it('give away a dropout of a fifth and a spike of 3 % of the signal, and nothing else', async (context) => {
    const scans = await functionalRun(context);
    const [columns = 0, rows = 0] = scans[0]?.grid.dims ?? [];
    const size = columns * rows;
    const [dark, spiked] = [scans[4]?.values, scans[7]?.values];
    if (!dark || !spiked) throw new RangeError('too few volumes');
    for (let n = 17 * size; n < 18 * size; n++) dark[n] = 0.8 * (dark[n] ?? 0);
    const slice = spiked.subarray(20 * size, 21 * size);
    const bright = slice.slice().sort()[Math.floor(0.8 * size)] ?? 0;
    for (let n = 0; n < size; n++) {
      const phase = 2 * Math.PI * ((11 * (n % columns)) / columns - (17 * Math.floor(n / columns)) / rows);
      slice[n] = Math.abs((slice[n] ?? 0) + 0.03 * bright * Math.cos(phase));
    }
    expect(found(measured(scans))).toEqual(['dropout 4/17', 'spike 7/20']);
  });
});
