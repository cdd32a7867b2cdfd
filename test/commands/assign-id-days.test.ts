import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Truth } from '../../fixtures/collection.js';
import { MISTAKEN_ID } from '../../fixtures/identity/mistaken-id.js';
import { NAME_VARIANTS } from '../../fixtures/identity/name-variants.js';
import { PHANTOM_SCAN } from '../../fixtures/identity/phantom-scan.js';
import { RE_SENT } from '../../fixtures/identity/re-sent.js';
import { SECOND_VISIT } from '../../fixtures/identity/second-visit.js';
import { SITE_ANONYMISED } from '../../fixtures/identity/site-anonymised.js';
import type { StudyTruth } from '../../fixtures/identity/truth.js';
import { TWO_PATIENTS } from '../../fixtures/identity/two-patients.js';
import { Clinic, outcomes, subjectOf, visitsOf, written } from './assign-id/clinic.js';
import { mrFile, person } from './assign-id/mr-file.js';
import { folder } from './cli.js';

interface Studies extends Truth {
  readonly studies: readonly StudyTruth[];
}

/** A folder with the files of one study of a collection. */
function onlyStudy(path: string, { files }: StudyTruth): string {
  const out = folder();
  for (const file of files) cpSync(join(path, file), join(out, file), { recursive: true });
  return out;
}

const codesOf = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code).sort();

describe('two patients on a CD', () => {
  it('get a subject ID each, and every file is of one of them', async () => {
    const clinic = await Clinic.make();
    const { path, truth } = await written<Studies>(TWO_PATIENTS);
    const ran = await clinic.assign(path);
    expect(outcomes(ran)).toEqual(['allocated 07-0001-Y', 'allocated 07-0002-W']);
    const [first, second] = truth.studies.map(({ studyUID }) => subjectOf(ran, studyUID));
    expect(new Set([first, second]).size).toBe(2);
    expect(ran.report.patients.map(({ files }) => files)).toEqual(
      truth.studies.map(({ files }) => files.length),
    );
    expect([ran.code, ran.stderr, ran.report.verdict, ran.report.findings]).toEqual([0, '', 'pass', []]);
  });

  it('are not said to be one subject, and nothing is assigned', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(TWO_PATIENTS);
    const before = clinic.bytes();
    const ran = await clinic.refuse(path, '--subject', '07-0001-Y');
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toBe(
      'corelab: --subject 07-0001-Y: the delivery holds 2 patients, and nothing was assigned\n',
    );
    expect(clinic.bytes().equals(before)).toBe(true);
  });
});

describe('a study that is sent again', () => {
  it('is recalled, whole or changed: one subject, one study, one visit, three deliveries', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(RE_SENT);
    const runs = [];
    for (const delivery of ['first', 'again', 'changed'])
      runs.push(await clinic.assign(join(path, delivery)));
    expect(runs.map(outcomes)).toEqual([
      ['allocated 07-0001-Y'],
      ['recalled 07-0001-Y'],
      ['recalled 07-0001-Y'],
    ]);
    expect(runs.map(visitsOf)).toEqual(Array(3).fill(['BL 0 in-window']));
    expect(runs.map(({ code, report }) => [code, report.findings])).toEqual(Array(3).fill([0, []]));
    expect(new Set(runs.map(({ report }) => JSON.stringify(report.assignments[0]?.shiftDays))).size).toBe(1);
    const { report } = await clinic.ask('show', '07-0001-Y', '--trial', clinic.trial);
    expect(report.summary).toEqual({ subjects: 1, studies: 1 });
    expect(await clinic.problems()).toEqual([]);
  });
});

describe('a second visit', () => {
  it('under the married name behind the old one is recalled, and that is told', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(SECOND_VISIT);
    expect(outcomes(await clinic.assign(join(path, 'baseline')))).toEqual(['allocated 07-0001-Y']);
    const later = await clinic.assign(join(path, 'year-later'));
    expect([later.code, outcomes(later)]).toEqual([0, ['recalled 07-0001-Y name-written-otherwise']]);
    expect(later.report.findings.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['name-written-otherwise', 'warn'],
    ]);
    expect(visitsOf(later)).toEqual(['M12 364 in-window']);
  });

  it('under another family name is for somebody to look at: --yes does not settle it, --subject does', async () => {
    const clinic = await Clinic.make();
    const [before, after] = [folder(), folder()];
    const maiden = person(1);
    const married = { ...maiden, name: `Yellowlees^${maiden.name.split('^')[1]}` };
    writeFileSync(join(before, '1'), mrFile('maiden', maiden, '20240110'));
    writeFileSync(join(after, '2'), mrFile('married', married, '20250108'));
    expect(outcomes(await clinic.assign(before))).toEqual(['allocated 07-0001-Y']);
    const unsaid = await clinic.assign(after, '--yes');
    expect([unsaid.code, outcomes(unsaid)]).toEqual([3, ['unassigned name-changed']]);
    expect(unsaid.report.patients[0]?.sides?.map(({ from, name }) => [from, name])).toEqual([
      ['delivery', '***'],
      ['crosswalk', '***'],
    ]);
    const said = await clinic.assign(after, '--subject', '07-0001-Y');
    expect([said.code, outcomes(said)]).toEqual([0, ['recalled 07-0001-Y name-changed']]);
    expect(said.report.findings.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['name-changed', 'warn'],
    ]);
    expect(visitsOf(said)).toEqual(['M12 364 in-window']);
    expect(outcomes(await clinic.assign(after))).toEqual(['recalled 07-0001-Y']);
  });

  it("under another hospital's number is asked about, and recalled with --yes", async () => {
    const clinic = await Clinic.make();
    const [before, after] = [folder(), folder()];
    const there = { ...person(1), id: 'SM-77' };
    writeFileSync(join(before, '1'), mrFile('here', person(1), '20240110'));
    writeFileSync(join(after, '2'), mrFile('there', there, '20250108', { IssuerOfPatientID: 'SOUTHMERE' }));
    expect(outcomes(await clinic.assign(before))).toEqual(['allocated 07-0001-Y']);
    const unsaid = await clinic.assign(after);
    expect([unsaid.code, outcomes(unsaid)]).toEqual([3, ['unassigned same-person-other-number']]);
    const said = await clinic.assign(after, '--yes');
    expect([said.code, outcomes(said)]).toEqual([0, ['recalled 07-0001-Y same-person-other-number']]);
    expect(outcomes(await clinic.assign(after))).toEqual(['recalled 07-0001-Y']);
  });
});

