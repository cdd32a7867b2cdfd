import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { bytesOf, rewrite } from '../../src/dicom/rewrite/rewrite.js';
import { randomEdits } from './random-edits.js';
import { editableFile } from './rewritten-files.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** A shared file and the same with random edits. */
interface Pair {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** One file in so many of those that are alike is enough; what is encapsulated is tried altogether. */
const EVERY = 4;

/** Rewrites a sample of the shared files, all that are encapsulated among them, into a folder. */
function pairsIn(folder: string, context: TestContext): Pair[] {
  return sharedFiles(context).flatMap((path, i) => {
    const read = editableFile(path);
    if (!read || (i % EVERY !== 0 && !read.file.pixelData?.encapsulated)) return [];
    // Declared JPEG and coded implicit: refused, see rewrite-charset.test.ts.
    if (path.endsWith('/SC_rgb_jpeg.dcm')) return [];
    const after = join(folder, String(i));
    writeFileSync(after, bytesOf(rewrite(read.file, randomEdits(read.file, i + 7919).plan).pieces));
    return [{ path, before: join(SHARED_DICOM, path), after }];
  });
}

/** What dcmdump complains of, without the file's name and its numbers. */
function complaints(path: string): string[] {
  const { stderr } = spawnSync('dcmdump', ['-M', '+P', '0008,0018', path], { encoding: 'latin1' });
  const lines = stderr.split('\n').filter((line) => /^[EF]: /.test(line));
  return lines.map((line) => line.replaceAll(path, '').replace(/\d+/g, '#')).sort();
}

/** The digest of the pixel data as gdcm extracts it; undefined where it finds none. */
function pixelDigest(path: string, folder: string): string | undefined {
  const out = join(folder, 'pixels');
  rmSync(out, { force: true });
  spawnSync('gdcmraw', ['-i', path, '-o', out]);
  if (!existsSync(out)) return undefined;
  const bytes = readFileSync(out);
  return bytes.length === 0 ? undefined : createHash('sha256').update(bytes).digest('hex');
}

/** Runs a test on the sample, in a folder that goes afterwards. */
function withPairs(tool: string, context: TestContext, work: (pairs: Pair[], folder: string) => void): void {
  if (spawnSync(tool, ['--version']).error) skipOrFail(context, `skipped: no ${tool}`);
  const folder = mkdtempSync(join(tmpdir(), 'corelab-peers-'));
  try {
    work(pairsIn(folder, context), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a rewritten shared file', () => {
  it('gives dcmdump nothing to complain of that it did not say of the source', {
    timeout: 120_000,
  }, (context) => {
    withPairs('dcmdump', context, (pairs) => {
      const worse = pairs.flatMap(({ path, before, after }) => {
        const known = complaints(before);
        const fresh = complaints(after).filter((line) => !known.includes(line));
        return fresh.length > 0 ? [[path, fresh]] : [];
      });
      expect(worse).toEqual([]);
      expect(pairs.length).toBeGreaterThan(300);
    });
  });

  it('has the pixel data of its source, as gdcm extracts it', { timeout: 120_000 }, (context) => {
    withPairs('gdcmraw', context, (pairs, folder) => {
      let compared = 0;
      const changed = pairs.filter(({ before, after }) => {
        const digest = pixelDigest(before, folder);
        if (digest !== undefined) compared++;
        return digest !== undefined && digest !== pixelDigest(after, folder);
      });
      expect(changed.map(({ path }) => path)).toEqual([]);
      expect(compared).toBeGreaterThan(300);
    });
  });
});
