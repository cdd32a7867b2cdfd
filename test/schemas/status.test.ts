import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import type {
  ReconciliationRow,
  StatusCounts,
  StatusDeviceRow,
  StatusQueryRow,
  StatusReadsRow,
  StatusSections,
  StatusSiteRow,
  StatusSubjectRow,
  StatusVisitRow,
  VisitState,
  WorklistRow,
} from '../../src/report/ledger-sections.js';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${path}`, import.meta.url), 'utf8'));
const schema = read('report-status.schema.json');

/** Every key, so that a new one does not compile until it stands here. */
type Keys<T> = Readonly<Record<keyof T, true>>;

const counts: Keys<StatusCounts> = {
  ...{ expected: true, due: true, overdue: true, missed: true, excused: true, received: true },
  ...{ passed: true, needsPerson: true, queried: true, rejected: true },
};
const site: Keys<StatusSiteRow> = {
  ...counts,
  ...{ site: true, subjects: true, withdrawn: true, deliveries: true, resent: true, changed: true },
  ...{ quarantinedFiles: true, openItems: true, openQueries: true },
  ...{ medianTurnaroundHours: true, longestTurnaroundHours: true },
};
const subject: Keys<StatusSubjectRow> = {
  ...counts,
  ...{ site: true, subject: true, kind: true, status: true, openItems: true },
};
const visit: Keys<StatusVisitRow> = {
  ...{ site: true, subject: true, visit: true, state: true, targetDay: true, actualDay: true, timing: true },
  ...{ studies: true, series: true, receivedAt: true, releasedAt: true, passedAt: true },
  ...{ turnaroundHours: true, openItems: true },
};
const device: Keys<StatusDeviceRow> = {
  ...{ site: true, manufacturer: true, model: true, serial: true, software: true, firstReceivedAt: true },
  ...{ lastReceivedAt: true, studies: true, upgrades: true },
};
const reads: Keys<StatusReadsRow> = { month: true, site: true, reads: true };
const query: Keys<StatusQueryRow> = {
  ...{ item: true, site: true, subject: true, visit: true, text: true, askedAt: true, askedBy: true },
  ...{ days: true, overdue: true },
};
const task: Keys<WorklistRow> = {
  ...{ order: true, item: true, what: true, site: true, subject: true, visit: true, command: true },
  ...{ code: true, outcome: true, severity: true, why: true, name: true, expected: true, actual: true },
  ...{ since: true, days: true, overdue: true },
};
const difference: Keys<ReconciliationRow> = {
  ...{ line: true, kind: true, subject: true, visit: true, modality: true, listed: true, received: true },
};
const sections: Keys<Required<StatusSections>> = {
  ...{ sites: true, subjects: true, visits: true, devices: true, reads: true, queries: true },
  ...{ worklist: true, reconciliation: true },
};
const states: Readonly<Record<VisitState, true>> = {
  ...{ expected: true, due: true, overdue: true, missed: true, excused: true, 'needs-person': true },
  ...{ queried: true, rejected: true, passed: true, received: true },
};
const whats: Readonly<Record<WorklistRow['what'], true>> = {
  ...{ decide: true, answered: true, 'query-overdue': true, 'visit-missed': true, 'visit-overdue': true },
};
const kinds: Readonly<Record<ReconciliationRow['kind'], true>> = {
  ...{ 'not-received': true, 'not-listed': true, 'other-date': true, 'other-visit': true },
  ...{ 'other-modality': true, 'other-count': true, 'other-site': true },
};

describe('the schema of status', () => {
  it.each<[string, object]>([
    ['statusSiteRow', site],
    ['statusSubjectRow', subject],
    ['statusVisitRow', visit],
    ['statusDeviceRow', device],
    ['statusReadsRow', reads],
    ['statusQueryRow', query],
    ['worklistRow', task],
    ['reconciliationRow', difference],
  ])('knows every key of a %s, and asks for it', (name, value) => {
    expect(Object.keys(schema.$defs[name].properties)).toEqual(Object.keys(value));
    expect(schema.$defs[name].required).toEqual(Object.keys(value));
    expect(schema.$defs[name].additionalProperties).toBe(false);
  });

  it('knows every section, every state, every task and every kind of difference', () => {
    expect(Object.keys(schema.properties).slice(-8)).toEqual(Object.keys(sections));
    expect(schema.$defs.statusVisitRow.properties.state.enum).toEqual(Object.keys(states));
    expect(schema.$defs.worklistRow.properties.what.enum).toEqual(Object.keys(whats));
    expect(schema.$defs.reconciliationRow.properties.kind.enum).toEqual(Object.keys(kinds));
  });

  it('counts visits by every state, over all and by site and subject', () => {
    const { properties } = schema.properties.summary;
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(counts)));
    expect(schema.properties.summary.required).toEqual(Object.keys(properties));
  });

  it('has the worklist alone where that was asked for, and else everything', async () => {
    const validate = await validatorOf('report-status');
    const faults = (report: object) => validate(report).map(({ keyword }) => keyword);
    const whole = read('examples/report-status/valid-whole.json');
    for (const section of Object.keys(sections).slice(0, 6)) {
      const { [section]: rows, ...without } = whole;
      expect(faults(without), section).toContain('required');
      const alone = read('examples/report-status/valid-worklist.json');
      expect(faults({ ...alone, [section]: rows }), section).toContain('false schema');
    }
    const { worklist: _, ...without } = whole;
    expect(faults(without)).toContain('required');
  });
});
