import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import { corelab, folder } from './cli.js';
import { LARGE_VOLUMES, largeRun } from './qc-motion/large-run.js';
import { type Measured, qcMotion, runFolder, said, withoutRun } from './qc-motion/run.js';

describe('qc-motion with every flag', () => {
  const out = folder();
  const path = (name: string): string => join(out, name);
  let measured: Measured;
  let data: string;

  beforeAll(async () => {
    data = runFolder();
    writeFileSync(join(data, 'readme.txt'), 'left out');
    const reports = ['r.json', 'r.ndjson', 'r.csv', 'r.xml'].flatMap((name) => ['--report', path(name)]);
    measured = await qcMotion(
      data,
      ...['--limits', 'lenient', '--reference', 'first', '--series', 'EP2D*', '--exclude', '*.txt'],
      ...['--plots', path('plots'), '--thumbnails', '--operator', 'R. Grapher', '--jobs', '1', '--quiet'],
      ...reports,
    );
  });

  it('says nothing on standard error, and passes', () => {
    const { code, stderr, report } = measured;
    expect([code, stderr, report.verdict, said(report)]).toEqual([0, '', 'pass', []]);
    expect(report.checks.length).toBeGreaterThan(0);
  });

  it('did what they ask for', () => {
    const { report } = measured;
    const [run] = report.series;
    expect(report.config).toMatchObject({
      limits: { id: 'corelab-lenient', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ...{ reference: 'first', series: ['EP2D*'], exclude: { globs: ['*.txt'], leftOut: 1 } },
    });
    expect(report.run.operator).toBe('R. Grapher');
    expect(run?.groups).toEqual([{ name: 'all', volumes: 6, reference: 0 }]);
    expect(run?.volumes[0]).toMatchObject({ state: 'reference', translationMm: [0, 0, 0] });
    expect(report.summary).toMatchObject({ filesIn: 120, series: 1, timeSeries: 1, volumes: 6, measured: 6 });
    expect(report.files).toHaveLength(120);
  });

  it('gives the same report as JSON and as NDJSON, whose records fit their schema', async () => {
    expect(JSON.parse(readFileSync(path('r.json'), 'utf8'))).toEqual(JSON.parse(measured.stdout));
    const lines = readFileSync(path('r.ndjson'), 'utf8').trimEnd().split('\n');
    const validate = await validatorOf('ndjson');
    const records = lines.map((line) => JSON.parse(line));
    for (const record of records) expect(validate(record)).toEqual([]);
    expect(records.at(0)).toMatchObject({ type: 'run', command: 'qc-motion' });
    expect(records.at(-1)).toMatchObject({ type: 'summary', verdict: 'pass' });
    const rows = records.filter(({ type, section }) => type === 'section' && section === 'checks');
    expect(rows.map(({ row }) => row)).toEqual(measured.report.checks);
  });

  it('gives a row a limit as CSV, and a test a limit as JUnit', () => {
    const [head = '', ...rows] = readFileSync(path('r.csv'), 'utf8').trimEnd().split(/\r?\n/);
    expect(head).toContain('series_uid');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.includes(measured.report.series[0]?.seriesUID ?? '?'))).toBe(true);
    const xml = readFileSync(path('r.xml'), 'utf8');
    expect(xml).toMatch(/<testsuite [^>]*failures="0" errors="0"/);
    for (const { check } of measured.report.checks) expect(xml).toContain(check);
  });

  it('writes a plot and a picture for the owner alone, and names them', () => {
    const plots = measured.report.series.flatMap((run) => run.plots);
    expect(plots.map((name) => name.replace(/[0-9a-f]{8}/, 'X'))).toEqual([
      'series-2-X.svg',
      'series-2-X.png',
    ]);
    expect(readdirSync(path('plots')).sort()).toEqual([...plots].sort());
    for (const name of plots) expect(statSync(path(`plots/${name}`)).mode & 0o777).toBe(0o600);
    expect(readFileSync(path(`plots/${plots[0]}`), 'utf8')).toMatch(/^<svg /);
    expect([...readFileSync(path(`plots/${plots[1]}`)).subarray(1, 4)].join()).toBe('80,78,71');
  });

  it('leaves the input as it was', () => {
    expect(readdirSync(data).sort()).toEqual(['readme.txt', 'run']);
    expect(readdirSync(join(data, 'run'))).toHaveLength(120);
    expect(existsSync(`${data}.state`)).toBe(false);
  });
});

