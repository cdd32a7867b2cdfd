import { beforeEach, describe, expect, it } from 'vitest';
import type { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import type { EventDetails, NewEvent, Problem } from '../../../src/identity/ledger/event.js';
import { recordEvent } from '../../../src/identity/ledger/ledger.js';
import { givenUp, giveUp } from '../../../src/pipeline/run/give-up.js';
import { runReport } from '../../../src/pipeline/run/run-report.js';
import { RunLedger } from '../../../src/pipeline/run/run-rows.js';
import { RunLab, sectionsOf } from './run-lab.js';

const RUN = 'run-1';
const FAILED: Problem = { code: 'x', outcome: 'fail', severity: 'major', message: 'it fails', name: 't1' };
const WARNED: Problem = { code: 'y', outcome: 'warn', severity: 'minor', message: 'it warns' };

let lab: RunLab;
beforeEach(async () => {
  lab = await RunLab.make();
});

/** A run of two deliveries of which the ledger has these events. */
async function world(crosswalk: Crosswalk, events: readonly NewEvent[], but = {}) {
  const context = await lab.context(crosswalk, RUN, lab.options(['/in/a', '/in/b'], but));
  crosswalk.write((writer) => {
    for (const event of events) recordEvent(writer, context.trial, event);
  });
  return context;
}

const BASE = {
  at: '2026-01-01T00:00:00.000Z',
  osUser: 'u',
  operator: null,
  run: RUN,
  delivery: 1,
  site: '01',
};
const counts = { filesIn: 0, filesOut: 0, quarantined: 0, skipped: 0, duplicates: 0 };
const reported = (command: string, details: Partial<EventDetails['reported']> = {}, more = {}): NewEvent => ({
  ...{ ...BASE, kind: 'reported', command, report: 'ab'.repeat(32), ...more },
  details: { input: '/in/a', verdict: 'pass', ...counts, problems: [], ...details },
});
const checked = (problems: readonly Problem[], more = {}): NewEvent => ({
  ...{ ...BASE, kind: 'checked', command: 'qc-motion', studyUID: '1.2.3', visit: 'V1', ...more },
  details: { outcome: 'fail', problems },
});

describe('a row of a delivery', () => {
  it('has what came from manifest until deid says what became of it', () =>
    lab.inside(async (crosswalk) => {
      const context = await world(crosswalk, [reported('manifest', { filesIn: 20 })]);
      const row = () => {
        const [delivery] = context.deliveries;
        return delivery && new RunLedger(context).delivery(delivery, undefined);
      };
      expect(row()).toMatchObject({ filesIn: 20, filesOut: 0, state: 'done', verdict: 'pass', steps: [{}] });
      const deid = { filesIn: 20, filesOut: 11, quarantined: 4, skipped: 3, duplicates: 2 };
      crosswalk.write((writer) => recordEvent(writer, context.trial, reported('deid', deid)));
      expect(row()).toMatchObject(deid);
      expect(row()?.steps[1]).toEqual({
        ...{ command: 'deid', verdict: 'pass', report: 'ab'.repeat(32), path: `${RUN}/0001/deid.json` },
      });
    }));

  it('fails when a report did, whatever was told of it', () =>
    lab.inside(async (crosswalk) => {
      const context = await world(crosswalk, [reported('qc-motion', { verdict: 'not-evaluable' })]);
      const { deliveries } = sectionsOf(await runReport(context, new Map([[2, 'the folder is gone']])));
      expect(deliveries.map(({ verdict, state }) => [verdict, state])).toEqual([
        ['not-evaluable', 'done'],
        ['fail', 'stopped'],
      ]);
      expect(deliveries[1]?.why).toEqual(['the folder is gone']);
    }));

  it('says why, the worst first, each once, at most five', () =>
    lab.inside(async (crosswalk) => {
      const more = Array.from({ length: 9 }, (_, i) => ({ ...WARNED, message: `warning ${i}` }));
      const events = [
        checked([WARNED, FAILED]),
        checked([FAILED, ...more], { command: 'deid', studyUID: '9' }),
      ];
      const context = await world(crosswalk, events);
      const [first] = sectionsOf(await runReport(context, new Map())).deliveries;
      expect(first?.why).toEqual([
        ...['qc-motion: t1: it fails', 'deid: t1: it fails', 'qc-motion: it warns'],
        ...['deid: warning 0', 'deid: warning 1'],
      ]);
      expect([first?.needsPerson, first?.visits]).toEqual([2, ['V1']]);
    }));
});

describe('a row of a delivery that came again as it was (issue 12)', () => {
  const came = { series: 1, instances: 3, modalities: {}, devices: [], same: 3, changed: 0, added: 0 };
  const of = { ...BASE, studyUID: '1.2.3' };
  const held = {
    ...{ ...of, kind: 'quarantined' as const, command: 'deid' },
    details: { code: 'superseded', reason: 'other content', files: 1 },
  } as const;
  const again = { ...of, kind: 're-sent', command: 'manifest', details: came } as const;
  const earlier = { run: 'run-0' } as const;

  it('names the item of an earlier run that is still open, and no note that it passed', () =>
    lab.inside(async (crosswalk) => {
      const context = await world(crosswalk, [
        { ...held, ...earlier },
        ...[again, held, reported('qc-motion', { verdict: 'fail' })],
      ]);
      const { deliveries, problems } = sectionsOf(await runReport(context, new Map()));
      expect(deliveries[0]).toMatchObject({ verdict: 'fail', needsPerson: 1 });
      expect(deliveries[0]?.why).toEqual(['deid: quarantined: other content']);
      expect(problems.map(({ code, item }) => [code, item])).toEqual([
        ['re-sent', null],
        ['superseded', '1.1'],
      ]);
    }));

  it('says that it is what it was where that is all there is to say, and which report failed where nothing else does', () =>
    lab.inside(async (crosswalk) => {
      const failing = reported('qc-motion', { verdict: 'fail' }, { delivery: 2 });
      const context = await world(crosswalk, [
        again,
        reported('qc-motion'),
        { ...again, delivery: 2 },
        failing,
      ]);
      const { deliveries } = sectionsOf(await runReport(context, new Map()));
      expect(deliveries.map(({ why }) => why)).toEqual([
        ['manifest: the study came before, and every file that came now is what it was'],
        ['qc-motion: fail, as its report says'],
      ]);
    }));

  it('does not say a name twice', () =>
    lab.inside(async (crosswalk) => {
      const deviates = { ...FAILED, name: 't1: slices', message: 't1: slices deviates' };
      const context = await world(crosswalk, [checked([deviates])]);
      const { deliveries } = sectionsOf(await runReport(context, new Map()));
      expect(deliveries[0]?.why).toEqual(['qc-motion: t1: slices deviates']);
    }));
});

describe('the problems', () => {
  it('are those of the run alone, an item where a person has to decide', () =>
    lab.inside(async (crosswalk) => {
      const other = checked([FAILED], { run: 'run-0', studyUID: '7' });
      const context = await world(crosswalk, [other, checked([WARNED, FAILED])]);
      const { problems } = sectionsOf(await runReport(context, new Map()));
      expect(
        problems.map(({ code, item, delivery, name, count }) => [code, item, delivery, name, count]),
      ).toEqual([
        ['y', null, 1, null, 1],
        ['x', '2.2', 1, 't1', 1],
      ]);
    }));

  it('are no items any more once they were decided', () =>
    lab.inside(async (crosswalk) => {
      const decided: NewEvent = {
        ...{ at: BASE.at, osUser: 'u', operator: null, kind: 'waived', item: '1.1' },
        details: { why: 'seen', code: 'x' },
      };
      const context = await world(crosswalk, [checked([FAILED]), decided]);
      const { problems, deliveries } = sectionsOf(await runReport(context, new Map()));
      expect([problems[0]?.item, problems[0]?.outcome, deliveries[0]?.needsPerson]).toEqual([
        null,
        'fail',
        0,
      ]);
    }));

  it('tell of a changed re-send, a quarantine and a re-send, which have no problems of their own', () =>
    lab.inside(async (crosswalk) => {
      const came = { series: 1, instances: 3, modalities: {}, devices: [], same: 1, changed: 1, added: 1 };
      const of = { ...BASE, studyUID: '1.2.3', command: 'manifest' };
      const context = await world(crosswalk, [
        { ...of, kind: 'changed', details: came },
        {
          ...of,
          kind: 'quarantined',
          command: 'deid',
          details: { code: 'unassigned', reason: 'r', files: 3 },
        },
        { ...of, kind: 're-sent', studyUID: '1.2.4', details: came },
      ]);
      const { problems } = sectionsOf(await runReport(context, new Map()));
      expect(problems.map(({ code, outcome, item, count }) => [code, outcome, item, count])).toEqual([
        ['changed-re-send', 'fail', '1.1', 1],
        ['unassigned', 'fail', '2.1', 3],
        ['re-sent', 'pass', null, 1],
      ]);
    }));
});

describe('the findings', () => {
  it('are one for each delivery that did not pass, as bad as it is', () =>
    lab.inside(async (crosswalk) => {
      const warned = checked([WARNED], { delivery: 2, studyUID: '8' });
      const context = await world(crosswalk, [checked([FAILED]), warned]);
      const { findings, verdict, summary } = await runReport(context, new Map());
      expect(findings.map(({ code, outcome }) => [code, outcome])).toEqual([
        ['run-delivery-open', 'fail'],
        ['run-delivery-warns', 'warn'],
      ]);
      expect([verdict, summary.needPerson, summary.done]).toEqual(['fail', 1, 2]);
    }));

  it('tell what was judged over all deliveries, by command', () =>
    lab.inside(async (crosswalk) => {
      const ofAll = (problems: readonly Problem[]): NewEvent => {
        const { delivery: _, site: __, ...event } = reported('response', { input: '', problems });
        return event as NewEvent;
      };
      const context = await world(crosswalk, [ofAll([{ ...FAILED, outcome: 'not-evaluable' }, WARNED])]);
      const report = await runReport(context, new Map());
      expect(report.findings.map(({ code, outcome }) => [code, outcome])).toEqual([
        ['run-step-open', 'not-evaluable'],
      ]);
      expect(sectionsOf(report).trialSteps.map(({ path }) => path)).toEqual([`${RUN}/response.json`]);
      expect(sectionsOf(report).problems.map(({ delivery }) => delivery)).toEqual([null, null]);
    }));

  it('say of a delivery that was given up that it was, and it stays a failure', () =>
    lab.inside(async (crosswalk) => {
      const context = await world(crosswalk, [], { resume: true, giveUp: [2, 2] });
      await giveUp(context, false);
      await giveUp(context, false);
      expect([...givenUp(context)]).toEqual([2]);
      const report = await runReport(context, new Map());
      expect(report.findings.map(({ code }) => code)).toEqual(['run-delivery-given-up']);
      expect(sectionsOf(report).deliveries.map(({ verdict }) => verdict)).toEqual(['not-applicable', 'fail']);
      // Twice in one call, and in a second one: still one event.
      expect((await lab.events()).map(({ kind, delivery }) => [kind, delivery])).toEqual([['reported', 2]]);
    }));
});

describe('giving up', () => {
  it.each([
    [{ resume: false, giveUp: [1] }, false, 'give-up-needs-resume'],
    [{ resume: true, giveUp: [3] }, false, 'delivery-unknown'],
    [{ resume: true, giveUp: [1, 3] }, false, 'delivery-unknown'],
    [{ resume: true, giveUp: [1] }, true, 'delivery-done'],
  ] as const)('%j is refused, and nothing is written (ended: %j)', (but, isEnded, code) =>
    lab.inside(async (crosswalk) => {
      const context = await world(crosswalk, [], but);
      await expect(giveUp(context, isEnded)).rejects.toMatchObject({ code });
      expect([...givenUp(context)]).toEqual([]);
    }),
  );

  it('of nothing is nothing', () =>
    lab.inside(async (crosswalk) => {
      await giveUp(await world(crosswalk, []), true);
      expect(await lab.events()).toEqual([]);
    }));
});
