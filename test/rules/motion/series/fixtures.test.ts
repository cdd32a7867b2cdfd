import { describe, expect, it } from 'vitest';
import { ASL } from '../../../../fixtures/asl/collection.js';
import type { Collection } from '../../../../fixtures/collection.js';
import { DIFFUSION } from '../../../../fixtures/diffusion/collection.js';
import { MemorySource } from '../../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../../src/dicom/part10.js';
import { timeSeriesOf } from '../../../../src/rules/motion/series/time-series.js';
import { groups, only } from './scene.js';
import { seriesOf } from './whole-files.js';

/** Of a mosaic and of an enhanced object, whose frames are the volumes' slices. */
async function runsOf(collection: Collection) {
  const made = await collection.make();
  const files = [...made.files].map(({ bytes }) => readPart10(new MemorySource(bytes)));
  const views = seriesOf(files);
  expect(views).toHaveLength(2);
  return views.map((view) => only(timeSeriesOf(view).runs));
}

const rising = (from: number, step: number, count: number) =>
  Array.from({ length: count }, (_, at) => from + at * step);

describe('synthetic scans as mosaics and as one enhanced object', () => {
  it('fall into label, control and M0', async () => {
    for (const run of await runsOf(ASL)) {
      expect(run).toMatchObject({ kind: 'asl', order: 'known', phaseAxis: 'j', leftOut: [] });
      const { M0, label, control } = groups(run);
      expect(M0).toEqual([0]);
      expect([...(label ?? []), ...(control ?? [])].sort((a, b) => a - b)).toEqual(rising(1, 1, 20));
      expect([label?.length, control?.length]).toEqual([10, 10]);
      expect(run.intervalS).toBeCloseTo(4.2, 6);
    }
  }, 60_000);

  it('fall into shells', async () => {
    for (const run of await runsOf(DIFFUSION)) {
      expect(run).toMatchObject({ kind: 'diffusion', order: 'known', leftOut: [] });
      expect(run.groups.map(({ bValue, members }) => [bValue, members.length])).toEqual([
        [0, 4],
        [1000, 12],
        [2000, 12],
      ]);
      expect(run.points.at(-1)?.timeS).toBeCloseTo(27 * 6, 6);
    }
  }, 60_000);
});
