import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readPart10 } from '../../src/dicom/part10.js';
import { openFrames } from '../../src/dicom/pixels/frame-reader.js';
import { FileSource } from '../../src/io/file-source.js';
import { explicit } from '../dicom/bytes.js';
import { imageBytes } from '../dicom/pixels/images.js';

const FRAME_BYTES = 2 ** 19;
const FRAMES = 6144;
const PIXEL_BYTES = FRAME_BYTES * FRAMES;
const dir = mkdtempSync(join(tmpdir(), 'corelab-large-frames-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** 3 GiB of 512 × 512 frames, zeros but for the first and the last pixel; they take no space on disk. */
function writeSparse(): string {
  const path = join(dir, 'large.dcm');
  const attributes = { Rows: 512, Columns: 512, NumberOfFrames: `${FRAMES}` };
  const head = Buffer.concat([imageBytes({ attributes }), explicit(0x7fe00010, 'OW', '', PIXEL_BYTES)]);
  writeFileSync(path, head);
  truncateSync(path, head.length + PIXEL_BYTES);
  const fd = openSync(path, 'r+');
  writeSync(fd, Buffer.of(1, 2), 0, 2, head.length);
  writeSync(fd, Buffer.of(3, 4), 0, 2, head.length + PIXEL_BYTES - 2);
  closeSync(fd);
  return path;
}

it('the first and the last frame of a file of 3 GiB are read in the memory of a few', async () => {
  const source = new FileSource(Buffer.from(writeSparse()));
  const before = process.memoryUsage.rss();
  const reader = await openFrames(readPart10(source));
  expect(reader.frameCount).toBe(FRAMES);
  const first = reader.frame(0).values;
  const last = reader.frame(FRAMES - 1).values;
  source.close();
  expect([first.length, first[0], first.at(-1)]).toEqual([512 * 512, 0x201, 0]);
  expect([last.length, last[0], last.at(-1)]).toEqual([512 * 512, 0, 0x403]);
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 2 ** 20);
});
