import { beforeAll, describe, expect, it } from 'vitest';
import { type DiscTruth, TRUTH } from '../../../fixtures/trial/truth.js';
import type { LedgerSections, StatusSections } from '../../../src/report/ledger-sections.js';
import type { RunDeliveryRow } from '../../../src/report/run-sections.js';
import { discOf, type RunReport, TrialLab } from './trial-lab.js';

// The whole trial, as the issue has it: 3 sites, 20 subjects, 3 visits, 12 troubles. It is taken in once, with the
// built command; what was planted has to be told, and nothing else.
const WHOLE_TRIAL_MS = 900_000;
const SITES = ['01', '02', '03'];
const { between } = TRUTH;
/** Every window has closed. */
const DAY = '2025-08-01';

/** What the problems of a run say otherwise than the findings of the commands: files that are held, and what came again. */
const TOLD_OTHERWISE: Readonly<Record<number, Readonly<Record<string, readonly string[]>>>> = {
  1: { deid: ['assignment-conflict', 'nothing-released'] },
  2: { manifest: ['re-sent'] },
  3: { manifest: ['changed-re-send'], deid: ['name-conflict'] },
  8: { deid: ['truncated-pixel-data'] },
  9: { deid: ['burned-in-annotation'] },
  11: { deid: ['nothing-released', 'withdrawn'] },
};

let lab: TrialLab;
let runs: readonly RunReport[];
let again: RunReport;
let status: StatusSections & { readonly summary: Readonly<Record<string, unknown>> };
let earlier: StatusSections;
let reads: StatusSections['reads'];

async function statusOf(...flags: readonly string[]): Promise<typeof status> {
  return (await lab.ask(
    'status',
    '--key-file',
    lab.path('corelab.key'),
    ...flags,
  )) as unknown as typeof status;
}

beforeAll(async () => {
  lab = await TrialLab.make();
  const batch = (name: string): Promise<RunReport> =>
    lab.run(
      SITES.map((site) => `${site}=${name}/${site}`),
      '--each',
    );
  const first = await batch('batch-1');
  const named = [...lab.crosswalk, '--trial', lab.trial, '--reason', 'as the site asks', '--json'];
  await lab.ok(['crosswalk', 'withdraw', between.withdraw.subject, ...named]);
  await lab.ok(['crosswalk', 'correct', between.correct.from, '--to', between.correct.to, ...named]);
  runs = [first, await batch('batch-2')];
  status = await statusOf('--day', DAY, '--reconcile', lab.path('transfer.csv'));
  earlier = await statusOf('--day', '2025-04-10', '--worklist');
  const corrected = discOf(between.correct.from, 'V1');
  again = await lab.run([`${corrected.site}=${corrected.path}`]);
  reads = (await statusOf('--day', DAY)).reads;
}, WHOLE_TRIAL_MS);

/** The disc that a delivery was. */
function discIn({ input }: Pick<RunDeliveryRow, 'input'>): DiscTruth {
  const found = TRUTH.discs.find(({ path }) => input === lab.path(path));
  if (!found) throw new RangeError('no such disc');
  return found;
}

