import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { CopiesError } from '../../../../src/pipeline/copies/copies-error.js';
import { writeCopies } from '../../../../src/pipeline/copies/write-copies.js';
import { delivery, instance, outputs } from './delivery.js';

/** How many more files get their names before the disk is full. */
const disk = { left: Number.POSITIVE_INFINITY };

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const linkSync = (from: Buffer, to: Buffer): void => {
    if (to.toString().endsWith('.dcm') && disk.left-- <= 0)
      throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'link' });
    fs.linkSync(from, to);
  };
  return { ...fs, linkSync };
});

it('stops when the disk is full, with nothing half written, and is completed when there is room', async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`IM${i}`, instance(i)]));
  const { folder, options } = delivery(files);
  disk.left = 25;
  const error: unknown = await writeCopies(options).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(CopiesError);
  expect(error).toMatchObject({ code: 'disk-full', message: expect.stringContaining('--resume') });
  const names = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' });
  expect(Object.keys(outputs(folder))).toHaveLength(25);
  expect(names.filter((name) => name.includes('tmp'))).toEqual([]);

  disk.left = Number.POSITIVE_INFINITY;
  const copies = await writeCopies({ ...options, resume: true });
  expect([copies.written.length, copies.resumed, copies.refused]).toEqual([40, 25, []]);
});
