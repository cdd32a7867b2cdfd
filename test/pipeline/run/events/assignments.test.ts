import { describe, expect, it } from 'vitest';
import { finding } from '../../../../src/findings/finding.js';
import { assignIdEvents } from '../../../../src/pipeline/run/events/step-events.js';
import type { AssignedPatientRow, VisitRow } from '../../../../src/report/assign-id-sections.js';
import type { Report } from '../../../../src/report/envelope.js';
import { filesOf, ofKind, problemsIn, reportOf, STAMPED, stepOf } from './hand-made.js';

type Patient = Partial<AssignedPatientRow> & Pick<AssignedPatientRow, 'studies'>;

function visit(studyUID: string, but: Partial<VisitRow> = {}): VisitRow {
  return {
    ...{ studyUID, subject: '07-1', visit: 'BL', offsetDays: 0, timing: 'in-window', isStated: false },
    ...{ duplicates: [], missingSeries: [], reason: null, ...but },
  };
}

/** A report of these patients, in their order; the sections can be gone through once. */
function assigned(patients: readonly Patient[], but: Partial<Report> & { visits?: VisitRow[] } = {}): Report {
  const { visits = [], ...rest } = but;
  const rows = patients.map((row, i) => ({
    ...{ patient: i + 1, outcome: 'recalled', subject: '07-1', site: '07', files: 0, reasons: [] },
    ...row,
  }));
  const sections = { patients: rows[Symbol.iterator](), visits: visits[Symbol.iterator]() };
  return reportOf('assign-id', { sections, ...rest });
}

const ROWS = (id: string): number | undefined => ({ '07-1': 11, '07-2': 12 })[id];

