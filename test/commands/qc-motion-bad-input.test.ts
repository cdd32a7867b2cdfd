import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../fixtures/write-files.js';
import type { BadRun } from '../helpers/motion/bad-runs.js';
import { imageFiles, sliceImages, TINY } from '../helpers/motion/slice-images.js';
import { corelab, folder, junk, shell } from './cli.js';
import { CAN_MOUNT } from './deid/full-disk.js';
import { measuredOf, qcMotion, runFolder, said, states } from './qc-motion/run.js';

interface Expected {
  readonly code: 1 | 3;
  readonly files?: number;
  /** In the findings' order. */
  readonly codes: readonly string[];
  /** In the message or the value of one of them. */
  readonly told: string;
  /** How many volumes were measured. */
  readonly measured: number;
}

const ALL_LOST = { code: 3, codes: ['unmeasurable'], measured: 0 } as const;
const AMBIGUOUS = { code: 3, codes: ['motion-series-ambiguous'], measured: 0 } as const;
const LEFT_OUT = 'motion-volumes-left-out';
const ONE_LOST = {
  code: 1,
  codes: ['motion-volumes-unmeasurable', 'motion-over-limit'],
  measured: 5,
} as const;

const KINDS: Readonly<Partial<Record<BadRun, Expected>>> = {
  'missing-slices': { code: 3, files: 118, codes: [LEFT_OUT], told: 'those with images 41, 82', measured: 4 },
  aborted: { code: 3, files: 103, codes: [LEFT_OUT], told: 'those with images 101', measured: 5 },
  'unequal-slices': { code: 3, files: 114, codes: [LEFT_OUT], told: 'slices are missing', measured: 3 },
  duplicates: { code: 3, files: 140, codes: [LEFT_OUT], told: 'those with images 61', measured: 5 },
  'no-time-order': { ...AMBIGUOUS, told: 'which images make a volume cannot be told' },
  'no-geometry': { ...AMBIGUOUS, told: 'no place in the patient' },
  'one-slice': { ...AMBIGUOUS, files: 6, told: 'it holds one slice' },
  'two-slices': { ...ALL_LOST, files: 12, told: 'all volumes: it has too few slices' },
  colour: {
    ...ALL_LOST,
    codes: ['unmeasurable', LEFT_OUT],
    told: '6 volumes could not be used: images of colours',
  },
  'all-zero': { ...ALL_LOST, told: 'all volumes: there is no signal in it' },
  constant: { ...ALL_LOST, told: 'all volumes: there is no signal in it' },
  undecodable: { ...ALL_LOST, told: 'all volumes: its pixels cannot be decoded' },
  nan: { ...ONE_LOST, told: 'it holds values that are no numbers' },
  infinite: { ...ONE_LOST, told: 'it holds values that are no numbers' },
  'zero-volume': { ...ONE_LOST, told: 'there is no signal in it' },
  'zero-first': { ...ONE_LOST, told: 'volumes 0' },
  'undecodable-volume': { ...ONE_LOST, told: 'its pixels cannot be decoded' },
  'short-pixels': { ...ONE_LOST, codes: ['pixel-data-short', ...ONE_LOST.codes], told: 'volumes 3' },
  'cut-files': {
    code: 1,
    codes: ['unreadable-file'],
    told: 'the file ends inside the pixel data',
    measured: 5,
  },
};

describe('a run in which something is wrong', () => {
  it.each(Object.entries(KINDS))(
    'is measured in part or not at all, and says why: %s',
    async (kind, expected) => {
      const { code, stderr, report } = await qcMotion(runFolder(kind as BadRun));
      const codes: string[] = report.findings.map((finding) => finding.code);
      expect([kind, stderr]).toEqual([kind, '']);
      expect([...new Set(codes)]).toEqual(expect.arrayContaining([...expected.codes]));
      const texts = report.findings.map(({ message, actual = '' }) => `${message} | ${actual}`);
      expect(texts.join('\n')).toContain(expected.told);
      // Every finding of a run names its series, and every volume without motion says why.
      for (const one of report.findings) {
        if (/^(motion|unmeasurable)/.test(one.code)) expect(one.subject?.seriesUID).toMatch(/^[\d.]+$/);
      }
      const unknown = report.series.flatMap(({ volumes }) =>
        volumes.filter(({ transform }) => transform === null),
      );
      expect(unknown.filter(({ why, fdJenkinsonMm }) => why === null || fdJenkinsonMm !== null)).toEqual([]);
      // Nothing lost, and nothing green.
      expect(report.summary).toMatchObject({ filesIn: expected.files ?? 120, measured: expected.measured });
      expect(report.files).toHaveLength(expected.files ?? 120);
      expect(['fail', 'not-evaluable']).toContain(report.verdict);
      if (expected.code === 3) expect(report.summary.pass + report.summary.warn).toBe(0);
      else expect(code).toBe(1);
    },
  );

  it('of two matrices is measured apart, and does not pass without a word', async () => {
    const { report } = await qcMotion(runFolder('unequal-matrix'));
    expect(report.series.map(({ matrix, volumes }) => [matrix, volumes.length])).toEqual([
      [[40, 40, 20], 3],
      [[48, 48, 20], 3],
    ]);
    expect(report.findings[0]).toMatchObject({
      actual: '3 volumes, 3 volumes',
      outcome: expect.not.stringMatching('pass'),
    });
  });

  it('of two contrasts of one stack is two runs, whose plots and names differ', async () => {
    const data = folder();
    const images = sliceImages({ shape: TINY, volumes: 8 }).map((image) => {
      const InversionTime = image.volume % 2 === 0 ? 1800 : 500;
      return { ...image, attributes: { ...image.attributes, InversionTime } };
    });
    writeFiles(data, imageFiles(images));
    const { report } = await qcMotion(data, '--plots', join(data, 'plots'));
    expect(report.summary).toMatchObject({ timeSeries: 2, volumes: 8 });
    expect(new Set(report.series.flatMap(({ plots }) => plots)).size).toBe(2);
    expect(new Set(report.findings.map(({ message }) => message)).size).toBe(report.findings.length);
  });

  it('with copies of files is measured once, and the copies are told', async () => {
    const { code, report } = await qcMotion(runFolder('copies'));
    expect([code, report.summary.filesIn, report.summary.measured]).toEqual([0, 140, 6]);
    expect(said(report).filter((one) => one === 'duplicate-instance warn')).toHaveLength(20);
    expect(states(report)).toHaveLength(6);
  });
});

