import { beforeAll, describe, expect, it } from 'vitest';
import { type DiscTruth, TRUTH } from '../../../fixtures/trial/truth.js';
import type { LedgerSections } from '../../../src/report/ledger-sections.js';
import type { RunDeliveryRow } from '../../../src/report/run-sections.js';
import type { RunReport } from './trial-lab.js';
import { itTellsWhereTheTrialStands } from './trial-status.js';
import { type WholeTrial, wholeTrial } from './whole-trial.js';

// The whole trial, as the issue has it: 3 sites, 20 subjects, 3 visits, 12 troubles. It is taken in once, with the
// built command; what was planted has to be told, and nothing else.
const WHOLE_TRIAL_MS = 900_000;
const { between } = TRUTH;

/** What the problems of a run say otherwise than the findings of the commands: files that are held, and what came again. */
const TOLD_OTHERWISE: Readonly<Record<number, Readonly<Record<string, readonly string[]>>>> = {
  1: { deid: ['assignment-conflict', 'nothing-released'] },
  2: { manifest: ['re-sent'] },
  3: { manifest: ['changed-re-send'], deid: ['name-conflict'] },
  8: { deid: ['truncated-pixel-data'] },
  9: { deid: ['burned-in-annotation'] },
  11: { deid: ['nothing-released', 'withdrawn'] },
};

let trial: WholeTrial;

beforeAll(async () => {
  trial = await wholeTrial();
}, WHOLE_TRIAL_MS);

/** The disc that a delivery was. */
function discIn({ input }: Pick<RunDeliveryRow, 'input'>): DiscTruth {
  const found = TRUTH.discs.find(({ path }) => input === trial.lab.path(path));
  if (!found) throw new RangeError('no such disc');
  return found;
}

/** Every delivery with its disc and its run. */
function deliveries(): { run: RunReport; row: RunDeliveryRow; disc: DiscTruth }[] {
  return trial.runs.flatMap((run) => run.deliveries.map((row) => ({ run, row, disc: discIn(row) })));
}

/** A delivery of a trouble. */
function troubled(number: number): RunDeliveryRow {
  const found = deliveries().find(({ disc }) => disc.trouble === number);
  if (!found) throw new RangeError(`no trouble ${number}`);
  return found.row;
}

/** Codes by command, each once, in the order of their names; commands without any left out. */
function byCommand(found: readonly { command: string; code: string }[]): Record<string, string[]> {
  const commands = [...new Set(found.map(({ command }) => command))].sort();
  return Object.fromEntries(
    commands.map((command) => {
      const codes = found.filter((one) => one.command === command).map(({ code }) => code);
      return [command, [...new Set(codes)].sort()];
    }),
  );
}

/** ID of a subject in the second run. */
function idOf({ subject, batch }: DiscTruth): string {
  return subject === between.correct.from && batch === 'batch-2' ? between.correct.to : subject;
}

