import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewAttributes } from '#new-object';
import type { FixtureFile } from '../../../fixtures/collection.js';
import type { ResponseSections } from '../../../src/report/response-sections.js';
import { corelab, folder, shell } from '../cli.js';
import { fileOf } from '../response/lab.js';
import { changed, deep, filesOf, folderOf, type MeasureReport, measuredOf, measureExport } from './lab.js';

type WithResponses = MeasureReport & ResponseSections;

const READER = 'Quackenbusch^Leopoldine';
const FORMS = [
  'quackenbusch',
  'leopoldine',
  '2024-08-05',
  '20240805',
  '2024-10-07',
  '20241007',
  '1967-11-23',
];
const CRITERIA = ['--criteria', 'recist-1.1'];

function leaks(text: string | Buffer): string[] {
  const said = Buffer.from(text).toString('utf8').toLowerCase();
  return FORMS.filter((form) => said.includes(form));
}

/** The report of the axes, as of a visit by a reader; it does not say which visit. */
function visit(number: number, date: string): Promise<FixtureFile> {
  const isTimePoint = ({ TextValue }: NewAttributes): boolean => TextValue === 'BASELINE';
  const changedValue = (keyword: string, value: unknown): unknown => {
    if (keyword === 'ContentSequence') return (value as NewAttributes[]).filter((item) => !isTimePoint(item));
    return keyword === 'PersonName' ? READER : value;
  };
  return changed('sr/enhanced.dcm', (attributes) => ({
    ...deep(attributes, changedValue),
    ...{ StudyDate: date, SOPInstanceUID: `2.25.99${number}`, StudyInstanceUID: `2.25.88${number}` },
  }));
}

/** One CT, and what was measured on it. */
async function oneVisit(): Promise<string> {
  return folderOf([...filesOf('ct'), await visit(1, '20241007')]);
}

/** What DICOM does not carry, of every lesion that the rows name. */
function factsOf({ rows }: MeasureReport): string {
  const named = new Map(rows.map((row) => [row.trackingUid, row.subject] as const));
  const lines = [...named].flatMap(([uid, subject]) =>
    uid === null ? [] : `${subject},${uid},target,lung,no,CT,5,Leopoldine saw it on 2024-08-05`,
  );
  const titles = 'subject,tracking_uid,role,organ,node,method,slice_thickness_mm,why';
  return fileOf([titles, ...lines, ''].join('\n'), 'lesions.csv');
}

describe('measure-export with criteria', () => {
  let data: string;
  let lesions: string;
  beforeAll(async () => {
    data = await oneVisit();
    lesions = factsOf((await measureExport(data)).report);
  });

  it('says all that it says without, and the responses beside', async () => {
    const [alone, ran] = [
      await measureExport(data),
      await measureExport(data, ...CRITERIA, '--lesions', lesions),
    ];
    const report = ran.report as WithResponses;
    expect(report.rows).toEqual(alone.report.rows);
    expect(report.findings).toEqual(expect.arrayContaining([...alone.report.findings]));
    expect(report.criteria.name).toBe('recist-1.1');
    expect(report.responses.map((one) => one.visit)).toEqual(['day 0']);
    expect(report.responses.map((one) => one.reader)).toEqual(['reader-1']);
    expect(report.responses[0]).toMatchObject({ kind: 'baseline', sumMm: expect.any(String) });
  });

  it('is not evaluable without the facts, and says which are missing', async () => {
    const { code, report } = await measureExport(data, ...CRITERIA);
    const { responses, best } = report as WithResponses;
    expect([0, 2]).not.toContain(code);
    expect(report.findings.map((one) => one.code)).toContain('response-role-missing');
    expect(responses.map(({ conformance, sumMm }) => [conformance, sumMm])).toEqual([
      ['not-evaluable', null],
    ]);
    expect(best.map((one) => one.response)).toEqual(['NE']);
  });

  it('comes to what response makes of its report', async () => {
    const own = (await measureExport(data, ...CRITERIA, '--lesions', lesions)).report as WithResponses;
    const flags = `--criteria recist-1.1 --lesions '${lesions}' --json`;
    const pipe = await shell(`$CORELAB measure-export '${data}' --json | $CORELAB response - ${flags}`);
    const piped: ResponseSections = JSON.parse(pipe.stdout);
    const sums = ({ responses }: ResponseSections) => responses.map(({ sumMm }) => sumMm);
    expect(sums(piped)).toEqual(sums(own));
    expect(sums(own)).toEqual([expect.any(String)]);
  });

  it('names no person and no day, in any form', async () => {
    const place = folder();
    const path = (name: string): string => join(place, name);
    const reports = ['json', 'ndjson', 'csv', 'xml'].flatMap((form) => ['--report', path(`r.${form}`)]);
    const exports = ['--export', `csv=${path('rows.csv')}`];
    const args = [data, ...CRITERIA, '--lesions', lesions];
    const ran = await corelab(['measure-export', ...args, ...reports, ...exports], { CORELAB_DEBUG: '1' });
    expect([leaks(ran.stdout), leaks(ran.stderr)]).toEqual([[], []]);
    expect(readdirSync(place)).toHaveLength(5);
    for (const name of readdirSync(place))
      expect([name, leaks(readFileSync(path(name)))]).toEqual([name, []]);
    expect(JSON.parse(readFileSync(path('r.json'), 'utf8')).responses).toHaveLength(1);
  });

  it('names them with --identifiers, to the owner alone', async () => {
    const path = join(folder(), 'r.json');
    const flags = ['--identifiers', '--report', path, '--json'];
    const first = await measureExport(data, '--identifiers');
    const args = [data, ...CRITERIA, '--lesions', factsOf(first.report), ...flags];
    const { report } = await measuredOf(await corelab(['measure-export', ...args]));
    const { responses } = report as WithResponses;
    expect(responses.map(({ reader, date }) => [reader, date])).toEqual([[READER, '2024-08-05']]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['criteria that do not ship', ['--criteria', 'recist-1.2'], "did you mean 'recist-1.1'?"],
    ['facts that are not there', [...CRITERIA, '--lesions', 'none.csv'], 'none.csv'],
  ])('refuses %s before it measures', async (_, flags, message) => {
    const { code, stdout, stderr } = await corelab(['measure-export', data, ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
