import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import { Clinic } from './assign-id/clinic.js';
import { type HeaderPatient, mrFile, person } from './assign-id/mr-file.js';
import { corelab, folder, type Ran, shell } from './cli.js';

const PLANTED: HeaderPatient = {
  ...{ id: 'QV-8812003', name: 'Zwetschgenbaum^Ottilie', birthDate: '19430217', sex: 'F' },
};
const LEAKS = /zwetschgenbaum|ottilie|8812003|19430217|1943-02-17|northmere/i;

/** A CD with two studies of one person, a file that is no DICOM, and a screen save. */
function cd(): string {
  const path = join(folder(), 'cd');
  mkdirSync(path);
  writeFileSync(join(path, 'IM1'), mrFile('one', PLANTED, '20231104'));
  writeFileSync(join(path, 'IM2'), mrFile('two', PLANTED, '20231106'));
  writeFileSync(join(path, 'IM3'), mrFile('three', PLANTED, '20231106', { BurnedInAnnotation: 'YES' }));
  writeFileSync(join(path, 'README.TXT'), 'x');
  return path;
}

/** A folder with a project key, and the flags that a run in it needs. */
function lab(): { readonly at: string; readonly out: string; readonly flags: string[] } {
  const at = folder();
  writeFileSync(join(at, 'corelab.key'), randomBytes(32), { mode: 0o600 });
  const out = join(at, 'out');
  return { at, out, flags: ['--profile', 'trial', '--key-file', join(at, 'corelab.key'), '--out', out] };
}

async function reportOf(ran: Ran) {
  if (!ran.stdout.startsWith('{')) throw new Error(`no report (exit ${ran.code}): ${ran.stderr}`);
  const report = JSON.parse(ran.stdout);
  expect((await validatorOf('report-deid'))(report)).toEqual([]);
  return report;
}

const below = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(path, name)).isFile())
    .sort();

const bytesBelow = (path: string): string =>
  below(path)
    .map((name) => name + readFileSync(join(path, name), 'latin1'))
    .join('\n');

