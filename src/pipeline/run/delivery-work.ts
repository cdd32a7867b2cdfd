import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Writer } from '../../identity/crosswalk/contract.js';
import type { LedgerEvent, NewEvent } from '../../identity/ledger/event.js';
import { eventsOf, recordEvent } from '../../identity/ledger/ledger.js';
import { writePieces } from '../../io/write-file.js';
import type { Report, Upstream } from '../../report/envelope.js';
import type { ProgressSink } from '../../report/progress.js';
import { jsonChunks } from '../../report/write-json.js';
import { actorOf } from '../actor.js';
import type { Delivered } from '../scan/delivered.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { inputsFromPaths } from '../scan/inputs.js';
import { scan } from '../scan/scan.js';
import type { Delivery } from './deliveries.js';
import type { RunContext, StepHead } from './run-context.js';
import { type RunError, reportChanged } from './run-error.js';
import { deliveryFolder } from './run-places.js';
import type { Stamp, Step } from './step.js';

type Reported = Extract<LedgerEvent, { kind: 'reported' }>;

/** The work on one delivery: what is done of it, and what is handed from step to step. */
export class DeliveryWork {
  /** Of what was done, in order; commands see it as what ran before them in a pipe. */
  readonly upstream: Upstream[] = [];
  /** What is checked, scanned, once `deid` is done. */
  released: Delivered | undefined;
  /** How many files and folders `--exclude` left out; known once the delivery is scanned. */
  leftOut = 0;
  private scanned: Promise<Delivered> | undefined;
  private readonly reported: ReadonlyMap<string, Reported>;

  constructor(
    readonly context: RunContext,
    readonly delivery: Delivery,
    readonly progress: ProgressSink,
  ) {
    const { crosswalk, trial, run } = context;
    const events = eventsOf(crosswalk, trial, { run, delivery: delivery.number, kinds: ['reported'] });
    this.reported = new Map(
      events.flatMap((event) => (event.kind === 'reported' ? [[event.command ?? '', event] as const] : [])),
    );
  }

  /** Of the ledger: what this run has recorded of the delivery by now. */
  events(kinds?: readonly NewEvent['kind'][]): LedgerEvent[] {
    const { crosswalk, trial, run } = this.context;
    return eventsOf(crosswalk, trial, { run, delivery: this.delivery.number, ...(kinds && { kinds }) });
  }

  /** Folder of `deid`'s journal and quarantine, absolute. */
  get deidState(): string {
    return join(this.folder, 'deid');
  }

  /** Path of a command's report, absolute. */
  reportPath(command: string): string {
    return join(this.folder, `${command}.json`);
  }

  /**
   * What a step came to that was done before an interruption: by its report, whose verdict is that of the whole pipe, as
   * the next command has it where nothing was interrupted. The ledger has that of the command alone.
   * @throws RunError `report-changed` when its report is not what the ledger says
   */
  done(command: string): StepHead | undefined {
    const event = this.reported.get(command);
    if (event === undefined) return undefined;
    const { report: sha256, details } = event;
    // What did not apply has no report.
    if (sha256 === undefined) return { command, verdict: details.verdict };
    const bytes = this.reportBytes(this.reportPath(command), sha256);
    const { verdict } = JSON.parse(bytes.toString('utf8')) as Pick<Report, 'verdict'>;
    return { command, verdict };
  }

  /** @throws RunError `report-changed` when a report is not the one that the ledger names */
  assertReport(path: string, sha256: string): void {
    this.reportBytes(path, sha256);
  }

  /** The delivery, each header read once, with checksums. */
  source(): Promise<Delivered> {
    this.scanned ??= this.scanSource();
    return this.scanned;
  }

  /** What a command that runs now is called with. */
  call(): { startedAt: Date; arguments: readonly string[]; operator?: string } {
    const { operator, arguments: typed } = this.context.options;
    return { startedAt: new Date(), arguments: typed, ...(operator !== undefined && { operator }) };
  }

  /** Writes a report, whole or not at all. Synchronous: it may stand inside a transaction. */
  keep(report: Report): Step {
    const bytes = Buffer.from([...jsonChunks(report)].join(''));
    writePieces(this.reportPath(report.command), [bytes], { mode: 0o600, replace: true, sync: true });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { report, sha256, input: this.delivery.input, stamp: this.stamp() };
  }

  /** Keeps a report, and what it tells the ledger. */
  finish(report: Report, eventsOfStep: (step: Step) => readonly NewEvent[]): StepHead {
    const step = this.keep(report);
    const { crosswalk } = this.context;
    crosswalk.write((writer) => this.record(writer, eventsOfStep(step)));
    return this.headOf(step);
  }

  /** Tells the ledger that a command had nothing to work on. */
  notApplicable(command: string): StepHead {
    const { crosswalk } = this.context;
    const counts = { filesIn: 0, filesOut: 0, quarantined: 0, skipped: 0, duplicates: 0 };
    const verdict = 'not-applicable';
    const details = { input: this.delivery.input, verdict, ...counts, problems: [] } as const;
    crosswalk.write((writer) =>
      this.record(writer, [{ ...this.stamp(), kind: 'reported', command, details }]),
    );
    return { command, verdict };
  }

  /** Adds events in a transaction that is open already. */
  record(writer: Writer, events: readonly NewEvent[]): void {
    for (const event of events) recordEvent(writer, this.context.trial, event);
  }

  headOf({ report: { command, verdict } }: Step): StepHead {
    return { command, verdict };
  }

  private reportBytes(path: string, sha256: string): Buffer {
    const bytes = bytesOf(path);
    if (bytes && createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
    throw this.changed(path);
  }

  private changed(path: string): RunError {
    const name = relative(this.context.places.state, path);
    return reportChanged(name);
  }

  private get folder(): string {
    const { places, run } = this.context;
    return join(places.state, deliveryFolder(run, this.delivery.number));
  }

  private stamp(): Stamp {
    const { run, options } = this.context;
    const { number, site } = this.delivery;
    return { at: new Date().toISOString(), ...actorOf(options.operator), run, delivery: number, site };
  }

  private async scanSource(): Promise<Delivered> {
    const { options, needs } = this.context;
    const { jobs, signal, exclude } = options;
    const exclusion = new GlobExclusion(exclude);
    const inputs = inputsFromPaths(this.delivery.paths, exclusion);
    const { progress } = this;
    const found = await scan(inputs, { ...needs.source, checksums: true, jobs, signal, progress });
    this.leftOut = exclusion.count;
    return { inputs, scan: found };
  }
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
