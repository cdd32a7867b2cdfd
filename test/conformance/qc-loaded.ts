import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, type TestContext } from 'vitest';
import { loadSeriesVolumes } from '../../src/pipeline/volumes/load-series-volumes.js';
import { buildDelivery } from '../../src/study/model.js';
import type { VolumeGrid } from '../../src/study/volume/grid.js';
import { planVolumes } from '../../src/study/volume/plan.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { scanned } from '../pipeline/scan/files.js';
import { SHARED_DICOM, skipOrFail } from './shared-data.js';

/** A volume in the modality's unit, single precision. */
export interface LoadedImage extends Pick<VolumeGrid, 'dims' | 'spacingMm' | 'affine'> {
  readonly values: Float32Array;
}

/** The volumes of the first series below a folder of files, in order. */
export async function imagesBelow(root: string): Promise<LoadedImage[]> {
  const { files, instances } = await scanned([root]);
  const [series] = buildDelivery(instances).studies.flatMap((study) => study.series);
  const { volumes } = planVolumes(instances, series?.instances ?? []);
  const pathOf = (file: number): Buffer => Buffer.from(join(root, files.path(file).toString()));
  const images: LoadedImage[] = [];
  for await (const loaded of loadSeriesVolumes({ instances, volumes, pathOf })) {
    if ('error' in loaded) throw loaded.error;
    const { dims, spacingMm, affine, values } = loaded.volume;
    images.push({ dims, spacingMm, affine, values: Float32Array.from(values) });
  }
  return images;
}

/** The same of a folder of the shared data; skips the test where there is none. */
export function sharedImages(context: TestContext, folder: string): Promise<LoadedImage[]> {
  const root = join(SHARED_DICOM, folder);
  if (!existsSync(root)) skipOrFail(context, 'skipped: no shared data');
  return imagesBelow(root);
}

let place: string | undefined;
let written = 0;

afterAll(() => {
  if (place !== undefined) rmSync(place, { recursive: true, force: true });
});

/** Writes an array, little endian, for a peer to read; gives its path. */
export function forPeer(values: Float32Array | Uint8Array): string {
  place ??= mkdtempSync(join(tmpdir(), 'corelab-peer-'));
  const path = join(place, `${written++}.raw`);
  writeFileSync(path, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return path;
}

/** What a Python script beside this file says of a job, as JSON. */
export function fromPeer(
  context: TestContext,
  script: string,
  job: object,
): Readonly<Record<string, number>> {
  const python = pythonWithPydicom();
  if (python === undefined) skipOrFail(context, 'skipped: no numpy and scipy');
  const [found] = jsonFromPython<Record<string, number>>(
    python,
    [join(import.meta.dirname, script)],
    [JSON.stringify(job)],
  );
  return found ?? {};
}
