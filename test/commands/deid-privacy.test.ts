import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder } from './cli.js';
import { below, checked, type Deidentified, Lab } from './deid/lab.js';
import { type Cd, demoCd } from './delivery.js';

const FORMS = ['json', 'ndjson', 'csv', 'xml'] as const;

let cd: Cd;
let lab: Lab;
let ran: Deidentified;
let again: Deidentified;

beforeAll(async () => {
  cd = demoCd();
  lab = new Lab();
  const reports = FORMS.flatMap((form) => ['--report', lab.path(`r.${form}`)]);
  ran = await lab.run(cd.path, ...reports);
  again = await lab.run(cd.path, '--resume');
});

/** What must stand nowhere: values of people, with the parts of names that are longer than three letters. */
function planted(keepsDevices: boolean): string[] {
  const values = cd.key.identifiers
    .filter(({ what }) => !keepsDevices || !/device|serial|station/.test(what))
    .flatMap(({ what, value }) =>
      /name|physician|operator/.test(what) ? [value, ...value.split(/[\^ ,]+/)] : [value],
    );
  return [...new Set(values.map((value) => value.toLowerCase()))].filter((value) => value.length > 3);
}

const leaks = (text: string | Buffer, values: readonly string[]): string[] => {
  const bytes = Buffer.from(text);
  const all = [bytes.toString('latin1'), bytes.toString('utf8'), bytes.toString('utf16le')];
  const texts = all.map((one) => one.toLowerCase());
  return values.filter((value) => texts.some((one) => one.includes(value)));
};

describe('the synthetic CD', () => {
  it('holds what the others look for', () => {
    const bytes = Buffer.concat(below(cd.path).map((name) => readFileSync(join(cd.path, name))));
    expect(leaks(bytes, planted(false))).toHaveLength(planted(false).length);
    expect(planted(true).length).toBeGreaterThan(10);
  });

  it('loses none of its files: each is released, quarantined, skipped, or stands there already', () => {
    const { filesIn, filesOut, duplicates, quarantined, skipped } = ran.report.summary;
    expect([filesIn, filesOut + duplicates + quarantined + skipped]).toEqual(
      Array(2).fill(cd.key.counts.filesIn),
    );
    expect([ran.code, again.code]).toEqual([1, 1]);
    expect(below(lab.out)).toHaveLength(filesOut);
  });

  it('is named in no report, message or file name', () => {
    const values = planted(false);
    expect([leaks(ran.stdout, values), leaks(ran.stderr, values)]).toEqual([[], []]);
    expect([leaks(again.stdout, values), leaks(again.stderr, values)]).toEqual([[], []]);
    for (const form of FORMS)
      expect([form, leaks(readFileSync(lab.path(`r.${form}`)), values)]).toEqual([form, []]);
    expect(leaks(below(lab.folder).join('\n'), values)).toEqual([]);
    const original = [
      ...cd.key.studies.map(({ studyUID }) => studyUID),
      ...cd.key.studies.map(({ date }) => date),
    ];
    expect(leaks(ran.stdout + below(lab.out).join('\n'), original)).toEqual([]);
  });

  it('is named in no byte of what was released', () => {
    const values = planted(true);
    const bad = below(lab.out).flatMap((name) => leaks(readFileSync(join(lab.out, name)), values));
    expect(bad).toEqual([]);
  });

  it('is named by --identifiers alone, in a report for its owner alone', async () => {
    const own = folder();
    const path = join(own, 'r.json');
    const flags = lab.flagsBut('--out', join(own, 'out'));
    const dry = await checked(
      await corelab(['deid', cd.path, ...flags, '--dry-run', '--identifiers', '--report', path]),
    );
    expect([dry.report.confidentiality, statSync(path).mode & 0o777]).toEqual(['identified', 0o600]);
    expect(leaks(dry.stdout, planted(false)).length).toBeGreaterThan(5);
  });

  it('is not named where the program fails and shows where', async () => {
    const env = { CORELAB_DEBUG: '1' };
    const failed = await corelab(['deid', cd.path, ...lab.flags], env);
    expect([failed.code, failed.stdout, leaks(failed.stderr, planted(false))]).toEqual([2, '', []]);
  });
});
