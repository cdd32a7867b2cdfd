import { finding } from '../../findings/finding.js';
import { progressOf } from '../../identity/registry/progress.js';
import { findTrial } from '../../identity/registry/trials.js';
import { dueVisits } from '../../identity/visits/due-visits.js';
import type { DueVisit } from '../../identity/visits/visit-plan.js';
import type { DueRow } from '../../report/assign-id-sections.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { dateOf, dayOf } from '../../study/days.js';
import { anchorOf, openCrosswalk } from '../open-crosswalk.js';
import { runInfo } from '../run-info.js';
import { loadTrial } from '../trial/load-trial.js';
import type { AssignIdOptions } from './options.js';
import { AssignIdError, siteOf } from './prepare.js';

/** What `--due` is asked. */
export interface DueOptions
  extends Pick<
    AssignIdOptions,
    'trial' | 'crosswalk' | 'secret' | 'site' | 'startedAt' | 'arguments' | 'operator'
  > {
  /** YYYY-MM-DD. */
  readonly due: string;
}

/**
 * The visits that are due, overdue and missed on a day, for one site or all.
 * @throws AssignIdError, ConfigError, CrosswalkError
 */
export async function runDue(options: DueOptions): Promise<Report> {
  const day = dueDay(options.due);
  const { trial, sha256 } = await loadTrial(options.trial);
  const site = options.site === undefined ? undefined : siteOf(trial, options.site).id;
  const crosswalk = await openCrosswalk(options);
  try {
    const row = findTrial(crosswalk, trial.protocol.id);
    const progress = row === undefined ? [] : progressOf(crosswalk, row, trial.visits, site);
    const visits = dueVisits(trial.visits, progress, day);
    const findings = visits.filter(({ reason }) => reason === null).flatMap(findingOf);
    return {
      schema: 'corelab/report/assign-id@1',
      confidentiality: 'linked',
      tool: thisTool(),
      command: 'assign-id',
      run: runInfo(options),
      config: {
        trial: { protocol: trial.protocol.id, sha256 },
        ...(site !== undefined && { site }),
        blinded: false,
        due: options.due,
      },
      upstream: [],
      verdict: verdictOf(findings, []),
      summary: NO_FILES,
      findings,
      sections: {
        assignments: [],
        patients: [],
        visits: [],
        missedVisits: [],
        due: visits.map(dueRow),
        crosswalk: anchorOf(crosswalk, options.crosswalk),
      },
      roots: [],
      files: [],
    };
  } finally {
    crosswalk.close();
  }
}

const NO_FILES = {
  filesIn: 0,
  filesOut: 0,
  passedOn: 0,
  notAssigned: 0,
  refused: 0,
  skipped: 0,
  patients: 0,
  recalled: 0,
  allocated: 0,
  listed: 0,
  phantoms: 0,
  conflicts: 0,
  unassigned: 0,
  withdrawn: 0,
};

function dueDay(date: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? dayOf(date.replaceAll('-', '')) : undefined;
  if (day === undefined) throw new AssignIdError('date-wrong', `--due ${date}: a day is written YYYY-MM-DD`);
  return day;
}

function findingOf({ subject, visit, state }: DueVisit) {
  if (state === 'due') return [];
  const code = state === 'missed' ? 'visit-missed' : 'visit-overdue';
  return [finding(code, { subject: { name: subject }, params: { visit } })];
}

function dueRow({ opensDay, targetDay, closesDay, ...rest }: DueVisit): DueRow {
  return { ...rest, opens: dateOf(opensDay), target: dateOf(targetDay), closes: dateOf(closesDay) };
}
