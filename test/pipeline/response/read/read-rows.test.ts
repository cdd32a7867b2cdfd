import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../../src/io/config-error.js';
import { readRows, readRowsFrom } from '../../../../src/pipeline/response/read/read-rows.js';
import type { Report } from '../../../../src/report/envelope.js';
import type { MeasurementRow } from '../../../../src/report/measure-export-sections.js';
import { ReportError } from '../../../../src/report/report-error.js';
import { measureExportTable } from '../../../../src/report/tables/measure-export.js';
import { csvChunks } from '../../../../src/report/write-csv.js';
import { jsonChunks } from '../../../../src/report/write-json.js';
import { ndjsonChunks } from '../../../../src/report/write-ndjson.js';
import { withoutPrivileges } from '../../../helpers/unprivileged.js';
import { measurementRow, rowCode } from '../../../report/measure-export-sample.js';
import { report, stream, text } from '../../../report/sample.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-rows-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (bytes: string | Uint8Array, name = 'x.csv') => readRowsFrom(stream(bytes, 4096), name, 2);

function measured(rows: readonly MeasurementRow[], other: Partial<Report> = {}): Report {
  const sections = { rows, references: [], sources: [] };
  return report({
    ...{ schema: 'corelab/report/measure-export@1', command: 'measure-export', verdict: 'warn', sections },
    ...other,
  });
}

const area = rowCode('42798000', 'SCT', 'Area');
const ROWS = [
  measurementRow({
    studyDate: '2026-01-05',
    subject: '=S',
    qualitative: [{ name: area, value: 'x = y | z' }],
  }),
  measurementRow({ concept: area, conceptToday: area, unit: 'mm2' }),
  measurementRow({
    ...{ value: '7.5', valueFrom: 'recomputed', recomputedValue: 7.5, agrees: null, lesionLabel: null },
    findingCategory: rowCode('112074', 'DCM', 'Target Lesion at Baseline'),
    qualitative: [{ name: area, value: rowCode('112042', 'DCM', 'Target Lesion Partial Response') }],
    sites: [
      { site: rowCode('10200004', 'SCT', 'Liver'), laterality: null },
      { site: rowCode('68171009', 'SCT', 'Axillary lymph node'), laterality: null },
    ],
  }),
];

describe('rows of measure-export', () => {
  it('are the same from JSON, in one line or many, with a mark and blanks before it', async () => {
    const json = text(jsonChunks(measured(ROWS)));
    const found = await read(json, 'r.json');
    expect(found).toMatchObject({
      file: {
        name: 'r.json',
        form: 'report',
        rows: 3,
        sha256: createHash('sha256').update(json).digest('hex'),
      },
      observations: [
        { at: { source: 2, line: 1 }, subject: '=S', date: '2026-01-05', value: '20.0', role: null },
        { at: { source: 2, line: 3 }, value: null, recomputed: '7.5', role: 'target', isNode: true },
      ],
      records: [],
      upstream: { command: 'measure-export', verdict: 'warn' },
      confidentiality: 'linked',
    });
    for (const other of [JSON.stringify(JSON.parse(json)), `\ufeff\n \t${json}\n\n`])
      expect((await read(other)).observations).toEqual(found.observations);
  });

  it('are the same from NDJSON', async () => {
    const one = measured(ROWS, { confidentiality: 'identified' });
    const found = await read(text(ndjsonChunks(one)));
    const { observations } = await read(text(jsonChunks(one)));
    expect(found).toMatchObject({
      ...{ observations, upstream: { command: 'measure-export', verdict: 'warn' } },
      ...{ confidentiality: 'identified', file: { form: 'report', rows: 3 } },
    });
  });

  it('are the same from its CSV, but for what a CSV does not say', async () => {
    const { observations } = await read(text(jsonChunks(measured(ROWS))));
    const found = await read(text(csvChunks(measureExportTable(measured(ROWS)))));
    expect(found).toMatchObject({ file: { form: 'measure-export-csv', rows: 3 }, confidentiality: 'linked' });
    expect(found.upstream).toBeUndefined();
    const lines = observations.map((one) => ({ ...one, at: { source: 2, line: one.at.line + 1 } }));
    expect(found.observations).toEqual(lines);
  });

  it('are the same in whatever pieces they come', async () => {
    const json = text(jsonChunks(measured(ROWS)));
    const { file } = await read(json);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
        expect((await readRowsFrom(stream(`\ufeff ${json}`, size), 'x.csv', 2)).file.rows).toBe(file.rows);
      }),
      { numRuns: 20 },
    );
  });

  it('may be none', async () => {
    for (const one of [jsonChunks(measured([])), ndjsonChunks(measured([]))])
      expect(await read(text(one))).toMatchObject({ observations: [], file: { rows: 0 } });
  });

  it('have no modality and no slice thickness in reports of earlier versions', async () => {
    const json = text(jsonChunks(measured(ROWS)));
    const older = json.replaceAll(/"(modality|sliceThicknessMm)":("CT"|5),?/g, '').replaceAll(',}', '}');
    expect(older).not.toContain('sliceThickness');
    expect((await read(older)).observations[0]).toMatchObject({ method: null, sliceThicknessMm: null });
  });
});

