import { describe, expect, it } from 'vitest';
import { checkTrial } from '../../../src/identity/trial/check-trial.js';
import type { Trial, Visit } from '../../../src/identity/trial/trial.js';
import { LIST_TRIAL, TRIAL } from './trials.js';

const told = (changes: Partial<Trial>): string[] =>
  checkTrial({ ...TRIAL, ...changes }).map((p) => p.message);

const visit = (id: string, targetDay: number, minus = 0, plus = 0): Visit => ({
  id,
  targetDay,
  windowMinusDays: minus,
  windowPlusDays: plus,
  ...(targetDay === 0 ? { baseline: true } : {}),
});

describe('checkTrial', () => {
  it.each([
    ['with patterns', TRIAL],
    ['with a list', LIST_TRIAL],
    [
      'with a list that has check characters',
      { ...TRIAL, subjectIds: { list: 'a.csv', check: 'damm' } } as Trial,
    ],
    ['with open reading', { ...TRIAL, blinding: { conceal: [] }, readingIds: undefined } as unknown as Trial],
  ])('finds nothing wrong with a trial %s', (_, trial) => {
    expect(checkTrial(trial)).toEqual([]);
  });

  it('gives the keys that lead to each problem', () => {
    const sites = [{ id: '01' }, { id: '07' }, { id: '01' }];
    expect(checkTrial({ ...TRIAL, sites })).toEqual([
      { path: ['sites', '2', 'id'], message: "'sites[2].id' is '01', as 'sites[0].id' is" },
    ]);
  });

  it('tells the problems of all parts together', () => {
    const problems = told({
      sites: [...TRIAL.sites, { id: '01' }],
      visits: [visit('BL', 0), visit('BL', 5)],
      coEnrolmentWith: ['EX-1'],
    });
    expect(problems).toHaveLength(3);
  });
});

describe('texts', () => {
  it.each([
    ['a backslash', 'A\\B', "'sponsor' holds a backslash, which separates values in DICOM"],
    ['a line end', 'A\nB', "'sponsor' holds a control character"],
    ['spaces around', ' A', "'sponsor' begins or ends with a space"],
    ['more than 64 characters', 'A'.repeat(65), "'sponsor' is longer than 64 characters"],
  ])('with %s cannot be attributes', (_, sponsor, message) => {
    expect(told({ sponsor })).toEqual([message]);
  });

  it('are looked at wherever they become attributes', () => {
    const bad = 'x\\y';
    const problems = checkTrial({
      ...TRIAL,
      protocol: { id: bad, name: bad, issuer: bad },
      coordinatingCenter: bad,
      sites: [{ id: '01', name: bad, issuerOfPatientId: bad }],
      subjectIds: { list: 'a.csv', issuer: bad },
      visits: [{ ...visit('BL', 0), id: bad }],
      ethicsApprovals: [{ number: bad, committee: bad }],
    });
    expect(problems.map((p) => p.path.join('.'))).toEqual([
      'protocol.id',
      'protocol.name',
      'protocol.issuer',
      'coordinatingCenter',
      'subjectIds.issuer',
      'sites.0.name',
      'sites.0.issuerOfPatientId',
      'visits.0.id',
      'ethicsApprovals.0.number',
      'ethicsApprovals.0.committee',
    ]);
  });
});

describe('the visit schedule', () => {
  it('has each visit once', () => {
    expect(told({ visits: [visit('BL', 0), visit('M3', 90), visit('BL', 180)] })).toEqual([
      "'visits[2].id' is 'BL', as 'visits[0].id' is",
    ]);
  });

  it('stands in the order of its target days', () => {
    expect(told({ visits: [visit('BL', 0), visit('M6', 180), visit('M3', 90)] })).toEqual([
      "'visits[2].targetDay' is 90, but must be more than 180, the target day of 'M6' before it",
    ]);
  });

  it('has two visits on no day', () => {
    expect(told({ visits: [visit('BL', 0), visit('M3', 90), visit('M4', 90)] })).toHaveLength(2);
  });

  it('has windows that share no day', () => {
    expect(told({ visits: [visit('BL', 0), visit('M1', 30, 5, 10), visit('M2', 45, 10, 5)] })).toEqual([
      "'visits[2]' has a window (days 35 to 50) that shares days 35 to 40 with that of 'M1' (days 25 to 40): a study could be of either",
    ]);
    expect(told({ visits: [visit('BL', 0), visit('M1', 30, 5, 10), visit('M2', 50, 10, 5)] })[0]).toContain(
      'shares day 40 with',
    );
    expect(told({ visits: [visit('BL', 0), visit('M1', 30, 5, 10), visit('M2', 51, 10, 5)] })).toEqual([]);
  });

  it('keeps every window off the baseline', () => {
    expect(told({ visits: [visit('SCR', -7, 0, 7), visit('BL', 0)] })).toEqual([
      "'visits[1]' has a window (days 0 to 0) that shares day 0 with that of 'SCR' (days -7 to 0): one of them the baseline",
    ]);
  });

  it('finds a wide window that reaches over the visit next to it', () => {
    expect(
      told({ visits: [visit('BL', 0), visit('A', 10, 0, 90), visit('B', 200), visit('C', 60)] }),
    ).toEqual([
      "'visits[3].targetDay' is 60, but must be more than 200, the target day of 'B' before it",
      "'visits[3]' has a window (days 60 to 60) that shares day 60 with that of 'A' (days 10 to 100): a study could be of either",
    ]);
  });
});

