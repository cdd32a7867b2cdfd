import { beforeEach, describe, expect, it } from 'vitest';
import type { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import type { EventKind, NewEvent, Problem } from '../../../src/identity/ledger/event.js';
import { recordEvent } from '../../../src/identity/ledger/ledger.js';
import { runReport } from '../../../src/pipeline/run/run-report.js';
import { RunLab, sectionsOf } from './run-lab.js';

const RUN = 'run-1';
const WHO = { at: '2026-01-01T00:00:00.000Z', osUser: 'u', operator: null } as const;
const BASE = { ...WHO, run: RUN, delivery: 1, site: '01' } as const;
const FAILED: Problem = {
  code: 'missing-slices',
  outcome: 'fail',
  severity: 'major',
  message: 'slices miss',
};

/** The first event, of whatever kind, is that of the item 1.1. */
const checked = (problems: readonly Problem[] = [FAILED], command = 'manifest'): NewEvent => ({
  ...{ ...BASE, kind: 'checked', command, studyUID: '1.2.3' },
  details: { outcome: 'fail', problems },
});
const held: NewEvent = {
  ...{ ...BASE, kind: 'quarantined', command: 'deid', studyUID: '1.2.3' },
  details: { code: 'burned-in-annotation', reason: 'text', files: 1 },
};
const reported = (command: string, problems: readonly Problem[] = []): NewEvent => ({
  ...{ ...BASE, kind: 'reported', command, report: 'ab'.repeat(32) },
  details: {
    ...{ input: '/in/a', verdict: 'fail', filesIn: 1, filesOut: 0, quarantined: 0, skipped: 0 },
    ...{ duplicates: 0, problems },
  },
});
const decided = (kind: EventKind, item = '1.1'): NewEvent =>
  ({ ...WHO, kind, item, details: { why: 'seen', code: 'x', text: 'please' } }) as NewEvent;
const letGo: NewEvent = {
  ...{ ...WHO, kind: 'released', command: 'quarantine', studyUID: '1.2.3', item: '1.1' },
  details: { files: 1, series: 1, releasedUID: '2.25.1', folder: '/out', entry: 1 },
};

let lab: RunLab;
beforeEach(async () => {
  lab = await RunLab.make();
});

/** What a run of one delivery says that has these events. */
function told(...events: readonly NewEvent[]) {
  return lab.inside(async (crosswalk: Crosswalk) => {
    const context = await lab.context(crosswalk, RUN, lab.options(['/in/a']));
    crosswalk.write((writer) => {
      for (const event of events) recordEvent(writer, context.trial, event);
    });
    const report = await runReport(context, new Map());
    const [row] = sectionsOf(report).deliveries;
    const findings = report.findings.map(({ code, outcome, message }) => [code, outcome, message]);
    return { row, findings, verdict: report.verdict };
  });
}

const DECIDED = 'did not pass, and nothing of it waits for a person';

describe('a delivery of which everything is decided', () => {
  it.each(['waived', 'accepted'] as const)('warns where a deviation was %s, and asks nobody', async (how) => {
    const { row, findings, verdict } = await told(checked(), reported('manifest'), decided(how));
    const why = `manifest: slices miss (${how})`;
    expect(row).toMatchObject({ verdict: 'warn', needsPerson: 0, why: [why] });
    expect(findings).toEqual([['run-delivery-warns', 'warn', `delivery 1: ${why}`]]);
    expect(verdict).toBe('warn');
  });

  it.each<[string, NewEvent]>([
    ['rejected', decided('rejected')],
    ['the site was asked', decided('queried')],
  ])('fails, and asks nobody: %s', async (words, event) => {
    const { row, findings } = await told(checked(), reported('manifest'), event);
    expect(row).toMatchObject({ verdict: 'fail', needsPerson: 0 });
    const message = `delivery 1 ${DECIDED}: manifest: slices miss (${words})`;
    expect(findings).toEqual([['run-delivery-decided', 'fail', message]]);
  });

  it.each<[string, NewEvent]>([
    ['accepted', decided('accepted')],
    ['let go from the quarantine', letGo],
  ])('fails where files were held in it, whatever a person said: %s', async (words, event) => {
    const { findings, verdict } = await told(held, event);
    const message = `delivery 1 ${DECIDED}: deid: quarantined: text (${words})`;
    expect([findings, verdict]).toEqual([[['run-delivery-decided', 'fail', message]], 'fail']);
  });

  it('fails where nobody can tell whose it is, though a person has accepted that', async () => {
    const nobody: NewEvent = {
      ...{ ...BASE, kind: 'not-assigned', command: 'assign-id', studyUID: '1.2.3' },
      details: { outcome: 'conflict', reasons: [], files: 1, problems: [FAILED] },
    };
    expect((await told(nobody, decided('accepted'))).row?.verdict).toBe('fail');
  });
});

describe('a delivery with something that waits', () => {
  const OTHER: Problem = { ...FAILED, message: 'another' };

  it('needs a person, what is open told before what is decided', async () => {
    const { row, findings } = await told(
      checked([FAILED, OTHER]),
      reported('manifest'),
      decided('waived', '1.1'),
    );
    const why = ['manifest: another', 'manifest: slices miss (waived)'];
    expect(row).toMatchObject({ verdict: 'fail', needsPerson: 1, why });
    expect(findings.map(([code]) => code)).toEqual(['run-delivery-open']);
  });

  it('needs one again when the site has answered', async () => {
    const { row, findings } = await told(checked(), decided('queried'), decided('answered'));
    expect(row).toMatchObject({ needsPerson: 1, why: ['manifest: slices miss'] });
    expect(findings.map(([code]) => code)).toEqual(['run-delivery-open']);
  });

  it('needs one where a report is worse than all that was told of it', async () => {
    const unsure: Problem = { ...FAILED, outcome: 'not-evaluable' };
    for (const [problems, command] of [
      [[FAILED], 'qc-motion'],
      [[unsure], 'manifest'],
    ] as const) {
      lab = await RunLab.make();
      const { row, findings } = await told(checked(problems), reported(command), decided('waived'));
      expect([row?.verdict, row?.needsPerson]).toEqual(['fail', 0]);
      expect(findings.map(([code, outcome]) => [code, outcome])).toEqual([['run-delivery-open', 'fail']]);
    }
  });

  it('that was given up stays so, whatever is said to it', async () => {
    const given = reported('run', [{ ...FAILED, code: 'run-delivery-given-up' }]);
    const { row, findings } = await told(given, decided('accepted'));
    expect(row?.verdict).toBe('fail');
    expect(findings.map(([code]) => code)).toEqual(['run-delivery-given-up']);
  });
});