/** Every delivery with its disc and its run. */
function deliveries(): { run: RunReport; row: RunDeliveryRow; disc: DiscTruth }[] {
  return runs.flatMap((run) => run.deliveries.map((row) => ({ run, row, disc: discIn(row) })));
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
    expect(runs.map(({ deliveries: rows }) => rows.length)).toEqual([20, 41]);
    expect(deliveries().map(({ disc }) => disc)).toEqual(TRUTH.discs);
    expect(deliveries().filter(({ row, disc }) => row.state !== 'done' || row.site !== disc.site)).toEqual(
      [],
    );
    for (const { row } of deliveries())
      expect(row.filesIn).toBe(row.filesOut + row.quarantined + row.skipped + row.duplicates);
    expect(runs.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
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
      const found = lab.keptOf(run.run.id, row.delivery).flatMap((command) => {
        const { findings } = lab.kept(run.run.id, row.delivery, command);
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
    expect(runs[1]?.summary.needPerson).toBe(9);
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
    for (const path of lab.filesIn('out').keys()) {
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
    const { verdict, chain } = (await lab.ask('ledger')) as unknown as LedgerSections & { verdict: string };
    expect([verdict, chain.verified, chain.problems]).toEqual(['pass', true, []]);
    const { stdout } = await lab.ok(['crosswalk', 'verify', ...lab.crosswalk, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'pass', summary: { problems: 0 } });
  });

  it('tells 2, 3, 11 and 12 in their order: re-sent, changed, withdrawn, corrected', async () => {
    const { events } = (await lab.ask('ledger')) as unknown as LedgerSections;
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
    const [row] = again.deliveries;
    expect(row).toMatchObject({
      verdict: 'pass',
      subjects: [between.correct.to],
      visits: ['V1'],
      filesOut: 18,
    });
    expect(row?.steps).toHaveLength(6);
    expect(again.problems.map(({ code }) => code)).toEqual(['re-sent']);
  });
});

describe('status of the trial', () => {
  it('counts visits by site', () => {
    const none = { expected: 0, due: 0, overdue: 0, excused: 0, queried: 0, rejected: 0, openQueries: 0 };
    expect(status.sites).toMatchObject([
      // 01: V3 of trouble 1 is nobody's; 8 and 10 are open; V1 of 12 has to go through again.
      {
        site: '01',
        subjects: 7,
        passed: 17,
        missed: 1,
        needsPerson: 2,
        received: 1,
        deliveries: 22,
        ...none,
      },
      // 02: the withdrawn has V1 alone; V3 of trouble 4 is at V2; 3 and 5 are open.
      {
        site: '02',
        subjects: 7,
        passed: 16,
        missed: 1,
        needsPerson: 2,
        received: 0,
        deliveries: 21,
        ...none,
      },
      // 03: 6, 7 and 9 are open.
      {
        site: '03',
        subjects: 6,
        passed: 15,
        missed: 0,
        needsPerson: 3,
        received: 0,
        deliveries: 18,
        ...none,
      },
    ]);
    expect(status.sites?.map(({ withdrawn, resent, changed }) => [withdrawn, resent, changed])).toEqual([
      [0, 1, 0],
      [1, 0, 1],
      [0, 0, 0],
    ]);
    expect(status.sites?.map(({ quarantinedFiles }) => quarantinedFiles)).toEqual([31, 94, 1]);
  });

  it('says of each visit of a trouble where it stands, and that every other one passed', () => {
    const open = status.visits?.filter(({ state }) => state !== 'passed') ?? [];
    expect(open.map(({ subject, visit, state }) => `${subject} ${visit} ${state}`)).toEqual([
      '01-002-I V3 missed',
      '01-004-E V2 needs-person',
      '01-005-C V2 needs-person',
      '01-906-C V1 received',
      '02-002-2 V1 needs-person',
      '02-003-0 V3 missed',
      '02-004-Z V2 needs-person',
      '03-002-N V3 needs-person',
      '03-003-L V2 needs-person',
      '03-006-F V2 needs-person',
    ]);
    expect(status.visits).toHaveLength(58);
    expect(status.summary).toMatchObject({ passed: 48, needsPerson: 7, missed: 2, received: 1 });
    const [of4] = status.visits?.filter(({ studies }) => studies > 1) ?? [];
    expect(of4).toMatchObject({ subject: '02-003-0', visit: 'V2', state: 'passed', studies: 2 });
  });

  it('lists what a person must do: the items of the troubles, and the visits that did not come', () => {
    const items = runs.flatMap(({ problems }) => problems.flatMap(({ item }) => item ?? []));
    expect(items).toHaveLength(23);
    const listed = status.worklist?.flatMap(({ item }) => item ?? []);
    expect(listed?.sort()).toEqual(items.sort());
    const visits = status.worklist?.filter(({ item }) => item === null);
    expect(visits?.map(({ what, subject, visit, days }) => [what, subject, visit, days])).toEqual([
      ['visit-missed', '01-002-I', 'V3', 114],
      ['visit-missed', '02-003-0', 'V3', 108],
    ]);
    expect(
      earlier.worklist?.slice(0, 2).map(({ what, subject, visit, days }) => [what, subject, visit, days]),
    ).toEqual([
      ['visit-missed', '01-002-I', 'V3', 1],
      ['visit-overdue', '02-003-0', 'V3', 2],
    ]);
    expect(earlier.worklist?.flatMap(({ item }) => item ?? []).sort()).toEqual(items.sort());
  });

  it('tells what differs from what the sites say they sent, and nothing else', () => {
    const told = status.reconciliation?.map(({ kind, subject, visit, modality, listed, received }) =>
      [kind, subject, visit, modality, listed, received].join(' '),
    );
    expect(told).toEqual([
      // 1: it came, and is nobody's.
      'not-received 01-002-I V3 MR  ',
      'not-received 01-002-I V3 SR  ',
      'other-visit 02-003-0 V3  V3 V2',
      'other-count 02-004-Z V2 MR 2 3',
      // 11: it came, and was not taken.
      'not-received 02-005-X V2 MR  ',
      'not-received 02-005-X V2 SR  ',
      'not-listed 03-003-L V2   1 US',
    ]);
  });

  it('tells one upgrade, and each reading once, however often it came', () => {
    const upgrades = status.devices?.flatMap((device) => device.upgrades.map(({ from, to }) => [from, to]));
    expect(upgrades).toEqual([
      [
        ['5.7.1', '5.7.1.2'],
        ['5.9.0', '5.9.0.1'],
      ],
    ]);
    for (const section of [status.reads, reads]) {
      const sum = (site: string): number =>
        section?.filter((row) => row.site === site).reduce((all, row) => all + row.reads, 0) ?? 0;
      expect(SITES.map(sum)).toEqual([20, 19, 18]);
    }
  });
});