/** The code of a report's error, and where in it. */
async function fault(bytes: string | Uint8Array): Promise<string> {
  const error = await read(bytes, '-').catch((e: unknown) => e);
  if (error instanceof ReportError)
    return `${error.code} ${/\(([^()]*)\)$/.exec(error.message)?.[1] ?? ''}`.trim();
  if (error instanceof ConfigError) return error.message;
  throw error;
}

describe('a report that cannot be used', () => {
  const json = text(jsonChunks(measured(ROWS)));
  const ndjson = text(ndjsonChunks(measured(ROWS)));

  it('is one that was cut, wherever', async () => {
    expect(await fault(json.slice(0, -5))).toBe('report-cut');
    expect(await fault(json.slice(0, 300))).toBe('report-cut');
    const lines = ndjson.trimEnd().split('\n');
    expect(await fault(lines.slice(0, -1).join('\n'))).toBe('report-cut');
    expect(await fault(lines.slice(0, 1).join('\n'))).toBe('report-cut');
    expect(await fault(ndjson.slice(0, -5))).toBe(`report-damaged record ${lines.length}`);
  });

  it('is one of several, of another command, another version, with hashed paths, or none at all', async () => {
    expect(await fault(json + json)).toBe('report-several');
    expect(await fault(ndjson + ndjson)).toBe('report-several');
    expect(await fault(text(jsonChunks(report())))).toBe('not-a-report of measure-export');
    expect(await fault(text(ndjsonChunks(report())))).toBe('not-a-report of measure-export');
    expect(await fault(json.replace('measure-export@1', 'measure-export@2'))).toBe('report-schema');
    expect(await fault(text(jsonChunks(measured(ROWS, { pathsHashed: true }))))).toBe('report-paths-hashed');
    for (const other of ['{}', '{"a":', '{"type":"run"}'])
      expect(await fault(other)).toBe('not-a-report JSON or NDJSON');
  });

  const damaged: readonly (readonly [where: string, other: object])[] = [
    ['rows', { rows: undefined }],
    ['rows', { rows: {} }],
    ['verdict', { verdict: 'green' }],
    ['confidentiality', { confidentiality: undefined }],
    ['rows[0]', { rows: [7] }],
    ...Object.entries({
      ...{ subject: 7, value: 20, recomputedValue: '20', agrees: 'yes', unit: undefined },
      ...{ valueFrom: 'guessed', concept: 'Long Axis', finding: { value: 'x' } },
      ...{ source: null, image: [], sites: [{}], qualitative: null },
    }).map(([key, value]) => [`rows[1].${key}`, { rows: [ROWS[0], { ...ROWS[0], [key]: value }] }] as const),
  ];

  it.each(damaged)('is one with another %s', async (where, other) => {
    const whole = JSON.stringify({ ...JSON.parse(json), ...other });
    expect(await fault(whole)).toMatch(`report-damaged ${where}`);
  });
});

