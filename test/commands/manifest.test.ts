import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnswerKey } from '../../fixtures/cd/answer-key.js';
import { folder, junk, type Ran, ROOT } from './cli.js';
import { type Cd, codes, demoCd, type Manifest, manifest, seriesByUid, seriesOfCd } from './delivery.js';

let cd: Cd;
let whole: Ran & { report: Manifest };

beforeAll(async () => {
  cd = demoCd();
  whole = await manifest(cd.path);
});

interface Comparer {
  compareManifest(manifest: Manifest, key: AnswerKey, text: string): string[];
}

describe('the synthetic CD', () => {
  it('is reported with exactly its planted faults, figures and counts', async () => {
    const url = pathToFileURL(join(ROOT, 'scripts', 'demo', 'compare-manifest.mjs')).href;
    const { compareManifest } = (await import(url)) as Comparer;
    expect(compareManifest(whole.report, cd.key, whole.stdout)).toEqual([]);
    expect([whole.code, whole.stderr]).toEqual([1, '']);
  });

  it('is counted file by file: in = DICOM + not DICOM + unreadable', () => {
    const { summary, files } = whole.report;
    const { filesIn = 0, dicom = 0, notDicom = 0, unreadable = 0 } = summary;
    expect(filesIn).toBe(cd.key.files.length);
    expect(dicom + notDicom + unreadable).toBe(filesIn);
    const kinds = (list: readonly { path: string; kind: string; bytes: number }[]) =>
      list.map(({ path, kind, bytes }) => `${path.normalize('NFC')} ${kind} ${bytes}`).sort();
    expect(kinds(files)).toEqual(kinds(cd.key.files));
  });

  it('has the checksums of its answer key with --checksums, and none without', async () => {
    const { report } = await manifest(cd.path, '--checksums');
    const known = new Map(cd.key.files.map(({ path, sha256 }) => [path, sha256]));
    expect(report.files.map(({ sha256 }) => sha256)).toEqual(
      report.files.map(({ path }) => known.get(path.normalize('NFC'))),
    );
    expect(whole.stdout).not.toContain('"sha256"');
  });

  it('has one figure for a scan, classic or enhanced', () => {
    const series = seriesByUid(whole.report);
    const [classic, enhanced] = ['philips-classic', 'philips-enhanced'].map((name) => {
      const { seriesUID = '' } =
        cd.key.studies.flatMap((study) => study.series).find((s) => s.key === name) ?? {};
      return series.get(seriesUID);
    });
    expect(classic?.instances).toBe(36);
    expect(enhanced?.instances).toBe(1);
    for (const key of ['frames', 'geometry', 'stacks', 'timePoints', 'volumes'] as const)
      expect(enhanced?.[key], key).toEqual(classic?.[key]);
    expect(classic?.timePoints).toBe(3);
  });

  it('is reported in the order of keys that the envelope has', () => {
    expect(Object.keys(whole.report)).toEqual([
      ...['schema', 'confidentiality', 'tool', 'command', 'run', 'config', 'upstream', 'verdict', 'summary'],
      ...['findings', 'patients', 'studies', 'devices', 'notDicom', 'unreadable', 'duplicates', 'dicomdirs'],
      ...['roots', 'files'],
    ]);
  });

  it('names every file by its path below its root, in the order of bytes', () => {
    const { roots, files } = whole.report;
    expect(roots).toEqual([{ id: 0, path: cd.path }]);
    const paths = files.map(({ path }) => Buffer.from(path));
    expect(paths).toEqual([...paths].sort(Buffer.compare));
  });
});

describe('two runs', () => {
  const body = ({ report: { run: _, ...rest } }: { report: Manifest }) => rest;

  it('on the same input differ in nothing but run', async () => {
    const again = await manifest(cd.path);
    expect(body(again)).toEqual(body(whole));
    expect(again.report.run.id).not.toBe(whole.report.run.id);
  });

  it('on one processor and on four give the same', async () => {
    // Two copies, for threads are started from 512 files on.
    const twice = [cd.path, demoCd().path];
    const [one, four] = await Promise.all([
      manifest(...twice, '--jobs', '1'),
      manifest(...twice, '--jobs', '4'),
    ]);
    expect(one.report.summary.filesIn).toBe(2 * cd.key.files.length);
    expect(body(four)).toEqual(body(one));
  });
});

