import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../fixtures/collection.js';
import { IBSI_PHANTOM } from '../../../fixtures/objects/ibsi.js';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { corelab, folder } from '../../commands/cli.js';
import { type MeasuredReport, measureExport } from '../../pipeline/measure-export/measured.js';
import { copiedSet } from '../before-after.js';

/** What `measure-export` says of what `deid --profile trial` released, and of the same files before. */
interface Reports {
  readonly before: MeasuredReport;
  readonly after: MeasuredReport;
  /** New UID → the one before. */
  readonly old: ReadonlyMap<string, string>;
  readonly quarantined: readonly string[];
}

interface DeidReport {
  readonly summary: { readonly filesOut: number };
  readonly quarantine: readonly { readonly path: string }[];
}

async function reportsOf(place: string, from: string): Promise<Reports> {
  const [key = '', out = '', map = ''] = ['corelab.key', 'out', 'uids.csv'].map((name) => join(place, name));
  await corelab(['key', 'new', key]);
  const args = ['--profile', 'trial', '--key-file', key, '--out', out, '--uid-map', map, '--json'];
  const deid = JSON.parse((await corelab(['deid', from, ...args])).stdout) as DeidReport;
  expect(deid.summary.filesOut).toBeGreaterThan(0);
  const pairs: string[][] = parse(readFileSync(map, 'utf8'), { from_line: 2 });
  const quarantined = deid.quarantine.map(({ path }) => path);
  return {
    before: await measureExport([from], { exclude: quarantined }),
    after: await measureExport([out]),
    old: new Map(pairs.map(([one = '', other = '']) => [other, one])),
    quarantined,
  };
}

/** What identifies, what is a date, and free text, in which a name may be: `deid` changes it, or a report hides it. */
const IDENTIFYING = [
  ...['subject', 'site', 'visit', 'studyDate', 'dateTime', 'reader', 'file', 'path'],
  ...['trackingId', 'lesionLabel', 'device', 'deviceVersion', 'algorithm', 'algorithmVersion'],
  ...['timePoint', 'activitySession'],
];

/** Rows as they are before de-identification, in an order that no UID decides. */
function comparable(rows: readonly object[], old: ReadonlyMap<string, string>): string[] {
  return rows
    .map((row) =>
      JSON.stringify(row, (name, value: unknown) => {
        if (IDENTIFYING.includes(name)) return undefined;
        return typeof value === 'string' ? (old.get(value) ?? value) : value;
      }),
    )
    .sort();
}

function findingsOf({ findings }: MeasuredReport): string[] {
  return findings
    .filter(({ code }) => code.startsWith('measure-'))
    .map(({ code, outcome, severity, message }) => JSON.stringify([code, outcome, severity, message]))
    .sort();
}

/** Whose rows are whose: rows of one person before are those of one person afterwards. */
function people({ rows }: MeasuredReport, old: ReadonlyMap<string, string>): string[][] {
  const studies = new Map<string, Set<string>>();
  for (const { subject, source } of rows) {
    const own = studies.get(subject ?? '') ?? new Set();
    studies.set(subject ?? '', own.add(old.get(source.studyUID) ?? source.studyUID));
  }
  return [...studies.values()].map((uids) => [...uids].sort()).sort();
}

/** @param is rows that are held against each other; all unless given */
function expectSame(
  { before, after, old }: Reports,
  is: (row: MeasurementRow) => boolean = () => true,
): void {
  const none = new Map<string, string>();
  expect(comparable(after.rows.filter(is), old)).toEqual(comparable(before.rows.filter(is), none));
  expect(people(after, old)).toEqual(people(before, none));
  expect(after.verdict).toBe(before.verdict);
}

function expectSameReport(reports: Reports): void {
  expectSame(reports);
  const { before, after, old } = reports;
  expect(comparable(after.references, old)).toEqual(comparable(before.references, new Map()));
  expect(comparable(after.sources, old)).toEqual(comparable(before.sources, new Map()));
  expect(findingsOf(after)).toEqual(findingsOf(before));
  const { filesIn: _, notDicom: __, ...counts } = before.summary;
  expect(after.summary).toMatchObject(counts);
}

async function ofCollection(place: string, { name, make }: Collection): Promise<Reports> {
  const from = join(place, name, 'in');
  writeFiles(from, (await make()).files);
  return reportsOf(join(place, name), from);
}

describe('synthesised measurements before and after deid --profile trial', () => {
  const place = folder();

  it('of the IBSI phantom are the same figures', { timeout: 60_000 }, async () => {
    const reports = await ofCollection(place, IBSI_PHANTOM);
    expect(reports.quarantined).toEqual([]);
    expect(reports.before.summary.recomputed).toBeGreaterThanOrEqual(34);
    expectSameReport(reports);
  });

  it('of SR, SEG, RTSTRUCT, PR and KO are the same, row by row', { timeout: 120_000 }, async () => {
    const reports = await ofCollection(place, OBJECTS);
    expect(reports.quarantined).toEqual(['pdf/report.dcm']);
    const kinds = new Set(reports.before.sources.map(({ source }) => source.kind));
    expect([...kinds].sort()).toEqual(['AIM', 'KO', 'PR', 'RTSTRUCT', 'SEG', 'SR']);
    expect(reports.before.summary.rows).toBeGreaterThan(500);
    // AIM is no DICOM, and is not released.
    const { before, ...others } = reports;
    const isReleased = ({ source }: { source: { kind: string } }): boolean => source.kind !== 'AIM';
    const rows = before.rows.filter(isReleased);
    expectSame({ ...others, before: { ...before, rows } });
    expect(before.rows.length - rows.length).toBeGreaterThan(0);
    expect(comparable(reports.after.references, reports.old)).toEqual(
      comparable(before.references, new Map()),
    );
    expect(comparable(reports.after.sources, reports.old)).toEqual(
      comparable(before.sources.filter(isReleased), new Map()),
    );
    expect(findingsOf(reports.after)).toEqual(findingsOf(before));
  });
});

describe('real measurements before and after deid --profile trial', () => {
  const place = folder();

  it.for([
    ['ibsi', false, 132, 0],
    ['suv_computation', true, 96, 0],
    ['aim', true, 8, 0],
    ['highdicom', false, 1900, 8],
  ] as const)(
    'are the same, row by row: %s',
    { timeout: 180_000 },
    async ([set, needsPatient, rows, quarantined], context) => {
      const reports = await reportsOf(join(place, set), copiedSet(context, set, { place, needsPatient }));
      expect(reports.quarantined).toHaveLength(quarantined);
      expect(reports.before.summary.rows).toBeGreaterThanOrEqual(rows);
      expectSameReport(reports);
    },
  );

  it('are the same of dcmqi, but for codes of its own that read as dates', {
    timeout: 120_000,
  }, async (context) => {
    const set = copiedSet(context, 'dcmqi', { place, needsPatient: false });
    const reports = await reportsOf(join(place, 'dcmqi'), set);
    const ownCodes = ({ concept, derivation }: MeasurementRow): boolean =>
      [concept, derivation].some((code) => code?.scheme === '99PMP');
    expect(reports.before.rows.filter(ownCodes)).toHaveLength(11);
    expectSame(reports, (row) => !ownCodes(row));
    const values = (report: MeasuredReport) =>
      report.rows
        .filter(ownCodes)
        .map(({ source, storedValue, unit }) => [source.itemPath, storedValue, unit]);
    expect(values(reports.after)).toEqual(values(reports.before));
  });
});
