import { describe, expect, it } from 'vitest';
import { assignmentKeys } from '../../../src/identity/assignment-key.js';
import { deriveKey } from '../../../src/identity/project-key.js';
import { releasedUid } from '../../../src/identity/released-uid.js';
import { findingsOf, missedFindings } from '../../../src/pipeline/assign-id/findings.js';
import {
  assignmentRows,
  missedVisitRows,
  outcomeCounts,
  patientRows,
  type RowInput,
  visitRows,
} from '../../../src/pipeline/assign-id/rows.js';
import type { Settled } from '../../../src/pipeline/assign-id/settle.js';
import {
  ADA,
  ALAN,
  contextOf,
  type Person,
  patient,
  phantom,
  type Run,
  study,
  TRIAL,
  World,
} from './world.js';

const PROJECT_KEY = Buffer.alloc(32, 9);
const MARRIED: Person = { ...ADA, name: 'King^Ada' };
const OTHER: Person = { ...ADA, name: 'Hopper^Grace', born: '19661209' };
const PLANTED = /M5501|M7320|Lovelace|King|Hopper|Turing|1955|1966|1962|CITY/i;

function input(settled: readonly Settled[], more: Partial<RowInput> = {}, run: Run = {}): RowInput {
  return {
    settled,
    context: contextOf(run),
    projectKey: PROJECT_KEY,
    fileCounts: settled.map((_, i) => i + 1),
    identifiers: false,
    showsReadingIds: true,
    ...more,
  };
}

function everything(world: World, given: RowInput): string {
  return JSON.stringify([
    assignmentRows(given),
    patientRows(world.crosswalk, given),
    visitRows(given),
    missedVisitRows(world.crosswalk, given),
    given.settled.flatMap(findingsOf),
  ]);
}

async function mixed(): Promise<{ world: World; settled: Settled[] }> {
  const world = await World.make();
  await world.deliver([patient(ADA)]);
  const settled = await world.deliver([
    patient(ADA, [study(85)]),
    patient(OTHER),
    patient(MARRIED),
    patient(ALAN),
    phantom('A B 1'),
    patient({ id: 'ANON' }),
  ]);
  return { world, settled };
}

describe('rows and findings', () => {
  it('hold no identifying value when they are not asked to', async () => {
    const { world, settled } = await mixed();
    expect(everything(world, input(settled))).not.toMatch(PLANTED);
    expect(everything(world, input(settled, { identifiers: true }))).toMatch(PLANTED);
  });

  it('count every patient once, by outcome', async () => {
    const { settled } = await mixed();
    expect(outcomeCounts(settled)).toEqual({
      patients: 6,
      recalled: 1,
      allocated: 1,
      listed: 0,
      phantoms: 1,
      conflicts: 1,
      unassigned: 2,
      withdrawn: 0,
    });
  });
});

