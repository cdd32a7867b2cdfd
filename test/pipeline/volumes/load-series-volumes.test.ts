import { mkdirSync, readdirSync, statSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dicomFiles, type SeriesFile } from '../../../fixtures/cd/layout.js';
import type { InstancePlan } from '../../../fixtures/cd/plan.js';
import { seriesPlans } from '../../../fixtures/cd/studies.js';
import type { Dataset, Items } from '../../../fixtures/writer/element.js';
import {
  type LoadedVolume,
  type LoadJob,
  loadSeriesVolumes,
} from '../../../src/pipeline/volumes/load-series-volumes.js';
import { buildDelivery } from '../../../src/study/model.js';
import type { Volume } from '../../../src/study/volume/assemble.js';
import { voxelToPatient } from '../../../src/study/volume/grid.js';
import { planVolumes } from '../../../src/study/volume/plan.js';
import { faultOf } from '../../conformance/volumes-compare.js';
import { folder, scanned } from '../scan/files.js';

let files: SeriesFile[] = [];
const planned = new Map<string, InstancePlan>();

beforeAll(() => {
  files = dicomFiles(seriesPlans());
  for (const { instance } of files) planned.set(instance.sopUID, instance);
}, 60_000);

/** The files of a series, by its key, in a folder of their own. */
function written(key: string): string {
  const root = folder();
  for (const { path, bytes, series } of files) {
    if (series.key !== key) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  return root;
}

/** A job for the only series of a folder; `opened` are the paths that were asked for. */
async function jobOf(root: string, own: Partial<LoadJob> = {}): Promise<LoadJob & { opened: string[] }> {
  const { files: table, instances } = await scanned([root]);
  const [series] = buildDelivery(instances).studies.flatMap((study) => study.series);
  const opened: string[] = [];
  const pathOf = (file: number): Buffer => {
    opened.push(table.path(file).toString());
    return Buffer.from(join(root, table.path(file).toString()));
  };
  const { volumes } = planVolumes(instances, series?.instances ?? []);
  return { instances, volumes, pathOf, scale: 'stored', opened, ...own };
}

async function all(job: LoadJob): Promise<LoadedVolume[]> {
  const loaded: LoadedVolume[] = [];
  for await (const one of loadSeriesVolumes(job)) loaded.push(one);
  return loaded;
}

const outcomes = (loaded: readonly LoadedVolume[]): string[] =>
  loaded.map((one) => ('error' in one ? faultOf(one.error) : 'volume'));

function value(dataset: Dataset | undefined, tag: number) {
  return dataset?.find((element) => element.tag === tag)?.value;
}

function items(dataset: Dataset | undefined, tag: number): readonly Dataset[] {
  return (value(dataset, tag) as Items | undefined)?.items ?? [];
}

/** What the generator put into a slice: position and stored values. */
function truthOf(job: LoadJob, volume: Volume, k: number) {
  const { instance, frame = 0, tile } = volume.plan.slices[k] ?? { instance: -1 };
  const dataset = planned.get(job.instances.sopInstanceUID(instance))?.dataset;
  const pixels = value(dataset, 0x7fe00010) as Uint8Array;
  const words = new Int16Array(pixels.buffer, pixels.byteOffset, pixels.byteLength / 2);
  const [columns, rows] = volume.dims;
  const across = Number(value(dataset, 0x00280011)) / columns;
  const place = items(items(dataset, 0x52009230)[frame], 0x00209113)[0] ?? dataset;
  const position =
    tile === undefined ? (value(place, 0x00200032) as readonly (string | number)[]) : undefined;
  const number = tile ?? 0;
  return {
    position: position?.map(Number),
    at: (i: number, j: number): number | undefined => {
      const y = Math.floor(number / across) * rows + j;
      return words[frame * columns * rows + y * columns * across + (number % across) * columns + i];
    },
  };
}

/** Number of voxels that differ from what the generator wrote, and the largest distance of a slice from its place. */
function differences(job: LoadJob, volume: Volume): { voxels: number; mm: number } {
  const [columns, rows, slices] = volume.dims;
  let voxels = 0;
  let mm = 0;
  for (let k = 0, at = 0; k < slices; k++) {
    const truth = truthOf(job, volume, k);
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++) if (volume.values[at++] !== truth.at(i, j)) voxels++;
    const placed = voxelToPatient(volume, [0, 0, k]);
    mm = Math.max(mm, ...(truth.position ?? placed).map((p, axis) => Math.abs(p - (placed[axis] ?? 0))));
  }
  return { voxels, mm };
}

