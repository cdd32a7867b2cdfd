import { CATALOGUE } from '../../findings/catalogue.js';
import { type Finding, finding } from '../../findings/finding.js';
import { anchorPath, readAnchor } from '../../identity/crosswalk/anchor.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { CrosswalkError } from '../../identity/crosswalk/crosswalk-error.js';
import type { VerifyNote, VerifyProblem, VerifyResult } from '../../identity/crosswalk/verify.js';
import type { VerificationProblem } from '../../report/crosswalk-sections.js';
import type { Report } from '../../report/envelope.js';
import { type CrosswalkCall, type Done, withCrosswalk } from './call.js';
import { CrosswalkCommandError, givenReason } from './crosswalk-command-error.js';
import { type ReportedHead, reportedHead } from './report-heads.js';

/** What `crosswalk verify` is asked for. */
export interface VerifyCrosswalkOptions extends CrosswalkCall {
  /** Paths of reports whose heads the audit trail must still have. */
  readonly reports: readonly string[];
  /** Accepts a database that is older than its anchor as one restored from a backup, for this reason. */
  readonly acceptRestored?: string;
}

/**
 * Goes over the whole crosswalk: the audit chain, each row, the anchor, and the heads that reports hold. What it finds
 * is a finding that fails.
 * @throws CrosswalkCommandError `not-restored` when there is more wrong than a backup explains: nothing was accepted
 * @throws CrosswalkError
 */
export async function runVerify(options: VerifyCrosswalkOptions): Promise<Report> {
  const { acceptRestored } = options;
  const reason = acceptRestored === undefined ? undefined : givenReason(acceptRestored);
  const heads = await Promise.all(options.reports.map(reportedHead));
  return withCrosswalk(
    options,
    (crosswalk) => {
      const known = reportsOf(crosswalk, options.crosswalk, heads);
      if (reason !== undefined) accept(crosswalk, reason);
      return told(crosswalk.verify({ reports: known.own }), known.foreign, reason);
    },
    { tolerant: true },
  );
}

interface KnownHeads {
  readonly own: readonly ReportedHead[];
  /** Reports of another crosswalk, or of one that this took the place of. */
  readonly foreign: number;
}

/**
 * A change of the key adds a salt, and earlier ones stay in the anchor. Where an anchor was lost and made anew, a head
 * that the audit trail still has proves as much.
 */
function reportsOf(crosswalk: Crosswalk, path: string, heads: readonly ReportedHead[]): KnownHeads {
  const anchor = readAnchor(anchorPath(path));
  if (!anchor) return { own: heads, foreign: 0 };
  const salts = new Set(anchor.keys.map(({ salt }) => salt));
  const own = heads.filter((head) => salts.has(head.salt) || hasHead(crosswalk, head));
  return { own, foreign: heads.length - own.length };
}

function hasHead(crosswalk: Crosswalk, { seq, mac }: ReportedHead): boolean {
  try {
    return crosswalk.scalar('SELECT mac FROM audit WHERE seq = ?', seq) === mac;
  } catch (error) {
    // Damage is for the proof to tell.
    if (error instanceof CrosswalkError) return false;
    throw error;
  }
}

/** What an older copy of an honest database shows. */
const OF_A_BACKUP: ReadonlySet<VerifyProblem['code']> = new Set<VerifyProblem['code']>([
  'anchor-missing',
  'behind-anchor',
  'differs-from-anchor',
]);

function accept(crosswalk: Crosswalk, reason: string): void {
  const { problems } = crosswalk.verify();
  if (problems.every(({ code }) => OF_A_BACKUP.has(code))) {
    crosswalk.acceptRestored(reason);
    return;
  }
  const message =
    "there is more wrong with the crosswalk than a restored backup explains: run 'corelab crosswalk verify' alone; " +
    'nothing was accepted';
  throw new CrosswalkCommandError('not-restored', message);
}

function told(result: VerifyResult, foreign: number, reason: string | undefined): Done {
  const { records, rows, head, problems, problemCount, notes } = result;
  const more = problemCount - problems.length;
  const isOfAnother = foreign > 0;
  const rowsOfProblems = [...problems.map(problemRow), ...(isOfAnother ? [OF_ANOTHER] : [])];
  const findings: Finding[] = [
    ...problems.map(problemFinding),
    ...(isOfAnother ? [finding('crosswalk-of-another', { actual: foreign })] : []),
    ...(more > 0 ? [finding('crosswalk-more-problems', { params: { count: more } })] : []),
    ...notes.map(noteFinding),
  ];
  return {
    action: 'verify',
    reason,
    summary: { records, rows, problems: problemCount + Number(isOfAnother) },
    findings,
    sections: { verification: { records, head, problems: rowsOfProblems } },
  };
}

const OF_ANOTHER: VerificationProblem = {
  code: 'of-another',
  text: CATALOGUE['crosswalk-of-another'].text,
  seq: null,
  entity: null,
};

function problemRow(problem: VerifyProblem): VerificationProblem {
  return {
    code: problem.code,
    text: CATALOGUE[`crosswalk-${problem.code}`].text,
    // Damage may number a record less than the first.
    seq: 'seq' in problem && problem.seq > 0 ? problem.seq : null,
    entity: entityOf(problem) ?? null,
  };
}

function problemFinding(problem: VerifyProblem): Finding {
  const name = entityOf(problem) ?? ('seq' in problem ? `audit record ${problem.seq}` : undefined);
  return finding(`crosswalk-${problem.code}`, {
    ...(name !== undefined && { subject: { name } }),
    ...('count' in problem && { actual: problem.count }),
  });
}

function entityOf(problem: VerifyProblem): string | undefined {
  return 'table' in problem ? `${problem.table}:${problem.id}` : undefined;
}

function noteFinding(note: VerifyNote): Finding {
  return finding(`crosswalk-${note.code}`, { actual: 'count' in note ? note.count : note.seq });
}
