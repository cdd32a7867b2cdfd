import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder, shell } from '../cli.js';
import { Lab } from '../deid/lab.js';
import { type MeasureReport, measuredOf, measureExport, said, wholeFolder, withoutRun } from './lab.js';

/** The exit codes of a pipe's commands, as bash has them. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash that reads it
const CODES = 'echo "${PIPESTATUS[@]}" >&2';

let data: string;
let direct: MeasureReport;

beforeAll(async () => {
  data = wholeFolder();
  direct = (await measureExport(data)).report;
});

describe('measure-export in a pipe', () => {
  it('works on the files of manifest, as JSON and as NDJSON, and says what came before', async () => {
    for (const form of ['--json', '--ndjson']) {
      const ran = await shell(
        `$CORELAB manifest '${data}' ${form} | $CORELAB measure-export - --json; ${CODES}`,
      );
      const { report, stderr } = await measuredOf(ran);
      expect(stderr.trim().split(' ').at(-1)).toBe('1');
      expect(report.upstream).toEqual([{ command: 'manifest', verdict: expect.any(String) }]);
      const { upstream: _, ...own } = withoutRun(report);
      const { upstream: __, ...alone } = withoutRun(direct);
      expect(own).toEqual(alone);
    }
  });

  it('passes its files on', async () => {
    const ran = await shell(
      `$CORELAB measure-export '${data}' --json | $CORELAB manifest - --json; ${CODES}`,
    );
    expect(ran.stderr.trim().split(' ')).toEqual(['1', '1']);
    const report = JSON.parse(ran.stdout);
    expect(report.files).toHaveLength(direct.files.length);
    expect(report.upstream).toEqual([{ command: 'measure-export', verdict: 'fail' }]);
  });

  it('refuses - beside a folder, nothing on standard input, and paths that were hashed', async () => {
    expect((await shell(`$CORELAB manifest '${data}' | $CORELAB measure-export - '${data}'`)).code).toBe(2);
    expect((await shell(`$CORELAB measure-export - < /dev/null`)).code).toBe(2);
    const key = join(folder(), 'key');
    await corelab(['key', 'new', key]);
    const hashed = `$CORELAB measure-export '${data}' --hash-paths --key-file '${key}' --json`;
    const ran = await shell(`${hashed} | $CORELAB measure-export -`);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('--hash-paths');
  });
});

/** UIDs anew → as they were before. */
function oldUids(path: string): Map<string, string> {
  const pairs: string[][] = parse(readFileSync(path, 'utf8'), { from_line: 2 });
  return new Map(pairs.map(([one = '', other = '']) => [other, one]));
}

/** Rows by what no de-identification changes: numbers, codes, coordinates and lesions by their UIDs. */
function comparable({ rows }: MeasureReport, old: ReadonlyMap<string, string>): string[] {
  const uid = (value: string | null): string | null => (value === null ? null : (old.get(value) ?? value));
  return rows
    .filter(({ source }) => source.kind !== 'AIM')
    .map((row) =>
      JSON.stringify([
        ...[row.source.kind, uid(row.source.sopInstanceUID), row.source.itemPath, row.group, row.figure],
        ...[row.concept?.value, row.conceptToday?.value, row.derivation?.value, row.method?.value],
        ...[row.finding?.value, row.findingSite?.value, row.laterality?.value, row.qualifier?.value],
        ...[
          row.value,
          row.valueFrom,
          row.unit,
          row.storedValue,
          row.recomputedValue,
          row.difference,
          row.agrees,
        ],
        ...[
          row.voxelCount,
          row.why,
          row.problems,
          uid(row.trackingUid),
          uid(row.image?.sopInstanceUID ?? null),
        ],
        row.geometry.map(({ type, space, coordinates }) => [type, space, coordinates]),
      ]),
    )
    .sort();
}

describe('after deid --profile trial', () => {
  it('measure-export says the same of every row, identifiers apart', async () => {
    const lab = new Lab();
    const map = lab.path('uids.csv');
    const flags = [...lab.flags, '--uid-map', map].map((flag) => `'${flag}'`).join(' ');
    const ran = await shell(
      `$CORELAB deid '${data}' ${flags} --json | $CORELAB measure-export - --json; ${CODES}`,
    );
    const { report } = await measuredOf(ran);
    expect(report.upstream.map(({ command }) => command)).toEqual(['deid']);
    expect(comparable(report, oldUids(map))).toEqual(comparable(direct, new Map()));
    const own = (one: MeasureReport): string[] =>
      said(one)
        .filter((text) => text.startsWith('measure-'))
        .sort();
    expect(own(report)).toEqual(own(direct));
    expect(report.rows[0]?.source.sopInstanceUID).not.toBe(direct.rows[1]?.source.sopInstanceUID);
  });
});
