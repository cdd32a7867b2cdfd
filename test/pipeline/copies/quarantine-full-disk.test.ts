import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { CopiesError } from '../../../src/pipeline/copies/copies-error.js';
import { copy, plain, textsBelow } from './plain.js';

/** How many more files are kept before the disk is full. */
const disk = { left: Number.POSITIVE_INFINITY };

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const renameSync = (from: Buffer, to: Buffer): void => {
    if (to.includes('/quarantine/') && disk.left-- <= 0)
      throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'rename' });
    fs.renameSync(from, to);
  };
  return { ...fs, renameSync };
});

it('stops when the disk is full while a file is quarantined, and is completed when there is room', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`f${i}`, i % 2 ? `BAD${i}` : `F${i}`]),
  );
  const { folder, options } = plain(files);
  const kept = join(folder, 'state', 'quarantine');
  disk.left = 9;
  const error: unknown = await copy(options).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(CopiesError);
  expect(error).toMatchObject({ code: 'disk-full', message: expect.stringContaining('--resume') });
  expect(Object.keys(textsBelow(kept))).toHaveLength(9);

  disk.left = Number.POSITIVE_INFINITY;
  const copies = await copy({ ...options, resume: true });
  expect([copies.written.length, copies.quarantined.length]).toEqual([15, 15]);
  expect(Object.keys(textsBelow(kept))).toHaveLength(15);
});
