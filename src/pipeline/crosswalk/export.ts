import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { subjectsOf } from '../../identity/registry/subjects.js';
import { writeAtomically } from '../../io/atomic-write.js';
import type { CrosswalkSections } from '../../report/crosswalk-sections.js';
import type { Report } from '../../report/envelope.js';
import { crosswalkTable } from '../../report/tables/crosswalk.js';
import { csvChunks } from '../../report/write-csv.js';
import { loadTrial } from '../trial/load-trial.js';
import { type CrosswalkCall, type Done, withCrosswalk } from './call.js';
import { CrosswalkCommandError, givenReason } from './crosswalk-command-error.js';
import { identityRows, unblindedRows } from './identity-rows.js';
import { trialsOf } from './list.js';
import { subjectRow } from './rows.js';

/** What is exported: subjects without identities, who they are, or whose the reading IDs are. */
export type ExportKind = 'subjects' | 'identified' | 'unblinding';

/** What `crosswalk export` is asked for. */
export interface ExportOptions extends CrosswalkCall {
  /** Path of a trial file; all trials when absent. */
  readonly trial?: string;
  readonly kind: ExportKind;
  /** Needed unless only subjects are exported. */
  readonly reason?: string;
  /** Paths of CSV files; what goes there does not stand in the report. */
  readonly files: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Exports what the crosswalk holds. Who exports identities or the un-blinding list is in the audit before the first row
 * leaves the store, and files with them are for their owner alone.
 * @throws CrosswalkCommandError `reason-needed`
 * @throws CrosswalkError, ConfigError, RegistryError, AtomicWriteError
 */
export async function runExport(options: ExportOptions): Promise<Report> {
  const { kind, files, signal } = options;
  const reason = reasonOf(options);
  const protocol = options.trial && (await loadTrial(options.trial)).trial.protocol.id;
  return withCrosswalk(options, async (crosswalk) => {
    const trials = trialsOf(crosswalk, protocol);
    const sections = sectionsOf(crosswalk, kind, trials);
    const rows = Object.values(sections).flatMap((list) => [...list]).length;
    const details = { kind, rows, protocol: protocol ?? null };
    crosswalk.write((writer) =>
      writer.note({ name: 'export', ...(reason !== undefined && { reason }) }, details),
    );
    const mode = kind === 'subjects' ? 0o644 : 0o600;
    for (const path of files) await writeAtomically(path, csvOf(sections), { mode, signal });
    const isShown = files.length === 0;
    return {
      action: 'export',
      protocol,
      reason,
      isIdentified: isShown && kind !== 'subjects',
      summary: { [COUNTS[kind]]: rows },
      sections: isShown ? sections : {},
    } satisfies Done;
  });
}

const COUNTS = { subjects: 'subjects', identified: 'identities', unblinding: 'readings' } as const;

function reasonOf({ kind, reason }: ExportOptions): string | undefined {
  if (reason !== undefined) return givenReason(reason);
  if (kind === 'subjects') return undefined;
  const message = `--${kind}: say why with --reason TEXT; it stands in the audit trail`;
  throw new CrosswalkCommandError('reason-needed', message);
}

function sectionsOf(
  crosswalk: Crosswalk,
  kind: ExportKind,
  trials: readonly number[],
): Pick<CrosswalkSections, 'subjects' | 'identities' | 'readings'> {
  const subjects = trials.flatMap((trial) => subjectsOf(crosswalk, trial));
  if (kind === 'identified') return { identities: identityRows(crosswalk, subjects) };
  if (kind === 'unblinding') return { readings: unblindedRows(crosswalk, subjects) };
  return { subjects: subjects.map((subject) => subjectRow(crosswalk, subject)) };
}

function csvOf(sections: CrosswalkSections): Iterable<string> {
  return csvChunks(crosswalkTable({ sections: { ...sections } }));
}
