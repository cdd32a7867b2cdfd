import { recordEvent } from '../../identity/ledger/ledger.js';
import { recordDestruction, withdrawSubject } from '../../identity/registry/corrections.js';
import { studiesOf } from '../../identity/registry/studies.js';
import { subjectInRow, subjectNamed } from '../../identity/registry/subjects.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { Report } from '../../report/envelope.js';
import { loadTrial } from '../trial/load-trial.js';
import { affectedCounts, affectedRows } from './affected.js';
import { withCrosswalk } from './call.js';
import { stampOf } from './correct-events.js';
import { CrosswalkCommandError, givenReason } from './crosswalk-command-error.js';
import { subjectRow } from './rows.js';
import type { SubjectOptions } from './show.js';

/** What `crosswalk withdraw` is asked for: one of the two. */
export interface WithdrawOptions extends SubjectOptions {
  /** Why the subject leaves the trial. */
  readonly reason?: string;
  /** What proves that the released files are destroyed, as the number of a certificate. */
  readonly destroyed?: string;
}

/**
 * Takes a subject out of the trial, or records that what was released of it is destroyed; lists every delivery and every
 * released file either way.
 * @throws CrosswalkCommandError, CrosswalkError, ConfigError, RegistryError: nothing was changed
 */
export async function runWithdraw(options: WithdrawOptions): Promise<Report> {
  const { reason, destroyed } = options;
  const said = givenReason(oneOf(reason, destroyed));
  const { trial } = await loadTrial(options.trial);
  return withCrosswalk(options, (crosswalk) => {
    const row = crosswalk.write((writer) => {
      const subject = subjectNamed(writer, trialNamed(writer, trial.protocol.id), options.subject);
      if (destroyed === undefined) withdrawSubject(writer, subject, said);
      else recordDestruction(writer, subject, said);
      recordEvent(writer, subject.trial, {
        ...{ kind: destroyed === undefined ? 'withdrawn' : 'destroyed', ...stampOf(options) },
        ...{ site: subject.site, subject: subject.row, details: { why: said } },
      });
      return subject.row;
    });
    const studies = studiesOf(crosswalk, row);
    const affected = affectedRows(crosswalk, studies);
    return {
      action: 'withdraw',
      protocol: trial.protocol.id,
      reason: said,
      summary: { subjects: 1, studies: studies.length, ...affectedCounts(affected) },
      sections: { subjects: [subjectRow(crosswalk, subjectInRow(crosswalk, row))], affected },
    };
  });
}

function oneOf(reason: string | undefined, destroyed: string | undefined): string {
  const said = reason ?? destroyed;
  if (said !== undefined && (reason === undefined || destroyed === undefined)) return said;
  const message =
    'give --reason TEXT to withdraw the subject, or, once it is withdrawn, --destroyed TEXT to record the destruction';
  throw new CrosswalkCommandError('flags-exclude', message);
}