describe('corelab deid', () => {
  it('releases a CD without its patient, quarantines what it may not, and ends with 1', async () => {
    const { out, flags } = lab();
    const ran = await corelab(['deid', cd(), ...flags]);
    const report = await reportOf(ran);
    expect(ran.code).toBe(1);
    expect(report.summary).toMatchObject({ filesIn: 4, filesOut: 2, quarantined: 1, skipped: 1 });
    expect(below(out)).toHaveLength(2);
    expect(bytesBelow(out) + ran.stdout + ran.stderr).not.toMatch(LEAKS);
  });

  it('says in every form of the report what became of the files, and nothing of anybody', async () => {
    const { at, flags } = lab();
    const forms = ['json', 'ndjson', 'csv', 'xml'].map((form) => join(at, `report.${form}`));
    const ran = await corelab(['deid', cd(), ...flags, ...forms.flatMap((path) => ['--report', path])]);
    expect(ran.code).toBe(1);
    for (const path of forms) {
      expect(readFileSync(path, 'utf8')).toContain('burned into the pixels');
      expect(readFileSync(path, 'utf8')).not.toMatch(LEAKS);
    }
  });

  it('plans the same as it does, and writes nothing with --dry-run', async () => {
    const { at, flags } = lab();
    const ran = await corelab(['deid', cd(), ...flags, '--dry-run']);
    const report = await reportOf(ran);
    expect(report.summary).toMatchObject({ filesOut: 0, planned: 2, quarantined: 1 });
    expect(report.review.map(({ path }: { path: string }) => path)).toContain('PatientName');
    expect(readdirSync(at)).toEqual(['corelab.key']);
    expect(ran.stdout).not.toMatch(LEAKS);
  });

  it('completes an interrupted run with --resume, with nothing doubled', async () => {
    const input = cd();
    const { at, out, flags } = lab();
    const whole = await reportOf(await corelab(['deid', input, ...flags]));
    const again = await corelab(['deid', input, ...flags, '--resume']);
    const { run: _, ...resumed } = await reportOf(again);
    const { run: __, ...first } = whole;
    expect(resumed).toEqual(first);
    expect(below(out)).toHaveLength(2);
    expect(below(join(at, 'out.state', 'quarantine'))).toHaveLength(1);
  });

  it.each([
    [['--profile', 'trail'], /trial/],
    [['--profile', 'trial'], /key new/],
    [['--out', 'x'], /--profile/],
    [['--verify-only', '--profile', 'trial'], /takes no --profile/],
    [['--known', 'known.yaml'], /verify-only/],
  ])('%j is refused with 2, and with what to give', async (flags, text) => {
    const out = join(folder(), 'out');
    const ran = await corelab(['deid', cd(), ...flags, ...(flags.includes('--out') ? [] : ['--out', out])]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(text);
    expect(existsSync(out)).toBe(false);
  });

  it('searches a folder with --verify-only: what was released is clean of the list, the CD is not', async () => {
    const input = cd();
    const { at, out, flags } = lab();
    const known = join(at, 'known.yaml');
    writeFileSync(known, `schema: corelab/known@1\nnames: ["${PLANTED.name}"]\nids: [${PLANTED.id}]\n`);
    await corelab(['deid', input, ...flags]);
    const released = await reportOf(await corelab(['deid', out, '--verify-only', '--known', known]));
    expect(released.verified.flatMap(({ hits }: { hits: unknown[] }) => hits)).toEqual([]);
    const ran = await corelab(['deid', input, '--verify-only', '--known', known]);
    const original = await reportOf(ran);
    expect(original.verified.some(({ hits }: { hits: unknown[] }) => hits.length > 0)).toBe(true);
    expect([ran.code, LEAKS.test(ran.stdout)]).toEqual([1, false]);
  });
});

describe('deid in a pipe', () => {
  const deid = (clinic: Clinic, out: string): string =>
    `$CORELAB deid - --profile trial --key-file ${clinic.projectKey} --out ${clinic.path(out)}`;

  it('releases under the IDs that assign-id gave, and hands on nothing else', async () => {
    const clinic = await Clinic.make();
    const path = folder();
    writeFileSync(join(path, 'a'), mrFile('a', person(1), '20240110'));
    writeFileSync(join(path, 'b'), mrFile('b', person(2), '20240110'));
    const ran = await clinic.script(`set -o pipefail; $ASSIGN ${path} | ${deid(clinic, 'clean')}`);
    const report = await reportOf(ran);
    expect(ran.code).toBe(0);
    expect(report.config.identity).toBe('assignments');
    const subjects = report.patients.map(({ subject }: { subject: string }) => subject);
    expect(subjects.sort()).toEqual(await clinic.subjects());
    expect(report.files.map(({ path: own }: { path: string }) => own)).toEqual(below(clinic.path('clean')));
  });

  it('finds whose the copies of assign-id --out are', async () => {
    const clinic = await Clinic.make();
    const path = folder();
    writeFileSync(join(path, 'a'), mrFile('a', person(1), '20240110'));
    const ran = await clinic.script(`$ASSIGN ${path} --out ${clinic.path('ids')} | ${deid(clinic, 'clean')}`);
    const report = await reportOf(ran);
    expect(report.summary).toMatchObject({ filesIn: 1, filesOut: 1, quarantined: 0 });
    expect(report.patients[0].subject).toBe((await clinic.subjects())[0]);
  });

  it('cannot go green after a quarantine', async () => {
    const { flags } = lab();
    const ran = await shell(
      `$CORELAB deid ${cd()} ${flags.join(' ')} | $CORELAB manifest - > /dev/null; echo $?`,
    );
    expect(ran.stdout).toBe('1\n');
  });

  it('refuses a pipe that lost the assignments on its way', async () => {
    const clinic = await Clinic.make();
    const path = folder();
    writeFileSync(join(path, 'a'), mrFile('a', person(1), '20240110'));
    const ran = await clinic.script(`$ASSIGN ${path} | $CORELAB manifest - | ${deid(clinic, 'clean')}`);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/--assignments/);
  });
});