describe('input without a run', () => {
  it('is a folder without DICOM: exit 3', async () => {
    const { code, report } = await qcMotion(junk(3));
    expect([code, said(report)]).toEqual([3, ['no-dicom not-evaluable']]);
  });

  it('is a folder that is not there, or an empty report on standard input: exit 2', async () => {
    expect((await corelab(['qc-motion', join(folder(), 'no')])).code).toBe(2);
    expect((await shell('$CORELAB qc-motion - </dev/null')).code).toBe(2);
  });

  it('is a single volume: no run, and measured as an image', async () => {
    const data = folder();
    writeFiles(data, imageFiles(sliceImages({ shape: TINY, volumes: 1 })));
    const { code, report } = await qcMotion(data);
    expect([code, said(report), report.series]).toEqual([0, [], []]);
    expect(report.summary).toMatchObject({ series: 1, timeSeries: 0, images: 1, pass: 1 });
    expect(report.images[0]).toMatchObject({ kind: 'multislice', outcome: 'pass', why: null });
  });
});

describe('a folder for plots', () => {
  const data = runFolder();

  it('that is a file, or lies below one, is refused before anything is read', async () => {
    const file = join(folder(), 'plots');
    writeFileSync(file, '');
    for (const place of [file, join(file, 'below')]) {
      const { code, stdout, stderr } = await corelab(['qc-motion', data, '--plots', place]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`${place} could not be written`);
    }
  });

  it.skipIf(!CAN_MOUNT)('on a full disk costs the plot, not the report', async () => {
    const place = folder();
    const disk = join(place, 'disk');
    mkdirSync(disk);
    const script = `mount -t tmpfs -o size=16k t '${disk}'; $CORELAB qc-motion '${data}' --plots '${disk}/p' --json; code=$?; find '${disk}' -type f >&2; exit $code`;
    const ran = await shell(`unshare -rm bash -c "$SCRIPT"`, { SCRIPT: script });
    const { code, stderr, report } = await measuredOf(ran);
    expect([code, stderr]).toEqual([1, '']);
    const lost = report.findings.find((finding) => finding.code === 'motion-plot-not-written');
    expect(lost).toMatchObject({ outcome: 'fail', subject: { seriesUID: report.series[0]?.seriesUID } });
    expect([report.series[0]?.plots, report.summary.measured]).toEqual([[], 6]);
  });

  it('where a name is taken by a folder costs that plot alone', async () => {
    const place = folder();
    const first = await qcMotion(data, '--plots', place);
    const [name = ''] = first.report.series[0]?.plots ?? [];
    const other = folder();
    mkdirSync(join(other, name));
    const { code, report } = await qcMotion(data, '--plots', other, '--thumbnails');
    expect([code, report.series[0]?.plots]).toEqual([1, [name.replace('.svg', '.png')]]);
    expect(said(report)).toContain('motion-plot-not-written fail');
    expect(readdirSync(other).sort()).toEqual([name, name.replace('.svg', '.png')].sort());
  });

  it('gets no picture of a run without a head that can be masked, and says so', async () => {
    const place = folder();
    const { report } = await qcMotion(runFolder('all-zero'), '--plots', place, '--thumbnails');
    expect(report.series[0]?.plots.filter((name) => name.endsWith('.png'))).toEqual([]);
    expect(said(report)).toContain('motion-thumbnail-unsafe warn');
  });
});
