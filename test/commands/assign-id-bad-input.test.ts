import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Clinic, outcomes, trialText } from './assign-id/clinic.js';
import { delivery, leaks } from './assign-id/delivery.js';
import { mrFile, person } from './assign-id/mr-file.js';
import { corelab, folder, shell } from './cli.js';

let one: string;
let two: string;
let clinic: Clinic;

beforeAll(async () => {
  one = delivery(1);
  two = delivery(1, 2);
  clinic = await Clinic.make();
});

/** Runs what must be refused: exit 2, nothing on standard output, nobody named, and the crosswalk as it was. */
async function refused(own: Clinic, ...args: readonly string[]): Promise<string> {
  const before = own.bytes();
  const ran = await own.refuse(...args);
  expect([ran.code, ran.stdout, leaks(ran, 1, 2)]).toEqual([2, '', []]);
  expect(ran.stderr).toMatch(/^corelab: \S/);
  expect(own.bytes().equals(before)).toBe(true);
  return ran.stderr;
}

describe('a trial file that cannot be', () => {
  const BL = '{ id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }';
  it.each([
    [
      'two visits at once',
      `[${BL}, { id: A, targetDay: 30, windowMinusDays: 9, windowPlusDays: 9 }, { id: B, targetDay: 35, windowMinusDays: 9, windowPlusDays: 9 }]`,
    ],
    ['no baseline', '[{ id: A, targetDay: 30, windowMinusDays: 9, windowPlusDays: 9 }]'],
    ['a visit twice', `[${BL}, { id: BL, targetDay: 30, windowMinusDays: 9, windowPlusDays: 9 }]`],
  ])('for its schedule has %s is told with line and column', async (_, visits) => {
    const own = clinic.copy();
    writeFileSync(own.trial, trialText({ visits }));
    const line =
      trialText({ visits })
        .split('\n')
        .findIndex((text) => text.startsWith('visits:')) + 1;
    expect(await refused(own, one)).toMatch(new RegExp(`^corelab: ${own.trial}:${line}:\\d+: `));
  });

  it('is not there is told with the path', async () => {
    const ran = await corelab(['assign-id', one, '--trial', '/no/trial.yaml', ...clinic.store]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('/no/trial.yaml');
  });
});

describe('a list of subject IDs', () => {
  const list = (text: string): string => {
    const path = join(folder(), 'ids.csv');
    writeFileSync(path, text);
    return path;
  };

  it.each([
    ['a wrong check character', 'subject\n07-0001-Y\n07-0002-Y\n', 3],
    ['an ID twice', 'subject\n07-0001-Y\n07-0001-Y\n', 3],
    ['a column that is unknown', 'subject,pateintId\n07-0001-Y,1\n', 1],
    ['a site that the trial has not', 'subject,site\n07-0001-Y,99\n', 2],
  ])('with %s is told with its line', async (_, text, line) => {
    const path = list(text);
    expect(await refused(clinic, one, '--list', path)).toContain(`${path}:${line}:`);
  });

  it('that is used up assigns who has an ID, and says of the rest why not', async () => {
    const own = clinic.copy();
    const ran = await own.assign(two, '--list', list('subject\n07-0005-Q\n'));
    expect([ran.code, outcomes(ran)]).toEqual([1, ['listed 07-0005-Q', 'unassigned list-used-up']]);
    expect(await own.subjects()).toEqual(['07-0005-Q']);
  });

  it('and --subject exclude each other', async () => {
    const path = list('subject\n07-0001-Y\n');
    expect(await refused(clinic, one, '--list', path, '--subject', '07-0001-Y')).toContain('exclude');
  });
});

describe('a pattern', () => {
  it('that is used up leaves the tenth subject unassigned, and nothing of them behind', async () => {
    const own = await Clinic.make({ subjectIds: '{ pattern: "{site}-{sequence:1}", check: none }' });
    const numbers = Array.from({ length: 11 }, (_, i) => i + 1);
    const ran = await own.assign(delivery(...numbers));
    expect(ran.code).toBe(1);
    expect([ran.report.summary.allocated, ran.report.summary.unassigned]).toEqual([9, 2]);
    expect(ran.report.findings.map(({ code }) => code)).toEqual(['ids-exhausted', 'ids-exhausted']);
    const crosswalk = await own.open();
    const count = (table: string): unknown => crosswalk.scalar(`SELECT count(*) FROM ${table}`);
    expect(['people', 'subjects', 'studies'].map(count)).toEqual([9, 9, 9]);
    crosswalk.close();
  });
});

describe('a crosswalk', () => {
  it('that is not there is never made, and how to make one is said', async () => {
    const ran = await corelab([
      'assign-id',
      one,
      '--trial',
      clinic.trial,
      '--crosswalk',
      clinic.path('no.db'),
      '--crosswalk-key',
      clinic.key,
    ]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toBe(
      `corelab: there is no crosswalk ${clinic.path('no.db')}: check the name, or make one with 'corelab crosswalk new'\n`,
    );
    expect(existsSync(clinic.path('no.db'))).toBe(false);
  });

  it('that opens with another key says so', async () => {
    const ran = await corelab([
      'assign-id',
      one,
      '--trial',
      clinic.trial,
      '--crosswalk',
      clinic.crosswalk,
      '--crosswalk-key',
      clinic.projectKey,
    ]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('does not open with this key');
  });

  it('that others may read is refused, and what to do is said', async () => {
    const own = clinic.copy();
    chmodSync(own.crosswalk, 0o644);
    expect(await refused(own, one)).toContain("run 'chmod 600' on it");
  });

  it.each([
    ['in front', 0],
    ['in the middle', 40_000],
  ])('that is damaged %s is refused or found out, and nobody is named', async (_, at) => {
    const own = clinic.copy();
    await own.assign(two);
    const bytes = readFileSync(own.crosswalk);
    bytes.fill(0x5a, at, at + 8192);
    writeFileSync(own.crosswalk, bytes);
    expect(await refused(own, one)).toContain(own.crosswalk);
  });

  it('whose anchor is gone is refused', async () => {
    const own = clinic.copy();
    rmSync(`${own.crosswalk}.anchor`);
    const ran = await own.refuse(one);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(`${own.crosswalk}.anchor`);
  });

  it('that is older than its anchor gives nothing out', async () => {
    const own = clinic.copy();
    const old = readFileSync(own.crosswalk);
    await own.assign(one);
    writeFileSync(own.crosswalk, old);
    expect(await refused(own, two)).toContain('is older than its anchor');
  });
});

describe('a project key', () => {
  it('that is not there stops the run, and how to make one is said', async () => {
    const own = clinic.copy();
    rmSync(own.projectKey);
    const message = await refused(own, one);
    expect(message).toContain(own.projectKey);
    expect(message).toContain('corelab key new');
  });

  it('other than the trial was begun with stops the run', async () => {
    const own = clinic.copy();
    await own.assign(one);
    writeFileSync(own.path('other.key'), Buffer.alloc(32, 3), { mode: 0o600 });
    expect(await refused(own, two, '--key-file', own.path('other.key'))).toMatch(/project key/);
  });
});

describe('what is asked for and cannot be', () => {
  const cases: readonly (readonly [string, () => string[], RegExp])[] = [
    [
      'a visit that the trial has not',
      () => [one, '--visit', 'M6', '--reason', 'x'],
      /--visit M6.*it has BL, M12/,
    ],
    ['a visit without a reason', () => [one, '--visit', 'BL'], /--reason/],
    ['a visit with an empty reason', () => [one, '--visit', 'BL', '--reason', ' '], /--reason/],
    ['a visit for two patients', () => [two, '--visit', 'BL', '--reason', 'x'], /several patients or days/],
    ['a subject for two patients', () => [two, '--subject', '07-0001-Y'], /holds 2 patients/],
    ['a site that the trial has not', () => [one, '--site', '99'], /--site 99.*it has 07/],
    ['no path', () => [], /PATH/],
    ['a path that is not there', () => ['/no/such/cd'], /no such file or folder: \/no\/such\/cd/],
    ['a day that is none', () => ['--due', '2024-02-30'], /--due 2024-02-30/],
    ['a due list of a folder', () => [one, '--due', '2024-02-20'], /takes no PATH/],
    ['--resume without --out', () => [one, '--resume'], /--out/],
    ['an output inside the input', () => [one, '--out', join(one, 'out')], /out/],
    ['an input inside the output', () => [one, '--out', join(one, '..')], /./],
    [
      'a state folder inside the output',
      () => [one, '--out', clinic.path('o'), '--state', clinic.path('o/s')],
      /./,
    ],
  ];

  it.each(cases)('%s: exit 2, a message, nothing assigned', async (_, args, message) => {
    expect(await refused(clinic, ...args())).toMatch(message);
  });

  it('an output folder that holds other files is left as it is, and nothing is assigned', async () => {
    const out = folder();
    writeFileSync(join(out, 'mine.txt'), 'x');
    expect(await refused(clinic, one, '--out', out)).toContain(out);
    expect(existsSync(`${out}.state`)).toBe(false);
  });

  it('an output folder that an earlier run wrote to needs --append or --resume, and nothing is assigned', async () => {
    const own = clinic.copy();
    await own.assign(one, '--out', own.path('out'));
    expect(await refused(own, delivery(3), '--out', own.path('out'))).toMatch(/--resume.*--append/);
  });

  it('--resume with another configuration than the run began with: nobody is assigned by it', async () => {
    const own = clinic.copy();
    await own.assign(one, '--out', own.path('out'));
    writeFileSync(own.trial, trialText({ sponsor: 'Another' }));
    expect(await refused(own, delivery(3), '--out', own.path('out'), '--resume')).toContain(
      'another configuration or other inputs',
    );
    expect(await own.subjects()).toEqual(['07-0001-Y']);
  });

  it('--blinded where the trial has no reading IDs', async () => {
    const own = clinic.copy();
    writeFileSync(own.trial, trialText({ readingIds: undefined }));
    expect(await refused(own, one, '--blinded')).toContain('readingIds');
  });

  it('no site, where the trial has several', async () => {
    const own = clinic.copy();
    writeFileSync(own.trial, trialText({ sites: '[{ id: "07" }, { id: "08" }]' }));
    expect(await refused(own, one)).toContain('give --site, one of 07, 08');
  });
});

describe('a study', () => {
  it.each([
    ['without Patient ID', { PatientID: '' }, 'unassigned placeholder-id', 3],
    ['without Study Date', { StudyDate: '' }, 'unassigned study-date-absent', 1],
    ['with a Study Date that is none', { StudyDate: '20241399' }, 'unassigned study-date-absent', 1],
    ['without Study Instance UID', { StudyInstanceUID: '' }, 'unassigned study-uid-absent', 1],
  ])('%s is assigned to nobody, and holds up nobody else', async (_, but, outcome, code) => {
    const own = clinic.copy();
    const path = delivery(2);
    writeFileSync(join(path, 'IM1'), mrFile('bad study', person(1), '20240110', but));
    const ran = await own.assign(path);
    expect(outcomes(ran)).toEqual([outcome, 'allocated 07-0001-Y']);
    expect([ran.code, leaks(ran, 1, 2)]).toEqual([code, []]);
    expect(await own.subjects()).toEqual(['07-0001-Y']);
  });

  it('is none in a folder without DICOM: exit 3', async () => {
    const path = folder();
    writeFileSync(join(path, 'readme.txt'), 'x');
    const ran = await clinic.copy().assign(path);
    expect([ran.code, ran.report.findings.map(({ code }) => code)]).toEqual([3, ['no-dicom']]);
  });
});

describe('help', () => {
  it('says what each exit code means', async () => {
    const { stdout } = await shell('$CORELAB assign-id --help');
    expect(stdout.match(/^ {2}[0-3] {2}\S/gm)).toHaveLength(4);
  });
});
