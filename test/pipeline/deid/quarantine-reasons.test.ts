import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/findings/catalogue.js';
import { quarantineReason } from '../../../src/pipeline/deid/quarantine-reasons.js';
import { admissionSource } from '../../../src/rules/deid/admission/admission-code.js';

describe('a quarantine code', () => {
  it.each([
    ['study-of-several-patients', 'quarantined-unassigned'],
    ['patient-contradicted', 'quarantined-unassigned'],
    ['series-of-several-studies', 'quarantined-contradictory'],
    ['name-conflict', 'quarantined-contradictory'],
    ['ultrasound', 'quarantined-not-admitted'],
    ['identifier-found', 'quarantined-residue'],
    ['permission-denied', 'quarantined-unreadable'],
    ['pixel-data-short', 'quarantined-unreadable'],
    ['input-changed', 'quarantined-unreadable'],
    ['text-not-decodable', 'quarantined-not-rewritten'],
    ['internal-error', 'quarantined-not-rewritten'],
  ])('%s is counted under %s', (code, group) => {
    expect(quarantineReason(code).group).toBe(group);
    expect(quarantineReason(code).text).toMatch(/ /);
    expect(quarantineReason(code).text).not.toContain(`(${code})`);
  });

  it('of an admission is told with its own source, others with that of their group', () => {
    expect(quarantineReason('ultrasound').source).toBe(admissionSource('ultrasound'));
    expect(quarantineReason('unassigned').source).toBe(CATALOGUE['quarantined-unassigned'].source);
  });

  it.each(['some-new-code', 'constructor', 'toString'])(
    '%s, which no table has, fails all the same',
    (code) => {
      const { group, text } = quarantineReason(code);
      expect(CATALOGUE[group].outcome).toBe('fail');
      expect(text).toContain(code);
    },
  );
});