describe('The events of assign-id', () => {
  it('tell of each study whose it is and at which visit, and then that it was reported', () => {
    const report = assigned([{ studies: ['A', 'B'], outcome: 'allocated' }], {
      visits: [visit('B', { visit: null, timing: 'unscheduled', offsetDays: 9 }), visit('A')],
      summary: { filesIn: 5, filesOut: 0, skipped: 1, patients: 1 },
    });
    const common = { ...STAMPED, command: 'assign-id' };
    const details = { outcome: 'allocated', subjectId: '07-1', problems: [] };
    expect(assignIdEvents(stepOf(report), ROWS)).toEqual([
      {
        ...{ ...common, kind: 'assigned', studyUID: 'A', subject: 11, visit: 'BL' },
        details: { ...details, timing: 'in-window', offsetDays: 0 },
      },
      {
        ...{ ...common, kind: 'assigned', studyUID: 'B', subject: 11 },
        details: { ...details, timing: 'unscheduled', offsetDays: 9 },
      },
      {
        ...{ ...common, kind: 'reported' },
        details: {
          ...{ input: '/cd/3', verdict: 'pass', filesIn: 5, filesOut: 0, quarantined: 0, skipped: 1 },
          ...{ duplicates: 0, problems: [] },
        },
      },
    ]);
  });

  it('tell of a study without a visit, and of a subject that the crosswalk has no row of', () => {
    const [event] = assignIdEvents(stepOf(assigned([{ studies: ['A'], subject: '07-9' }])), ROWS);
    expect(event).toMatchObject({ kind: 'assigned', details: { timing: 'undetermined', offsetDays: null } });
    expect(event).not.toHaveProperty('subject');
    expect(event).not.toHaveProperty('visit');
  });

  it('tell of each study of somebody who was not assigned why, and how many files it has', () => {
    const report = assigned(
      [{ studies: ['A', 'B', ''], outcome: 'conflict', subject: null, reasons: ['identity-contradicted'] }],
      {
        findings: [finding('identity-contradicted', { subject: { name: 'patient 1' } })],
        files: [...filesOf('A/1', 'B/1', 'A/2', '/x'), { root: 0, path: 'x', kind: 'not-dicom', bytes: 1 }],
      },
    );
    const events = ofKind(assignIdEvents(stepOf(report), ROWS), 'not-assigned');
    expect(events.map(({ studyUID, details }) => [studyUID, details.files])).toEqual([
      ['A', 2],
      ['B', 1],
      [undefined, 1],
    ]);
    for (const { details } of events) {
      expect(details).toMatchObject({
        ...{ outcome: 'conflict', reasons: ['identity-contradicted'] },
        problems: [{ code: 'identity-contradicted', outcome: 'fail' }],
      });
    }
  });

  it('put what is said of a patient on each of their studies, and of a study on that one', () => {
    const report = assigned([{ studies: ['A', 'B'] }, { studies: ['C'], subject: '07-2' }], {
      findings: [
        finding('name-written-otherwise', { subject: { name: 'patient 1' } }),
        finding('visit-unscheduled', { subject: { studyUID: 'C' } }),
        finding('unreadable-file', { subject: { file: 3 }, params: { reason: 'x' } }),
      ],
      files: filesOf('A/a', 'B/b', 'C/c', '/d'),
    });
    const events = assignIdEvents(stepOf(report), ROWS);
    expect(events.map((event) => problemsIn(event).map(({ code }) => code))).toEqual([
      ['name-written-otherwise'],
      ['name-written-otherwise'],
      ['visit-unscheduled'],
      ['unreadable-file'],
    ]);
  });

  it('tell once of a visit that was missed, with the subject, at the first study that came', () => {
    const missed = finding('visit-missed', { subject: { name: '07-1' }, params: { visit: 'W4' } });
    const nobody = finding('visit-missed', { subject: { name: '07-5' }, params: { visit: 'W8' } });
    const report = assigned([{ studies: ['A', 'B'] }], { findings: [missed, nobody] });
    const problems = assignIdEvents(stepOf(report), ROWS).map(problemsIn);
    expect(problems).toMatchObject([
      [{ code: 'visit-missed', name: '07-1', message: expect.stringContaining('W4') }],
      [],
      [{ code: 'visit-missed', name: '07-5' }],
    ]);
  });

  it('tell once of a study that several patients share, with the reasons of all', () => {
    const row = { studies: ['A'], subject: null };
    const report = assigned(
      [
        { ...row, outcome: 'unassigned', reasons: ['study-of-several-patients', 'placeholder-id'] },
        { ...row, outcome: 'conflict', reasons: ['study-of-several-patients'] },
      ],
      {
        findings: [1, 2].map((i) =>
          finding('study-of-several-patients', { subject: { name: `patient ${i}` } }),
        ),
        files: filesOf('A/1', 'A/2'),
      },
    );
    const [event, ...others] = assignIdEvents(stepOf(report), ROWS);
    expect(others.map(({ kind }) => kind)).toEqual(['reported']);
    expect(event?.details).toMatchObject({
      ...{ outcome: 'conflict', reasons: ['study-of-several-patients', 'placeholder-id'], files: 2 },
      problems: [{ code: 'study-of-several-patients', count: 2 }],
    });
  });

  it('never take a study for assigned that one of its patients does not have, or that has two subjects', () => {
    const nobody: Patient = { studies: ['A'], outcome: 'unassigned', subject: null };
    const somebody: Patient = { studies: ['A'] };
    const outcomes = [
      [nobody, somebody],
      [somebody, nobody],
      [somebody, { ...somebody, subject: '07-2' }],
      [somebody, somebody],
    ].map((patients) => {
      const [event] = assignIdEvents(stepOf(assigned(patients)), ROWS);
      return [event?.kind, event && 'outcome' in event.details && event.details.outcome];
    });
    expect(outcomes).toEqual([
      ['not-assigned', 'unassigned'],
      ['not-assigned', 'unassigned'],
      ['not-assigned', 'conflict'],
      ['assigned', 'recalled'],
    ]);
  });
});