describe('the exit code of qc-motion', () => {
  const data = runFolder();

  it('is 0 where limits warn: the run is short', async () => {
    const { code, report } = await qcMotion(data);
    expect([code, report.verdict, said(report)]).toEqual([0, 'warn', ['motion-over-limit warn']]);
    expect(report.findings[0]).toMatchObject({
      actual: '0.2 min',
      subject: { seriesUID: report.series[0]?.seriesUID },
    });
  });

  it('is 1 where a limit fails: five minutes are asked for by strict limits', async () => {
    const { code, report } = await qcMotion(data, '--limits', 'strict');
    expect(code).toBe(1);
    const failed = report.checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ check }) => check)).toEqual(['usableMinutes']);
    expect(failed[0]?.source).not.toBe('');
  });

  it.each([
    [['--reference', 'last'], 'give first, middle, median or the number of a volume'],
    [['--reference', '-1'], 'give first, middle, median or the number of a volume'],
    [['--thumbnails'], '--thumbnails needs --plots DIR'],
    [['--plots', ''], '--plots needs the name of a folder'],
    [['--series', ''], '--series needs a pattern'],
    [['--jobs', '0'], '--jobs'],
    [['--report', 'r.pdf'], 'no form has that extension'],
    [['--json', '--ndjson'], 'exclude each other'],
    [['--plot', 'x'], '--plots'],
  ])('is 2 for %j, with a line that says what would do', async (flags, told) => {
    const { code, stdout, stderr } = await corelab(['qc-motion', data, ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('    at ');
  });

  it('is 3 where a series was asked for that is not there, also beside one that is', async () => {
    const none = await qcMotion(data, '--series', 'rest*');
    expect([none.code, none.report.verdict]).toEqual([3, 'not-evaluable']);
    expect(said(none.report)).toEqual([
      'motion-nothing-to-measure not-evaluable',
      'motion-series-not-found not-evaluable',
    ]);
    const one = await qcMotion(data, '--series', 'rest*', '--series', '2');
    expect(one.code).toBe(3);
    expect(one.report.summary.timeSeries).toBe(1);
    expect(one.report.findings[0]).toMatchObject({
      code: 'motion-series-not-found',
      message: expect.stringContaining("--series 'rest*'"),
    });
  });
});

describe('the reference of qc-motion', () => {
  const data = runFolder();
  const referenceOf = ({ report }: Measured) => report.series[0]?.groups[0]?.reference;

  it('is the middle volume, the most typical one, or the one that was named', async () => {
    expect(referenceOf(await qcMotion(data))).toBe(3);
    expect(referenceOf(await qcMotion(data, '--reference', '5'))).toBe(5);
    const { code, report } = await qcMotion(data, '--reference', 'median');
    const [run] = report.series;
    const typical = [...(run?.volumes ?? [])].sort((a, b) => (a.qualityIndex ?? 9) - (b.qualityIndex ?? 9));
    expect([code, run?.groups[0]?.reference]).toEqual([0, typical[0]?.volume]);
  });

  it('hardly changes what is said of motion from volume to volume', async () => {
    const [first, last] = await Promise.all([
      qcMotion(data, '--reference', '0'),
      qcMotion(data, '--reference', '5'),
    ]);
    const displacements = ({ report }: Measured) => report.series[0]?.volumes.map((one) => one.fdJenkinsonMm);
    const others = displacements(last) ?? [];
    for (const [volume, one] of (displacements(first) ?? []).entries()) {
      expect(Math.abs((one ?? 0) - (others[volume] ?? 0)), `volume ${volume}`).toBeLessThan(0.03);
    }
  });

  it('is told where the run has no volume of that number', async () => {
    const { code, report } = await qcMotion(data, '--reference', '99');
    expect([code, report.series[0]?.groups[0]?.reference]).toEqual([0, 3]);
    expect(report.findings[0]).toMatchObject({
      ...{ code: 'motion-reference-absent', outcome: 'warn', actual: '6 volumes' },
      message: expect.stringContaining('volume 99'),
    });
  });

  it('is not replaced in silence where the volume that was named cannot be read', async () => {
    const { code, report } = await qcMotion(runFolder('undecodable-volume'), '--reference', '3');
    expect([code, said(report)]).toEqual([3, ['unmeasurable not-evaluable']]);
    expect(report.findings[0]?.message).toContain('volume 3: its pixels cannot be decoded');
    expect(report.series[0]?.volumes.every(({ transform }) => transform === null)).toBe(true);
  });
});

describe('qc-motion on several threads', () => {
  it('gives the report of one thread, but for what differs from run to run', async () => {
    const data = folder();
    largeRun(data);
    const all = [];
    for (const jobs of ['1', '4']) all.push(await qcMotion(data, '--jobs', jobs));
    const [one, ...others] = all.map(({ report }) => withoutRun(report));
    const [run] = one?.series ?? [];
    // Fewer voxels than four million would not be shared among threads at all.
    expect((run?.matrix ?? []).reduce((a, b) => a * b, LARGE_VOLUMES)).toBeGreaterThan(4e6);
    expect(run?.volumes.filter(({ state }) => state === 'measured')).toHaveLength(LARGE_VOLUMES - 1);
    for (const other of others) expect(other).toEqual(one);
  }, 180_000);
});