describe('assignments', () => {
  it('are one for each study and each way that its headers name the patient', async () => {
    const world = await World.make();
    const rawNumbers = [
      { issuer: '', patientId: 'M5501' },
      { issuer: 'CITY', patientId: 'M5501' },
    ];
    const one = { ...study(), rawNumbers };
    const settled = await world.deliver([patient(ADA, [one])]);
    const rows = assignmentRows(input(settled));
    const keyOf = assignmentKeys(PROJECT_KEY);
    expect(rows.map(({ key }) => key)).toEqual(
      rawNumbers.map((number) => keyOf({ ...number, studyUID: one.studyUID })),
    );
    expect(rows[1]).toMatchObject({
      subject: '01-001',
      site: '01',
      visit: 'BL',
      shiftDays: world.subject('01-001')?.shiftDays,
      uidGeneration: 0,
      outcome: 'allocated',
    });
  });

  it('of whoever is not assigned say so, with nothing beside it', async () => {
    const { settled } = await mixed();
    const nothing = { subject: null, visit: null, readingId: null, shiftDays: null, uidGeneration: null };
    const rows = assignmentRows(input(settled)).filter(({ outcome }) => outcome !== 'recalled');
    expect(rows[0]).toMatchObject({ ...nothing, outcome: 'conflict' });
    expect(rows[1]).toMatchObject({ ...nothing, outcome: 'unassigned' });
  });

  it('are there for the copies, too, where copies were written: with their names, and UIDs that are not mapped again', async () => {
    const world = await World.make();
    const trial = { ...TRIAL, subjectIds: { ...TRIAL.subjectIds, issuer: 'EX' } } as typeof TRIAL;
    const one = study();
    const [settled] = await world.deliver([patient(ADA, [one])], { trial });
    if (!settled) throw new Error('nobody was settled');
    const corrected = { ...[...settled.studies.values()][0], generation: 2 } as never;
    const again: Settled = { ...settled, studies: new Map([[one.studyUID, corrected]]) };
    const keyOf = assignmentKeys(PROJECT_KEY);
    const copyOf = (studyUID: string) => keyOf({ issuer: 'EX', patientId: '01-001', studyUID });
    const rows = (own: Settled) => assignmentRows(input([own], { showsReadingIds: false }, { trial }));
    expect(rows(settled)[1]).toMatchObject({
      key: copyOf(one.studyUID),
      subject: '01-001',
      uidGeneration: 0,
    });
    const mapped = releasedUid(deriveKey(PROJECT_KEY, 'uid'), one.studyUID, 2);
    expect(rows(again).map(({ key, uidGeneration }) => [key, uidGeneration])).toEqual([
      [keyOf({ issuer: '', patientId: 'raw', studyUID: one.studyUID }), 2],
      [copyOf(mapped), 0],
    ]);
    expect(rows(again)[1]?.shiftDays).toBe(settled.subject?.shiftDays);
  });

  it('are one for a copy that is delivered again, and lead from no blinded copy to a subject', async () => {
    const world = await World.make();
    const copy = { ...study(), rawNumbers: [{ issuer: '', patientId: '01-001' }] };
    const settled = await world.deliver([patient(ADA, [copy])]);
    expect(assignmentRows(input(settled, { showsReadingIds: false }))).toHaveLength(1);
    const readings = { readings: {} as never };
    const other = await world.deliver([patient(ALAN)]);
    expect(assignmentRows(input(other, { showsReadingIds: false }))).toHaveLength(2);
    expect(assignmentRows(input(other, { showsReadingIds: false }, readings))).toHaveLength(1);
  });

  it('of phantoms have no visit and no shift', async () => {
    const { settled } = await mixed();
    const row = assignmentRows(input(settled)).find(({ outcome }) => outcome === 'phantom');
    expect(row).toMatchObject({ subject: 'Q-01-01', visit: null, shiftDays: 0 });
  });
});

