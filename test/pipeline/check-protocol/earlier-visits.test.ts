import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { earlierVisits, readEarlier } from '../../../src/pipeline/check-protocol/earlier-visits.js';
import type { Report } from '../../../src/report/envelope.js';
import { ReportError } from '../../../src/report/report-error.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { ndjsonChunks } from '../../../src/report/write-ndjson.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-earlier-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, text);
  return file;
}

const VISITS = [
  {
    ...{ studyUID: '2.25.1', subject: 'S1', visit: 'V1' },
    series: {
      t1: {
        DeviceSerialNumber: { state: 'value', texts: ['A'] },
        RepetitionTime: { state: 'value', texts: ['2000', '2100'], numbers: [2000, 2100] },
        EchoTime: { state: 'absent' },
        FlipAngle: { state: 'unknown' },
      },
    },
  },
  { studyUID: '2.25.2', at: '20260301', series: {} },
];

function report(more: Partial<Report> = {}): Report {
  return {
    ...{ schema: 'corelab/report/check-protocol@1', confidentiality: 'linked', command: 'check-protocol' },
    tool: { name: 'corelab', version: '0.0.0' },
    run: { id: 'r', startedAt: '2026-03-01T00:00:00Z', durationMs: 1, arguments: [] },
    config: { protocol: { id: 'TRIAL-01', version: '1' }, keyFingerprint: 'abcd' },
    ...{ upstream: [], verdict: 'pass', summary: {}, findings: [], roots: [], files: [] },
    sections: { studies: [], checks: [], visits: VISITS },
    ...more,
  };
}

const json = (more: Partial<Report> = {}): string => [...jsonChunks(report(more))].join('');
const ndjson = (more: Partial<Report> = {}): string => [...ndjsonChunks(report(more))].join('');
const read = (text: string, id = 'TRIAL-01') => earlierVisits(written(text), { id });
const visits = (...rows: readonly unknown[]) => json({ sections: { visits: rows } });

/** Code and message of the error. */
async function refusal(text: string): Promise<string> {
  const error = await read(text).catch((e: unknown) => e);
  if (!(error instanceof ReportError)) throw error;
  return `${error.code}: ${error.message.replace(folder, '')}`;
}

describe('earlierVisits', () => {
  it('reads the visits of a report, JSON and NDJSON alike', async () => {
    expect(await read(json())).toEqual(VISITS);
    expect(await read(ndjson())).toEqual(VISITS);
    expect(await read(`\ufeff${json()}`)).toEqual(VISITS);
  });

  it('tells the project key and what names the very report', async () => {
    const found = await readEarlier(written(json()), { id: 'TRIAL-01' });
    expect(found.keyFingerprint).toBe('abcd');
    expect(found.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('reads a report of no visits', async () => {
    expect(await read(visits())).toEqual([]);
    expect(await read(ndjson({ sections: { visits: [] } }))).toEqual([]);
  });

  it('names the protocol of visits that follow another one', async () => {
    const found = await read(json(), 'TRIAL-02');
    expect(found.map(({ protocol }) => protocol)).toEqual(['TRIAL-01', 'TRIAL-01']);
  });

  it('reads a report whose paths are hashed: they do not matter here', async () => {
    expect(await read(json({ pathsHashed: true }))).toEqual(VISITS);
  });

  it('refuses a file that is not there, is empty, or is no report', async () => {
    const gone = await earlierVisits(join(folder, 'gone.json'), { id: 'x' }).catch((e: unknown) => e);
    expect(gone).toMatchObject({ code: 'report-unreadable' });
    expect(await refusal('')).toContain('report-empty');
    expect(await refusal(' \n')).toContain('report-empty');
    expect(await refusal('some text')).toContain('not-a-report');
    expect(await refusal('{"a":1}')).toContain('not-a-report');
    expect(await refusal('{"a":1}\n{"a":2}\n')).toContain('not-a-report');
    expect(await refusal('[]')).toContain('not-a-report');
  });

  it('refuses a report of another command, and says so', async () => {
    const other = json({ schema: 'corelab/report/manifest@1', command: 'manifest' });
    expect(await refusal(other)).toContain('it is of manifest, not of check-protocol');
  });

  it('refuses a report that was cut, in either form', async () => {
    expect(await refusal(json().slice(0, -20))).toContain('report-cut');
    const lines = ndjson().trimEnd().split('\n');
    expect(await refusal(lines.slice(0, -1).join('\n'))).toContain('report-cut');
  });

  it('refuses several reports in one file, and damaged records', async () => {
    expect(await refusal(ndjson() + ndjson())).toContain('report-several');
    const [first = '', ...rest] = ndjson().split('\n');
    expect(await refusal([first, '{"type":', ...rest].join('\n'))).toContain('report-damaged');
  });

  it('refuses a version that it does not know, and a report without its protocol', async () => {
    expect(await refusal(json({ schema: 'corelab/report/check-protocol@2' }))).toContain('report-schema');
    expect(await refusal(json({ config: {} }))).toContain('config.protocol');
  });

  it('refuses a report of --explain, which has no visits', async () => {
    expect(await refusal(json({ sections: { manual: [] } }))).toContain('(visits)');
  });

  const row = (more: object) => ({ studyUID: '1', series: {}, ...more });
  const value = (one: unknown) => row({ series: { t1: { X: one } } });
  it.each<[string, unknown, string]>([
    ['no object', 1, 'visits[0]'],
    ['no study', { series: {} }, 'visits[0].studyUID'],
    ['no series', { studyUID: '1' }, 'visits[0].series'],
    ['a subject that is no text', row({ subject: 3 }), 'visits[0].subject'],
    ['a series that is no object', row({ series: { t1: 1 } }), 'visits[0].series.t1'],
    ['a value without a state', value({}), 'visits[0].series.t1'],
    ['a value of another state', value({ state: 'fine' }), 'visits[0].series.t1'],
    ['a value without texts', value({ state: 'value' }), 'visits[0].series.t1'],
    ['a value of no texts', value({ state: 'value', texts: [] }), 'visits[0].series.t1'],
    ['texts that are none', value({ state: 'value', texts: [1] }), 'visits[0].series.t1'],
    ['numbers that are none', value({ state: 'value', texts: ['1'], numbers: ['1'] }), 'visits[0].series.t1'],
    ['too few numbers', value({ state: 'value', texts: ['1', '2'], numbers: [1] }), 'visits[0].series.t1'],
    ['an empty list of numbers', value({ state: 'value', texts: ['1'], numbers: [] }), 'visits[0].series.t1'],
  ])('refuses %s', async (_, damaged, where) => {
    const text = await refusal(visits(damaged));
    expect(text).toContain('report-damaged');
    expect(text).toContain(`(${where})`);
  });

  it('takes null for what is not known', async () => {
    expect(await read(visits(row({ subject: null, visit: null })))).toEqual([{ studyUID: '1', series: {} }]);
  });
});
