import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import {
  encodeHtj2k,
  encodeJpeg2000,
  encodeJpegLs,
  encodeLosslessJpeg,
} from '../../dicom/pixels/codecs/encoders.js';
import { picture } from '../../dicom/pixels/codecs/pictures.js';
import { imageBytes } from '../../dicom/pixels/images.js';

interface Decoded {
  readonly digests: readonly string[];
  readonly inThread: boolean;
}

const FRAMES = 6;
const PICTURE = picture({ rows: 256, columns: 256, components: 1, precision: 12 });
const dir = mkdtempSync(join(tmpdir(), 'corelab-threads-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** A file of frames that are all the same, of one transfer syntax. */
function writeFrames(last: string, codestream: Uint8Array): string {
  const path = join(dir, `${last}.dcm`);
  const fragments = [Buffer.alloc(0), ...Array.from({ length: FRAMES }, () => codestream)];
  const attributes = { Rows: 256, Columns: 256, BitsStored: 12, HighBit: 11, NumberOfFrames: `${FRAMES}` };
  const syntax = `1.2.840.10008.1.2.4.${last}`;
  writeFileSync(path, imageBytes({ syntax, attributes, pixels: { fragments } }));
  return path;
}

it('frames decoded on two threads of the pool equal those of the main thread, and nothing is printed', async () => {
  const files = [
    writeFrames('70', encodeLosslessJpeg(PICTURE)),
    writeFrames('80', await encodeJpegLs(PICTURE)),
    writeFrames('90', await encodeJpeg2000(PICTURE)),
    writeFrames('201', await encodeHtj2k(PICTURE)),
  ];
  // Each file twice: the second time a codec is there already.
  const paths = [...files, ...files];
  const script = fileURLToPath(new URL('decode-run.mjs', import.meta.url));
  const result = join(dir, 'result.json');
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const ran = spawnSync(process.execPath, [script, result, ...paths], { env, encoding: 'utf8' });
  expect({ status: ran.status, stdout: ran.stdout, stderr: ran.stderr }).toEqual({
    ...{ status: 0, stdout: '', stderr: '' },
  });

  const stored = new Uint8Array(Uint16Array.from(PICTURE.samples).buffer);
  const digest = createHash('sha256').update(stored).digest('hex');
  const { threads, main } = JSON.parse(readFileSync(result, 'utf8')) as Record<'threads' | 'main', Decoded[]>;
  const expected = (inThread: boolean) =>
    paths.map(() => ({ digests: Array(FRAMES).fill(digest), inThread }));
  expect(threads).toEqual(expected(true));
  expect(main).toEqual(expected(false));
});
