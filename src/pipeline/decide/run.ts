import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import type { NewEvent } from '../../identity/ledger/event.js';
import { eventsOf, recordEvent } from '../../identity/ledger/ledger.js';
import { needsPerson, workItems } from '../../identity/ledger/work-items.js';
import { trialNamed } from '../../identity/registry/trials.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import type { LedgerSections } from '../../report/ledger-sections.js';
import { thisTool } from '../../report/tool.js';
import { actorOf } from '../actor.js';
import { verifiedChain } from '../ledger/chain.js';
import { ledgerRows } from '../ledger/ledger-rows.js';
import { type CrosswalkAccess, openCrosswalk } from '../open-crosswalk.js';
import { type Call, runInfo } from '../run-info.js';
import { type LoadedTrial, loadTrial } from '../trial/load-trial.js';
import { exportEvents } from './decide-export.js';
import { type Decider, decisionEvents } from './decide-items.js';
import { type ExportOrder, type ItemOrder, orderOf } from './order.js';
import { isRefused, type OrRefusal, type RefusalCode } from './refusal.js';
import { type ToldByReport, toldByReport } from './told-by-report.js';

/** What a person says to items of the worklist. */
export interface DecideOptions extends Call, CrosswalkAccess {
  /** Path of the trial file. */
  readonly trial: string;
  /** Items of the worklist; empty with `exported`. */
  readonly items: readonly string[];
  readonly decision: 'accepted' | 'waived' | 'rejected' | 'queried' | 'answered' | 'exported';
  /** Why, in words that name nobody. */
  readonly reason: string;
  /** Of a query or an answer. */
  readonly text?: string;
  /** With `exported`: the report of what left (path), and to whom it went. */
  readonly report?: string;
  readonly to?: string;
  readonly signal: AbortSignal;
}

/** Why a decision is refused: nothing was written. */
export class DecideError extends Error {
  override readonly name = 'DecideError';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Enters what a person decided, all items or none; tells the events that it wrote.
 * @throws DecideError, ConfigError, CrosswalkError, RegistryError
 * @throws ReportError when what left is named by something that is no report
 */
export async function runDecide(options: DecideOptions): Promise<Report> {
  const order = granted(orderOf(options));
  const loaded = await loadTrial(options.trial);
  const told = order.decision === 'exported' ? await toldByReport(order.report, options.signal) : undefined;
  const crosswalk = await openCrosswalk(options);
  try {
    const decider = { ...actorOf(options.operator), at: new Date().toISOString() };
    const written = entered(crosswalk, loaded, { order, told, decider });
    return reportOf(crosswalk, { options, loaded, order, written });
  } finally {
    crosswalk.close();
  }
}

interface Entry {
  readonly order: ItemOrder | ExportOrder;
  /** Of the report of what left. */
  readonly told: ToldByReport | undefined;
  readonly decider: Decider;
}

/** One transaction: what is open is what nobody else decides on meanwhile. @returns the numbers of the events */
function entered(crosswalk: Crosswalk, { trial }: LoadedTrial, entry: Entry): ReadonlySet<number> {
  const { id: protocol } = trial.protocol;
  return crosswalk.write((writer) => {
    const row = trialNamed(writer, protocol);
    const events = eventsOf(writer, row);
    const source = { reader: writer, trial: row, protocol, events };
    return new Set(granted(eventsWanted(source, entry)).map((event) => recordEvent(writer, row, event)));
  });
}

function eventsWanted(
  source: Parameters<typeof exportEvents>[0],
  { order, told, decider }: Entry,
): OrRefusal<readonly NewEvent[]> {
  if (order.decision !== 'exported') return decisionEvents(workItems(source.events), order, decider);
  return told ? exportEvents(source, told, { order, decider }) : [];
}

function granted<T extends object>(result: OrRefusal<T>): T {
  if (isRefused(result))
    throw new DecideError(result.refusal.code, `${result.refusal.message}; nothing was entered`);
  return result;
}

interface Ended {
  readonly options: DecideOptions;
  readonly loaded: LoadedTrial;
  readonly order: ItemOrder | ExportOrder;
  readonly written: ReadonlySet<number>;
}

function reportOf(crosswalk: Crosswalk, { options, loaded, order, written }: Ended): Report {
  const { trial, sha256 } = loaded;
  const all = eventsOf(crosswalk, trialNamed(crosswalk, trial.protocol.id));
  const own = all.filter(({ id }) => written.has(id));
  const { chain, findings } = verifiedChain(crosswalk);
  const sections = { events: ledgerRows(crosswalk, own, all), chain } satisfies LedgerSections;
  return {
    schema: 'corelab/report/decide@1',
    confidentiality: 'linked',
    tool: thisTool(),
    command: 'decide',
    run: runInfo(options),
    config: { trial: { protocol: trial.protocol.id, sha256 }, decision: order.decision },
    upstream: [],
    verdict: verdictOf(findings, []),
    summary: {
      items: order.decision === 'exported' ? 0 : order.items.length,
      events: own.length,
      open: workItems(all).filter(needsPerson).length,
    },
    findings,
    sections: { ...sections },
    roots: [],
    files: [],
  };
}