describe('ethics approvals', () => {
  it('name sites of the trial', () => {
    const ethicsApprovals = [{ number: '1', committee: 'A', sites: ['07', '007', 'Vienna'] }];
    expect(checkTrial({ ...TRIAL, ethicsApprovals })).toEqual([
      {
        path: ['ethicsApprovals', '0', 'sites', '1'],
        message: "'ethicsApprovals[0].sites[1]' is '007', which is no site of the trial (did you mean '07'?)",
        suggestion: '07',
      },
      {
        path: ['ethicsApprovals', '0', 'sites', '2'],
        message: "'ethicsApprovals[0].sites[2]' is 'Vienna', which is no site of the trial",
      },
    ]);
  });

  it('begin before they end', () => {
    const approval = {
      number: '1',
      committee: 'A',
      effectiveFrom: '2026-02-01',
      effectiveUntil: '2026-01-31',
    };
    expect(told({ ethicsApprovals: [approval] })).toEqual([
      "'ethicsApprovals[0].effectiveUntil' comes before 'effectiveFrom'",
    ]);
  });
});

describe('ID patterns', () => {
  it.each([
    [
      'a subject ID',
      { subjectIds: { pattern: '{site}-{check}', check: 'damm' } },
      "'subjectIds.pattern' needs {sequence:N}",
    ],
    [
      'a reading ID',
      { readingIds: { pattern: 'R{check}{sequence:3}', check: 'damm' } },
      "'readingIds.pattern' must end with {check}",
    ],
    [
      'a scanner-qualification ID',
      { phantoms: { match: [], idPattern: 'SQ' } },
      "'phantoms.idPattern' needs {sequence:N}",
    ],
  ] as const)('of %s are usable', (_, changes, message) => {
    expect(told(changes as Partial<Trial>)[0]).toContain(message);
  });

  it('make IDs that DICOM can hold, with the longest site', () => {
    const sites = [{ id: '1' }, { id: 'S'.repeat(55) }];
    const subjectIds = { pattern: '{site}-{sequence:7}-{check}', check: 'iso7064-mod37-2' } as const;
    expect(told({ sites, subjectIds, ethicsApprovals: [] })).toEqual([
      "'subjectIds.pattern' makes IDs of 65 characters; DICOM allows 64",
    ]);
    expect(told({ sites: [{ id: 'S'.repeat(54) }], subjectIds, ethicsApprovals: [] })).toEqual([]);
  });

  it('of Damm hold no letters, in sites neither', () => {
    const damm = { readingIds: { pattern: '9{sequence:5}{check}', check: 'damm' } } as const;
    expect(told({ ...damm, subjectIds: { pattern: 'S{sequence:4}{check}', check: 'damm' } })).toEqual([
      "'subjectIds.pattern' holds characters that 'damm' does not cover: it covers digits",
    ]);
    const sites = [{ id: '01' }, { id: 'A7' }];
    expect(
      told({ ...damm, sites, subjectIds: { pattern: '{site}{sequence:4}{check}', check: 'damm' } }),
    ).toEqual([
      "'sites[1].id' cannot stand in the IDs of 'subjectIds.pattern', which take digits, with . _ - between them",
    ]);
  });

  it('take no site that has other characters, and do not mind where there is no {site}', () => {
    const sites = [{ id: '01' }, { id: 'Sankt Pölten' }];
    expect(told({ sites })).toEqual([
      "'sites[1].id' cannot stand in the IDs of 'subjectIds.pattern', which take letters A-Z and digits, with . _ - between them",
    ]);
    const phantoms = { match: [], idPattern: 'SQ{sequence:3}' };
    expect(told({ sites, phantoms, subjectIds: { pattern: '{sequence:4}', check: 'none' } })).toEqual([]);
  });

  it('take no two sites that the check character cannot tell apart', () => {
    expect(told({ sites: [{ id: '01' }, { id: 'a1' }, { id: 'A1' }] })).toEqual([
      "'sites[2].id' differs from 'sites[1].id' only in a separator or in a letter's case, which the check character of 'subjectIds.pattern' does not see",
    ]);
  });

  it.each([
    [
      'a phantom and a subject',
      { phantoms: { match: [], idPattern: '{site}-{sequence:4}-A' } },
      "'phantoms.idPattern' could make the same ID as 'subjectIds.pattern'",
    ],
    [
      'a reading and a subject',
      { readingIds: { pattern: '07-{sequence:4}-{check}', check: 'damm' } },
      "'readingIds.pattern' could make the same ID as 'subjectIds.pattern'",
    ],
    [
      'a phantom and a reading',
      { phantoms: { match: [], idPattern: 'R{sequence:6}' } },
      "'phantoms.idPattern' could make the same ID as 'readingIds.pattern'",
    ],
  ] as const)('never give %s the same ID', (_, changes, message) => {
    expect(told(changes as Partial<Trial>)).toEqual([`${message}; begin it with other letters`]);
  });

  it('of phantoms have the check characters of subjects', () => {
    const phantoms = { match: [], idPattern: 'SQ{sequence:3}{check}' };
    expect(told({ phantoms })).toEqual([]);
    expect(told({ phantoms, subjectIds: { list: 'a.csv' } })).toEqual([
      "'phantoms.idPattern' has {check}, but no scheme of check characters is set",
    ]);
  });
});

