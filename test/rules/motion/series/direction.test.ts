import { describe, expect, it } from 'vitest';
import { DIFFUSION } from '../../../../fixtures/diffusion/collection.js';
import { twoShells } from '../../../../fixtures/diffusion/scheme.js';
import { MemorySource } from '../../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../../src/dicom/part10.js';
import { directionOf } from '../../../../src/rules/motion/series/direction.js';
import type { InstanceValues } from '../../../../src/rules/motion/series/instance-values.js';
import { timeSeriesOf } from '../../../../src/rules/motion/series/time-series.js';
import type { PlannedVolume } from '../../../../src/study/volume/plan.js';
import { only } from './scene.js';
import { seriesOf } from './whole-files.js';

const PLAN = {} as PlannedVolume;
const stating = (text: string | undefined) =>
  directionOf({ separator: () => text } as unknown as InstanceValues, PLAN);

describe('the direction of a diffusion gradient', () => {
  it('is a unit vector, whatever the length that is stated', () => {
    expect(stating('0\\3\\4')).toEqual([0, 0.6, 0.8]);
    expect(stating('-1\\0\\0')).toEqual([-1, 0, 0]);
  });

  it.each(['0\\0\\0', '1\\0', '', 'x\\y\\z', '1e999\\0\\0', undefined])('is none for %j', (text) => {
    expect(stating(text)).toBeUndefined();
  });

  it('is that of every weighted volume of a mosaic and of an enhanced object', async () => {
    const made = await DIFFUSION.make();
    const views = seriesOf([...made.files].map(({ bytes }) => readPart10(new MemorySource(bytes))));
    const scheme = twoShells(12, 6);
    for (const view of views) {
      const { points } = only(timeSeriesOf(view).runs);
      expect(points).toHaveLength(scheme.length);
      for (const [n, { direction }] of points.entries()) {
        const stated = scheme[n]?.direction;
        if (!stated) expect(direction).toBeUndefined();
        else for (const axis of [0, 1, 2]) expect(direction?.[axis]).toBeCloseTo(stated[axis] ?? 9, 3);
      }
    }
  }, 60_000);
});
