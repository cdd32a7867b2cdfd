import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Scan } from '../../../src/pipeline/scan/scan.js';
import { buildDelivery } from '../../../src/study/model.js';
import { dicom, folder, outcome, put, scanned } from './files.js';

const WORKER = new URL('../../../dist/pipeline/scan/scan-worker.js', import.meta.url);
const DYING = new URL('./dying-worker.mjs', import.meta.url);

/** More files than are read without threads, of several series, with junk and damage among them. */
function delivery(count = 700): string {
  const files: Record<string, Uint8Array | string> = {};
  for (let i = 0; i < count; i++) {
    const content =
      i % 50 === 7
        ? `text ${i}`
        : dicom({
            SOPInstanceUID: `2.25.${90_000 + i}`,
            SeriesInstanceUID: `2.25.8.${i % 3}`,
            StationName: `S${i % 5}`,
            ImagePositionPatient: [0, 0, i],
          });
    files[`s${i % 3}/${String(i).padStart(5, '0')}`] = i % 90 === 11 ? content.slice(0, 300) : content;
  }
  return put(folder(), files);
}

/** All that a scan found, in plain data. */
function contents(found: Scan) {
  return {
    files: [...found.files.entries(found.instances)],
    unreadable: [...found.unreadable],
    notDicom: [...found.notDicom],
    headers: found.instances.headers,
    planes: found.instances.planes,
    delivery: buildDelivery(found.instances),
  };
}

describe('scan', () => {
  it('finds nothing in an empty folder', async () => {
    const found = await scanned([folder()]);
    expect([found.files.size, found.instances.size]).toEqual([0, 0]);
  });

  it('says of every file what it is, each by its number', async () => {
    const root = put(folder(), {
      'a.dcm': dicom(),
      'autorun.inf': '[autorun]',
      empty: '',
      'sub/cut': dicom().subarray(0, 300),
      'sub/short': dicom(),
    });
    symlinkSync('nowhere', join(root, 'link'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(outcome(await scanned([root]))).toEqual([
      'a.dcm dicom',
      'autorun.inf not-dicom text',
      'empty unreadable empty-file',
      'link unreadable dangling-link',
      'pipe unreadable special-file',
      'sub/cut unreadable truncated-header',
      'sub/short dicom',
    ]);
  });

  it('does not count links to folders that it read already, but names them', async () => {
    const root = put(folder(), { 'a/1': dicom() });
    symlinkSync('a', join(root, 'b'));
    symlinkSync('..', join(root, 'a', 'up'));
    const found = await scanned([root]);
    expect(outcome(found)).toEqual(['a/1 dicom']);
    expect(found.skippedLinks.map(({ path, problem }) => `${path} ${problem}`)).toEqual([
      'a/up link-loop',
      'b seen-elsewhere',
    ]);
  });

  it('gives the same on one thread, on four, and without threads', async () => {
    const root = delivery();
    const alone = contents(await scanned([root], { checksums: true }));
    expect(alone.files).toHaveLength(700);
    expect(alone.unreadable).toHaveLength(8);
    for (const jobs of [2, 4]) {
      expect(contents(await scanned([root], { checksums: true, jobs, worker: WORKER }))).toEqual(alone);
    }
  });

  it('loses only the file that ends its thread', async () => {
    const root = put(delivery(), { 's1/00400killer': dicom(), 's2/killer too': dicom() });
    const found = outcome(await scanned([root], { jobs: 2, worker: DYING }));
    const alone = outcome(await scanned([root]));
    const lost = found.filter((line, i) => line !== alone[i]);
    expect(lost).toEqual([
      's1/00400killer unreadable internal-error',
      's2/killer too unreadable internal-error',
    ]);
    expect(found).toHaveLength(702);
  });

  it('keeps blocked files in their places on threads, too', async () => {
    const root = delivery(600);
    symlinkSync('nowhere', join(root, 's0', '00003 link'));
    symlinkSync('nowhere', join(root, 's2', 'zz'));
    expect(outcome(await scanned([root], { jobs: 2, worker: WORKER }))).toEqual(
      outcome(await scanned([root])),
    );
  });

  it.each([1, 2])('stops when it is told to, on %d threads', async (jobs) => {
    const root = delivery(900);
    const stop = new AbortController();
    const seen: number[] = [];
    const progress = {
      update: (done: number): void => {
        seen.push(done);
        stop.abort(new Error('stopped'));
      },
    };
    await expect(scanned([root], { jobs, worker: WORKER, signal: stop.signal, progress })).rejects.toThrow(
      'stopped',
    );
    expect(seen).toEqual([jobs === 1 ? 16 : 128]);
  });

  it('reports progress in files', async () => {
    const seen: unknown[] = [];
    await scanned([delivery(40)], { progress: { update: (...now) => seen.push(now) } });
    expect(seen).toEqual([
      [16, undefined, 'files'],
      [32, undefined, 'files'],
      [40, undefined, 'files'],
    ]);
  });

  it('reads the same instances however the folders are named', async () => {
    const bytes = dicom({ SOPInstanceUID: '2.25.1' });
    const odd = await scanned([put(folder(), { 'x/IM.exe': bytes })]);
    const plain = await scanned([put(folder(), { 'PA000/ST000/SE000/IM000': bytes })]);
    expect(buildDelivery(odd.instances)).toEqual(buildDelivery(plain.instances));
  });
});