describe('blinding and other trials', () => {
  it('need reading IDs when something is concealed', () => {
    const { readingIds, ...open } = TRIAL;
    expect(readingIds).toBeDefined();
    expect(checkTrial(open).map((p) => p.message)).toEqual([
      "'blinding.conceal' needs 'readingIds', by which a reader calls what is concealed",
    ]);
  });

  it('do not name the trial itself', () => {
    expect(told({ coEnrolmentWith: ['EX-2', 'EX-1'] })).toEqual([
      "'coEnrolmentWith[1]' is this trial's own 'protocol.id'",
    ]);
  });
});

describe('patterns of phantoms', () => {
  const withMatch = (attribute: string, pattern: string): string[] =>
    told({ phantoms: { match: [{ attribute, pattern }], idPattern: 'SQ{sequence:3}' } });

  it('are for attributes that DICOM knows', () => {
    expect(withMatch('PatientsName', 'x')).toEqual([
      "'phantoms.match[0].attribute' is 'PatientsName', which is no keyword of a DICOM attribute (did you mean 'PatientName'?)",
    ]);
    expect(withMatch('Zzzzzzzzz', 'x')).toEqual([
      "'phantoms.match[0].attribute' is 'Zzzzzzzzz', which is no keyword of a DICOM attribute",
    ]);
  });

  it.each(['PixelData', 'Rows', 'RequestAttributesSequence'])(
    'are not for %s, which has no text',
    (attribute) => {
      expect(withMatch(attribute, 'x')[0]).toContain('which has no text to find a pattern in');
    },
  );

  it.each(['[', '(', 'a**', '(?<=x)y', '(a)\\1', 'a{1001}', '((a{100}){100}){100}'])(
    'are of RE2 syntax, which %s is not',
    (pattern) => {
      expect(withMatch('PatientID', pattern)).toEqual([
        "'phantoms.match[0].pattern' is no regular expression of RE2 syntax",
      ]);
    },
  );

  it.each(['.*', 'x*', '^', '(qa)?'])('do not make a phantom of everybody, as %s would', (pattern) => {
    expect(withMatch('PatientID', pattern)[0]).toContain('every patient would be a phantom');
  });

  it.each(['^$', '^QA', '7', '(?i)phantom|qc'])('may be %s', (pattern) => {
    expect(withMatch('PatientID', pattern)).toEqual([]);
  });
});
