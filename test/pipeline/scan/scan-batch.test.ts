import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanBatch } from '../../../src/pipeline/scan/scan-batch.js';
import { packPaths } from '../../../src/pipeline/scan/scan-job.js';
import { FRAME_WIDTH } from '../../../src/study/frame-columns.js';
import { dicom, folder, put } from './files.js';

describe('scanBatch', () => {
  const root = put(folder(), { a: dicom(), b: 'text', c: dicom(), 'with space': dicom() });
  const jobOf = (names: readonly string[]) => ({
    paths: packPaths(names.map((name) => Buffer.from(join(root, name)))),
    checksums: false,
  });

  it('answers for every path, in order', () => {
    const { files, batch } = scanBatch(jobOf(['c', 'gone', 'b', 'with space', 'a']));
    expect(files.map(({ kind }) => kind)).toEqual(['dicom', 'unreadable', 'not-dicom', 'dicom', 'dicom']);
    expect(batch.headers).toHaveLength(1);
    expect(batch.frames).toHaveLength(3 * FRAME_WIDTH);
  });

  it('answers nothing for no paths', () => {
    expect(scanBatch(jobOf([]))).toEqual({ files: [], batch: expect.objectContaining({ headers: [] }) });
  });

  it('crosses threads as plain data', () => {
    const result = scanBatch(jobOf(['a', 'b', 'gone']));
    expect(structuredClone(result)).toEqual(result);
  });

  it('packs paths byte for byte, an empty one too', () => {
    const odd = Buffer.from([0xff, 0xfe]);
    expect([...packPaths([odd, Buffer.alloc(0), Buffer.from('x')])]).toEqual([0xff, 0xfe, 0, 0, 0x78, 0]);
    expect(scanBatch({ paths: packPaths([odd, Buffer.alloc(0)]), checksums: false }).files).toHaveLength(2);
  });
});
