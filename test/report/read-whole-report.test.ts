import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/envelope.js';
import { readWholeReportFrom, SINGLE_SECTIONS } from '../../src/report/read-whole-report.js';
import { ReportError } from '../../src/report/report-error.js';
import { jsonChunks } from '../../src/report/write-json.js';
import { ndjsonChunks } from '../../src/report/write-ndjson.js';
import { file, report, series, stream, study, text } from './sample.js';

const SCHEMAS = fileURLToPath(new URL('../../schemas/', import.meta.url));

const read = (bytes: string, size?: number) => readWholeReportFrom(stream(bytes, size), 'r.json');
const json = (overrides: Partial<Report> = {}) => text(jsonChunks(report(overrides)));
const ndjson = (overrides: Partial<Report> = {}) => text(ndjsonChunks(report(overrides)));

async function codeOf(bytes: string): Promise<string> {
  const error = await read(bytes).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ReportError);
  return (error as ReportError).code;
}

/** What writing and parsing makes of a report. */
const parsed = (overrides: Partial<Report> = {}) => JSON.parse(json(overrides));

describe('reading a report with everything in it', () => {
  it.each([
    ['JSON', json(), 'json'],
    ['JSON after a byte order mark', `\ufeff${json()}`, 'json'],
    ['NDJSON', ndjson(), 'ndjson'],
  ])('gives of %s what the JSON holds', async (_, bytes, form) => {
    const whole = await read(bytes);
    expect(whole.report).toEqual(parsed());
    expect([whole.form, whole.command]).toEqual([form, 'manifest']);
    expect(whole.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('puts studies together again from the records of their series', async () => {
    const [one, two] = [series({ seriesUID: '1.1' }), series({ seriesUID: '1.2', description: 'flair' })];
    const studies = [
      study([one, two]),
      { ...study([series({ seriesUID: '2.1' })]), studyUID: '1.2.4', patient: 2 },
    ];
    const own = { sections: { ...report().sections, studies } };
    expect((await read(ndjson(own))).report).toEqual(parsed(own));
  });

  it('keeps a section that is one object as one, and lists of one row as lists', async () => {
    const sections = { ...report().sections, verification: { files: 3 }, quarantine: [{ path: 'a' }] };
    const whole = await read(ndjson({ sections }));
    expect(whole.report.verification).toEqual({ files: 3 });
    expect(whole.report.quarantine).toEqual([{ path: 'a' }]);
  });

  it('knows the sections that the schemas have as objects, and no others', () => {
    const single = readdirSync(SCHEMAS)
      .filter((name) => /^report-.*\.schema\.json$/.test(name))
      .flatMap((name) => {
        const { properties } = JSON.parse(readFileSync(SCHEMAS + name, 'utf8')) as {
          properties: Record<string, { type?: string }>;
        };
        const head = ['schema', 'confidentiality', 'command', 'config', 'summary', 'assignments'];
        return Object.keys(properties).filter(
          (key) => properties[key]?.type !== 'array' && !head.includes(key),
        );
      });
    expect([...new Set(single)].sort()).toEqual([...SINGLE_SECTIONS].sort());
  });

  it('takes a report whose paths were hashed: nothing is opened by them', async () => {
    const whole = await read(json({ pathsHashed: true }));
    expect(whole.report.pathsHashed).toBe(true);
  });

  it('does not depend on how the bytes arrive', async () => {
    const expected = await read(ndjson());
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        expect(await read(ndjson(), size)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['nothing', '', 'report-empty'],
    ['white space', ' \n', 'report-empty'],
    ['the marker of a delivery of run (issue 12)', '{"schema":"corelab/run-delivery@1"}', 'not-a-report'],
    ['another JSON', '{"a":1}', 'not-a-report'],
    ['a list', '[]', 'not-a-report'],
    ['text', 'PatientName', 'not-a-report'],
    ['JSON that stops', json().slice(0, -20), 'report-cut'],
    ['NDJSON without its summary', ndjson().split('\n').slice(0, -2).join('\n'), 'report-cut'],
    ['two reports of JSON', json() + json(), 'report-several'],
    ['two reports of NDJSON', ndjson() + ndjson(), 'report-several'],
    ['a record that is none', ndjson().replace('\n', '\n[]\n'), 'report-damaged'],
    ['a version of another time', json().replace('manifest@1', 'manifest@2'), 'report-schema'],
    ['an outcome that is none', json().replace('"verdict": "fail"', '"verdict": "green"'), 'report-damaged'],
    ['a path that leaves its root', json({ files: [file('../a')] }), 'report-damaged'],
    ['no findings', json().replace('"findings"', '"funds"'), 'report-damaged'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it('gives a report or a typed error of NDJSON that is cut anywhere', async () => {
    const whole = ndjson();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.trimEnd().length - 1 }), async (length) => {
        expect(['report-empty', 'report-cut', 'report-damaged', 'not-a-report']).toContain(
          await codeOf(whole.slice(0, length)),
        );
      }),
      { numRuns: 200 },
    );
  });
});
