import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../fixtures/writer/element.js';
import type { Assignments } from '../../../src/pipeline/deid/assignments.js';
import { decideWho, type Subjects } from '../../../src/pipeline/deid/decide-who.js';
import type { AssignmentRow } from '../../../src/report/assign-id-sections.js';
import type { Profile } from '../../../src/rules/deid/profile/profile.js';
import { image, PROJECT_KEY, profileOf, scanned, uidOf } from './delivery.js';

const SHIFTS = profileOf({ retainModifiedDates: true });

interface Given {
  readonly profile?: Profile;
  readonly assignments?: Assignments;
}

/** What is decided of files with these attributes, each a series of its own. */
async function decided(files: readonly Attributes[], { profile = SHIFTS, assignments }: Given = {}) {
  const images = files.map((but, i) => [
    `IM${i}`,
    image(`${i}`, { SeriesInstanceUID: uidOf(`series ${i}`), ...but }),
  ]);
  const { found } = await scanned(Object.fromEntries(images));
  const who = decideWho(found.instances, { profile, projectKey: PROJECT_KEY, assignments });
  return { who, answers: files.map((_, i) => answer(who, i)) };
}

/** The subject's ID, or the reason why there is none. */
function answer(who: Subjects, instance: number): string {
  const whose = who.whose(instance);
  return 'code' in whose ? whose.code : (who.subjects[whose.subject]?.id ?? '');
}

const OTHER_STUDY = { StudyInstanceUID: uidOf('study 2') };

describe('without assignments, whose a file is', () => {
  it('is told by issuer and Patient ID: one pseudonym and one shift, whatever the study', async () => {
    const { who, answers } = await decided([{}, OTHER_STUDY]);
    expect(answers[0]).toMatch(/^P/);
    expect(answers[1]).toBe(answers[0]);
    expect(who.subjects).toHaveLength(1);
    expect(who.subjects[0]).toMatchObject({ generation: 0 });
    expect(who.subjects[0]?.shiftDays).toBeLessThan(0);
  });

  it('has no shift where the profile shifts no dates', async () => {
    const { who } = await decided([{}], { profile: profileOf() });
    expect(who.subjects[0]?.shiftDays).toBeUndefined();
  });

  it('keeps within the range that the profile names', async () => {
    const profile = { ...SHIFTS, dates: { shiftWeeks: { least: 3, most: 3 } } };
    expect((await decided([{}], { profile })).who.subjects[0]?.shiftDays).toBe(-21);
  });

  it('is another for another issuer', async () => {
    const { answers } = await decided([{}, { ...OTHER_STUDY, IssuerOfPatientID: 'ELSEWHERE' }]);
    expect(answers[1]).toMatch(/^P/);
    expect(answers[1]).not.toBe(answers[0]);
  });

  it('is not told of an object without issuer apart from its study', async () => {
    const { answers } = await decided([{}, { IssuerOfPatientID: undefined }]);
    expect(answers[1]).toBe(answers[0]);
  });

  it('cannot be said without a Patient ID', async () => {
    expect((await decided([{ PatientID: '' }, { PatientID: undefined }])).answers).toEqual([
      'no-patient-id',
      'no-patient-id',
    ]);
  });

  it.each([
    ['PatientID', 'QV-1'],
    ['PatientID', ''],
    ['IssuerOfPatientID', 'ELSEWHERE'],
  ])(
    'cannot be said of a study with two values of %s, not even of its first files',
    async (keyword, value) => {
      const { answers } = await decided([{}, { [keyword]: value }, OTHER_STUDY]);
      expect(answers.slice(0, 2)).toEqual(['study-of-several-patients', 'study-of-several-patients']);
      expect(answers[2]).toMatch(/^P/);
    },
  );

  it.each([
    ['PatientBirthDate', '19870929'],
    ['PatientSex', 'M'],
    ['PatientName', 'Kuckelkorn^Balthasar'],
  ])('cannot be said where one ID comes with another %s', async (keyword, value) => {
    const { answers } = await decided([{}, { ...OTHER_STUDY, [keyword]: value }]);
    expect(answers).toEqual(['patient-contradicted', 'patient-contradicted']);
  });

  it('is told although an attribute is absent somewhere', async () => {
    const bare = { PatientBirthDate: '', PatientSex: undefined, PatientName: '' };
    const { answers } = await decided([{}, { ...OTHER_STUDY, ...bare }]);
    expect(answers[1]).toBe(answers[0]);
  });
});

const ROW: AssignmentRow = {
  key: '',
  subject: '07-0001-Y',
  site: '07',
  visit: null,
  readingId: null,
  shiftDays: -400,
  uidGeneration: 2,
  outcome: 'recalled',
};

describe('with assignments, whose a file is', () => {
  it('is what was assigned: ID, shift and generation', async () => {
    const { who } = await decided([{}], { assignments: () => ROW });
    expect(who.subjects).toEqual([{ id: '07-0001-Y', shiftDays: -400, generation: 2 }]);
  });

  it('is looked up by what the header holds, unchanged', async () => {
    const asked: unknown[] = [];
    await decided([{ IssuerOfPatientID: undefined }], {
      assignments: (study) => {
        asked.push(study);
        return ROW;
      },
    });
    expect(asked).toEqual([{ issuer: '', patientId: 'QV-8812003', studyUID: uidOf('study') }]);
  });

  it.each([
    ['unassigned', undefined],
    ['unassigned', { ...ROW, outcome: 'unassigned', subject: null }],
    ['assignment-conflict', { ...ROW, outcome: 'conflict', subject: null }],
    ['assignment-conflict', 'conflicting'],
    ['withdrawn', { ...ROW, outcome: 'withdrawn', subject: null }],
    ['no-date-shift', { ...ROW, shiftDays: null }],
    ['no-date-shift', { ...ROW, shiftDays: 0 }],
  ] as const)('is %s for %j', async (code, row) => {
    expect((await decided([{}], { assignments: () => row })).answers).toEqual([code]);
  });

  it('is a phantom whose dates may stay', async () => {
    const phantom = { ...ROW, outcome: 'phantom', shiftDays: 0 } as const;
    expect((await decided([{}], { assignments: () => phantom })).who.subjects[0]?.shiftDays).toBe(0);
  });

  it('does not hang on the shift where the profile shifts no dates', async () => {
    const { answers } = await decided([{}], {
      profile: profileOf(),
      assignments: () => ({ ...ROW, shiftDays: 0 }),
    });
    expect(answers).toEqual(['07-0001-Y']);
  });

  it('is one subject under two record numbers, and nobody when the study is of two', async () => {
    const files = [{}, { PatientID: 'QV-1' }];
    expect((await decided(files, { assignments: () => ROW })).answers).toEqual(['07-0001-Y', '07-0001-Y']);
    const byId: Assignments = ({ patientId }) =>
      patientId === 'QV-1' ? { ...ROW, subject: '07-0002-W' } : ROW;
    expect((await decided(files, { assignments: byId })).answers).toEqual([
      'study-of-several-patients',
      'study-of-several-patients',
    ]);
    const oneUnknown: Assignments = ({ patientId }) => (patientId === 'QV-1' ? undefined : ROW);
    expect((await decided(files, { assignments: oneUnknown })).answers[0]).toBe('study-of-several-patients');
  });
});
