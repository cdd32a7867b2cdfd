import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { TRUTH } from '../../../fixtures/trial/truth.js';
import type { LedgerSections } from '../../../src/report/ledger-sections.js';
import { expectSameFiles, withoutRun } from './equal.js';
import { type Stopped, stopped } from './stopped-run.js';
import { discOf, given, type RunReport, TrialLab } from './trial-lab.js';

// A run over eight discs, six of them with troubles, that is killed again and again and resumed until it is done: it has
// to come to what the uninterrupted one came to, from the same store and output.
const MINUTES = 60_000;
const KILLS = 20;
const MOST_FILES = 30;
const MOST_MS = 400;

const discs = [
  ...TRUTH.discs.filter(({ trouble }) => trouble !== null && [2, 3, 6, 8, 9, 10, 11].includes(trouble)),
  discOf('03-001-P', 'V2'),
];
const before = TRUTH.discs.filter(
  ({ batch, subject }) => batch === 'batch-1' && discs.some((disc) => disc.subject === subject),
);

/** Everything that a run leaves, without who did it and when. */
interface Left {
  readonly report: unknown;
  readonly out: Map<string, Buffer>;
  readonly kept: Map<string, unknown>;
  readonly held: Map<string, Buffer>;
  readonly events: unknown[];
  readonly subjects: unknown;
}

let lab: TrialLab;
let putBack: () => Promise<void>;
let args: string[];
let wanted: Left;

beforeAll(async () => {
  lab = await TrialLab.make([...before, ...discs]);
  const { deliveries } = await lab.run(before.map(given));
  // Fewer discs than the trial has: IDs are given out in another order.
  const leaving = before.findIndex(({ subject }) => subject === TRUTH.between.withdraw.subject);
  const [subject = ''] = deliveries[leaving]?.subjects ?? [];
  const named = [...lab.crosswalk, '--trial', lab.trial, '--reason', 'consent withdrawn'];
  await lab.ok(['crosswalk', 'withdraw', subject, ...named]);
  putBack = await lab.keep();
  args = lab.runArgs(discs.map(given));
  wanted = await left(await stopped(lab, args));
}, 10 * MINUTES);

/** Without what one run has of its own: its ID, and the digests of reports that tell when they were made. */
function plain(report: RunReport): unknown {
  const text = JSON.stringify(withoutRun(report)).replaceAll(report.run.id, 'RUN');
  return JSON.parse(text, (name, value) => (name === 'report' ? 'SHA-256' : value));
}

async function left({ stdout, stderr }: Stopped): Promise<Left> {
  expect(stdout, stderr).toMatch(/^\{/);
  const report = JSON.parse(stdout) as RunReport;
  const state = `out.state/${report.run.id}`;
  const files = [...lab.filesIn(state)];
  const ofCommands = files.filter(([path]) => /^\d{4}\/(?!trial)[a-z-]+\.json$/.test(path));
  const { events } = (await lab.ask('ledger')) as unknown as LedgerSections;
  const { stdout: listed } = await lab.ok(['crosswalk', 'list', ...lab.crosswalk, '--json']);
  return {
    report: plain(report),
    out: lab.filesIn('out'),
    kept: new Map(ofCommands.map(([path, bytes]) => [path, withoutRun(JSON.parse(bytes.toString('utf8')))])),
    held: new Map(files.filter(([path]) => path.includes('/quarantine/') && !path.endsWith('.json'))),
    events: events.map(({ at: _, run: __, report: hash, auditSeq: ___, auditMac: ____, text, ...event }) => [
      { ...event, hasReport: hash !== null },
      text.replace(/^[^,]*, /, ''),
    ]),
    subjects: JSON.parse(listed).subjects,
  };
}

/** Holds what is left now against what the uninterrupted run left. */
async function expectSame(now: Left): Promise<void> {
  expect(now.report).toEqual(wanted.report);
  expectSameFiles(now.out, wanted.out);
  expectSameFiles(now.held, wanted.held);
  expect(Object.fromEntries(now.kept)).toEqual(Object.fromEntries(wanted.kept));
  expect(now.events).toEqual(wanted.events);
  expect(now.subjects).toEqual(wanted.subjects);
  const { chain } = (await lab.ask('ledger')) as unknown as LedgerSections;
  expect(chain).toMatchObject({ verified: true, problems: [] });
  const { stdout } = await lab.ok(['crosswalk', 'verify', ...lab.crosswalk, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'pass', summary: { problems: 0 } });
}

describe('a run that is interrupted', () => {
  it('is held against one that did something', () => {
    expect([wanted.out.size > 250, wanted.held.size, wanted.kept.size]).toEqual([true, 96, 39]);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'comes to the same after %s at 20 random moments, and the ledger verifies',
    async (signal) => {
      const source = random(`run stopped by ${signal}`);
      const moments: number[] = [];
      let chains = 0;
      while (moments.length < KILLS) {
        await putBack();
        chains++;
        let ran: Stopped | undefined;
        while (!ran?.isOver) {
          const moment = { files: source.integer(MOST_FILES), ms: source.integer(MOST_MS) };
          ran = await stopped(
            lab,
            [...args, '--resume'],
            moments.length < KILLS ? { signal, moment } : undefined,
          );
          if (!ran.isOver) moments.push(ran.files);
        }
        await expectSame(await left(ran));
      }
      expect(moments).toHaveLength(KILLS);
      // They came in the middle of the work, and not before it began.
      expect(moments.filter((files) => files > 0).length).toBeGreaterThan(KILLS / 2);
      expect(chains).toBeLessThan(KILLS / 2);
    },
    30 * MINUTES,
  );
});
