import { TRUTH } from '../../../fixtures/trial/truth.js';
import type { StatusSections } from '../../../src/report/ledger-sections.js';
import { discOf, type RunReport, TrialLab } from './trial-lab.js';

/** Sites of the trial. */
export const SITES = ['01', '02', '03'];

/** A report of `status`. */
type StatusReport = StatusSections & { readonly summary: Readonly<Record<string, unknown>> };

/** Everything that the trial came to. */
export interface WholeTrial {
  readonly lab: TrialLab;
  /** Of the first batch, and of the second. */
  readonly runs: readonly [RunReport, RunReport];
  /** When every window has closed, held against what the sites sent. */
  readonly status: StatusReport;
  /** The day after the window of trouble 1's V3, two days after the target of trouble 4's. */
  readonly earlier: StatusReport;
  /** The disc of the corrected subject, once more. */
  readonly again: RunReport;
  /** After that. */
  readonly afterwards: StatusReport;
}

/** Takes the trial in as a core lab would: a batch, a withdrawal and a correction, a batch; and asks how it stands. */
export async function wholeTrial(): Promise<WholeTrial> {
  const lab = await TrialLab.make();
  const batch = (name: string): Promise<RunReport> =>
    lab.run(
      SITES.map((site) => `${site}=${name}/${site}`),
      '--each',
    );
  const first = await batch('batch-1');
  const { withdraw, correct } = TRUTH.between;
  const named = [...lab.crosswalk, '--trial', lab.trial, '--reason', 'as the site asks', '--json'];
  await lab.ok(['crosswalk', 'withdraw', withdraw.subject, ...named]);
  await lab.ok(['crosswalk', 'correct', correct.from, '--to', correct.to, ...named]);
  const runs = [first, await batch('batch-2')] as const;
  const day = ['--day', '2025-08-01'];
  const status = await statusOf(lab, ...day, '--reconcile', lab.path('transfer.csv'));
  const earlier = await statusOf(lab, '--day', '2025-04-10', '--worklist');
  const { site, path } = discOf(correct.from, 'V1');
  const again = await lab.run([`${site}=${path}`]);
  return { lab, runs, status, earlier, again, afterwards: await statusOf(lab, ...day) };
}

async function statusOf(lab: TrialLab, ...flags: readonly string[]): Promise<StatusReport> {
  return (await lab.ask('status', ...flags)) as unknown as StatusReport;
}
