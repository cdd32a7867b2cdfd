import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { MotionRunRow } from '../../src/report/qc-motion-sections.js';
import { corelab, folder } from '../commands/cli.js';
import { alignmentError } from '../helpers/motion/alignment-error.js';
import { jsonFromPython } from '../helpers/peers.js';
import { type MotionReport, motionOf } from '../pipeline/qc-motion/run-series.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** 10 volumes of 80 × 80 × 35 of a subject who lay still. */
const QUIET = 'example-dicom-functional/dicoms';

/** All runs over time of the shared sets by series number: kind, outcome, and the state of each volume. */
const RUNS: Readonly<Record<string, readonly (readonly [number, string, string, string])[]>> = {
  // Stated twice, the second time with other UIDs.
  dcm_qa_agfa: [
    [11, 'perfusion', 'pass', 'mr'],
    [11, 'perfusion', 'pass', 'mr'],
  ],
  dcm_qa_enh: [[6, 'functional', 'warn', 'mmrm']],
  dcm_qa_me: [[4, 'functional', 'warn', 'mrm']],
  // A subject who turned the head within volumes: elastix and nipy disagree by up to 30 mm on it.
  dcm_qa_nih: [[4, 'functional', 'not-evaluable', 'uuuuuuuuuu']],
  // Three directions are too few for a model of the signal, and look too different to be held against one of them.
  dcm_qa_stc: [[12, 'diffusion', 'not-evaluable', 'auuu']],
  dcm_qa_xa30: [[25, 'asl', 'pass', 'ammrrmm']],
  'example-dicom-functional': [[401, 'functional', 'warn', 'mmmmmrmmmm']],
};

/** Series with several volumes, or that might have them, of which no run is made; and why. */
const NO_RUNS: Readonly<Record<string, readonly (readonly [number, string, RegExp])[]>> = {
  // One slice, there several times under other UIDs.
  dicognito: [[1, 'not-evaluable', /cannot be told/]],
  // One mosaic in nine transfer syntaxes.
  dcm_qa_ts: [[1, 'not-evaluable', /cannot be told/]],
};

const IMAGES = ['MR', 'PT', 'CT'];

const states = ({ volumes }: MotionRunRow): string => volumes.map(({ state }) => state.charAt(0)).join('');

const made = new Map<string, Promise<MotionReport>>();

function reportOf(context: TestContext, set: string): Promise<MotionReport> {
  sharedFiles(context);
  const known = made.get(set) ?? motionOf([join(SHARED_DICOM, set)]);
  made.set(set, known);
  return known;
}

function sets(context: TestContext): string[] {
  sharedFiles(context);
  return readdirSync(SHARED_DICOM).sort();
}

describe('every series over time of the shared data', () => {
  it.for(Object.entries(RUNS))('is judged, or said why not: %s', async ([set, expected], context) => {
    const { series } = await reportOf(context, set);
    const runs = series.filter(({ volumes }) => volumes.length > 0);
    expect(runs.map((run) => [run.seriesNumber, run.kind, run.outcome, states(run)])).toEqual(expected);
    for (const run of runs) {
      // What has no number says why.
      for (const [name, value] of Object.entries(run.figures)) {
        expect(value === null, name).toBe(run.notMeasured[name] !== undefined);
      }
    }
  });

  it('is in the table: no other set has one', async (context) => {
    for (const set of sets(context).filter((name) => !(name in RUNS))) {
      const { series } = await reportOf(context, set);
      expect(series.filter(({ volumes }) => volumes.length > 0)).toEqual([]);
    }
  }, 300_000);

  it('else has a reason, which is not evaluable where volumes cannot be told apart', async (context) => {
    for (const set of sets(context)) {
      const { series } = await reportOf(context, set);
      const none = series.filter(({ volumes }) => volumes.length === 0);
      for (const { outcome, why } of none) {
        expect(['not-applicable', 'not-evaluable']).toContain(outcome);
        expect(why).toMatch(/^[a-z]/);
      }
      const images = none.filter(({ modality }) => IMAGES.includes(modality ?? ''));
      const unusual = images.filter(({ why }) =>
        /contrast of its own|cannot be told|gated|phase/.test(why ?? ''),
      );
      expect(unusual.map(({ seriesNumber, outcome }) => [seriesNumber, outcome])).toEqual(
        (NO_RUNS[set] ?? []).map(([number, outcome]) => [number, outcome]),
      );
      for (const [number, , reason] of NO_RUNS[set] ?? []) {
        expect(unusual.find(({ seriesNumber }) => seriesNumber === number)?.why).toMatch(reason);
      }
    }
  }, 300_000);
});

interface PeerResult {
  readonly transforms: readonly (readonly number[])[];
}

describe('the transforms of the report', () => {
  it('are those of nipy to 0.1 mm on a quiet subject', async (context) => {
    const { series } = await motionOf([join(SHARED_DICOM, QUIET)], { reference: 'first' });
    sharedFiles(context);
    const python = ['python3', '/usr/bin/python3'].find(
      (one) => spawnSync(one, ['-c', 'import nipy, pydicom']).status === 0,
    );
    if (!python) return skipOrFail(context, 'skipped: no python3 with nipy');
    const script = join(import.meta.dirname, '../bench/motion/realign_nipy.py');
    const [theirs] = jsonFromPython<PeerResult>(python, ['-W', 'ignore', script, join(SHARED_DICOM, QUIET)]);
    const [run] = series;
    expect(theirs?.transforms).toHaveLength(10);
    const differences = run?.volumes.map(
      ({ transform }, volume) =>
        alignmentError(transform ?? [], theirs?.transforms[volume] ?? [], run.centreMm ?? [0, 0, 0]).rmsMm,
    );
    expect(differences).toHaveLength(10);
    expect(differences?.[0]).toBeLessThan(1e-9);
    expect(Math.max(...(differences ?? [Number.NaN]))).toBeLessThan(0.1);
    return undefined;
  }, 120_000);

  it('do not depend on how files are named and in which order they come', async (context) => {
    const files = sharedFiles(context).filter(
      (path) => path.startsWith('dcm_qa_nih/') || path.startsWith(QUIET),
    );
    const shuffled = folder('corelab-motion-real-');
    const order = files.map((path, at) => ({ path, key: (at * 7919) % files.length }));
    for (const { path, key } of order) {
      const place = join(shuffled, String(key % 3));
      mkdirSync(place, { recursive: true });
      cpSync(join(SHARED_DICOM, path), join(place, `${String(key).padStart(5, '0')}.dcm`));
    }
    const { series } = await motionOf([shuffled]);
    const others = [...(await reportOf(context, 'dcm_qa_nih')).series];
    others.push(...(await reportOf(context, 'example-dicom-functional')).series);
    const byUid = (rows: readonly MotionRunRow[]) =>
      [...rows].sort((a, b) => (a.seriesUID < b.seriesUID ? -1 : 1));
    expect(byUid(series)).toEqual(byUid(others));
  }, 120_000);
});

describe('the built command', () => {
  it('says the same as the program in this process, with any number of threads', async (context) => {
    const { series, checks, findings } = await reportOf(context, 'example-dicom-functional');
    for (const jobs of ['1', '2', '3']) {
      const args = ['qc-motion', join(SHARED_DICOM, 'example-dicom-functional'), '--json', '--jobs', jobs];
      const { stdout, code } = await corelab(args);
      // 10 of the 156 volumes that the headers declare are there.
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ verdict: 'fail', series, checks, findings });
    }
  }, 120_000);
});
