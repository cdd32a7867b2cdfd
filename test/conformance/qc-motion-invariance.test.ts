import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ASL } from '../../fixtures/asl/collection.js';
import type { FixtureFile } from '../../fixtures/collection.js';
import { DIFFUSION } from '../../fixtures/diffusion/collection.js';
import { filesOf } from '../../fixtures/motion/forms/write.js';
import { RUNS } from '../../fixtures/motion/recipes.js';
import { motionRun } from '../../fixtures/motion/run.js';
import { writeFiles } from '../../fixtures/write-files.js';
import { folder } from '../commands/cli.js';
import { type MotionReport, motionOf } from '../pipeline/qc-motion/run-series.js';
import { copiedSet, expectSame, type Pair, pairOf } from './before-after.js';

/** Runs of three vendors: a mosaic, an enhanced object, classic images with faults; what is not measured, too. */
const MOTION = ['stratum-1.5', 'dropout-spike', 'parity', 'sphere', 'contrast-change', 'three-volumes'];

/** Sets with a run, or with what might have been one; whether their files say whose they are. */
const SETS = [
  ...['dcm_qa_enh', 'dcm_qa_me', 'dcm_qa_nih', 'dcm_qa_stc', 'dcm_qa_ts', 'dcm_qa_xa30'],
  'example-dicom-functional',
] as const;
const NEEDS_A_PATIENT: readonly string[] = ['dcm_qa_ts'];

/** What `qc-motion` says of a delivery, and of what `deid --profile trial` releases of it. */
interface Reports extends Pick<Pair, 'old'> {
  readonly before: MotionReport;
  readonly after: MotionReport;
}

async function reportsOf(place: string, from: string): Promise<Reports> {
  const { out, old } = await pairOf(place, from);
  return { before: await motionOf([from]), after: await motionOf([out]), old };
}

const outcomes = ({ series }: MotionReport): Set<string> => new Set(series.map(({ outcome }) => outcome));

async function reportsOfFixtures(place: string, files: Iterable<FixtureFile>): Promise<Reports> {
  writeFiles(join(place, 'in'), files);
  return reportsOf(place, join(place, 'in'));
}

describe('synthesised runs before and after deid --profile trial', () => {
  const place = folder();
  const pairs = new Map<string, Reports>();

  beforeAll(async () => {
    const runs = RUNS.filter(({ intro }) => MOTION.includes(intro.description.replace('ep2d ', '')));
    expect(runs).toHaveLength(MOTION.length);
    pairs.set(
      'motion',
      await reportsOfFixtures(join(place, 'motion'), filesOf(runs.map((run) => motionRun(run).series))),
    );
    for (const { name, make } of [DIFFUSION, ASL]) {
      pairs.set(name, await reportsOfFixtures(join(place, name), (await make()).files));
    }
  }, 300_000);

  it.each([
    ['motion', 6, ['functional'], ['not-evaluable']],
    ['diffusion', 2, ['diffusion'], []],
    ['asl', 2, ['asl'], []],
  ] as const)('of %s come to the same figures, volumes, slices and verdicts', (name, least, kinds, some) => {
    const pair = pairs.get(name);
    if (!pair) throw new Error('nothing was released');
    expect(pair.before.series.length).toBeGreaterThanOrEqual(least);
    expect([...new Set(pair.before.series.map(({ kind }) => kind))]).toEqual(kinds);
    for (const outcome of some) expect(outcomes(pair.before)).toContain(outcome);
    expect(pair.before.summary.measured).toBeGreaterThan(5);
    expectSame(pair.before, pair.after, pair);
  });

  it('of motion still name the slices with faults, by their new UIDs', () => {
    const slices = (report: MotionReport | undefined) => report?.series.flatMap((run) => run.slices) ?? [];
    const { before, after, old } = pairs.get('motion') ?? {};
    expect(slices(before).length).toBeGreaterThan(3);
    const [one, other] = [slices(before), slices(after)].map((rows) =>
      rows.map(({ sopInstanceUID }) => sopInstanceUID),
    );
    expect(other?.map((uid) => old?.get(uid)).sort()).toEqual(one?.sort());
    expect(other?.filter((uid) => one?.includes(uid))).toEqual([]);
  });
});

describe('real runs before and after deid --profile trial', () => {
  const place = folder();

  it.for(SETS)(
    'come to the same figures, volumes, slices and verdicts: %s',
    { timeout: 120_000 },
    async (set, context) => {
      const pair = await reportsOf(
        join(place, set),
        copiedSet(context, set, { place, needsPatient: NEEDS_A_PATIENT.includes(set) }),
      );
      expect(pair.before.series.length).toBeGreaterThan(0);
      expectSame(pair.before, pair.after, pair);
    },
  );
});
