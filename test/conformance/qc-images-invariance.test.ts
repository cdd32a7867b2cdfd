import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { PET_SUV } from '../../fixtures/pet/pet-suv.js';
import { PHANTOMS } from '../../fixtures/phantoms/collection.js';
import { writeFiles } from '../../fixtures/write-files.js';
import { corelab, folder } from '../commands/cli.js';
import { hasPeer } from '../helpers/peers.js';
import { type MotionReport, motionOf } from '../pipeline/qc-motion/run-series.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** A delivery and what `deid --profile trial` releases of it. */
interface Pair {
  readonly from: string;
  readonly out: string;
  /** New UID → the one before. */
  readonly old: ReadonlyMap<string, string>;
}

async function pairOf(place: string, from: string): Promise<Pair> {
  const [key = '', out = '', map = ''] = ['corelab.key', 'out', 'uids.csv'].map((name) => join(place, name));
  await corelab(['key', 'new', key]);
  const args = ['--profile', 'trial', '--key-file', key, '--out', out, '--uid-map', map, '--json'];
  const { stdout } = await corelab(['deid', from, ...args]);
  const { summary } = JSON.parse(stdout) as { summary: { filesIn: number; filesOut: number } };
  expect(summary.filesOut).toBe(summary.filesIn);
  const pairs: string[][] = parse(readFileSync(map, 'utf8'), { from_line: 2 });
  return { from, out, old: new Map(pairs.map(([one = '', other = '']) => [other, one])) };
}

const UIDS = ['studyUID', 'seriesUID', 'sopInstanceUID'];

/** Rows with the UIDs that they had before, in an order that no UID decides; descriptions lose what may be a name. */
function comparable(rows: readonly object[], old: ReadonlyMap<string, string>): unknown[] {
  return rows
    .map((row) =>
      JSON.stringify(row, (name, value) => {
        if (name === 'description') return undefined;
        return UIDS.includes(name) ? (old.get(value as string) ?? value) : value;
      }),
    )
    .sort()
    .map((row) => JSON.parse(row) as unknown);
}

/** What `qc-motion` says by some limits, the same before and after. */
async function expectSame({ from, out, old }: Pair, limits: string): Promise<MotionReport> {
  const [before, after] = [await motionOf([from], { limits }), await motionOf([out], { limits })];
  const none = new Map<string, string>();
  for (const section of ['series', 'images', 'phantoms', 'checks'] as const)
    expect(comparable(after[section], old), section).toEqual(comparable(before[section], none));
  const findings = ({ findings: all }: MotionReport) =>
    all.map(({ code, outcome, expected, actual }) => JSON.stringify([code, outcome, expected, actual]));
  expect(findings(after).sort()).toEqual(findings(before).sort());
  expect(after.verdict).toBe(before.verdict);
  return before;
}

/** How many figures have a value. */
const known = (rows: readonly { figures: object }[]): number =>
  rows
    .flatMap(({ figures }) => Object.values(figures))
    .filter((value) => typeof value === 'number' && Number.isFinite(value)).length;

/** The twenty-first volume over time holds, by chance, a text that is searched for; the run begins behind it. */
const QUARANTINED = /^stability\/000(?:[01]\d|20)\.dcm$/;

describe('synthesised phantoms before and after deid --profile trial', () => {
  const place = folder();
  const pairs = new Map<string, Pair>();
  const spheres = join(place, 'spheres.yaml');

  beforeAll(async () => {
    for (const { name, make } of [PHANTOMS, PET_SUV]) {
      const from = join(place, name, 'in');
      writeFiles(
        from,
        [...(await make()).files].filter(({ path }) => !QUARANTINED.test(path)),
      );
      pairs.set(name, await pairOf(join(place, name), from));
    }
    writeFileSync(
      spheres,
      [
        'schema: corelab/limits@1',
        'limits: { id: spheres, version: 1, source: fixture }',
        'phantom:',
        '  kind: pet-spheres',
        '  spheres: [37 mm, 28 mm, 22 mm, 17 mm, 13 mm, 10 mm]',
        '  ringRadius: 57.2 mm',
        // Of body weight, so that recovery stands and falls with weight, dose and decay.
        '  sphereSuv: 4',
        '  limits:',
        '    - { figure: rcMax37, min: 0.95, max: 1.16 }',
        '    - { figure: rcMax10, min: 0.34, max: 0.57 }',
      ].join('\n'),
    );
  }, 300_000);

  it.each([
    ['phantoms', 'default', 'images', 60],
    ['phantoms', 'acr-large-3t', 'phantoms', 30],
    ['phantoms', 'fbirn', 'phantoms', 5],
    ['phantoms', 'ct-water', 'phantoms', 6],
    ['pet-suv', 'default', 'images', 40],
    ['pet-suv', 'earl-cylinder', 'phantoms', 2],
    ['pet-suv', 'spheres', 'phantoms', 40],
  ] as const)(
    'of %s come to the same figures and verdicts by the limits %s',
    async (name, limits, section, least) => {
      const pair = pairs.get(name);
      if (!pair) throw new Error('nothing was released');
      const before = await expectSame(pair, limits === 'spheres' ? spheres : limits);
      expect(known(before[section])).toBeGreaterThanOrEqual(least);
    },
    120_000,
  );
});

describe('real images and phantoms before and after deid --profile trial', () => {
  const place = folder();

  function copied(context: TestContext, set: string): string {
    const from = join(place, set, 'in');
    mkdirSync(from, { recursive: true });
    const files = sharedFiles(context).filter((path) => path.startsWith(`${set}/`));
    const images = files.filter((path) => !/\.(?:nii|gz|json|txt|md|csv|py)$/.test(path));
    for (const [n, path] of images.entries())
      writeFileSync(join(from, `${String(n).padStart(5, '0')}.dcm`), readFileSync(join(SHARED_DICOM, path)));
    // Without a patient nothing is released.
    if (set !== 'hazen') return from;
    if (!hasPeer('dcmodify')) skipOrFail(context, 'skipped: no dcmodify (dcmtk)');
    const copies = images.map((_, n) => join(from, `${String(n).padStart(5, '0')}.dcm`));
    const person = ['PatientID=ZQ7141', 'PatientName=Quillfeather', 'PatientBirthDate=19700101'];
    execFileSync('dcmodify', ['-nb', '-q', ...person.flatMap((edit) => ['-i', edit]), ...copies]);
    return from;
  }

  it.for([
    ['hazen', ['default', 'acr-large', 'acr-large-3t'], 5],
    ['ibsi/dicom', ['default'], 3],
    ['dcm_qa_ct/In/GE', ['default', 'ct-water'], 1],
    ['dcm_qa_xa30', ['default'], 2],
    ['dcm_qa_enh', ['default'], 1],
  ] as const)(
    'come to the same figures and verdicts: %s',
    { timeout: 180_000 },
    async ([set, limits, least], context) => {
      const pair = await pairOf(join(place, set), copied(context, set));
      for (const name of limits) {
        const { images, phantoms } = await expectSame(pair, name);
        expect((name === 'default' ? images : phantoms).length, name).toBeGreaterThanOrEqual(least);
      }
    },
  );
});
