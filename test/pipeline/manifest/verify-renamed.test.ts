import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeBag } from '../../../src/pipeline/manifest/bag/write-bag.js';
import { verifyDelivery } from '../../../src/pipeline/manifest/verify/verify.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { codes, instance, SIGNAL, scanned, temporaryFolder, writeTree } from './verify-tree.js';

const FILES = { 'a.dcm': instance('1.1'), 'sub/b.txt': 'b' };

/** A bag of a delivery called `first`, and the delivery under another name. */
async function baggedAndRenamed() {
  const parent = temporaryFolder();
  const first = join(parent, 'first');
  writeTree(first, FILES);
  const { scan, roots } = await scanned([first]);
  const dir = join(parent, 'bag');
  await writeBag({ scan, roots, dir, signal: SIGNAL, progress: NO_PROGRESS, softwareAgent: 'test' });
  const second = join(parent, 'second');
  renameSync(first, second);
  return { dir, second };
}

async function verify(delivery: string, target: string) {
  const { scan, roots } = await scanned([delivery]);
  return verifyDelivery({ scan, roots, target, signal: SIGNAL, progress: NO_PROGRESS });
}

describe('a delivery that was renamed since it was bagged', () => {
  it('is proven all the same', async () => {
    const { dir, second } = await baggedAndRenamed();
    const { section, findings } = await verify(second, dir);
    expect(findings).toEqual([]);
    expect(section.counts).toMatchObject({ missing: 0, extra: 0, changed: 0 });
  });

  it('is not proven where something changed, is missing or was added', async () => {
    const { dir, second } = await baggedAndRenamed();
    writeTree(second, { 'sub/b.txt': 'B', more: 'x' });
    renameSync(join(second, 'a.dcm'), join(second, 'c.dcm'));
    const found = codes(await verify(second, dir));
    expect([...found].sort()).toEqual(['verify-changed', 'verify-extra', 'verify-extra', 'verify-missing']);
  });
});
