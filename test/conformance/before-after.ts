import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, type TestContext } from 'vitest';
import { corelab } from '../commands/cli.js';
import { hasPeer } from '../helpers/peers.js';
import type { MotionReport } from '../pipeline/qc-motion/run-series.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** A delivery, and what `deid --profile trial` releases of it: all of it. */
export interface Pair {
  readonly from: string;
  readonly out: string;
  /** New UID → the one before. */
  readonly old: ReadonlyMap<string, string>;
}

/** De-identifies a delivery by the built command. @param place a folder of its own */
export async function pairOf(place: string, from: string): Promise<Pair> {
  const [key = '', out = '', map = ''] = ['corelab.key', 'out', 'uids.csv'].map((name) => join(place, name));
  await corelab(['key', 'new', key]);
  const args = ['--profile', 'trial', '--key-file', key, '--out', out, '--uid-map', map, '--json'];
  const { stdout } = await corelab(['deid', from, ...args]);
  const { summary } = JSON.parse(stdout) as { summary: { filesIn: number; filesOut: number } };
  expect(summary.filesOut).toBe(summary.filesIn);
  const pairs: string[][] = parse(readFileSync(map, 'utf8'), { from_line: 2 });
  return { from, out, old: new Map(pairs.map(([one = '', other = '']) => [other, one])) };
}

/** Keys whose values `deid` maps. */
const UIDS = ['studyUID', 'seriesUID', 'sopInstanceUID'];
const SECTIONS = ['series', 'images', 'phantoms', 'checks'] as const;

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

function findingsOf({ findings }: MotionReport): string[] {
  return findings
    .map(({ code, outcome, severity, expected, actual }) =>
      JSON.stringify([code, outcome, severity, expected, actual]),
    )
    .sort();
}

/** Rows, findings, counts and verdict of a report have to be those of the report before de-identification. */
export function expectSame(before: MotionReport, after: MotionReport, { old }: Pick<Pair, 'old'>): void {
  for (const section of SECTIONS)
    expect(comparable(after[section], old), section).toEqual(comparable(before[section], new Map()));
  expect(findingsOf(after)).toEqual(findingsOf(before));
  expect(after.verdict).toBe(before.verdict);
  const { filesIn: _, notDicom: __, ...counts } = before.summary;
  expect(after.summary).toMatchObject(counts);
}

const PERSON = ['PatientID=ZQ7141', 'PatientName=Quillfeather', 'PatientSex=O', 'PatientBirthDate=19700101'];

/**
 * A copy of a set of the shared data. What says of nobody whose it is gets a patient, for nothing of it is released
 * otherwise.
 * @param place the copy is `place/SET/in`
 */
export function copiedSet(
  context: TestContext,
  set: string,
  { place, needsPatient }: { readonly place: string; readonly needsPatient: boolean },
): string {
  const from = join(place, set, 'in');
  mkdirSync(from, { recursive: true });
  const files = sharedFiles(context).filter((path) => path.startsWith(`${set}/`));
  const images = files.filter((path) => !/\.(?:nii|gz|json|txt|md|csv|py|xml)$/.test(path));
  const copies = images.map((path, i) => {
    const copy = join(from, `${String(i).padStart(5, '0')}.dcm`);
    writeFileSync(copy, readFileSync(join(SHARED_DICOM, path)));
    return copy;
  });
  if (!needsPatient) return from;
  if (!hasPeer('dcmodify')) skipOrFail(context, 'skipped: no dcmodify (dcmtk)');
  execFileSync('dcmodify', ['-nb', '-q', ...PERSON.flatMap((edit) => ['-i', edit]), ...copies]);
  return from;
}