describe('loadSeriesVolumes on the synthetic CD', () => {
  it.each([
    ['other-patient', 1, 'classic'],
    ['pet', 1, 'classic'],
    ['ge-epi', 12, 'classic'],
    ['philips-classic', 3, 'classic'],
    ['philips-enhanced', 3, 'multi-frame'],
    ['mosaic', 8, 'mosaic'],
  ])('gives every voxel of %s as it was written, where it was written', async (key, count, kind) => {
    const job = await jobOf(written(key));
    const loaded = await all(job);
    expect(outcomes(loaded)).toEqual(Array(count).fill('volume'));
    for (const one of loaded) {
      const { voxels, mm } = 'volume' in one ? differences(job, one.volume) : { voxels: -1, mm: -1 };
      expect(voxels).toBe(0);
      expect(mm).toBeLessThan(1e-3);
    }
    // A multi-frame file is opened once for all of its volumes, any other once for what it holds.
    const slices = job.volumes.reduce((sum, volume) => sum + volume.slices.length, 0);
    expect(job.opened).toHaveLength({ classic: slices, mosaic: count, 'multi-frame': 1 }[kind] ?? -1);
  });

  it('gives Bq/ml of a PET in single precision', async () => {
    const [stored] = await all(await jobOf(written('pet')));
    const [modality] = await all(await jobOf(written('pet'), { scale: 'modality' }));
    const [a, b] = [stored, modality].map((one) => (one && 'volume' in one ? one.volume : undefined));
    const { slope, intercept } = a?.transform?.kind === 'linear' ? a.transform : { slope: 0, intercept: 0 };
    expect([b?.unit, b?.values.constructor]).toEqual(['BQML', Float32Array]);
    expect(b?.values.every((v, i) => v === Math.fround((a?.values[i] ?? 0) * slope + intercept))).toBe(true);
    expect(slope).toBeGreaterThan(0);
  });

  it('says that the CT has two slices at one place', async () => {
    expect(outcomes(await all(await jobOf(written('ct'))))).toEqual(['duplicate-slices']);
  });
});

describe('loadSeriesVolumes when files are not as they were scanned', () => {
  it('gives the reason in the place of the volume, and the others whole', async () => {
    const root = written('mosaic');
    const job = await jobOf(root);
    const paths = job.volumes.map(({ slices: [slice] }) => {
      return job.pathOf(job.instances.file(slice?.instance ?? -1)).toString();
    });
    const [gone = '', cut = '', replaced = '', other = ''] = paths;
    const bytes = files.find(({ path }) => other.endsWith(path))?.bytes ?? Buffer.alloc(0);
    unlinkSync(gone);
    truncateSync(cut, statSync(cut).size - 1000);
    writeFileSync(replaced, bytes);
    expect(outcomes(await all(job))).toEqual([
      ...['not-found', 'truncated-pixel-data', 'changed-while-read'],
      ...Array(5).fill('volume'),
    ]);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const job = await jobOf(written('mosaic'), { signal: stop.signal });
    const seen: unknown[] = [];
    const run = async (): Promise<void> => {
      for await (const one of loadSeriesVolumes(job)) {
        seen.push(one);
        stop.abort(new Error('stopped'));
      }
    };
    await expect(run()).rejects.toThrow('stopped');
    expect(seen).toHaveLength(1);
  });

  it('leaves no file open when the caller has seen enough', async () => {
    const job = await jobOf(written('philips-enhanced'));
    const before = readdirSync('/proc/self/fd').length;
    for await (const one of loadSeriesVolumes(job)) {
      expect(outcomes([one])).toEqual(['volume']);
      expect(readdirSync('/proc/self/fd').length).toBe(before + 1);
      break;
    }
    expect(readdirSync('/proc/self/fd').length).toBe(before);
  });
});
