import { basename } from 'node:path';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import type { LedgerEvent } from '../../identity/ledger/event.js';
import { eventsOf } from '../../identity/ledger/ledger.js';
import { trialNamed } from '../../identity/registry/trials.js';
import { writeAtomically } from '../../io/atomic-write.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import type { LedgerSections } from '../../report/ledger-sections.js';
import { ledgerTable } from '../../report/tables/ledger.js';
import { thisTool } from '../../report/tool.js';
import { csvChunks } from '../../report/write-csv.js';
import { jsonChunks } from '../../report/write-json.js';
import { actorOf } from '../actor.js';
import { type CrosswalkAccess, openCrosswalk } from '../open-crosswalk.js';
import { type Call, runInfo } from '../run-info.js';
import { type LoadedTrial, loadTrial } from '../trial/load-trial.js';
import { auditText } from './audit-text.js';
import { type VerifiedChain, verifiedChain } from './chain.js';
import { fileKeyOf } from './find-file.js';
import { DECISIONS, ledgerRows } from './ledger-rows.js';
import { type Selected, selectEvents } from './select-events.js';

/** What is wanted of the ledger; all that is given has to hold. */
export interface LedgerOptions extends Call, CrosswalkAccess {
  /** Path of the trial file. */
  readonly trial: string;
  readonly subject?: string;
  readonly visit?: string;
  /** A released file's path or SHA-256, or its SOP Instance UID as delivered or as released. */
  readonly file?: string;
  /** Files to write: one to read (Markdown), one for programs. */
  readonly copies: readonly { readonly form: 'md' | 'json' | 'csv'; readonly path: string }[];
  readonly signal: AbortSignal;
}

/**
 * Everything that the ledger holds of a subject, a visit or a file, in order, with the chain verified. That it was
 * exported stands in the audit before anything leaves the store, and copies are for their owner alone. A broken chain is
 * a finding that fails, and the events are told all the same; an event that is not what was written is told of by the
 * error alone.
 * @throws ConfigError, CrosswalkError, RegistryError, AtomicWriteError
 */
export async function runLedger(options: LedgerOptions): Promise<Report> {
  const loaded = await loadTrial(options.trial);
  const crosswalk = await openCrosswalk(options);
  try {
    const { selected, all } = eventsWanted(crosswalk, loaded, options);
    const details = { ...wantedOf(loaded, options), events: selected.events.length };
    const forms = options.copies.map(({ form }) => form);
    crosswalk.write((writer) => writer.note({ name: 'export-ledger' }, { ...details, forms }));
    const proven = verifiedChain(crosswalk);
    const events = ledgerRows(crosswalk, selected.events, all);
    const sections = { events, chain: proven.chain } satisfies LedgerSections;
    const made = { options, loaded, selected, proven };
    const report = reportOf(made, sections);
    await writeCopies(report, made, sections);
    return report;
  } finally {
    crosswalk.close();
  }
}

interface Made {
  readonly options: LedgerOptions;
  readonly loaded: LoadedTrial;
  readonly selected: Selected;
  readonly proven: VerifiedChain;
}

function eventsWanted(
  crosswalk: Crosswalk,
  { trial }: LoadedTrial,
  options: LedgerOptions,
): { readonly selected: Selected; readonly all: readonly LedgerEvent[] } {
  const row = trialNamed(crosswalk, trial.protocol.id);
  const all = eventsOf(crosswalk, row);
  const source = { reader: crosswalk, trial: row, visits: trial.visits, all };
  return { selected: selectEvents(source, options), all };
}

/** What was asked for. Which file, only the command line tells: its UID may be the one that was delivered. */
function wantedOf(
  { trial, sha256 }: LoadedTrial,
  { subject, visit, file }: LedgerOptions,
): Readonly<Record<string, unknown>> {
  return {
    trial: { protocol: trial.protocol.id, sha256 },
    ...(subject !== undefined && { subject }),
    ...(visit !== undefined && { visit }),
    ...(file !== undefined && { file: fileKeyOf(file) }),
  };
}

function reportOf({ options, loaded, selected, proven }: Made, sections: LedgerSections): Report {
  const { findings, chain } = proven;
  const reports = new Set(selected.events.flatMap(({ report }) => report ?? []));
  return {
    schema: 'corelab/report/ledger@1',
    confidentiality: 'linked',
    tool: thisTool(),
    command: 'ledger',
    run: runInfo(options),
    config: wantedOf(loaded, options),
    upstream: [],
    verdict: verdictOf(findings, []),
    summary: {
      events: selected.events.length,
      reports: reports.size,
      decisions: selected.events.filter(({ kind }) => DECISIONS.has(kind)).length,
      records: chain.records,
    },
    findings,
    sections: { ...sections },
    roots: [],
    files: [],
  };
}

async function writeCopies(report: Report, made: Made, sections: LedgerSections): Promise<void> {
  const { copies, signal } = made.options;
  const chunks = {
    md: () => auditText(headOf(report, made), sections),
    json: () => jsonChunks(report),
    csv: () => csvChunks(ledgerTable(report)),
  };
  for (const { form, path } of copies) await writeAtomically(path, chunks[form](), { mode: 0o600, signal });
}

function headOf({ tool, run }: Report, { options, loaded, selected }: Made): Parameters<typeof auditText>[0] {
  const { protocol, sponsor } = loaded.trial;
  const name = protocol.name === undefined ? '' : `, ${protocol.name}`;
  return {
    trial: `trial ${protocol.id}${name} (${sponsor})`,
    trialSha256: loaded.sha256,
    of: wantedInWords(options, selected),
    at: run.startedAt,
    ...actorOf(options.operator),
    tool: `${tool.name} ${tool.version}`,
    store: basename(options.crosswalk),
  };
}

function wantedInWords({ visit, file }: LedgerOptions, { subjects }: Selected): string {
  const [subject, ...others] = subjects;
  const also = others.length === 0 ? '' : ` (also under ${others.join(', ')})`;
  const parts = [
    ...(subject === undefined ? [] : [`subject ${subject}${also}`]),
    ...(visit === undefined ? [] : [`visit ${visit}`]),
    ...(file === undefined ? [] : [`the study of one file, named by its ${fileKeyOf(file)}`]),
  ];
  return parts.length === 0 ? 'everything of the trial' : parts.join(', ');
}
