import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder, type Ran, shell } from './cli.js';
import { type Cd, demoCd, manifest, pathsOf, reportOf, seriesByUid, seriesOfCd } from './delivery.js';

let cd: Cd;
const FORMS = ['json', 'ndjson', 'csv', 'xml'] as const;

/** What every form of the report says, with the flags given. */
async function everything(
  ...flags: readonly string[]
): Promise<Ran & { texts: Record<string, string>; out: string }> {
  const out = folder();
  const reports = FORMS.flatMap((form) => ['--report', join(out, `r.${form}`)]);
  const ran = await corelab(['manifest', cd.path, ...reports, ...flags]);
  const texts = Object.fromEntries(FORMS.map((form) => [form, readFileSync(join(out, `r.${form}`), 'utf8')]));
  return { ...ran, out, texts: { ...texts, stdout: ran.stdout, stderr: ran.stderr } };
}

/** The planted identifiers that a text holds, with the parts of names that are longer than two letters. */
function leaks(text: string): string[] {
  const values = cd.key.identifiers.flatMap(({ what, value }) =>
    what.includes('name') || /physician|operator/.test(what) ? [value, ...value.split(/[\^ ]+/)] : [value],
  );
  return values.filter((value) => value.length > 3 && text.toLowerCase().includes(value.toLowerCase()));
}

/** Study dates as they stand in the headers. */
const dates = (): string[] => cd.key.studies.map(({ date }) => date);

beforeAll(() => {
  cd = demoCd();
});

describe('a report without --identifiers', () => {
  it('is linked and holds no planted identifier and no date, in any form', async () => {
    const { texts } = await everything();
    for (const [form, text] of Object.entries(texts)) {
      expect(leaks(text), form).toEqual([]);
      expect(
        dates().filter((date) => text.includes(date)),
        form,
      ).toEqual([]);
    }
    expect(JSON.parse(texts.json ?? '')).toMatchObject({ confidentiality: 'linked' });
  });

  it('masks the name in a description, and leaves the rest to be read', async () => {
    const { report } = await manifest(cd.path);
    const { seriesUID = '', description = '' } =
      cd.key.studies.flatMap((s) => s.series).find((s) => s.key === 't1') ?? {};
    expect(description).toContain('Quill');
    expect(seriesByUid(report).get(seriesUID)?.description).toBe('t1_mprage_sag *** M baseline');
  });

  it('counts days from the first study of each person instead of naming them', async () => {
    const { report } = await manifest(cd.path);
    const offsets = report.studies.map(({ patient, dayOffset }) => [patient, dayOffset]);
    expect(offsets).toContainEqual([1, 0]);
    const [first = '', ...others] = [...dates()].sort();
    const day = (date: string) => Date.UTC(+date.slice(0, 4), +date.slice(4, 6) - 1, +date.slice(6)) / 864e5;
    expect(offsets.map(([, offset]) => offset ?? -1).sort((a, b) => a - b)).toEqual([
      0,
      ...others.map((date) => day(date) - day(first)),
    ]);
  });
});

describe('a report with --identifiers', () => {
  it('is identified, says who and when, and is for its owner alone', async () => {
    const { texts, out } = await everything('--identifiers');
    const report = JSON.parse(texts.json ?? '');
    expect(report.confidentiality).toBe('identified');
    const names = report.patients.flatMap(({ identities }: { identities: { name: string }[] }) =>
      identities.map(({ name }) => name),
    );
    expect(names.sort()).toEqual(cd.key.patients.map(({ name }) => name).sort());
    expect(report.studies.map(({ studyDate }: { studyDate: string }) => studyDate).sort()).toEqual(
      [...dates()].sort(),
    );
    expect(texts.csv).toContain('Quill');
    for (const form of FORMS) expect(statSync(join(out, `r.${form}`)).mode & 0o777, form).toBe(0o600);
  });

  it('stays for its owner alone where a readable file stood before', async () => {
    const file = join(folder(), 'r.json');
    writeFileSync(file, 'old', { mode: 0o644 });
    await manifest(seriesOfCd(cd, 'capture'), '--identifiers', '--report', file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('messages', () => {
  it('hold paths but no identifier, whatever goes wrong', async () => {
    const delivery = seriesOfCd(cd, 't1', 'mosaic');
    const [first = ''] = pathsOf(cd, 't1');
    const image = readFileSync(join(cd.path, first));
    for (let at = 132; at < image.length; at += 997)
      writeFileSync(join(delivery, `cut-${at}`), image.subarray(0, at));
    const scripts = [
      `$CORELAB manifest ${delivery} --verify ${join(delivery, first)}`,
      `$CORELAB manifest ${delivery} --against ${join(delivery, first)}`,
      `$CORELAB manifest ${delivery} --bag ${delivery}/bag`,
      `$CORELAB manifest - < ${join(delivery, first)}`,
      `$CORELAB manifest ${delivery} --key-file ${join(delivery, first)} --hash-paths`,
      `CORELAB_DEBUG=1 $CORELAB manifest ${delivery} --verify ${join(delivery, first)}`,
    ];
    for (const script of scripts) {
      const { code, stdout, stderr } = await shell(script);
      expect(code, script).toBe(2);
      expect(stderr, script).toMatch(/^corelab: \S/);
      expect(leaks(stdout + stderr), script).toEqual([]);
    }
    const ran = await shell(`$CORELAB manifest ${delivery}`);
    expect(leaks(ran.stdout + ran.stderr)).toEqual([]);
  });
});

describe('CSV', () => {
  it('holds no cell that a spreadsheet would run', async () => {
    const delivery = seriesOfCd(cd, 'capture');
    const [path = ''] = pathsOf(cd, 'capture');
    const bytes = readFileSync(join(delivery, path));
    const { description = '' } =
      cd.key.studies.flatMap((s) => s.series).find((s) => s.key === 'capture') ?? {};
    const at = bytes.indexOf(description);
    expect(at).toBeGreaterThan(0);
    bytes.write('='.padEnd(description.length, '1'), at, 'latin1');
    writeFileSync(join(delivery, path), bytes);
    const csv = join(folder(), 'r.csv');
    const { report } = await manifest(delivery, '--report', csv);
    expect(report.studies[0]?.series[0]?.description).toMatch(/^=1|^=\*/);
    expect(readFileSync(csv, 'utf8')).toMatch(/,'=/);
    expect(readFileSync(csv, 'utf8')).not.toMatch(/,"?=/);
  });
});

describe('names of folders', () => {
  it('stand in the report, as the page of the command says, and go with --hash-paths', async () => {
    const delivery = seriesOfCd(cd, 'capture');
    const named = join(folder(), 'Ostrander');
    renameSync(delivery, named);
    const key = join(folder(), 'key');
    await corelab(['key', 'new', key]);
    expect((await manifest(named)).report.roots[0]?.path).toBe(named);
    const ran = await corelab(['manifest', named, '--hash-paths', '--key-file', key]);
    expect(ran.stdout).not.toContain('Ostrander');
    expect(reportOf(ran).summary.dicom).toBe(1);
  });
});
