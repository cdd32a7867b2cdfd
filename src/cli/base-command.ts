import type { Report } from '../report/envelope.js';
import { NO_PROGRESS, type ProgressSink } from '../report/progress.js';
import type { Table } from '../report/table.js';
import { BareCommand } from './bare-command.js';
import { COMMON_FLAGS, type CommonFlags, type CommonOptions, commonOptions } from './common-flags.js';
import { exitCodeOf } from './exit-codes.js';
import { watchInterrupts } from './interrupt.js';
import { writeStdout } from './stdout.js';

/** What the work of a command is given besides its own flags. */
export interface WorkContext {
  readonly options: CommonOptions;
  /** Aborted by Ctrl-C and SIGTERM: the work removes what it has half written, and throws the signal's reason. */
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  readonly startedAt: Date;
  /** As they were typed, for the report. */
  readonly arguments: readonly string[];
}

/** A command's work, and the tables that show its report. */
export interface Work {
  readonly run: (context: WorkContext) => Promise<Report>;
  /** Writes further files from the report as it is told: with its paths hashed where that was asked for. */
  readonly exports?: (report: Report, signal: AbortSignal) => Promise<void>;
  /** The rows of `--report FILE.csv`. */
  readonly csv: (report: Report) => Promise<Table>;
  /** What stands above the findings on a terminal. */
  readonly terminal: (report: Report) => Promise<Table>;
}

/**
 * The base of every command with a report: it owns the shared flags, progress, Ctrl-C, the forms of the report and the
 * exit code. A command parses its own flags and hands its work to {@link deliver}.
 */
export abstract class BaseCommand extends BareCommand {
  static override baseFlags = COMMON_FLAGS;

  /** Runs the work, writes its report wherever it was asked for, and sets the exit code to its verdict. */
  protected async deliver(flags: CommonFlags, work: Work): Promise<void> {
    const options = commonOptions(flags, process.stdout.isTTY === true);
    const { reports, quiet } = options;
    if (reports.length > 0) await (await import('./report-file.js')).checkTargets(reports);
    const key = await pathKey(options);
    const progress = await progressLine(quiet);
    const interrupts = watchInterrupts(process, () => {
      progress.stop();
      if (!quiet) process.stderr.write('corelab: stopping; once more to stop at once\n');
    });
    const { signal } = interrupts;
    try {
      const startedAt = new Date();
      const made = await work.run({ options, signal, progress, startedAt, arguments: this.argv });
      signal.throwIfAborted();
      progress.stop();
      const report = key ? await withHashedPaths(made, key) : made;
      await work.exports?.(report, signal);
      await writeReports(report, { reports, work, signal });
      process.exitCode = exitCodeOf(report.verdict);
      await writeStdout(await stdoutChunks(report, options, work));
    } finally {
      progress.stop();
      interrupts.dispose();
    }
  }
}

/** A line on standard error when that is a terminal, else nothing. */
async function progressLine(quiet: boolean): Promise<ProgressSink & { stop(): void }> {
  if (process.stderr.isTTY !== true || quiet) return { ...NO_PROGRESS, stop: () => {} };
  const { ProgressLine } = await import('./progress.js');
  return new ProgressLine({ write: (text) => process.stderr.write(text) });
}

interface Targets extends Pick<CommonOptions, 'reports'> {
  readonly work: Work;
  readonly signal: AbortSignal;
}

async function writeReports(report: Report, { reports, work, signal }: Targets): Promise<void> {
  if (reports.length === 0) return;
  const { writeReportFile } = await import('./report-file.js');
  for (const target of reports) await writeReportFile({ report, target, table: work.csv, signal });
}

/** The sub-key that paths are hashed with, and what names the project key in the report. */
interface PathKey {
  readonly key: Uint8Array;
  readonly keyFingerprint: string;
}

async function pathKey({ hashPaths, keyFile }: CommonOptions): Promise<PathKey | undefined> {
  if (!hashPaths || keyFile === undefined) return undefined;
  const { deriveKey, fingerprint, loadProjectKey } = await import('../identity/project-key.js');
  const project = await loadProjectKey(keyFile);
  return { key: deriveKey(project, 'path'), keyFingerprint: fingerprint(project) };
}

async function withHashedPaths(report: Report, { key, keyFingerprint }: PathKey): Promise<Report> {
  const { hashPaths } = await import('../report/hash-paths.js');
  return hashPaths({ ...report, config: { ...report.config, keyFingerprint } }, key);
}

async function stdoutChunks(
  report: Report,
  { output }: CommonOptions,
  work: Work,
): Promise<Iterable<string>> {
  if (output === 'json') return (await import('../report/write-json.js')).jsonChunks(report);
  if (output === 'ndjson') return (await import('../report/write-ndjson.js')).ndjsonChunks(report);
  const { terminalReport } = await import('./terminal-report.js');
  return terminalReport(report, await work.terminal(report), process.stdout);
}
