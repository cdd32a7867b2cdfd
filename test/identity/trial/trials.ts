import type { Trial } from '../../../src/identity/trial/trial.js';

/** A trial that nothing is wrong with, with every part that a trial can have. */
export const TRIAL: Trial = {
  schema: 'corelab/trial@1',
  sponsor: 'Example Pharma',
  protocol: { id: 'EX-1', name: 'Example', issuer: 'EXAMPLE' },
  coordinatingCenter: 'Example Core Lab',
  sites: [{ id: '01', name: 'University Hospital' }, { id: '07', issuerOfPatientId: 'CITY' }, { id: '12' }],
  subjectIds: { pattern: '{site}-{sequence:4}-{check}', check: 'iso7064-mod37-2', issuer: 'EXAMPLE' },
  readingIds: { pattern: 'R{sequence:5}{check}', check: 'iso7064-mod37-2' },
  blinding: { conceal: ['subject', 'visit'] },
  visits: [
    { id: 'SCR', targetDay: -14, windowMinusDays: 14, windowPlusDays: 7 },
    { id: 'BL', baseline: true, targetDay: 0, windowMinusDays: 3, windowPlusDays: 0 },
    { id: 'M3', targetDay: 91, windowMinusDays: 7, windowPlusDays: 7 },
    { id: 'M6', targetDay: 182, windowMinusDays: 14, windowPlusDays: 14 },
  ],
  ethicsApprovals: [
    {
      number: 'EK 1',
      committee: 'Committee A',
      effectiveFrom: '2025-11-01',
      effectiveUntil: '2025-11-01',
      sites: ['01'],
    },
    { number: 'EK 2', committee: 'Committee B' },
  ],
  phantoms: {
    match: [
      { attribute: 'PatientID', pattern: '(?i)^(phantom|qa)' },
      { attribute: 'PatientName', pattern: '(?i)acr' },
    ],
    idPattern: 'SQ-{site}-{sequence:3}',
  },
  coEnrolmentWith: ['EX-2'],
};

/** The trial with its subject IDs from a list. */
export const LIST_TRIAL: Trial = { ...TRIAL, subjectIds: { list: 'subjects.csv' } };