describe('a CSV', () => {
  it('is one of rows where its titles say so', async () => {
    expect(await read('\n\nsubject;lesion;visit;value\nS1;L1;W8;5\n', 'r.csv')).toMatchObject({
      file: { name: 'r.csv', form: 'rows-csv', rows: 1 },
      observations: [{ at: { source: 2, line: 4 }, isFact: false, value: '5' }],
      confidentiality: 'linked',
    });
  });

  it('is one of SDTM where it has domains and subjects', async () => {
    const lines = ['domain,USUBJID,TRLNKID,TRTESTCD,TRORRES,TRORRESU,VISIT,', 'TR,S1,T01,LDIAM,12,mm,W8,'];
    const found = await read([...lines, 'RS,S1,,,,,W8,'].join('\n'));
    expect(found).toMatchObject({
      file: { form: 'sdtm', rows: 2 },
      observations: [],
      records: [
        { source: 2, line: 2, cells: { DOMAIN: 'TR', USUBJID: 'S1', TRORRES: '12', VISIT: 'W8' } },
        { source: 2, line: 3, cells: { DOMAIN: 'RS' } },
      ],
    });
  });

  it('of measure-export needs the columns that say which length of whom it is', async () => {
    const cells = 'subject,concept_value,concept_scheme,value,value_from,unit,recomputed_value';
    expect(await read(`${cells},mine\nS1,103339001,SCT,5,stored,mm,,x`)).toMatchObject({
      observations: [
        { subject: 'S1', axis: 'long', value: '5', recomputed: null, studyUID: '', visit: null },
      ],
    });
    expect(await fault('concept_value,value,unit\n1,2,mm')).toMatch(
      /^standard input:1:1: the column 'subject' is missing; the columns are subject, concept_value, /,
    );
    expect(await fault(`${cells}\nS1,1,SCT,5,guessed,mm,x`)).toBe(
      [
        "standard input:2:12: 'value_from' is not one of stored, recomputed",
        "standard input:2:23: 'recomputed_value' is not a number",
      ].join('\n'),
    );
  });

  it('is refused where it is empty, no UTF-8, or of other columns', async () => {
    for (const nothing of ['', ' \n\t', '\ufeff'])
      expect(await fault(nothing)).toBe('standard input: is empty');
    expect(await fault(Buffer.from('subject,lesion,visit\nS\xe9', 'latin1'))).toBe(
      'standard input:2:2: this byte is not UTF-8; save the file as UTF-8',
    );
    expect(await fault('subject,lesion,vist\n')).toBe(
      "standard input:1:16: unknown column 'vist' (did you mean 'visit'?)",
    );
  });
});

describe('a source', () => {
  const open = new AbortController().signal;

  it('is a file by its path', async () => {
    const path = join(folder, 'rows.csv');
    writeFileSync(path, 'subject,lesion,day\nS1,L1,0\n');
    expect((await readRows(path, 0, open)).file).toMatchObject({ name: path, rows: 1 });
  });

  it('is refused by its path where it cannot be read', async () => {
    const none = readRows(join(folder, 'none.csv'), 0, open);
    await expect(none).rejects.toMatchObject({ code: 'report-unreadable', from: join(folder, 'none.csv') });
    await expect(readRows(folder, 0, open)).rejects.toBeInstanceOf(ReportError);
  });

  it('is refused where it may not be read', async () => {
    const path = join(folder, 'kept.csv');
    writeFileSync(path, 'subject,lesion,day\nS1,L1,0\n');
    chmodSync(path, 0o000);
    await withoutPrivileges(folder, () =>
      expect(readRows(path, 0, open)).rejects.toMatchObject({ code: 'report-unreadable', from: path }),
    );
  });

  it('is given up with the reason of the signal', async () => {
    const path = join(folder, 'rows.csv');
    writeFileSync(path, 'subject,lesion,day\n');
    const reason = new Error('stopped');
    await expect(readRows(path, 0, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