describe('studies that sites had anonymised', () => {
  it('are recalled as nobody and enrolled as nobody, however often they come', async () => {
    const clinic = await Clinic.make();
    const { path, truth } = await written<Studies>(SITE_ANONYMISED);
    for (const flags of [[], ['--yes']]) {
      const ran = await clinic.assign(path, ...flags);
      expect(ran.code).toBe(3);
      expect(ran.report.patients.map(({ outcome, reasons }) => [outcome, ...reasons])).toEqual(
        Array(3).fill(['unassigned', 'placeholder-id']),
      );
      expect(ran.report.patients.flatMap(({ studies }) => studies).sort()).toEqual(
        truth.studies.map(({ studyUID }) => studyUID).sort(),
      );
      expect(
        ran.report.assignments.every(({ subject, shiftDays }) => subject === null && shiftDays === null),
      ).toBe(true);
    }
    expect(await clinic.subjects()).toEqual([]);
  });

  it('are whose the operator says, one study at a time', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(SITE_ANONYMISED);
    const said = await clinic.assign(join(path, 'site-b'), '--subject', '07-0001-Y');
    expect(outcomes(said)).toEqual(['allocated 07-0001-Y placeholder-id']);
    const two = await clinic.assign(join(path, 'site-a'), '--subject', '07-0002-W');
    expect([two.code, outcomes(two)]).toEqual([3, ['unassigned placeholder-over-several-studies']]);
    expect(await clinic.subjects()).toEqual(['07-0001-Y']);
  });
});

describe('a phantom', () => {
  it('gets a scanner-qualification ID, the same again, and is no subject of any list', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(PHANTOM_SCAN);
    for (const time of [1, 2]) {
      const ran = await clinic.assign(path);
      expect([time, ran.code, outcomes(ran)]).toEqual([time, 0, ['phantom SQ-07-001']]);
      expect(ran.report.assignments).toMatchObject([{ visit: null, shiftDays: 0 }]);
      expect(ran.report.visits).toEqual([]);
    }
    const due = await clinic.assign('--due', '2024-06-01');
    expect(due.report.due).toEqual([]);
    const people = await clinic.assign((await written(RE_SENT)).path);
    expect(outcomes(people)).toEqual(['allocated 07-0001-Y']);
  });
});

describe('mistaken numbers', () => {
  it('of one person are asked about, and --yes does not settle them', async () => {
    const clinic = await Clinic.make();
    const { path, truth } = await written<Studies>(MISTAKEN_ID);
    const [right, wrong] = truth.studies;
    if (!right || !wrong) throw new TypeError('the collection has them');
    expect(outcomes(await clinic.assign(onlyStudy(path, right)))).toEqual(['allocated 07-0001-Y']);
    for (const flags of [[], ['--yes']]) {
      const ran = await clinic.assign(onlyStudy(path, wrong), ...flags);
      expect([ran.code, outcomes(ran)]).toEqual([3, ['unassigned same-person-other-number']]);
      expect(ran.report.patients[0]?.sides?.[1]).toMatchObject({ from: 'crosswalk', subject: '07-0001-Y' });
    }
    const said = await clinic.assign(onlyStudy(path, wrong), '--subject', '07-0001-Y');
    expect(outcomes(said)).toEqual(['recalled 07-0001-Y same-person-other-number']);
    expect(await clinic.subjects()).toEqual(['07-0001-Y']);
  });

  it('of two persons are a conflict, together or one after the other, and hold up nobody else', async () => {
    const clinic = await Clinic.make();
    const { path, truth } = await written<Studies>(MISTAKEN_ID);
    const together = await clinic.assign(path);
    expect([together.code, codesOf(together.report.findings)]).toEqual([
      1,
      ['delivery-contradicts-itself', 'same-person-other-number'],
    ]);
    expect(outcomes(together).sort()).toEqual([
      'allocated 07-0001-Y',
      'conflict delivery-contradicts-itself',
      'unassigned same-person-other-number',
    ]);
    const [, , a, b] = truth.studies;
    if (!a || !b) throw new TypeError('the collection has them');
    expect(outcomes(await clinic.assign(onlyStudy(path, a)))).toEqual(['allocated 07-0002-W']);
    const second = await clinic.assign(onlyStudy(path, b), '--yes');
    expect([second.code, outcomes(second)]).toEqual([1, ['conflict identity-contradicted']]);
    expect(second.report.patients[0]?.attributes).toEqual(
      expect.arrayContaining(['PatientName', 'PatientBirthDate', 'PatientSex']),
    );
    expect(await clinic.subjects()).toEqual(['07-0001-Y', '07-0002-W']);
  });
});