describe('the exit code', () => {
  it('is 0 for a delivery without a fault', async () => {
    const { code, report } = await manifest(seriesOfCd(cd, 'mosaic', 'ge-epi', 'philips-enhanced'));
    expect([code, report.verdict, report.findings]).toEqual([0, 'pass', []]);
  });

  it('is 0 when there are only warnings', async () => {
    const { code, report } = await manifest(seriesOfCd(cd, 'capture'));
    expect([code, report.verdict, codes(report)]).toEqual([0, 'warn', ['lossy-compression']]);
  });

  it('is 1 for a fault', () => {
    expect([whole.code, whole.report.verdict]).toEqual([1, 'fail']);
  });

  it.each([
    ['an empty folder', 0],
    ['a folder with nothing but junk', 3],
  ])('is 3 for %s', async (_, count) => {
    const { code, report } = await manifest(junk(count));
    expect([code, report.verdict, codes(report)]).toEqual([3, 'not-evaluable', ['no-dicom']]);
    expect(report.summary).toMatchObject({ filesIn: count, notDicom: count, dicom: 0 });
  });
});

describe('--exclude', () => {
  it('leaves out names at any depth, and paths below the root', async () => {
    const { report } = await manifest(cd.path, '--exclude', '*.EXE', '--exclude', 'DICOM/PA000001/**');
    const paths = report.files.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('.EXE') || path.startsWith('DICOM/'))).toEqual([]);
    expect(paths).toContain('AUTORUN.INF');
    expect(report.config).toMatchObject({ exclude: { globs: ['*.EXE', 'DICOM/PA000001/**'] } });
  });

  it('that leaves out all DICOM is exit 3, not a pass', async () => {
    const { code } = await manifest(seriesOfCd(cd, 'capture'), '--exclude', 'DICOM');
    expect(code).toBe(3);
  });
});

describe('--report', () => {
  it('writes one CSV row a series, with the figures of the report', async () => {
    const csv = join(folder(), 'series.csv');
    await manifest(cd.path, '--report', csv);
    const [head = '', ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    const titles = head.split(',');
    expect(titles.slice(0, 5)).toEqual(['patient', 'study_day', 'study_uid', 'series_uid', 'modality']);
    expect(titles).toEqual(expect.arrayContaining(['slice_spacing_mm', 'missing_slices', 'separated_by']));
    expect(rows).toHaveLength(cd.key.counts.series);
    const ct = rows.find((row) => row.includes(',CT,'))?.split(',') ?? [];
    const cell = (title: string) => ct[titles.indexOf(title)];
    expect(['slices', 'slice_spacing_mm', 'missing_slices', 'duplicate_slices'].map(cell)).toEqual([
      ...['29', '3.75', '1', '1'],
    ]);
  });

  it('writes JUnit with a case a finding and one for the verdict', async () => {
    const out = folder();
    const [xml, ndjson] = ['r.xml', 'r.ndjson'].map((name) => join(out, name)) as [string, string];
    const { report } = await manifest(cd.path, '--report', xml, '--report', ndjson);
    const text = readFileSync(xml, 'utf8');
    expect(text.match(/<testcase /g)).toHaveLength(report.findings.length + 1);
    const failed = report.findings.filter(({ outcome }) => outcome === 'fail').length;
    expect(text).toContain(`failures="${failed + 1}"`);
    const types = readFileSync(ndjson, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect(types.filter((type) => type === 'series')).toHaveLength(cd.key.counts.series);
    expect(types.filter((type) => type === 'file')).toHaveLength(cd.key.counts.filesIn);
  });

  it('into the folder itself is not part of what it reports', async () => {
    const delivery = seriesOfCd(cd, 'capture');
    const { report } = await manifest(delivery, '--report', join(delivery, 'r.json'));
    expect(report.summary.filesIn).toBe(1);
  });
});

describe('several paths', () => {
  it('are roots of one report, and a file inside another root is read once', async () => {
    const delivery = seriesOfCd(cd, 'mosaic');
    const { report, code } = await manifest(delivery, join(delivery, 'DICOM'));
    expect(report.roots.map(({ id }) => id)).toEqual([0, 1]);
    expect(report.summary).toMatchObject({ filesIn: 8, duplicates: 0 });
    expect(code).toBe(0);
  });

  it('may be files', async () => {
    const delivery = seriesOfCd(cd, 'capture');
    const { path } = (await manifest(delivery)).report.files[0] ?? { path: '' };
    const { report } = await manifest(join(delivery, path));
    expect(report.files).toMatchObject([{ root: 0, path: '', kind: 'dicom' }]);
  });
});
