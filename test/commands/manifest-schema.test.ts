import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type SchemaName, validatorOf } from '../../src/io/schemas.js';
import { corelab, folder, ROOT, shell } from './cli.js';
import { type Cd, demoCd, pathsOf, seriesOfCd } from './delivery.js';

const SHARED = join(ROOT, '..', 'shared', 'data', 'dicom');

let cd: Cd;
/** A delivery that differs from `earlier` in every way, with names that are not UTF-8. */
let delivery: string;
let earlier: string;
let bag: string;
let key: string;

beforeAll(async () => {
  cd = demoCd();
  delivery = seriesOfCd(cd, 'localizer', 'capture');
  const [gone = '', changed = ''] = pathsOf(cd, 'localizer');
  const out = folder();
  [earlier, bag, key] = ['earlier.json', 'bag', 'key'].map((name) => join(out, name)) as [
    string,
    string,
    string,
  ];
  const odd = Buffer.concat([Buffer.from(`${delivery}/Sch`), Buffer.from([0xe4]), Buffer.from('del')]);
  mkdirSync(odd);
  writeFileSync(Buffer.concat([odd, Buffer.from('/a.txt')]), 'a');
  await corelab(['key', 'new', key]);
  await corelab(['manifest', delivery, '--checksums', '--bag', bag, '--report', earlier]);
  await shell(
    `cd ${delivery} && rm ${gone} && printf x >> ${changed} && mv Sch*/a.txt b.txt && touch empty && ln -s nowhere dangling`,
  );
});

/** What of a value does not fit its schema. */
async function faults(name: SchemaName, value: unknown): Promise<string[]> {
  return (await validatorOf(name))(value).map((e) => `${e.instancePath} ${e.keyword}`);
}

/** The JSON report that NDJSON records make. */
function assembled(records: readonly Record<string, unknown>[]): Record<string, unknown> {
  const lists = ['patients', 'devices', 'notDicom', 'unreadable', 'duplicates', 'dicomdirs'];
  const report: Record<string, unknown> = Object.fromEntries(lists.map((name) => [name, []]));
  const of = (type: string) =>
    records.filter((record) => record.type === type).map(({ type: _, ...rest }) => rest);
  const studies = new Map<unknown, { series: unknown[] }>();
  for (const { studyUID, patient, patients, studyDate, dayOffset, studyDescription, ...series } of of(
    'series',
  )) {
    const known = studies.get(studyUID) ?? { series: [] };
    const head = { studyUID, patient, patients, studyDate, dayOffset, description: studyDescription };
    studies.set(studyUID, { ...head, series: [...known.series, series] });
  }
  for (const { section, row } of of('section')) {
    if (lists.includes(String(section))) (report[String(section)] as unknown[]).push(row);
    else report[String(section)] = row;
  }
  const [run] = of('run');
  const [summary] = of('summary');
  const whole = { ...report, ...run, ...summary, findings: of('finding'), files: of('file') };
  return JSON.parse(JSON.stringify({ ...whole, studies: [...studies.values()] }));
}

const CASES: readonly (readonly [string, () => string[]])[] = [
  ['the CD', () => [cd.path]],
  ['the CD with checksums', () => [cd.path, '--checksums']],
  ['the CD with identifiers', () => [cd.path, '--identifiers', '--operator', 'me']],
  ['what is left of it', () => [cd.path, '--exclude', 'DICOM', '--exclude', 'ARCHIVE']],
  ['a delivery against an earlier one', () => [delivery, '--against', earlier]],
  ['a delivery verified by a report', () => [delivery, '--verify', earlier]],
  ['a delivery verified by a bag', () => [delivery, '--verify', bag]],
  ['a bag verified in place', () => [bag, '--verify', bag]],
  ['a new bag', () => [delivery, '--bag', join(folder(), 'bag')]],
  [
    'all with hashed paths',
    () => [delivery, '--against', earlier, '--verify', bag, '--hash-paths', '--key-file', key],
  ],
  ['a path that does not exist, beside one that does', () => [delivery, '/no/such/path']],
];

describe('every report of manifest', () => {
  it.each(CASES)('fits its schema: %s', async (_, args) => {
    const { stdout } = await corelab(['manifest', ...args()]);
    expect(await faults('report-manifest', JSON.parse(stdout))).toEqual([]);
  });

  it.each(CASES)('has records that fit theirs, and hold all that the JSON holds: %s', async (_, args) => {
    const ndjson = join(folder(), 'r.ndjson');
    const { stdout } = await corelab(['manifest', ...args(), '--report', ndjson]);
    const records = readFileSync(ndjson, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const record of records) expect(await faults('ndjson', record), JSON.stringify(record)).toEqual([]);
    expect(assembled(records)).toEqual(JSON.parse(stdout));
  });

  it.each(['', '--identifiers'])('of real data fits its schema %s', async (flag) => {
    if (!existsSync(SHARED)) {
      expect(process.env.CI, 'shared data is needed where CI=true').not.toBe('true');
      return console.log('skipped: no shared data');
    }
    const { stdout, stderr, code } = await corelab([
      'manifest',
      SHARED,
      '--checksums',
      ...(flag ? [flag] : []),
    ]);
    const report = JSON.parse(stdout);
    expect(await faults('report-manifest', report)).toEqual([]);
    expect([stderr, [0, 1, 3].includes(code ?? -1)]).toEqual(['', true]);
    expect(report.summary.filesIn).toBe(report.files.length);
    expect(report.unreadable.filter((row: { reason: string }) => row.reason === 'internal-error')).toEqual(
      [],
    );
  });
});
