import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gatherer } from '../../../src/pipeline/scan/gatherer.js';
import type { InputFile } from '../../../src/pipeline/scan/inputs.js';
import { type BatchPlace, reordered } from '../../../src/pipeline/scan/reordered.js';
import { scanBatch } from '../../../src/pipeline/scan/scan-batch.js';
import { packPaths, type ScanResult } from '../../../src/pipeline/scan/scan-job.js';
import type { Probe } from '../../../src/study/probe/probe.js';
import { dicom, folder, put } from './files.js';
import { told } from './told.js';

const PROBES: readonly Probe[] = [
  { kind: 'attribute', path: 'EchoTime' },
  { kind: 'attribute', path: 'SeriesDescription' },
];
const COUNT = 12;
const root = put(
  folder(),
  Object.fromEntries(
    Array.from({ length: COUNT }, (_, i) => [
      `f${i}`,
      dicom({
        EchoTime: 1 + (i % 3),
        SeriesDescription: `series ${i % 4}`,
        ImageType: ['ORIGINAL', 'PRIMARY', i % 2 ? 'M' : 'P'],
        SliceThickness: 1 + (i % 5),
        InstanceNumber: i,
        // Every fourth holds no planes.
        ...(i % 4 === 3 && { Rows: undefined, Columns: undefined, PixelData: undefined }),
      }),
    ]),
  ),
);
const inputOf = (i: number): InputFile => {
  const path = Buffer.from(`f${i}`);
  return { root: 0, path, full: Buffer.from(join(root, `f${i}`)) };
};

function read(files: readonly number[], probes: readonly Probe[] | undefined): ScanResult {
  const paths = packPaths(files.map((i) => inputOf(i).full));
  return scanBatch({ paths, checksums: false, further: ['EchoTime'], ...(probes && { probes }) });
}

/** What is told of files in an order, by the batch that holds them. */
function tell(order: readonly number[], result: ScanResult, probes: readonly Probe[] | undefined) {
  const gatherer = new Gatherer(probes);
  gatherer.take(order.map(inputOf), result);
  return told(gatherer);
}

const ALL = Array.from({ length: COUNT }, (_, i) => i);

describe('files of several batches in another order', () => {
  it('are what reading them in that order gives, however they were read', () => {
    const readInParts = fc.tuple(
      fc.shuffledSubarray(ALL, { minLength: COUNT }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: COUNT, maxLength: COUNT }),
      fc.shuffledSubarray(ALL),
      fc.constantFrom(PROBES, [], undefined),
    );
    fc.assert(
      fc.property(readInParts, ([sequence, sizes, order, probes]) => {
        const places = new Map<number, BatchPlace>();
        for (let at = 0, i = 0; at < COUNT; at += sizes[i++] ?? 1) {
          const part = sequence.slice(at, at + (sizes[i] ?? 1));
          const result = read(part, probes);
          for (const [file, name] of part.entries()) places.set(name, { result, file });
        }
        const wanted = order.flatMap((name) => places.get(name) ?? []);
        expect(tell(order, reordered(wanted), probes)).toEqual(tell(order, read(order, probes), probes));
      }),
      { numRuns: 60 },
    );
  });

  it('are numbered as they come, also where batches hold the same', () => {
    const [a, b] = [read([0, 1], PROBES), read([4, 5], PROBES)];
    const { batch, files, probed } = reordered([
      { result: b, file: 1 },
      { result: a, file: 0 },
    ]);
    expect(batch.headers.map(({ seriesDescription }) => seriesDescription)).toEqual(['series 1', 'series 0']);
    expect(files.map((file) => file.kind === 'dicom' && file.instance.header)).toEqual([0, 1]);
    expect(probed?.frames).toHaveLength(2);
  });

  it('leave the batches that they come from as they are', () => {
    const result = read([0, 1, 2], PROBES);
    const before = structuredClone(result);
    reordered([2, 0].map((file) => ({ result, file })));
    expect(result).toEqual(before);
  });

  it('are none where none is asked for', () => {
    expect(reordered([])).toEqual({
      files: [],
      batch: { headers: [], planes: [], texts: [], frames: new Float64Array(0) },
    });
  });

  it('are refused where one is not there, or is no instance', () => {
    const result = read([0], PROBES);
    expect(() => reordered([{ result, file: 1 }])).toThrow(RangeError);
    const text = scanBatch({
      paths: packPaths([Buffer.from(join(put(folder(), { t: 'text' }), 't')), inputOf(0).full]),
      checksums: false,
    });
    expect(() => reordered([{ result: text, file: 0 }])).toThrow('no instance');
    expect(() => reordered([{ result: text, file: 1 }])).toThrow('no instance');
    expect(() =>
      reordered([
        { result, file: 0 },
        { result: read([1], undefined), file: 0 },
      ]),
    ).toThrow('probes');
  });
});
