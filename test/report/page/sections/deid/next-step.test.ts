import { describe, expect, it } from 'vitest';
import { quarantineReason } from '../../../../../src/pipeline/deid/quarantine-reasons.js';
import { canBeVouched } from '../../../../../src/pipeline/quarantine/vouch.js';
import { nextStep } from '../../../../../src/report/page/sections/deid/next-step.js';

const BY_GROUP = {
  'quarantined-unassigned': [
    'study-of-several-patients',
    'patient-contradicted',
    'no-patient-id',
    'unassigned',
    'assignment-conflict',
    'superseded',
    'no-date-shift',
  ],
  'quarantined-contradictory': [
    'uid-unusable',
    'series-of-several-studies',
    'instance-of-several-series',
    'name-conflict',
  ],
  'quarantined-not-admitted': [
    'not-an-instance',
    'sop-class-contradicted',
    'encapsulated-document',
    'overlay-in-pixel-data',
    'burned-in-annotation',
    'ultrasound',
    'secondary-capture',
    'screen-save',
    'sop-class-not-admitted',
  ],
  'quarantined-residue': ['identifier-found', 'output-unreadable'],
  'quarantined-unreadable': ['truncated-header', 'pixel-data-short'],
  'quarantined-not-rewritten': ['internal-error'],
};

describe('nextStep', () => {
  it.each(Object.entries(BY_GROUP))('promises of %s only what the quarantine does', (group, codes) => {
    for (const code of codes) {
      expect([code, quarantineReason(code).group]).toEqual([code, group]);
      expect([code, nextStep(code).canBeReleased]).toEqual([code, canBeVouched(code)]);
    }
  });

  it('asks for assignments where it is not certain whose a file is', () => {
    for (const code of BY_GROUP['quarantined-unassigned'])
      expect(nextStep(code).words).toContain('assign-id');
  });

  it('lets nobody release what it does not know', () => {
    expect(nextStep('never-heard-of').canBeReleased).toBe(false);
    expect(nextStep('constructor').canBeReleased).toBe(false);
  });
});
