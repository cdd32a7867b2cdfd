import { join } from 'node:path';
import { type Finding, finding } from '../../findings/finding.js';
import { worst } from '../../findings/outcome.js';
import { type FileEntry, type Report, verdictOf } from '../../report/envelope.js';
import { readReport } from '../../report/read-report.js';
import type { RunDeliveryRow, RunProblemRow, RunSections, RunSummary } from '../../report/run-sections.js';
import { thisTool } from '../../report/tool.js';
import { runInfo } from '../run-info.js';
import { givenUp } from './give-up.js';
import type { RunContext } from './run-context.js';
import { reportChanged } from './run-error.js';
import { deliveryFolder } from './run-places.js';
import { RunLedger } from './run-rows.js';

/**
 * The report of a run, from the ledger and the reports of its commands: one that was interrupted and resumed has the
 * same. `files` are what was released of all deliveries.
 * @param stopped why deliveries were not brought to their end, by number
 */
export async function runReport(context: RunContext, stopped: ReadonlyMap<number, string>): Promise<Report> {
  const ledger = new RunLedger(context);
  const deliveries = context.deliveries.map((one) => ledger.delivery(one, stopped.get(one.number)));
  const problems = ledger.problems();
  const findings = [
    ...context.emptyPlaces.map((path) => finding('run-empty-place', { subject: { name: path } })),
    ...deliveries.flatMap((row) => deliveryFinding(row, problems, ledger.asksForPerson(row.delivery))),
    ...trialFindings(problems.filter(({ delivery }) => delivery === null)),
  ];
  const { loaded, sha256 } = context.pipeline;
  return {
    schema: 'corelab/report/run@1',
    confidentiality: 'linked',
    tool: thisTool(),
    command: 'run',
    run: runInfo(context.options, undefined, context.run),
    config: {
      trial: { protocol: loaded.trial.protocol.id, sha256: loaded.sha256 },
      pipeline: { commands: commandsOf(context), sha256 },
      keyFingerprint: context.keyFingerprint,
    },
    upstream: [],
    verdict: verdictOf(findings, []),
    summary: summaryOf(deliveries),
    findings,
    sections: { deliveries, problems, trialSteps: ledger.steps(undefined) } satisfies RunSections,
    roots: [{ id: 0, path: context.places.out }],
    files: await releasedFiles(context, deliveries),
  };
}

/** What is asked for, in the order in which it is done. */
function commandsOf({ pipeline }: RunContext): string[] {
  const asked = ['check-protocol', 'qc-motion', 'measure-export', 'response'];
  return ['manifest', 'assign-id', 'deid', ...asked.filter((command) => command in pipeline.pipeline)];
}

/** @param asks whether a person has to do something about it: what was decided is told for what it is, and asks nobody */
function deliveryFinding(row: RunDeliveryRow, problems: readonly RunProblemRow[], asks: boolean): Finding[] {
  const { delivery, verdict, why, needsPerson } = row;
  const subject = { name: `delivery ${delivery}` };
  const text = why.join('; ') || 'a command says so without a finding';
  if (row.state === 'stopped')
    return [finding('run-delivery-stopped', { subject, params: { delivery, why: why[0] ?? '' } })];
  const givenUp = problems.find((one) => one.delivery === delivery && one.code === 'run-delivery-given-up');
  if (givenUp)
    return [finding('run-delivery-given-up', { subject, params: { delivery, why: 'by a person' } })];
  if (verdict === 'pass' || verdict === 'not-applicable') return [];
  const params = { delivery, why: text };
  if (verdict === 'warn') return [finding('run-delivery-warns', { subject, params })];
  if (!asks) return [finding('run-delivery-decided', { subject, outcome: verdict, params })];
  return [
    finding('run-delivery-open', { subject, outcome: verdict, actual: needsPerson, unit: 'items', params }),
  ];
}

function trialFindings(problems: readonly RunProblemRow[]): Finding[] {
  const commands = [...new Set(problems.map(({ command }) => command))];
  return commands.flatMap((command) => {
    const own = problems.filter((one) => one.command === command);
    const outcome = worst(own.map((one) => one.outcome));
    if (outcome === 'pass' || outcome === 'not-applicable') return [];
    const why = [...new Set(own.map(({ message }) => message))].slice(0, 3).join('; ');
    return [finding('run-step-open', { outcome, params: { command, why } })];
  });
}

function summaryOf(rows: readonly RunDeliveryRow[]): RunSummary {
  const sum = (count: (row: RunDeliveryRow) => number): number =>
    rows.reduce((all, row) => all + count(row), 0);
  return {
    deliveries: rows.length,
    done: sum(({ state }) => Number(state === 'done')),
    stopped: sum(({ state }) => Number(state === 'stopped')),
    needPerson: sum(({ needsPerson, state }) => Number(needsPerson > 0 || state === 'stopped')),
    filesIn: sum(({ filesIn }) => filesIn),
    filesOut: sum(({ filesOut }) => filesOut),
    quarantined: sum(({ quarantined }) => quarantined),
    skipped: sum(({ skipped }) => skipped),
    duplicates: sum(({ duplicates }) => duplicates),
  };
}

/** @throws RunError `report-changed` when a report of what is done is not the one that the ledger names */
async function releasedFiles(context: RunContext, rows: readonly RunDeliveryRow[]): Promise<FileEntry[]> {
  const { places, run, options } = context;
  const left = givenUp(context);
  const files: FileEntry[] = [];
  for (const { delivery, state, steps } of rows) {
    const step = steps.find(({ command }) => command === 'deid');
    if (!step) continue;
    const path = join(places.state, deliveryFolder(run, delivery), 'deid.json');
    const report = await readReport(path, options.signal).catch(() => undefined);
    if (report?.sha256 === step.report) files.push(...report.files);
    // What was stopped, or given up, by this very thing is told a failure already.
    else if (state === 'done' && !left.has(delivery)) throw reportChanged(step.path);
  }
  return files;
}