describe('the trial', () => {
  it('is taken in whole, each disc in its place', () => {
    expect(trial.runs.map(({ deliveries: rows }) => rows.length)).toEqual([20, 41]);
    expect(deliveries().map(({ disc }) => disc)).toEqual(TRUTH.discs);
    expect(deliveries().filter(({ row, disc }) => row.state !== 'done' || row.site !== disc.site)).toEqual(
      [],
    );
    for (const { row } of deliveries())
      expect(row.filesIn).toBe(row.filesOut + row.quarantined + row.skipped + row.duplicates);
    expect(trial.runs.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
  });

  it('tells each planted trouble by the problems of the run, and nothing else', () => {
    const told = deliveries().map(({ run, row, disc: { path } }) => [
      path,
      byCommand(run.problems.filter(({ delivery }) => delivery === row.delivery)),
    ]);
    const wanted = TRUTH.discs.map(({ path, trouble }) => {
      if (trouble === null) return [path, {}];
      const findings = TRUTH.troubles.find(({ number }) => number === trouble)?.findings ?? {};
      return [path, { ...findings, ...TOLD_OTHERWISE[trouble] }];
    });
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(wanted));
  });

  it('has in the reports of the commands exactly the findings that were planted', () => {
    const told = deliveries().map(({ run, row, disc: { path } }) => {
      const found = trial.lab.keptOf(run.run.id, row.delivery).flatMap((command) => {
        const { findings } = trial.lab.kept(run.run.id, row.delivery, command);
        const open = findings.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable');
        return open.map(({ code }) => ({ command, code }));
      });
      return [path, byCommand(found)];
    });
    const wanted = TRUTH.discs.map(({ path, trouble }) => [
      path,
      TRUTH.troubles.find(({ number }) => number === trouble)?.findings ?? {},
    ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(wanted));
  });

  it('passes every delivery without trouble, through every command, under the right subject and visit', () => {
    const clean = deliveries().filter(({ disc }) => disc.trouble === null || disc.trouble === 12);
    expect(clean).toHaveLength(50);
    for (const { row, disc } of clean) {
      expect(row).toMatchObject({ verdict: 'pass', needsPerson: 0, why: [], quarantined: 0, skipped: 0 });
      expect(row).toMatchObject({ filesOut: row.filesIn, subjects: [idOf(disc)], visits: [disc.visit] });
      expect(row.steps.map(({ verdict }) => verdict)).toEqual(Array(6).fill('pass'));
    }
  });

  it('gives each delivery with a trouble the outcome that it has, and a person what to decide', () => {
    const numbers = TRUTH.troubles.map(({ number }) => number);
    const seen = numbers.map((number) => [
      number,
      troubled(number).verdict,
      troubled(number).needsPerson > 0,
    ]);
    const wanted = numbers.map((number) => {
      if (number === 2 || number === 12) return [number, 'pass', false];
      return number === 4 ? [number, 'warn', false] : [number, 'fail', true];
    });
    expect(seen).toEqual(wanted);
    expect(trial.runs[1].summary.needPerson).toBe(9);
  });

  it('checks nothing of what releases nothing, and says why', () => {
    const [nothing, all] = [['manifest', 'assign-id', 'deid'], 6];
    for (const { number, releasesNothing } of TRUTH.troubles) {
      const { steps, filesOut, why } = troubled(number);
      if (releasesNothing) expect([steps.map(({ command }) => command), filesOut]).toEqual([nothing, 0]);
      else expect(steps).toHaveLength(all);
      if (number !== 12) expect(why).not.toEqual([]);
    }
  });

  it('released under every subject what came of it, and of nobody else', () => {
    const out = new Map<string, number>();
    for (const path of trial.lab.filesIn('out').keys()) {
      const subject = path.split('/')[0] ?? '';
      out.set(subject, (out.get(subject) ?? 0) + 1);
    }
    const wanted = new Map<string, number>();
    const add = (id: string, files: number): void => void wanted.set(id, (wanted.get(id) ?? 0) + files);
    for (const { row, disc } of deliveries()) if (row.filesOut > 0) add(idOf(disc), row.filesOut);
    // The corrected V1 that went through again.
    add(between.correct.to, 18);
    expect(Object.fromEntries(out)).toEqual(Object.fromEntries(wanted));
  });
});

describe('the ledger of the trial', () => {
  it('verifies, by itself and as a part of the store', async () => {
    const { verdict, chain } = (await trial.lab.ask('ledger')) as unknown as LedgerSections & {
      verdict: string;
    };
    expect([verdict, chain.verified, chain.problems]).toEqual(['pass', true, []]);
    const { stdout } = await trial.lab.ok(['crosswalk', 'verify', ...trial.lab.crosswalk, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'pass', summary: { problems: 0 } });
  });

  it('tells 2, 3, 11 and 12 in their order: re-sent, changed, withdrawn, corrected', async () => {
    const { events } = (await trial.lab.ask('ledger')) as unknown as LedgerSections;
    const kinds = ['corrected', 'withdrawn', 'changed', 're-sent', 'ended'];
    const told = events.filter(({ kind }) => kinds.includes(kind));
    expect(told.map(({ kind, site, subject, delivery }) => [kind, site, subject, delivery])).toEqual([
      ['ended', null, null, null],
      ['withdrawn', '02', between.withdraw.subject, null],
      ['corrected', '01', between.correct.to, null],
      ['re-sent', '01', null, troubled(2).delivery],
      ['changed', '02', null, troubled(3).delivery],
      ['ended', null, null, null],
      ['re-sent', '01', null, 1],
      ['ended', null, null, null],
    ]);
    const corrected = told.find(({ kind }) => kind === 'corrected');
    expect(corrected?.details).toMatchObject({ ...between.correct, studies: 1 });
  });

  it('takes what was corrected through every command again, under the right subject', () => {
    const [row] = trial.again.deliveries;
    expect(row).toMatchObject({
      verdict: 'pass',
      subjects: [between.correct.to],
      visits: ['V1'],
      filesOut: 18,
    });
    expect(row?.steps).toHaveLength(6);
    expect(trial.again.problems.map(({ code }) => code)).toEqual(['re-sent']);
  });
});

describe('status of the trial', () => itTellsWhereTheTrialStands(() => trial));