describe('patients', () => {
  it('in conflict or in question have both sides, masked', async () => {
    const { world, settled } = await mixed();
    const rows = patientRows(world.crosswalk, input(settled));
    const masked = { patientId: '***', issuer: '***', name: '***', birthDate: '***', sex: '***' };
    expect(rows[1]?.attributes).toEqual(['PatientName', 'PatientBirthDate']);
    for (const row of [rows[1], rows[2]]) {
      expect(row?.sides).toEqual([
        { from: 'delivery', ...masked },
        { from: 'crosswalk', ...masked, subject: '01-001' },
      ]);
    }
    expect(rows.map(({ sides }) => sides?.length)).toEqual([
      undefined,
      2,
      2,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are shown as they are when identifiers are asked for', async () => {
    const { world, settled } = await mixed();
    const [, conflict] = patientRows(world.crosswalk, input(settled, { identifiers: true }));
    expect(conflict?.sides?.map(({ name, birthDate }) => [name, birthDate])).toEqual([
      ['Hopper^Grace', '19661209'],
      ['Lovelace^Ada', '19550412'],
    ]);
  });

  it('of whom the delivery says two things are shown with both', async () => {
    const world = await World.make();
    const one = patient(ADA);
    const names = ['Lovelace^Ada', 'Turing^Alan'];
    const settled = await world.deliver([{ ...one, evidence: { ...one.evidence, names } }]);
    const [row] = patientRows(world.crosswalk, input(settled, { identifiers: true }));
    expect(row?.reasons).toEqual(['delivery-contradicts-itself']);
    expect(row?.sides?.map(({ from, name }) => [from, name])).toEqual([
      ['delivery', 'Lovelace^Ada'],
      ['delivery', 'Turing^Alan'],
    ]);
  });
});

describe('visits', () => {
  it('that were missed are told until a reason is recorded', async () => {
    const { world, settled } = await mixed();
    const rows = missedVisitRows(world.crosswalk, input(settled));
    expect(rows.map(({ subject, visit }) => [subject, visit])).toEqual([
      ['01-001', 'W4'],
      ['01-001', 'W8'],
    ]);
    expect(missedFindings(rows)).toHaveLength(2);
    const subject = world.subject('01-001')?.row ?? 0;
    const values = { subject, visit: 'W4', reason: 'ill' };
    world.crosswalk.write((writer) => writer.insert('excuses', values, { name: 'excuse' }));
    const later = missedVisitRows(world.crosswalk, input(settled));
    expect(later[0]?.reason).toBe('ill');
    expect(missedFindings(later).map(({ code }) => code)).toEqual(['visit-missed']);
  });

  it('that the list states have the list for a reason', async () => {
    const world = await World.make();
    const trial = { ...TRIAL, subjectIds: { list: 'subjects.csv' } };
    const run = { trial, list: [{ subject: 'K-1', patientId: ADA.id, visit: 'W4' }] };
    const [row] = visitRows(input(await world.deliver([patient(ADA)], run), {}, run));
    expect(row).toMatchObject({ visit: 'W4', isStated: true, reason: 'as the list of subject IDs says' });
  });

  it('out of window, doubled and short of series each have a finding', async () => {
    const world = await World.make();
    const [bl, ...rest] = TRIAL.visits;
    const expectedSeries = [{ name: 'PET', modality: 'PT' }];
    const trial = { ...TRIAL, visits: [...(bl ? [{ ...bl, expectedSeries }] : []), ...rest] };
    const studies = [study(0), study(28), study(29), study(33), study(200)];
    const settled = await world.deliver([patient(ADA, studies)], { trial });
    const codes = new Set(settled.flatMap(findingsOf).map(({ code }) => code));
    expect([...codes].sort()).toEqual(['visit-duplicate', 'visit-series-missing', 'visit-unscheduled']);
  });

  it('late have a finding with the days', async () => {
    const world = await World.make();
    const settled = await world.deliver([patient(ADA, [study(0), study(33)])]);
    expect(settled.flatMap(findingsOf)).toMatchObject([
      { code: 'visit-out-of-window', outcome: 'fail', actual: 33, unit: 'days' },
    ]);
  });
});

describe('findings of a patient', () => {
  it('fail in a conflict, and only warn where the patient was assigned', async () => {
    const world = await World.make();
    await world.deliver([patient(ADA)]);
    const conflict = await world.deliver([patient(OTHER)]);
    expect(conflict.flatMap(findingsOf)).toMatchObject([
      { code: 'identity-contradicted', outcome: 'fail', actual: ['PatientName', 'PatientBirthDate'] },
    ]);
    const open = await world.deliver([patient(MARRIED)]);
    expect(open.flatMap(findingsOf)[0]).toMatchObject({ code: 'name-changed', outcome: 'not-evaluable' });
    const confirmed = await world.deliver([patient(MARRIED, [study(0)])], { confirm: async () => true });
    expect(confirmed.flatMap(findingsOf)[0]).toMatchObject({ code: 'name-changed', outcome: 'warn' });
  });
});
