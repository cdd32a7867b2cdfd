import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { ASL } from '../../fixtures/asl/collection.js';
import type { FixtureFile } from '../../fixtures/collection.js';
import { DIFFUSION } from '../../fixtures/diffusion/collection.js';
import { filesOf } from '../../fixtures/motion/forms/write.js';
import { RUNS } from '../../fixtures/motion/recipes.js';
import { motionRun } from '../../fixtures/motion/run.js';
import { writeFiles } from '../../fixtures/write-files.js';
import { corelab, folder } from '../commands/cli.js';
import { hasPeer } from '../helpers/peers.js';
import { type MotionReport, motionOf } from '../pipeline/qc-motion/run-series.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** Runs of three vendors: a mosaic, an enhanced object, classic images with faults; what is not measured, too. */
const MOTION = ['stratum-1.5', 'dropout-spike', 'parity', 'sphere', 'contrast-change', 'three-volumes'];

/** Sets with a run, or with what might have been one; whether their files say whose they are. */
const SETS = [
  ...['dcm_qa_enh', 'dcm_qa_me', 'dcm_qa_nih', 'dcm_qa_stc', 'dcm_qa_ts', 'dcm_qa_xa30'],
  'example-dicom-functional',
] as const;
const NEEDS_A_PATIENT: readonly string[] = ['dcm_qa_ts'];

/** Keys that tell which file is meant; those of the first are mapped, the other's folders are not the same. */
const UIDS = ['studyUID', 'seriesUID', 'sopInstanceUID'];
/** Descriptions lose what may be a name. */
const TEXTS = ['description'];

interface Pair {
  readonly before: MotionReport;
  readonly after: MotionReport;
  /** New UID → the one before. */
  readonly old: ReadonlyMap<string, string>;
}

/** What `qc-motion` says of a delivery, and of what `deid --profile trial` releases of it. */
async function pairOf(place: string, from: string): Promise<Pair> {
  const [key = '', out = '', map = ''] = ['corelab.key', 'out', 'uids.csv'].map((name) => join(place, name));
  await corelab(['key', 'new', key]);
  const args = ['--profile', 'trial', '--key-file', key, '--out', out, '--uid-map', map, '--json'];
  const { stdout } = await corelab(['deid', from, ...args]);
  const { summary } = JSON.parse(stdout) as { summary: { filesIn: number; filesOut: number } };
  expect(summary.filesOut).toBe(summary.filesIn);
  const pairs: string[][] = parse(readFileSync(map, 'utf8'), { from_line: 2 });
  const old = new Map(pairs.map(([one = '', other = '']) => [other, one]));
  return { before: await motionOf([from]), after: await motionOf([out]), old };
}

/** A section of a report with the UIDs that it had before, without texts, in an order that no UID decides. */
function comparable(rows: readonly object[], old: ReadonlyMap<string, string>): unknown[] {
  const text = (row: object): string =>
    JSON.stringify(row, (name, value) => {
      if (TEXTS.includes(name)) return undefined;
      return UIDS.includes(name) ? (old.get(value as string) ?? value) : value;
    });
  return rows
    .map(text)
    .sort()
    .map((row) => JSON.parse(row) as unknown);
}

function expectSame({ before, after, old }: Pair): void {
  const none = new Map<string, string>();
  for (const section of ['series', 'checks'] as const) {
    expect(comparable(after[section], old)).toEqual(comparable(before[section], none));
  }
  const findings = ({ findings: all }: MotionReport) =>
    all.map(({ code, outcome, severity, expected, actual }) =>
      JSON.stringify([code, outcome, severity, expected, actual]),
    );
  expect(findings(after).sort()).toEqual(findings(before).sort());
  expect(after.verdict).toBe(before.verdict);
  const { filesIn: _, notDicom: __, ...counts } = before.summary;
  expect(after.summary).toMatchObject(counts);
}

const outcomes = ({ series }: MotionReport): Set<string> => new Set(series.map(({ outcome }) => outcome));

async function pairOfFixtures(place: string, files: Iterable<FixtureFile>): Promise<Pair> {
  writeFiles(join(place, 'in'), files);
  return pairOf(place, join(place, 'in'));
}

describe('synthesised runs before and after deid --profile trial', () => {
  const place = folder();
  const pairs = new Map<string, Pair>();

  beforeAll(async () => {
    const runs = RUNS.filter(({ intro }) => MOTION.includes(intro.description.replace('ep2d ', '')));
    expect(runs).toHaveLength(MOTION.length);
    pairs.set(
      'motion',
      await pairOfFixtures(join(place, 'motion'), filesOf(runs.map((run) => motionRun(run).series))),
    );
    for (const { name, make } of [DIFFUSION, ASL]) {
      pairs.set(name, await pairOfFixtures(join(place, name), (await make()).files));
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
    expectSame(pair);
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

  function copied(context: TestContext, set: string): string {
    const from = join(place, set, 'in');
    mkdirSync(from, { recursive: true });
    const files = sharedFiles(context).filter((path) => path.startsWith(`${set}/`));
    const images = files.filter((path) => !/\.(?:nii|gz|json|txt|md)$/.test(path));
    const copies = images.map((path, i) => {
      const copy = join(from, `${String(i).padStart(5, '0')}.dcm`);
      writeFileSync(copy, readFileSync(join(SHARED_DICOM, path)));
      return copy;
    });
    if (!NEEDS_A_PATIENT.includes(set)) return from;
    if (!hasPeer('dcmodify')) skipOrFail(context, 'skipped: no dcmodify (dcmtk)');
    const person = [
      'PatientID=ZQ7141',
      'PatientName=Quillfeather',
      'PatientSex=O',
      'PatientBirthDate=19700101',
    ];
    execFileSync('dcmodify', ['-nb', '-q', ...person.flatMap((edit) => ['-i', edit]), ...copies]);
    return from;
  }

  it.for(SETS)(
    'come to the same figures, volumes, slices and verdicts: %s',
    { timeout: 120_000 },
    async (set, context) => {
      const pair = await pairOf(join(place, set), copied(context, set));
      expect(pair.before.series.length).toBeGreaterThan(0);
      expectSame(pair);
    },
  );
});
