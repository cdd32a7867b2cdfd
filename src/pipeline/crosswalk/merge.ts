import { mergeSubjects } from '../../identity/registry/corrections.js';
import { subjectInRow, subjectNamed } from '../../identity/registry/subjects.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { Report } from '../../report/envelope.js';
import { loadTrial } from '../trial/load-trial.js';
import { affectedCounts, affectedRows } from './affected.js';
import { withCrosswalk } from './call.js';
import { recordCorrected } from './correct-events.js';
import { givenReason } from './crosswalk-command-error.js';
import { placementFindings, unrejectedFindings } from './moved-findings.js';
import { subjectRow } from './rows.js';
import type { SubjectOptions } from './show.js';

/** What `crosswalk merge` is asked for. */
export interface MergeOptions extends SubjectOptions {
  /** The subject that stays. */
  readonly into: string;
  readonly reason: string;
}

/**
 * Makes two subjects that are one person one: `subject` is retired, and all it has becomes `into`'s.
 * @throws CrosswalkCommandError, CrosswalkError, ConfigError, RegistryError: nothing was changed
 */
export async function runMerge(options: MergeOptions): Promise<Report> {
  const reason = givenReason(options.reason);
  const { trial } = await loadTrial(options.trial);
  return withCrosswalk(options, (crosswalk) => {
    const { moved, keep, drop } = crosswalk.write((writer) => {
      const row = trialNamed(writer, trial.protocol.id);
      const keep = subjectNamed(writer, row, options.into);
      const drop = subjectNamed(writer, row, options.subject);
      const { moved } = mergeSubjects(writer, { keep, drop }, trial.visits, reason);
      recordCorrected(writer, options, { from: drop, to: keep, moved, reason });
      return { moved, keep, drop };
    });
    const affected = affectedRows(crosswalk, moved);
    return {
      action: 'merge',
      protocol: trial.protocol.id,
      reason,
      summary: { subjects: 2, studies: moved.length, ...affectedCounts(affected) },
      findings: [...placementFindings(crosswalk, moved), ...unrejectedFindings(moved)],
      sections: {
        subjects: [keep, drop].map(({ row }) => subjectRow(crosswalk, subjectInRow(crosswalk, row))),
        affected,
      },
    };
  });
}