describe('one name in six character sets', () => {
  it('recalls one subject, also where the first had three scripts', async () => {
    const { path, truth } = await written<Studies>(NAME_VARIANTS);
    const { length } = truth.studies;
    for (const start of [2]) {
      const clinic = await Clinic.make();
      const order = truth.studies.map((_, i) => truth.studies[(i + start) % length]);
      for (const [i, study] of order.entries()) {
        const ran = await clinic.assign(onlyStudy(path, study as StudyTruth));
        expect([i, ran.report.patients[0]?.outcome, ran.report.patients[0]?.subject]).toEqual([
          i,
          i === 0 ? 'allocated' : 'recalled',
          '07-0001-Y',
        ]);
      }
    }
  });
});

describe('a mistaken ID that is found after copies were made', () => {
  it('is corrected: affected files are listed, a note rejects the copies, the new copy has other UIDs', async () => {
    const clinic = await Clinic.make();
    const { path, truth } = await written<Studies>(RE_SENT);
    const delivery = join(path, 'first');
    const [wrong, right] = [clinic.path('wrong'), clinic.path('right')];
    const first = await clinic.assign(delivery, '--out', wrong);
    expect(first.report.summary.filesOut).toBe(11);
    const notes = clinic.path('notes');
    const correction = [
      '07-0001-Y',
      '--to',
      '07-0003-U',
      '--trial',
      clinic.trial,
      '--reason',
      'typing error',
    ];
    const { code, report } = await clinic.ask('correct', ...correction, '--notes', notes);
    expect([code, report.summary]).toMatchObject([0, { released: 11 }]);
    expect(
      report.affected
        .flatMap((row: { releases: { paths: string[] }[] }) => row.releases.flatMap(({ paths }) => paths))
        .sort(),
    ).toEqual(first.report.files.map((file) => file.path).sort());
    expect(
      readdirSync(notes, { recursive: true }).filter((name) => String(name).endsWith('.dcm')),
    ).toHaveLength(1);
    const again = await clinic.assign(delivery, '--out', right);
    expect(outcomes(again)).toEqual(['recalled 07-0003-U']);
    expect(again.report.assignments[0]).toMatchObject({ uidGeneration: 1 });
    expect(again.report.assignments[0]?.shiftDays).toBe(first.report.assignments[0]?.shiftDays);
    const uids = (ran: typeof again): (string | undefined)[] =>
      ran.report.files.map(({ studyUID }) => studyUID);
    expect(uids(first)).toContain(truth.studies[0]?.studyUID);
    expect(uids(again).filter((uid) => uids(first).includes(uid))).toEqual([]);
    expect(await clinic.problems()).toEqual([]);
  });
});

describe('a withdrawn subject', () => {
  it('is refused from then on, leaves the due list, and every released file is named', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(SECOND_VISIT);
    const out = clinic.path('out');
    const first = await clinic.assign(join(path, 'baseline'), '--out', out);
    expect((await clinic.assign('--due', '2024-05-20')).report.due).toMatchObject([
      { visit: 'M12', state: 'overdue' },
    ]);
    const gone = await clinic.ask('withdraw', '07-0001-Y', '--trial', clinic.trial, '--reason', 'wish');
    expect([gone.code, gone.report.summary.released]).toEqual([0, first.report.files.length]);
    const late = await clinic.assign(join(path, 'year-later'), '--yes', '--out', clinic.path('late'));
    expect([late.code, late.report.patients[0]?.outcome, late.report.summary.filesOut]).toEqual([
      1,
      'withdrawn',
      0,
    ]);
    expect(late.report.assignments[0]).toMatchObject({
      subject: null,
      shiftDays: null,
      outcome: 'withdrawn',
    });
    expect(existsSync(clinic.path('late/07-0001-Y'))).toBe(false);
    expect((await clinic.assign('--due', '2024-05-20')).report.due).toEqual([]);
    const stated = await clinic.assign(join(path, 'baseline'), '--subject', '07-0001-Y');
    expect([stated.code, stated.report.patients[0]?.outcome]).toEqual([1, 'withdrawn']);
  });
});
