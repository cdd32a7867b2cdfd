import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/envelope.js';
import { readReport, readReportFrom } from '../../src/report/read-report.js';
import { ReportError } from '../../src/report/report-error.js';
import { jsonChunks } from '../../src/report/write-json.js';
import { ndjsonChunks } from '../../src/report/write-ndjson.js';
import { file, report, stream, text } from './sample.js';

const json = (overrides: Partial<Report> = {}) => text(jsonChunks(report(overrides)));
const ndjson = (overrides: Partial<Report> = {}) => text(ndjsonChunks(report(overrides)));
const read = (bytes: string | Uint8Array, size?: number) =>
  readReportFrom(stream(bytes, size), 'standard input');

/** The code of the error that reading these bytes ends in. */
async function codeOf(bytes: string | Uint8Array): Promise<string> {
  const error = await read(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ReportError);
  return (error as ReportError).code;
}

describe('reading a report', () => {
  const expected = {
    command: 'manifest',
    verdict: 'fail',
    upstream: [{ command: 'assign-id', verdict: 'warn' }],
    roots: [{ id: 0, path: 'in/cd' }],
    files: report().files,
    findings: 1,
    keyFingerprint: '0011223344556677',
  };
  const upstream = [{ command: 'assign-id', verdict: 'warn' as const }];

  it.each([
    ['JSON', json({ upstream })],
    ['JSON on one line', JSON.stringify(JSON.parse(json({ upstream })))],
    ['JSON after a byte order mark', `\ufeff${json({ upstream })}`],
    ['NDJSON', ndjson({ upstream })],
    ['NDJSON with blank lines and CRLF', `\n\n${ndjson({ upstream }).replaceAll('\n', '\r\n\r\n')}`],
    ['NDJSON without a last line feed', ndjson({ upstream }).trimEnd()],
  ])('gives the same of %s', async (_, bytes) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await read(bytes)).toEqual({ ...expected, sha256 });
  });

  it('does not depend on how the bytes arrive', async () => {
    const whole = await read(ndjson(), 1 << 20);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 500 }), async (size) => {
        expect(await read(ndjson(), size)).toEqual(whole);
        expect(await read(`\n${ndjson()}`, size)).toMatchObject({ files: whole.files });
      }),
      { numRuns: 20 },
    );
  });

  it('reads a file, and says which one it cannot', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'corelab-')), 'r.json');
    writeFileSync(path, json());
    expect((await readReport(path)).files).toHaveLength(2);
    await expect(readReport(`${path}.gone`)).rejects.toThrow(/r\.json\.gone cannot be read \(ENOENT\)/);
  });

  it('ends with the signal’s reason when it is aborted', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'corelab-')), 'r.json');
    writeFileSync(path, json());
    await expect(readReport(path, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
    expect((await readReport(path, new AbortController().signal)).files).toHaveLength(2);
  });

  it('reads a report of many files without keeping more than its files', async () => {
    const files = Array.from({ length: 20_000 }, (_, i) => file(`IM${i}`));
    const found = await read(ndjson({ files }), 65_536);
    expect(found.files).toHaveLength(20_000);
    expect(found.files[19_999]?.path).toBe('IM19999');
  });
});

describe('the assignments of a report', () => {
  const rows = [{ key: 'a' }, { key: 'b' }];
  const assigned = (sections: Report['sections']): Report =>
    report({ schema: 'corelab/report/assign-id@1', command: 'assign-id', sections });
  const readAs = (given: Report, chunks: typeof jsonChunks | typeof ndjsonChunks) =>
    readReportFrom(stream(text(chunks(given))), 'r');

  it.each([
    ['JSON', jsonChunks],
    ['NDJSON', ndjsonChunks],
  ])('are read from %s, in their order and unchecked', async (_, chunks) => {
    const read = await readAs(assigned({ assignments: rows, patients: [{ patient: 1 }] }), chunks);
    expect(read.assignments).toEqual(rows);
    expect((await readAs(assigned({ assignments: [] }), chunks)).assignments).toEqual([]);
  });

  it('are absent from a report of another command', async () => {
    for (const chunks of [jsonChunks, ndjsonChunks])
      expect((await readAs(report(), chunks)).assignments).toBeUndefined();
  });

  it('that are no list make the report a damaged one', async () => {
    await expect(readAs(assigned({ assignments: 'X' }), jsonChunks)).rejects.toMatchObject({
      code: 'report-damaged',
    });
  });
});

describe('what is no usable report', () => {
  it.each([
    ['report-empty', ''],
    ['report-empty', ' \n\t\r\n'],
    ['not-a-report', 'hello'],
    ['not-a-report', '[]'],
    ['not-a-report', 'null'],
    ['not-a-report', '{"schema":"other/report@1"}'],
    ['not-a-report', '{"type":"run"}\n'],
    ['report-cut', json().slice(0, -20)],
    ['report-cut', ndjson().split('\n').slice(0, -2).join('\n')],
    ['report-cut', `${ndjson().split('\n')[0]}\n`],
    ['report-several', json() + json()],
    ['report-several', ndjson() + ndjson()],
    ['report-several', `${ndjson().split('\n').slice(0, -2).join('\n')}\n${ndjson()}`],
    ['report-schema', json().replace('manifest@1', 'manifest@2')],
    ['report-schema', ndjson().replace('manifest@1', 'manifest@12')],
    ['report-paths-hashed', json({ pathsHashed: true })],
    ['report-paths-hashed', ndjson({ pathsHashed: true })],
    ['report-damaged', json().replace('"command": "manifest"', '"command": "deid"')],
    ['report-damaged', json().replace('"verdict": "fail"', '"verdict": "green"')],
    ['report-damaged', json().replace('"kind":"dicom"', '"kind":"other"')],
    ['report-damaged', ndjson().replace('{"type":"file"', '{"type":"file"}{')],
    ['report-damaged', ndjson().replace('"bytes":512', '"bytes":-1')],
    ['report-damaged', ndjson().replace('"type":"finding"', '"kind":"finding"')],
  ])('is %s', async (code, bytes) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it.each(['/etc/passwd', '../x', 'a/../../x', 'a\0b'])(
    'refuses a file at %j, outside its root',
    async (path) => {
      expect(await codeOf(json({ files: [file(path)] }))).toBe('report-damaged');
      const pathBase64 = Buffer.from(path).toString('base64');
      expect(await codeOf(json({ files: [file('x', { pathBase64 })] }))).toBe('report-damaged');
    },
  );

  it('refuses a file of a root that is not there', async () => {
    expect(await codeOf(json({ files: [file('x', { root: 3 })] }))).toBe('report-damaged');
  });

  it('answers any bytes with a report or a typed error', async () => {
    const damaged = fc
      .tuple(fc.constantFrom(json(), ndjson()), fc.nat(), fc.uint8Array({ maxLength: 4 }))
      .map(([whole, at, patch]) => {
        const bytes = Buffer.from(whole);
        bytes.set(patch.subarray(0, bytes.length), at % (bytes.length - 4));
        return bytes;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.uint8Array()), async (bytes) => {
        const outcome = await read(bytes, 64).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ReportError);
        else expect(outcome).toHaveProperty('sha256');
      }),
      { numRuns: 200 },
    );
  });

  it('never repeats what stood in the report', async () => {
    const error = await read(json({ files: [file('../Smith^John')] })).catch(
      (reason: Error) => reason.message,
    );
    expect(error).toBe('standard input is a damaged corelab report (files[0].path)');
  });
});
