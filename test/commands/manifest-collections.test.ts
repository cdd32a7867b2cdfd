import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../fixtures/collection.js';
import { COLLECTIONS } from '../../fixtures/collections.js';
import { writeCollection } from '../../fixtures/write-collections.js';
import { corelab, folder } from './cli.js';

const dir = folder();

interface Series {
  readonly seriesUID: string;
  readonly modality: string;
  readonly instances: number;
  readonly timePoints?: number | null;
}

describe('manifest of a synthetic collection', () => {
  it.each(COLLECTIONS.map((collection): [string, Collection] => [collection.name, collection]))(
    'finds every series of %s, with its instances and time points',
    async (name, collection) => {
      const { truth } = await writeCollection(dir, collection);
      const { stdout } = await corelab(['manifest', join(dir, name), '--json']);
      const report = JSON.parse(stdout) as { studies: { series: Series[] }[] };
      const byUid = (a: Series, b: Series): number => (a.seriesUID < b.seriesUID ? -1 : 1);
      const figures = ({ seriesUID, modality, instances, timePoints }: Series): Series => ({
        seriesUID,
        modality,
        instances,
        timePoints: timePoints ?? null,
      });
      const found = report.studies.flatMap(({ series }) => series.map(figures));
      expect(found.sort(byUid)).toEqual(truth.series.map(figures).sort(byUid));
    },
  );
});
